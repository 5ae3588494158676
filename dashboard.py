"""The door: `streamlit run dashboard.py`.

Streamlit finds `app` here and serves it; then, once a page is asked for, it runs this same file as the
page's script, under the name `__main__`.
"""

import streamlit as st

if __name__ == "__main__":
    from components.streamlit_app.app import show

    show()
else:
    from components.server.lazy_loading import lifespan, route
    from components.server.middleware import layers

    app = st.App(__file__, routes=[route()], middleware=layers(), lifespan=lifespan)
