"""The app around the pages: title, navigation, style, and what is said when something is not sound."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from components import html
from components.site import PAGES
from components.view import current
from components.words import Words
from data import DataError

_ICON = Path(__file__).parent / "icon.svg"


def show() -> None:
    """Draw the page that the address names."""
    words = Words(current().language)
    st.set_page_config(page_title=words("site.name"), page_icon=str(_ICON), layout="wide")
    html.style()
    pages = [
        st.Page(page.script, title=words(f"page.{page.key}"), url_path=page.path, default=not page.path)
        for page in PAGES
    ]
    chosen = st.navigation(pages, position="hidden")
    # Our own row of links: Streamlit's top navigation hides behind an icon on a phone.
    with st.container(horizontal=True, key="navigation"):
        for page in pages:
            st.page_link(page, width="content")
    with guarded():
        chosen.run()
    html.put("footer", text=words("site.footer"))


@contextmanager
def guarded() -> Iterator[None]:
    """Within it, data that is not sound is said where it would have been shown; the rest goes on."""
    try:
        yield
    except DataError as error:
        words = Words(current().language)
        html.put("problems", title=words("problem.title"), problems=[str(problem) for problem in error.problems])
