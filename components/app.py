"""The app around the pages: title, navigation, and what is said when something is not sound."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import streamlit as st

from components import html, language
from components.site import PAGES, SWITCH
from components.view import begin, current
from components.web.assets import base
from components.words import Words
from data import DataError

_SAID = "problems-said"
_FAULTS = "en"  # faults of the tables are told to who keeps them, in the language of the code


def show() -> None:
    """Draw the page that the address names."""
    st.session_state[_SAID] = set()
    words = Words(begin().language)
    pages = [
        st.Page(page.script, title=words(f"page.{page.key}"), url_path=page.path, default=not page.path)
        for page in PAGES
    ]
    chosen = st.navigation(pages, position="hidden")
    title = words("site.title", page=chosen.title, site=words("site.name"))
    st.set_page_config(page_title=title, layout="wide")
    # Our own row of links: Streamlit's top navigation hides behind an icon on a phone.
    with st.container(horizontal=True, key="navigation", vertical_alignment="center"):
        html.brand(words("site.name"), words.language)
        with st.container(horizontal=True, key="pages"):
            for page in pages:
                st.page_link(page, width="content")
        language.switch(words)
    _note_wrong_address(words)
    _note_missing_names(words)
    with guarded():
        chosen.run()
    _footer(words)


# A page that has something to run again at its time, however far off, asks for itself anew whenever it has lost its
# server and found one; any other keeps what it shows, and its filters ask a server that has never heard of them.
@st.fragment(run_every=timedelta(days=1))
def _footer(words: Words) -> None:
    link = f"{base()}sources?lang={words.language}#data"
    html.put("footer", text=words("site.footer"), link=link, data=words("site.data"))


def _note_wrong_address(words: Words) -> None:
    path = urlsplit(st.context.url or "").path.removeprefix(base().rstrip("/")).strip("/")
    if path not in {page.path for page in PAGES}:
        st.text(words("address.unknown", path=path[:40]))
    if unknown := language.unknown():
        st.text(words("filter.unknown", value=unknown, options=", ".join(SWITCH)))


def _note_missing_names(words: Words) -> None:
    """Tables that every page uses, or none: their faults are said above, for nothing is missing below but names."""
    names = ("labels.csv", "areas.csv", "datapackage.json")
    lines = [str(problem) for problem in current().data.problems if problem.file in names]
    if lines:
        html.put("problems", title=words("problem.tables"), problems=lines, language=_FAULTS)


@contextmanager
def guarded(*, fragment: bool = False) -> Iterator[None]:
    """Within it, data that is not sound is said where it would have been shown; the rest goes on.

    On a page a fault is said once. A `fragment` is run again without its page, so it says its own each time.
    """
    try:
        yield
    except DataError as error:
        said: set[str] = set() if fragment else st.session_state[_SAID]
        lines = [line for line in map(str, error.problems) if line not in said]
        said.update(lines)
        if lines:
            html.put("problems", title=Words(current().language)("problem.title"), problems=lines, language=_FAULTS)
