"""Charts as files: `/charts/<chart>.svg`, `.png`, `.csv` and `.json`.

Parameters: `lang` and the chart's filters; `theme` for images; `size=preview` for a PNG in a link's preview.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.charts.registry import charts
from components.charts.spec import Chart, ChartSpec, InvalidChoiceError, Selection, pairs
from components.i18n.negotiation import match_language, negotiate_language
from components.pages.blocks import ChartCard
from components.rendering import cards
from components.rendering.cards import RenderContext
from components.rendering.share import link_pairs
from components.server.api_responses import api_routes
from components.server.response_cache import RenderedResponse, ResponseCache
from components.server.responses import problem_response
from components.svg import chart_images
from components.theme.tokens import THEMES
from components.urls.base_path import base_path
from components.urls.query_params import is_tracking, split_values
from components.urls.site_urls import CHART_FORMATS, IMAGE_FORMATS, server_urls, site_address
from components.view import View, in_language
from data.model.language import LANGUAGES

_MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
_HEADERS = {"Vary": "Accept-Language"}
# Values of the parameter `size`, by format.
SIZES_BY_FORMAT: Mapping[str, Sequence[str]] = {"png": ("preview",), "svg": ()}
_BYTES_PER_MB = 1 << 20
_DATA_CACHE, _IMAGE_CACHE = ResponseCache(4 * _BYTES_PER_MB), ResponseCache(4 * _BYTES_PER_MB)  # of each language
_SELECTION_CACHE = ResponseCache(4 * _BYTES_PER_MB, is_selected=True)


@dataclass(frozen=True)
class _ChartFile:
    """A requested file: chart, format, view and selection; for images also theme, size and the site's address."""

    spec: ChartSpec
    form: str
    view: View
    selection: Selection
    theme: str = ""
    size: str = ""
    address: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from other files of the same view."""
        return (self.spec.name, self.form, pairs(self.selection), self.theme, self.size, self.address)

    def render(self) -> RenderedResponse:
        """Return the response with the file; its body is empty if nothing is left to draw."""
        media_type = _MEDIA_TYPES[self.form]
        chart = self.spec.build(self.view, self.selection)
        if self.form == "json":
            context = RenderContext(self.view, server_urls(self.view.language))
            data = cards.card_payload(ChartCard(self.spec, chart, self.selection), context)
            return RenderedResponse(json.dumps(data, ensure_ascii=False).encode(), media_type, _HEADERS)
        if chart is None:
            return RenderedResponse(b"", media_type)
        name = "-".join((chart.name, *(value for _, value in pairs(self.selection)), self.view.language))
        # Browsers prefer this name to that in a link; the second is the one that pages use.
        names = f"filename=\"{name}.{self.form}\"; filename*=UTF-8''{quote(chart.file_stem)}.{self.form}"
        headers = _HEADERS | {"Content-Disposition": f"inline; {names}"}
        return RenderedResponse(self._content(chart), media_type, headers)

    def _content(self, chart: Chart) -> bytes:
        if self.form == "csv":
            return f"\ufeff{chart.csv}".encode()  # the byte order mark tells Excel that the file is UTF-8
        words = self.view.words
        page = server_urls(words.language, self.address).page(self.spec.page, link_pairs(self.spec, self.selection))
        if self.form == "svg":
            return chart_images.chart_svg(chart, words, self.theme, page).encode()
        return (chart_images.preview_png if self.size else chart_images.chart_png)(chart, words, self.theme, page)


def routes() -> list[Route]:
    """Return the routes of charts as files."""
    folder = f"{base_path()}charts"
    return api_routes(folder, [Route(f"{folder}{path}", chart_response) for path in ("/{file:path}", "")])


async def chart_response(request: Request) -> Response:
    """Return the file of a chart; 404 or 400 with what exists instead."""
    name, _, form = request.path_params.get("file", "").rpartition(".")
    spec = charts().get(name)
    if spec is None or form not in CHART_FORMATS:
        exists = [f"{base_path()}charts/{one}.{each}" for one in charts() for each in CHART_FORMATS]
        return problem_response(HTTPStatus.NOT_FOUND, f"There is no chart at {request.url.path}", exists=exists)
    try:
        file = _parse_request(request, spec, form)
    except InvalidChoiceError as error:
        detail = f"{error.parameter}: '{error.value[:40]}' cannot be chosen of {name}"
        return problem_response(HTTPStatus.BAD_REQUEST, detail, exists=error.options)
    cache = _SELECTION_CACHE if pairs(file.selection) else _IMAGE_CACHE if form in IMAGE_FORMATS else _DATA_CACHE
    rendered = await cache.fetch(request, file.view, file.key, file.render)
    if not rendered.body:
        return problem_response(HTTPStatus.NOT_FOUND, f"What is asked for leaves nothing to draw of {name}")
    return rendered.response(request)


def _parse_request(request: Request, spec: ChartSpec, form: str) -> _ChartFile:
    """Return the file that is asked for. Raises InvalidChoiceError."""
    query = {name: split_values(request.query_params.getlist(name)) for name in request.query_params}
    query = {name: values for name, values in query.items() if not is_tracking(name)}
    query["lang"] = [match_language(tag) or tag for tag in query.get("lang", [])]
    language = negotiate_language(query["lang"], request.headers.get("accept-language", ""))
    options: dict[str, Sequence[str]] = {"lang": LANGUAGES}
    if form in IMAGE_FORMATS:
        options |= {"theme": THEMES, "size": SIZES_BY_FORMAT[form]}
    for parameter, known in options.items():
        values = query.get(parameter, [])
        if len(values) > 1 or not set(values) <= set(known):
            raise InvalidChoiceError(parameter, ",".join(values), known)
    chosen = {name: "".join(query.pop(name, [])) for name in options}
    view = in_language(language)
    selection = spec.select(query, view)
    if form not in IMAGE_FORMATS:
        return _ChartFile(spec, form, view, selection)
    return _ChartFile(spec, form, view, selection, chosen["theme"] or THEMES[0], chosen["size"], site_address(request))
