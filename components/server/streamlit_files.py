"""Streamlit's own scripts, styles and fonts, which it would send unpacked: 2.7 MB for a page, 1 MB as they go out here.

A middleware, for Streamlit keeps their folder to itself.
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
from components.urls.base_path import base

FOLDER = "static/"
# What is not packed already.
_LOOSE = (".js", ".css", ".svg", ".json")
_METHODS = ("GET", "HEAD")
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2"}  # not known, or known otherwise, on some machines


class Bundles:
    """Answers for all of that folder and leaves the rest to the app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not f"{scope['path']}/".startswith(base() + FOLDER):
            await self._app(scope, receive, send)
            return
        response = await _answer(Request(scope))
        await response(scope, receive, send)


async def _answer(request: Request) -> Response:
    file = files().get(request.scope["path"].removeprefix(base()))
    if file is None:
        return compression.refused(HTTPStatus.NOT_FOUND)
    if request.method not in _METHODS:
        return compression.refused(HTTPStatus.METHOD_NOT_ALLOWED, Allow=", ".join(_METHODS))
    media_type = _TYPES.get(file.suffix) or guess_type(file)[0] or "application/octet-stream"
    return await compression.answer(request, file.name, file.read_bytes, media_type, packs=file.suffix in _LOOSE)


@cache
def files() -> Mapping[str, Path]:
    """All there are, by path under `base()`; nothing else is ever opened. Each name has a fingerprint."""
    root = internals.FOLDER
    return {path.relative_to(root).as_posix(): path for path in (root / FOLDER).rglob("*") if path.is_file()}
