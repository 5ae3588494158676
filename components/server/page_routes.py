"""The first response of each page: the complete page, in the link's language, with what its address selects.

Streamlit runs the article reader; its page is Streamlit's own, with ours shown until it is ready. The other pages need
nothing of Streamlit's front end. Where one cannot be rendered, Streamlit's page is sent in its place.
"""

from __future__ import annotations

import logging
from functools import cache, partial
from http import HTTPStatus

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from components import rendering
from components.charts import registry
from components.charts.spec import Query
from components.i18n.negotiation import language_of, spoken
from components.pages import PAGES
from components.pages.blocks import ArticleForm, Heading, Note, PageLink
from components.pages.spec import PageSpec, build, selected_pairs
from components.rendering.cards import Context
from components.rendering.document import ICON, document, page_body
from components.server.assets import STREAMLIT_SCRIPT, page_assets
from components.server.page_head import head
from components.server.response_cache import Rendered, ResponseCache
from components.streamlit_app import internals
from components.urls.base_path import base
from components.urls.query_params import is_tracking, split_values
from components.urls.site_urls import served, site_address
from components.view import View, in_language

_HTML = "text/html; charset=utf-8"
_HEADERS = {"Vary": "Accept-Language"}
_STREAMLIT = "read"  # the page that Streamlit runs
_PAGES, _SELECTED = ResponseCache(8 << 20), ResponseCache(4 << 20, is_selected=True)  # of each language

_log = logging.getLogger("dashboard")


async def answer(request: Request) -> Response:
    """Answer with the page that the address names; with 404 and the pages that exist if there is none."""
    query: Query = {name: request.query_params.getlist(name) for name in request.query_params if not is_tracking(name)}
    asked = query.get("lang", ())
    view = in_language(language_of(asked, request.headers.get("accept-language", "")))
    path = request.path_params["path"].strip("/")
    page = next((page for page in PAGES if page.path == path), None)
    if page is None:
        return HTMLResponse(_unknown(view, path[:40]), HTTPStatus.NOT_FOUND, {"Cache-Control": "no-cache", **_HEADERS})
    address = site_address(request)
    told = _told(page)
    wished = tuple((name, tuple(split_values(values))) for name, values in query.items() if name in told)
    unknown = tuple(value for value in asked if not spoken(value))
    # What nobody filters is not pushed out by what many do.
    kept = _SELECTED if wished or unknown else _PAGES
    key = (page.key, address, wished, unknown)
    rendered = await kept.fetch(request, view, key, partial(_render, page, view, query, address))
    return rendered.response(request)


@cache
def _told(page: PageSpec) -> frozenset[str]:
    """Parameters that change what a page says, beside the language."""
    return frozenset(("chart", *(each.parameter for spec in registry.of_page(page.path) for each in spec.filters)))


def _render(page: PageSpec, view: View, query: Query, address: str) -> Rendered:
    try:
        whole = _page(page, view, query, address)
    except Exception:  # whatever it is: Streamlit runs the page, and shows what it can
        _log.exception("no first response of %s", page.key)
        whole = _in_streamlit(view, head(page, view, query, served(view.language, address)))
    return Rendered(whole.encode(), _HTML, _HEADERS)


def _page(page: PageSpec, view: View, query: Query, address: str) -> Markup:
    chosen = selected_pairs(page, view, query)
    blocks = build(page, view, query)
    body = page_body(page, blocks, Context(view, served(view.language)), chosen)
    described = head(page, view, query, served(view.language, address))
    if page.key == _STREAMLIT:
        try:
            return _in_streamlit(view, described, body)
        except (OSError, LookupError) as error:
            _tell_once(type(error).__name__)
        rest = [block for block in blocks if not isinstance(block, ArticleForm)]
        body = page_body(page, [*rest, Note(view.words("read.unavailable"))], Context(view, served(view.language)))
    return document(
        body, language=view.language, kind="page", head=Markup("{}\n{}").format(described, page_assets(base()))
    )


@cache
def _tell_once(kind: str) -> None:
    _log.exception("/read goes without Streamlit, whose front end is not as it is known (%s)", kind)


def _in_streamlit(view: View, described: Markup, body: Markup | None = None) -> Markup:
    """Return Streamlit's page with our head. body: shown until the app is ready; without it the app starts at once."""
    start = rendering.own(internals.start_tags(base()))
    script = rendering.render("streamlit", url=base() + STREAMLIT_SCRIPT.path)
    ours = Markup("{}\n{}\n{}").format(described, page_assets(base()), script)
    page = internals.index_page(base(), base() + ICON)
    page = page.replace('<html lang="en">', f'<html lang="{view.language}">').replace("<title>Streamlit</title>", ours)
    before = rendering.render("first", body=body, start=start) if body else start
    return rendering.own(internals.NOSCRIPT.sub(lambda found: before, page))


def _unknown(view: View, path: str) -> Markup:
    """Return the page that says that there is none at a path, and leads to those that exist."""
    words = view.words
    said = words("address.unknown", path=path)
    links = [PageLink(page.path, words(f"page.{page.key}")) for page in PAGES]
    body = page_body(None, [Heading(said, words("address.exists")), *links], Context(view, served(view.language)))
    title = words("site.title", page=said, site=words("site.name"))
    return document(
        body,
        language=view.language,
        kind="page",
        head=Markup("<title>{}</title>\n{}").format(title, page_assets(base())),
    )
