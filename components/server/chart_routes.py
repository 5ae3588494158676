"""Charts as files: `/charts/<chart>.svg`, `.png`, `.csv` and `.json`, by `lang` and all that the chart can filter.

Images also take `theme`, and PNG `size=preview` for the card of a link.
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
from components.i18n.negotiation import SWITCH, language_of, spoken
from components.pages.blocks import ChartCard
from components.rendering import cards
from components.rendering.cards import Context
from components.rendering.share import link_pairs
from components.server.api_responses import served as served_to_programs
from components.server.response_cache import Rendered, ResponseCache
from components.server.responses import problem
from components.svg import chart_images
from components.theme.tokens import THEMES
from components.urls.base_path import base
from components.urls.query_params import is_tracking, split_values
from components.urls.site_urls import CHART_FORMATS, IMAGE_FORMATS, served, site_address
from components.view import View, in_language

_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
_HEADERS = {"Vary": "Accept-Language"}
# Of PNG, also that of the card of a link.
SIZES: Mapping[str, Sequence[str]] = {"png": ("preview",), "svg": ()}
_MB = 1 << 20
_DATA, _IMAGES = ResponseCache(4 * _MB), ResponseCache(4 * _MB)  # of each language
_SELECTED = ResponseCache(4 * _MB, is_selected=True)


@dataclass(frozen=True)
class _File:
    """A chart as a file: of which view and selection, in which form; of images also theme, size and site's address."""

    spec: ChartSpec
    form: str
    view: View
    selection: Selection
    theme: str = ""
    size: str = ""
    address: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from the other files of its view."""
        return (self.spec.name, self.form, pairs(self.selection), self.theme, self.size, self.address)

    def render(self) -> Rendered:
        """Return the response with the file; its body is empty if nothing is left to draw."""
        media_type = _TYPES[self.form]
        chart = self.spec.build(self.view, self.selection)
        if self.form == "json":
            context = Context(self.view, served(self.view.language))
            data = cards.payload(ChartCard(self.spec, chart, self.selection), context)
            return Rendered(json.dumps(data, ensure_ascii=False).encode(), media_type, _HEADERS)
        if chart is None:
            return Rendered(b"", media_type)
        name = "-".join((chart.name, *(value for _, value in pairs(self.selection)), self.view.language))
        # Browsers prefer the name here to that of a link: the second is the one that pages give it.
        names = f"filename=\"{name}.{self.form}\"; filename*=UTF-8''{quote(chart.file)}.{self.form}"
        headers = _HEADERS | {"Content-Disposition": f"inline; {names}"}
        return Rendered(self._content(chart), media_type, headers)

    def _content(self, chart: Chart) -> bytes:
        if self.form == "csv":
            return f"\ufeff{chart.csv}".encode()  # the mark tells Excel that the file is UTF-8
        words = self.view.words
        page = served(words.language, self.address).page(self.spec.page, link_pairs(self.spec, self.selection))
        if self.form == "svg":
            return chart_images.svg_file(chart, words, self.theme, page).encode()
        return (chart_images.preview if self.size else chart_images.png)(chart, words, self.theme, page)


def routes() -> list[Route]:
    """Return the routes of charts as files."""
    folder = f"{base()}charts"
    return served_to_programs(folder, [Route(f"{folder}{path}", answer) for path in ("/{file:path}", "")])


async def answer(request: Request) -> Response:
    """Answer with the file that the address names; with a problem that lists what exists if there is none."""
    name, _, form = request.path_params.get("file", "").rpartition(".")
    spec = charts().get(name)
    if spec is None or form not in CHART_FORMATS:
        exists = [f"{base()}charts/{one}.{each}" for one in charts() for each in CHART_FORMATS]
        return problem(HTTPStatus.NOT_FOUND, f"There is no chart at {request.url.path}", exists=exists)
    try:
        file = _file(request, spec, form)
    except InvalidChoiceError as error:
        detail = f"{error.parameter}: '{error.value[:40]}' cannot be chosen of {name}"
        return problem(HTTPStatus.BAD_REQUEST, detail, exists=error.options)
    # What nobody filters is not pushed out by what many do.
    cache = _SELECTED if pairs(file.selection) else _IMAGES if form in IMAGE_FORMATS else _DATA
    rendered = await cache.fetch(request, file.view, file.key, file.render)
    if not rendered.body:
        return problem(HTTPStatus.NOT_FOUND, f"What is asked for leaves nothing to draw of {name}")
    return rendered.response(request)


def _file(request: Request, spec: ChartSpec, form: str) -> _File:
    """Return the file that is asked for. Raises InvalidChoiceError."""
    query = {name: split_values(request.query_params.getlist(name)) for name in request.query_params}
    query = {name: values for name, values in query.items() if not is_tracking(name)}
    query["lang"] = [spoken(tag) or tag for tag in query.get("lang", [])]
    language = language_of(query["lang"], request.headers.get("accept-language", ""))
    options: dict[str, Sequence[str]] = {"lang": SWITCH}
    if form in IMAGE_FORMATS:
        options |= {"theme": THEMES, "size": SIZES[form]}
    for parameter, known in options.items():
        values = query.get(parameter, [])
        if len(values) > 1 or not set(values) <= set(known):
            raise InvalidChoiceError(parameter, ",".join(values), known)
    chosen = {name: "".join(query.pop(name, [])) for name in options}
    view = in_language(language)
    selection = spec.select(query, view)
    if form not in IMAGE_FORMATS:
        return _File(spec, form, view, selection)
    return _File(spec, form, view, selection, chosen["theme"] or THEMES[0], chosen["size"], site_address(request))
