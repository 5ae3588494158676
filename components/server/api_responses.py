"""Routes for programs: read-only, open to every origin (CORS), with errors as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.server.responses import problem_response
from data import DataError, Problem

_READ_METHODS = ("GET", "HEAD", "OPTIONS")
_CORS = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=_READ_METHODS,
    allow_headers=["If-None-Match", "If-Modified-Since"],
    expose_headers=["ETag", "Content-Disposition"],
    max_age=86400,
)

ErrorHandlers = Mapping[Any, Callable[[Request, Any], Response]]


def api_routes(folder: str, routes: Sequence[Route], error_handlers: ErrorHandlers | None = None) -> list[Route]:
    """Return routes that serve these under the path `folder`, as an app within the app.

    error_handlers: by type of exception, beside those for DataError and HTTP errors.
    """
    handlers = {**_ERROR_HANDLERS, **(error_handlers or {})}
    app = Starlette(routes=routes, middleware=[_CORS], exception_handlers=handlers)
    app.state.folder = folder
    return [Route(folder, app), Route(f"{folder}/{{rest:path}}", app)]


def invalid_tables_response(problems: Iterable[Problem]) -> Response:
    """Return 503 with what is wrong with the tables."""
    detail = "The tables that this is made of are not sound; nothing is shown until they are mended"
    names = ("file", "what", "remedy", "line", "column")
    fields = [{name: getattr(one, name) for name in names} for one in problems]
    return problem_response(HTTPStatus.SERVICE_UNAVAILABLE, detail, problems=fields)


def internal_error_response() -> Response:
    """Return 500 without details, which are in the log."""
    return problem_response(HTTPStatus.INTERNAL_SERVER_ERROR, "The answer could not be made; the server's log says why")


def _on_data_error(request: Request, error: DataError) -> Response:
    return invalid_tables_response(error.problems)


def _on_http_error(request: Request, error: HTTPException) -> Response:
    allow = {"Allow": ", ".join(_READ_METHODS)}
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=allow)
    return problem_response(error.status_code, "The data can be read only", exists=_READ_METHODS, headers=allow)


def _on_exception(request: Request, error: Exception) -> Response:
    return internal_error_response()


# The last is for every other exception, which Starlette also raises again to be logged.
_ERROR_HANDLERS: ErrorHandlers = {DataError: _on_data_error, HTTPException: _on_http_error, Exception: _on_exception}
