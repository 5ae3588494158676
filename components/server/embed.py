"""A chart on a page of its own, for frames on other sites: `/embed/<chart>`.

Parameters: `lang`, `theme` (light or dark, else the system's), and the chart's filters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from components import rendering
from components.charts.registry import charts
from components.charts.spec import ChartSpec, InvalidChoiceError, Selection, pairs
from components.i18n import Messages
from components.i18n.negotiation import match_language, negotiate_language
from components.pages.blocks import ChartCard
from components.rendering import cards
from components.rendering.cards import RenderContext
from components.rendering.document import render_document
from components.rendering.share import link_pairs
from components.server.assets import page_assets
from components.server.response_cache import RenderedResponse, ResponseCache
from components.theme.tokens import THEMES
from components.urls.base_path import base_path
from components.urls.query_params import is_tracking, split_values
from components.urls.site_urls import Urls, server_urls
from components.view import View, in_language
from data import DataError
from data.model.language import LANGUAGES

_HEADERS = {"Vary": "Accept-Language"}
_HTML = "text/html; charset=utf-8"
# Apart, so that the many selections do not push out the charts without one.
_PAGE_CACHE, _SELECTION_CACHE = ResponseCache(2 << 20), ResponseCache(2 << 20, is_selected=True)  # of each language


def routes() -> list[Route]:
    """Return the routes of embedded charts."""
    return [Route(f"{base_path()}embed{path}", embed_response) for path in ("/{chart:path}", "")]


async def embed_response(request: Request) -> Response:
    """Return the page of a chart; 404 or 400 with the choices, 503 if its data is not sound."""
    query = {name: split_values(request.query_params.getlist(name)) for name in request.query_params}
    query = {name: values for name, values in query.items() if not is_tracking(name)}
    view = in_language(negotiate_language(query.get("lang", ()), request.headers.get("accept-language", "")))
    words, name = view.words, request.path_params.get("chart", "")
    try:
        for parameter, known, is_known in (
            ("lang", LANGUAGES, match_language),
            ("theme", THEMES, THEMES.__contains__),
        ):
            for value in query.get(parameter, ()):
                if not is_known(value):
                    raise InvalidChoiceError(parameter, value, known)
        if name not in charts():
            raise InvalidChoiceError("chart", name, tuple(charts()))
        theme = "".join(query.pop("theme", [])[:1])
        query.pop("lang", None)
        spec = charts()[name]
        selection = spec.select(query, view)
        key = (name, pairs(selection), theme)
        cache = _SELECTION_CACHE if pairs(selection) else _PAGE_CACHE
        rendered = await cache.fetch(request, view, key, partial(_render, spec, view, selection, theme))
    except InvalidChoiceError as error:
        status = HTTPStatus.NOT_FOUND if error.parameter == "chart" else HTTPStatus.BAD_REQUEST
        return _message_response(_explain(error, words), words, status)
    except DataError as error:
        lines = [str(problem) for problem in error.problems]
        return _message_response(words("problem.title"), words, HTTPStatus.SERVICE_UNAVAILABLE, lines)
    return rendered.response(request)


def _render(spec: ChartSpec, view: View, selection: Selection, theme: str) -> RenderedResponse:
    context = RenderContext(view, server_urls(view.language), is_embed=True)
    card = ChartCard(spec, spec.build(view, selection), selection)
    return RenderedResponse(embed_page(card, context, page_assets(base_path()), theme).encode(), _HTML, _HEADERS)


def embed_page(card: ChartCard, context: RenderContext, assets: Markup, theme: str = "") -> Markup:
    """Return the page with this card alone. assets: the tags that load styles and scripts."""
    words = context.view.words
    home = context.urls.page(card.spec.page, link_pairs(card.spec, card.selection))
    body = rendering.render(
        "embed",
        card=rendering.trusted_html(
            str(cards.render_card(card, context)).replace("<h2", "<h1").replace("</h2", "</h1")
        ),
        link=home,
        text=words("embed.home"),
        site=words("site.name"),
    )
    title = card.chart.text.title if card.chart else words("site.name")
    return _document(body, title, words, assets, theme)


def _document(body: Markup, title: str, words: Messages, assets: Markup, theme: str = "") -> Markup:
    head = Markup("<title>{}</title>\n{}").format(title, assets)
    attributes = [("data-theme", theme)] if theme else []
    return render_document(body, language=words.language, kind="embed", head=head, attributes=attributes)


def _explain(error: InvalidChoiceError, words: Messages) -> str:
    options = ", ".join(error.options)
    if not options:
        return words("embed.nothing_to_pick")
    if not error.value:
        return words("embed.which", options=options)
    key = "embed.only_one" if all(value in error.options for value in error.value.split(",")) else "embed.unknown"
    return words(key, value=error.value[:40], options=options)


def _message_response(text: str, words: Messages, status: HTTPStatus, lines: Sequence[str] = ()) -> HTMLResponse:
    site, urls = words("site.name"), server_urls(words.language)
    parts = {"text": text, "lines": lines, "link": _home(urls), "home": words("page.overview"), "site": site}
    whole = _document(rendering.render("embed_message", **parts), site, words, page_assets(base_path()))
    return HTMLResponse(whole, status, {**_HEADERS, "Cache-Control": "no-cache"})


def _home(urls: Urls) -> str:
    return urls.page("")
