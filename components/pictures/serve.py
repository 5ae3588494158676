"""The kept pictures over HTTP: `/charts/<chart>.svg` and `.png`, by `lang`, `theme` and `metric`.

And what a card shows of a chart, `.json`, by `lang` and all that its page can pick.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import asked, catalogue
from components.card import payload
from components.catalogue import CHARTS, NotOfferedError
from components.pictures import FORMS, METRICS, THEMES, Picture, kept
from components.site import SWITCH, language_of
from components.view import in_language
from components.web import packed
from components.web.answers import answered, problem
from components.web.assets import base
from components.web.programs import served
from data.files import Files

_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_DATA = "json"
_HEADERS = {"Vary": "Accept-Language"}


def routes() -> list[Route]:
    """Where the pictures are."""
    folder = f"{base()}charts"
    return served(folder, [Route(f"{folder}{path}", answer) for path in ("/{file:path}", "")])


def answer(request: Request) -> Response:
    """The picture that the address names; a problem that says what exists where there is none."""
    chart, _, form = request.path_params.get("file", "").rpartition(".")
    if chart not in CHARTS or form not in (*FORMS, _DATA):
        exists = [f"{base()}charts/{name}.{each}" for name in CHARTS for each in (*FORMS, _DATA)]
        return problem(HTTPStatus.NOT_FOUND, f"There is no picture at {request.url.path}", exists=exists)
    try:
        if form == _DATA:
            return _data(request, chart)
        picture = _picture(request, chart)
    except NotOfferedError as error:
        detail = f"{error.parameter}: there is no picture of {chart} with '{error.value[:40]}'"
        if not error.options:
            detail += "; it is drawn whole alone, and what is picked of it is shown at /embed"
        return problem(HTTPStatus.BAD_REQUEST, detail, exists=error.options)
    file = kept.file(picture, form)
    read = Files.of(file.parent, [file.name])
    try:
        body = read.content(file.name)
    except FileNotFoundError:
        detail = f"{file.name} has not been drawn: python -m components pictures"
        return problem(HTTPStatus.NOT_FOUND, detail)
    named = {"Content-Disposition": f'inline; filename="{file.name}"'}
    return answered(request, body, _TYPES[form], read.modified, headers=_HEADERS | named)


def _data(request: Request, name: str) -> Response:
    """All that a card shows of the chart, as the pages have it; NotOfferedError where it asks for what there is not."""
    wished = {key: asked.options(request.query_params.getlist(key)) for key in request.query_params}
    view = in_language(language_of(wished.pop("lang", []), request.headers.get("accept-language", "")))
    chart = catalogue.chart(name, view, {key: values for key, values in wished.items() if not asked.is_added(key)})
    if chart is None:
        return problem(HTTPStatus.NOT_FOUND, f"What is asked for leaves nothing to draw of {name}")
    body = payload(chart, view.words).encode()
    return packed.for_once(request, answered(request, body, "application/json", None, headers=_HEADERS))


def _picture(request: Request, chart: str) -> Picture:
    """The picture asked for; NotOfferedError where it asks for what there is none of."""
    offered = {"lang": SWITCH, "theme": THEMES, "metric": METRICS.get(chart, ())}
    wished = {name: asked.options(request.query_params.getlist(name)) for name in request.query_params}
    for name, values in wished.items():
        if asked.is_added(name):
            continue
        if name not in offered:
            raise NotOfferedError("parameter", name, list(offered))
        for value in values:
            if value not in offered[name] or len(values) > 1:
                raise NotOfferedError(name, ",".join(values), offered[name])
    language = language_of(wished.get("lang", []), request.headers.get("accept-language", ""))
    picked = {name: values[0] for name, values in wished.items() if values}
    return Picture(chart, language, picked.get("theme", THEMES[0]), picked.get("metric", ""))
