"""What is served to programs: read-only, open to any site, and with errors that a program can read."""

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

from components.server.responses import problem
from data import DataError, Problem

_READ = ("GET", "HEAD", "OPTIONS")
_CORS = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=_READ,
    allow_headers=["If-None-Match", "If-Modified-Since"],
    expose_headers=["ETag", "Content-Disposition"],
    max_age=86400,
)

Errors = Mapping[Any, Callable[[Request, Any], Response]]


def served(folder: str, routes: Sequence[Route], errors: Errors | None = None) -> list[Route]:
    """Routes of the app for these, all under the path `folder`; `errors`: what answers a kind of error of their own.

    They are an app within the app, whose errors are told to programs. Answers are packed by the server around both.
    """
    app = Starlette(routes=routes, middleware=[_CORS], exception_handlers={**_ERRORS, **(errors or {})})
    app.state.folder = folder
    return [Route(folder, app), Route(f"{folder}/{{rest:path}}", app)]


def not_sound(problems: Iterable[Problem]) -> Response:
    """503 with what is wrong with the tables."""
    detail = "The tables that this is made of are not sound; nothing is shown until they are mended"
    names = ("file", "what", "remedy", "line", "column")
    told = [{name: getattr(one, name) for name in names} for one in problems]
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, problems=told)


def _not_sound(request: Request, error: DataError) -> Response:
    return not_sound(error.problems)


def _wrong_method(request: Request, error: HTTPException) -> Response:
    allow = {"Allow": ", ".join(_READ)}
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=allow)
    return problem(error.status_code, "The data can be read only", exists=_READ, headers=allow)


def failed() -> Response:
    """500, without what is only for the log."""
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The answer could not be made; the server's log says why")


def _failed(request: Request, error: Exception) -> Response:
    return failed()


# By kind of error; the last is for what nobody thought of, which is also logged.
_ERRORS: Errors = {DataError: _not_sound, HTTPException: _wrong_method, Exception: _failed}
