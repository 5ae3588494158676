"""The addresses of the open data, all under `/open`, read-only, for any page of any site."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.i18n.negotiation import language_of
from components.server.api_responses import served
from components.server.open_data.files import ARCHIVE, DESCRIPTOR, NAMES, OPENAPI, ZIP, file
from components.server.open_data.openapi import description
from components.server.open_data.query import LANGUAGE, QueryError, asked, chosen, filters
from components.server.response_cache import SELECTED
from components.server.responses import answered, problem
from data.export import OPEN
from data.export.formats import MEDIA_TYPES, made, written
from data.store.datapackage import ABOUT, LICENCE, NAME, TITLE
from data.store.dataset_reloader import SHELF

_JSON = MEDIA_TYPES["json"]


def routes(base: str) -> list[Route]:
    """Routes under `base`, the path that the app is served at, with a slash at both ends."""
    folder = f"{base}open"
    found = [
        *(Route(address, _index) for address in (folder, f"{folder}/")),
        Route(f"{folder}/{DESCRIPTOR}", _apart(_descriptor)),
        Route(f"{folder}/{ARCHIVE}", _apart(_archive)),
        Route(f"{folder}/{OPENAPI}", _openapi),
        Route(f"{folder}/{{table}}.{{format}}", _apart(_table)),
        Route(f"{folder}/{{rest:path}}", _nothing),
    ]
    return served(folder, found, {QueryError: _wrong_query})


def _apart(answer: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers likewise, as one of few at a time: to write a table may take long."""

    async def one_of_few(request: Request) -> Response:
        return await to_thread.run_sync(answer, request, limiter=SELECTED)

    return one_of_few


def _index(request: Request) -> Response:
    asked(request.query_params.multi_items())
    folder = request.app.state.folder
    tables = [
        {
            "name": name,
            "description": table.meaning,
            **{format: f"{folder}/{name}.{format}" for format in MEDIA_TYPES},
            "filters": list(filters(name)),
        }
        for name, table in OPEN.items()
    ]
    told = {"name": NAME, "title": TITLE, "description": ABOUT, "license": LICENCE, "tables": tables}
    told |= {"datapackage": f"{folder}/{DESCRIPTOR}", "archive": f"{folder}/{ARCHIVE}"}
    told |= {"openapi": f"{folder}/{OPENAPI}"}
    return answered(request, written(told), _JSON, SHELF.shown().modified)


def _descriptor(request: Request) -> Response:
    asked(request.query_params.multi_items())
    now = SHELF.shown()
    return answered(request, file(now.dataset, DESCRIPTOR), _JSON, now.modified)


def _openapi(request: Request) -> Response:
    asked(request.query_params.multi_items())
    return answered(request, written(description(request.app.state.folder)), _JSON, SHELF.shown().modified)


def _archive(request: Request) -> Response:
    asked(request.query_params.multi_items())
    language = language_of(request.query_params.getlist(LANGUAGE), request.headers.get("accept-language", ""))
    headers = {"Vary": "Accept-Language", "Content-Language": language, **_named(ARCHIVE, "attachment")}
    now = SHELF.shown()
    return answered(request, file(now.dataset, ARCHIVE, language), ZIP, now.modified, headers=headers)


def _table(request: Request) -> Response:
    name, format = request.path_params["table"], request.path_params["format"]
    if name not in OPEN:
        return problem(HTTPStatus.NOT_FOUND, f"There is no table '{name}'", exists=list(OPEN))
    if format not in MEDIA_TYPES:
        return problem(HTTPStatus.NOT_FOUND, f"No table comes as '{format}'", exists=list(MEDIA_TYPES))
    name_of_file = f"{name}.{format}"
    now = SHELF.shown()
    wanted = asked(request.query_params.multi_items(), filters(name))
    if wanted:
        body = made(format, OPEN[name], chosen(now.dataset, name, wanted), wanted)
    else:
        body = file(now.dataset, name_of_file)
    disposition = _named(f"{NAME}-{name_of_file}", "attachment" if format == "xlsx" else "inline")
    return answered(request, body, MEDIA_TYPES[format], now.modified, headers=disposition)


def _nothing(request: Request) -> Response:
    folder = request.app.state.folder
    exists = [folder, *(f"{folder}/{name}" for name in (*NAMES, OPENAPI))]
    return problem(HTTPStatus.NOT_FOUND, f"Nothing is at {request.url.path}", exists=exists)


def _named(file: str, disposition: str) -> dict[str, str]:
    return {"Content-Disposition": f'{disposition}; filename="{file}"'}


def _wrong_query(request: Request, error: QueryError) -> Response:
    format = request.url.path.rpartition(".")[2]
    elsewhere = [f"{request.app.state.folder}/{name}.{format}?{query}" for name, query in error.elsewhere]
    return problem(HTTPStatus.BAD_REQUEST, error.detail, exists=error.exists, elsewhere=elsewhere)
