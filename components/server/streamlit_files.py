"""Streamlit's own scripts, styles and fonts, compressed: 1 MB for a page instead of the 2.7 MB that Streamlit sends.

A middleware, because routes of an app may not be in the folder of these files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components.server import compression
from components.streamlit_app import internals
from components.urls.base_path import base_path

FOLDER = "static/"
# Extensions of files that are not compressed already.
_COMPRESSIBLE = (".js", ".css", ".svg", ".json")
_METHODS = ("GET", "HEAD")
_MEDIA_TYPES = {".js": "text/javascript", ".woff2": "font/woff2"}  # some systems know them otherwise, or not at all


class StreamlitFilesMiddleware:
    """Answers all requests for that folder, and passes the others on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not f"{scope['path']}/".startswith(base_path() + FOLDER):
            await self._app(scope, receive, send)
            return
        response = await _response(Request(scope))
        await response(scope, receive, send)


async def _response(request: Request) -> Response:
    file = static_files().get(request.scope["path"].removeprefix(base_path()))
    if file is None:
        return compression.error_response(HTTPStatus.NOT_FOUND)
    if request.method not in _METHODS:
        return compression.error_response(HTTPStatus.METHOD_NOT_ALLOWED, Allow=", ".join(_METHODS))
    media_type = _MEDIA_TYPES.get(file.suffix) or guess_type(file)[0] or "application/octet-stream"
    return await compression.immutable_response(
        request, file.name, file.read_bytes, media_type, compressible=file.suffix in _COMPRESSIBLE
    )


@cache
def static_files() -> Mapping[str, Path]:
    """Return all files by path under `base_path()`; nothing else is ever opened. Each name has a fingerprint."""
    root = internals.FRONTEND_FOLDER
    return {path.relative_to(root).as_posix(): path for path in (root / FOLDER).rglob("*") if path.is_file()}
