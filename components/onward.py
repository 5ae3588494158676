"""Ways onward: a link to the page that says more."""

from __future__ import annotations

import streamlit as st

from components.site import PAGES
from components.words import Words

_SCRIPTS = {page.key: str(page.script) for page in PAGES}


def onward(key: str, words: Words) -> None:
    """A link to the page `key` of the site's map."""
    st.page_link(_SCRIPTS[key], label=words(f"onward.{key}"))
