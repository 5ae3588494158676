"""The routes of the open data, all under `/open`: read-only, for pages of any site."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.i18n.negotiation import negotiate_language
from components.server.api_responses import api_routes
from components.server.open_data.files import (
    ARCHIVE,
    DESCRIPTOR,
    FILE_NAMES,
    OPENAPI,
    ZIP_MEDIA_TYPE,
    load_archive,
    load_file,
)
from components.server.open_data.index_page import index_page
from components.server.open_data.openapi import openapi_document
from components.server.open_data.query import LANGUAGE, QueryError, column_filters, filter_rows, parse_parameters
from components.server.response_cache import SELECTION_THREADS
from components.server.responses import conditional_response, problem_response
from components.view import view_of
from data.export import OPEN_TABLES
from data.export.formats import MEDIA_TYPES, render_json, render_table
from data.store.datapackage import DESCRIPTION, LICENCE, NAME, TITLE
from data.store.dataset_reloader import DATASET_RELOADER

_JSON = MEDIA_TYPES["json"]
_HTML = "text/html; charset=utf-8"


def routes(base: str) -> list[Route]:
    """Return the routes. base: the path that the app is served at, with a slash at both ends."""
    folder = f"{base}open"
    found = [
        *(Route(address, _in_worker_thread(_index_response)) for address in (folder, f"{folder}/")),
        Route(f"{folder}/{DESCRIPTOR}", _in_worker_thread(_descriptor_response)),
        Route(f"{folder}/{ARCHIVE}", _in_worker_thread(_archive_response)),
        Route(f"{folder}/{OPENAPI}", _openapi_response),
        Route(f"{folder}/{{table}}.{{format}}", _in_worker_thread(_table_response)),
        Route(f"{folder}/{{rest:path}}", _not_found),
    ]
    return api_routes(folder, found, {QueryError: _on_query_error})


def _in_worker_thread(respond: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that runs `respond` in one of a few threads: writing a table may take long."""

    async def respond_in_thread(request: Request) -> Response:
        return await to_thread.run_sync(respond, request, limiter=SELECTION_THREADS)

    return respond_in_thread


def _index_response(request: Request) -> Response:
    parse_parameters(request.query_params.multi_items())
    headers = {"Vary": "Accept, Accept-Language"}
    version = DATASET_RELOADER.current()
    if "text/html" in request.headers.get("accept", ""):
        language = negotiate_language(
            request.query_params.getlist(LANGUAGE), request.headers.get("accept-language", "")
        )
        page = index_page(view_of(version, language)).encode()
        return conditional_response(request, page, _HTML, None, headers=headers)  # its words may change, the tables not
    folder = request.app.state.folder
    tables = [
        {
            "name": name,
            "description": table.meaning,
            **{format: f"{folder}/{name}.{format}" for format in MEDIA_TYPES},
            "filters": list(column_filters(name)),
        }
        for name, table in OPEN_TABLES.items()
    ]
    index = {"name": NAME, "title": TITLE, "description": DESCRIPTION, "license": LICENCE, "tables": tables}
    index |= {"datapackage": f"{folder}/{DESCRIPTOR}", "archive": f"{folder}/{ARCHIVE}"}
    index |= {"openapi": f"{folder}/{OPENAPI}"}
    return conditional_response(request, render_json(index), _JSON, version.modified, headers=headers)


def _descriptor_response(request: Request) -> Response:
    parse_parameters(request.query_params.multi_items())
    version = DATASET_RELOADER.current()
    return conditional_response(request, load_file(version.dataset, DESCRIPTOR), _JSON, version.modified)


def _openapi_response(request: Request) -> Response:
    parse_parameters(request.query_params.multi_items())
    content = render_json(openapi_document(request.app.state.folder))
    return conditional_response(request, content, _JSON, DATASET_RELOADER.current().modified)


def _archive_response(request: Request) -> Response:
    parse_parameters(request.query_params.multi_items())
    language = _language(request)
    headers = {"Vary": "Accept-Language", "Content-Language": language, **_content_disposition(ARCHIVE, "attachment")}
    version = DATASET_RELOADER.current()
    content = load_archive(view_of(version, language))
    return conditional_response(request, content, ZIP_MEDIA_TYPE, version.modified, headers=headers)


def _table_response(request: Request) -> Response:
    name, format = request.path_params["table"], request.path_params["format"]
    if name not in OPEN_TABLES:
        return problem_response(HTTPStatus.NOT_FOUND, f"There is no table '{name}'", exists=list(OPEN_TABLES))
    if format not in MEDIA_TYPES:
        return problem_response(HTTPStatus.NOT_FOUND, f"No table comes as '{format}'", exists=list(MEDIA_TYPES))
    file_name = f"{name}.{format}"
    version = DATASET_RELOADER.current()
    parameters = parse_parameters(request.query_params.multi_items(), column_filters(name))
    if parameters:
        rows = filter_rows(version.dataset, name, parameters)
        body = render_table(format, OPEN_TABLES[name], rows, parameters)
    else:
        body = load_file(version.dataset, file_name)
    headers = _content_disposition(f"{NAME}-{file_name}", "attachment" if format == "xlsx" else "inline")
    return conditional_response(request, body, MEDIA_TYPES[format], version.modified, headers=headers)


def _not_found(request: Request) -> Response:
    folder = request.app.state.folder
    exists = [folder, *(f"{folder}/{name}" for name in (*FILE_NAMES, OPENAPI))]
    return problem_response(HTTPStatus.NOT_FOUND, f"Nothing is at {request.url.path}", exists=exists)


def _language(request: Request) -> str:
    return negotiate_language(request.query_params.getlist(LANGUAGE), request.headers.get("accept-language", ""))


def _content_disposition(file_name: str, disposition: str) -> dict[str, str]:
    return {"Content-Disposition": f'{disposition}; filename="{file_name}"'}


def _on_query_error(request: Request, error: QueryError) -> Response:
    format = request.url.path.rpartition(".")[2]
    elsewhere = [f"{request.app.state.folder}/{name}.{format}?{query}" for name, query in error.elsewhere]
    return problem_response(HTTPStatus.BAD_REQUEST, error.detail, exists=error.exists, elsewhere=elsewhere)
