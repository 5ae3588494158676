"""The first response of each page: the complete page, in the link's language, with what its address selects.

Streamlit runs the article reader only: its page is Streamlit's own, with ours shown until it is ready. If another page
cannot be rendered, Streamlit's page is sent in its place, too.
"""

from __future__ import annotations

import logging
from functools import cache, partial
from http import HTTPStatus

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from components import rendering
from components.charts.spec import Query
from components.i18n.negotiation import match_language, negotiate_language
from components.pages import PAGES
from components.pages.blocks import ArticleForm, Heading, Note, PageLink
from components.pages.spec import PageSpec, build, filters_of, selected_pairs
from components.rendering.cards import RenderContext
from components.rendering.document import ICON_PATH, render_document, render_page_body
from components.server.assets import STREAMLIT_SCRIPT, page_assets
from components.server.page_head import render_head
from components.server.response_cache import RenderedResponse, ResponseCache
from components.streamlit_app import internals
from components.urls.base_path import base_path
from components.urls.query_params import is_tracking
from components.urls.site_urls import server_urls, site_address
from components.view import View, in_language

_HTML = "text/html; charset=utf-8"
_HEADERS = {"Vary": "Accept-Language"}
_STREAMLIT_PAGE = "read"  # the page that Streamlit runs
_PAGE_CACHE, _SELECTION_CACHE = ResponseCache(8 << 20), ResponseCache(4 << 20, is_selected=True)  # of each language

_log = logging.getLogger("dashboard")


async def page_response(request: Request) -> Response:
    """Return the page that the address names, or 404 with links to the pages that exist."""
    query: Query = {name: request.query_params.getlist(name) for name in request.query_params if not is_tracking(name)}
    languages = query.get("lang", ())
    view = in_language(negotiate_language(languages, request.headers.get("accept-language", "")))
    path = request.path_params["path"].strip("/")
    page = next((page for page in PAGES if page.path == path), None)
    if page is None:
        content = _not_found_html(view, path[:40])
        return HTMLResponse(content, HTTPStatus.NOT_FOUND, {"Cache-Control": "no-cache", **_HEADERS})
    address = site_address(request)
    filtered = {name: tuple(each.values(query)) for name, each in filters_of(page).items()}
    filtered["chart"] = tuple(query.get("chart", ()))
    selected = tuple((name, values) for name, values in filtered.items() if values)
    unknown_languages = tuple(value for value in languages if not match_language(value))
    # A cache of its own, so that the many selections do not push out the pages without one.
    cache = _SELECTION_CACHE if selected or unknown_languages else _PAGE_CACHE
    key = (page.key, address, selected, unknown_languages)
    rendered = await cache.fetch(request, view, key, partial(_render, page, view, query, address))
    return rendered.response(request)


def _render(page: PageSpec, view: View, query: Query, address: str) -> RenderedResponse:
    head = render_head(page, view, query, server_urls(view.language, address))
    try:
        html = _page_html(page, view, query, head)
    except Exception:  # whatever it is: Streamlit runs the page, and shows what it can
        _log.exception("no first response of %s", page.key)
        html = _streamlit_html(view, head)
    return RenderedResponse(html.encode(), _HTML, _HEADERS)


def _page_html(page: PageSpec, view: View, query: Query, head: Markup) -> Markup:
    selected = selected_pairs(page, view, query)
    blocks = build(page, view, query)
    context = RenderContext(view, server_urls(view.language))
    body = render_page_body(page, blocks, context, selected)
    if page.key == _STREAMLIT_PAGE:
        try:
            return _streamlit_html(view, head, body)
        except (OSError, LookupError) as error:
            _log_once(type(error).__name__)
        rest = [block for block in blocks if not isinstance(block, ArticleForm)]
        body = render_page_body(page, [*rest, Note(view.words("read.unavailable"))], context)
    return _document(view, head, body)


@cache
def _log_once(kind: str) -> None:
    _log.exception("/read goes without Streamlit, whose front end is not as it is known (%s)", kind)


def _document(view: View, head: Markup, body: Markup) -> Markup:
    tags = Markup("{}\n{}").format(head, page_assets(base_path()))
    return render_document(body, language=view.language, kind="page", head=tags)


def _streamlit_html(view: View, head: Markup, body: Markup | None = None) -> Markup:
    """Return Streamlit's page with our head. body: shown until the app is ready; without it the app starts at once."""
    start = rendering.trusted_html(internals.start_tags(base_path()))
    script = rendering.render("streamlit_script", url=base_path() + STREAMLIT_SCRIPT.path)
    tags = Markup("{}\n{}\n{}").format(head, page_assets(base_path()), script)
    page = internals.index_page(base_path(), base_path() + ICON_PATH)
    page = page.replace('<html lang="en">', f'<html lang="{view.language}">').replace("<title>Streamlit</title>", tags)
    first = rendering.render("before_streamlit", body=body, start=start) if body else start
    return rendering.trusted_html(internals.NOSCRIPT_TAG.sub(lambda found: first, page))


def _not_found_html(view: View, path: str) -> Markup:
    """Return the page of a path that does not exist, with links to those that do."""
    words = view.words
    message = words("address.unknown", path=path)
    links = [PageLink(page.path, words(f"page.{page.key}")) for page in PAGES]
    blocks = [Heading(message, words("address.exists")), *links]
    body = render_page_body(None, blocks, RenderContext(view, server_urls(view.language)))
    title = words("site.title", page=message, site=words("site.name"))
    return _document(view, Markup("<title>{}</title>").format(title), body)
