"""The pages in Streamlit: header, language switch, blocks and footer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from components import rendering
from components.charts.spec import Query
from components.i18n import Messages
from components.i18n.negotiation import match_language, negotiate_language
from components.pages import PAGES
from components.pages.blocks import ArticleForm, Block
from components.pages.spec import PageSpec, build
from components.rendering.blocks import render_blocks
from components.rendering.cards import RenderContext
from components.rendering.document import render_footer, render_header
from components.streamlit_app import article_page
from components.urls.site_urls import server_urls
from components.view import View, in_language
from data.model.language import LANGUAGES

_LANGUAGE_PARAMETER, _LANGUAGE_STATE, _SWITCH_STATE = "lang", "language", "language-switch"


def show_page() -> None:
    """Show the page that the address names."""
    view = in_language(_language())
    words = view.words
    pages = {
        page: st.Page(_script(page, view), title=words(f"page.{page.key}"), url_path=page.path, default=not page.path)
        for page in PAGES
    }
    open_page = st.navigation(list(pages.values()), position="hidden")
    current = next(page for page, script in pages.items() if script is open_page)
    st.set_page_config(page_title=words("site.title", page=open_page.title, site=words("site.name")), layout="wide")
    with st.container(horizontal=True, key="header", vertical_alignment="center"):
        st.html(render_header(current, server_urls(words.language), words, has_languages=False))
        _language_switch(words)
    open_page.run()
    _footer(words)


def _script(page: PageSpec, view: View) -> Callable[[], None]:
    def script() -> None:
        query: Query = {name: st.query_params.get_all(name) for name in st.query_params}
        context = RenderContext(view, server_urls(view.language))
        blocks: list[Block] = []
        for block in build(page, view, query):
            if isinstance(block, ArticleForm):
                st.html(_column(blocks, context))
                blocks = []
                article_page.show_article_page(view)
            else:
                blocks.append(block)
        if blocks:
            st.html(_column(blocks, context))

    script.__name__ = page.key
    return script


def _column(blocks: list[Block], context: RenderContext) -> str:
    return rendering.render("column", body=render_blocks(blocks, context))


# A page with a fragment that runs again, however much later, asks for itself anew when it has lost its server and found
# one.
@st.fragment(run_every=timedelta(days=1))
def _footer(words: Messages) -> None:
    st.html(render_footer(server_urls(words.language), words))


def _language() -> str:
    """Return the reader's language: that of the link, else the one chosen before, else the browser's."""
    languages = [*filter(match_language, st.query_params.get_all(_LANGUAGE_PARAMETER))]
    if not languages and _LANGUAGE_STATE in st.session_state:
        languages = [st.session_state[_LANGUAGE_STATE]]
    # The page knows the browser's first language only; the header has the others.
    accepted = (st.context.locale, st.context.headers.get("Accept-Language"))
    return negotiate_language(languages, ",".join(filter(None, accepted)))


def _language_switch(words: Messages) -> None:
    """Show the language switch. A choice goes into the link; what the reader has entered stays."""
    st.session_state[_SWITCH_STATE] = words.language

    def write() -> None:
        st.session_state[_LANGUAGE_STATE] = st.session_state[_SWITCH_STATE]
        st.query_params[_LANGUAGE_PARAMETER] = st.session_state[_SWITCH_STATE]

    st.segmented_control(
        words("language.switch"),
        LANGUAGES,
        required=True,
        format_func=lambda language: words(f"language.{language}"),
        key=_SWITCH_STATE,
        on_change=write,
        label_visibility="collapsed",
    )
