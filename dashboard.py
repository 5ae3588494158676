"""The dashboard: `streamlit run dashboard.py`.

Streamlit imports this file for `app`, which it serves, and runs it again as the script of a page, under the name
`__main__`.
"""

import streamlit as st

if __name__ == "__main__":
    from components.streamlit_app.app import show_page

    show_page()
else:
    from components.server.lazy_loading import lifespan, site_route
    from components.server.middleware import build_middleware

    app = st.App(__file__, routes=[site_route()], middleware=build_middleware(), lifespan=lifespan)
