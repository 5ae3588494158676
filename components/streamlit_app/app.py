"""The app in Streamlit: its pages, header, language switch and footer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from components import rendering
from components.charts.spec import Query
from components.i18n import Words
from components.i18n.negotiation import SWITCH, language_of, spoken
from components.pages import PAGES
from components.pages.blocks import ArticleForm, Block
from components.pages.spec import PageSpec, build
from components.rendering.blocks import render_blocks
from components.rendering.cards import Context
from components.rendering.document import footer, header
from components.streamlit_app import article_page
from components.urls.site_urls import served
from components.view import View, in_language

_PARAMETER, _CHOSEN, _SWITCH = "lang", "language", "language-switch"


def show() -> None:
    """Draw the page that the address names."""
    view = in_language(_language())
    words = view.words
    pages = {
        page: st.Page(_script(page, view), title=words(f"page.{page.key}"), url_path=page.path, default=not page.path)
        for page in PAGES
    }
    open_page = st.navigation(list(pages.values()), position="hidden")
    chosen = next(page for page, script in pages.items() if script is open_page)
    st.set_page_config(page_title=words("site.title", page=open_page.title, site=words("site.name")), layout="wide")
    with st.container(horizontal=True, key="header", vertical_alignment="center"):
        st.html(header(chosen, served(words.language), words, has_languages=False))
        _language_switch(words)
    open_page.run()
    _footer(words)


def _script(page: PageSpec, view: View) -> Callable[[], None]:
    def script() -> None:
        query: Query = {name: st.query_params.get_all(name) for name in st.query_params}
        context = Context(view, served(view.language))
        waiting: list[Block] = []
        for block in build(page, view, query):
            if isinstance(block, ArticleForm):
                st.html(_column(waiting, context))
                waiting = []
                article_page.show(view)
            else:
                waiting.append(block)
        if waiting:
            st.html(_column(waiting, context))

    script.__name__ = page.key
    return script


def _column(blocks: list[Block], context: Context) -> str:
    return rendering.render("column", body=render_blocks(blocks, context))


# A page that has something to run again at its time, however far off, asks for itself anew whenever it has lost its
# server and found one.
@st.fragment(run_every=timedelta(days=1))
def _footer(words: Words) -> None:
    st.html(footer(served(words.language), words))


def _language() -> str:
    """Return the reader's language: from the link, else as chosen before, else the browser's."""
    asked = [*filter(spoken, st.query_params.get_all(_PARAMETER))]
    if not asked and _CHOSEN in st.session_state:
        asked = [st.session_state[_CHOSEN]]
    # The page knows the browser's first choice; what it would take besides is in the header alone.
    accepted = (st.context.locale, st.context.headers.get("Accept-Language"))
    return language_of(asked, ",".join(filter(None, accepted)))


def _language_switch(words: Words) -> None:
    """Put the switch on the page. A choice goes into the link; what a reader has given to the page stays."""
    st.session_state[_SWITCH] = words.language

    def write() -> None:
        st.session_state[_CHOSEN] = st.session_state[_SWITCH]
        st.query_params[_PARAMETER] = st.session_state[_SWITCH]

    st.segmented_control(
        words("language.switch"),
        SWITCH,
        required=True,
        format_func=lambda language: words(f"language.{language}"),
        key=_SWITCH,
        on_change=write,
        label_visibility="collapsed",
    )
