"""A client that calls the app's routes in the process of the tests, without a server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.types import Message, Scope
from streamlit import config

from components.server import assets, chart_routes, compression, embed, page_routes
from components.server.access_control import AccessControlMiddleware
from components.server.response_cache import ResponseCache
from components.server.routes import routes
from components.server.security_headers import SecurityHeadersMiddleware
from components.server.streamlit_files import StreamlitFilesMiddleware
from components.server.upload_limits import UploadLimitsMiddleware
from tests.tools import run

SITE = "http://site.test"
# The app's middleware without the log, which would be that of the whole process.
_LAYERS = [
    Middleware(layer)
    for layer in (SecurityHeadersMiddleware, AccessControlMiddleware, StreamlitFilesMiddleware, UploadLimitsMiddleware)
]
CACHES = (
    *(
        (page_routes, "_PAGE_CACHE"),
        (page_routes, "_SELECTION_CACHE"),
        (embed, "_PAGE_CACHE"),
        (embed, "_SELECTION_CACHE"),
    ),
    *((chart_routes, "_DATA_CACHE"), (chart_routes, "_IMAGE_CACHE"), (chart_routes, "_SELECTION_CACHE")),
)


class Answer(NamedTuple):
    """A response."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.body)

    @property
    def page(self) -> Any:
        """The body as a tree of HTML."""
        return html.document_fromstring(self.text)


class Client:
    """Calls an app of the routes; it follows no redirects, decompresses nothing and keeps no cookies."""

    def __init__(self) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(compression, "compress_in_background", lambda files: None)
            self.routes = routes()
        self._app = Starlette(routes=self.routes, middleware=_LAYERS)

    def __call__(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """Return the response to a request; `Accept_Language` is the header Accept-Language. Exceptions are raised."""
        return run(self.ask(address, method, **headers))

    async def ask(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """Return the response, on the running loop."""
        parts = urlsplit(address)
        named = {"host": urlsplit(SITE).netloc} | {name.replace("_", "-").lower(): headers[name] for name in headers}
        written = [(name.encode(), value.encode("latin-1")) for name, value in named.items()]
        return await self.answer(scope(method, parts.path, parts.query, written))

    async def answer(self, scope: Scope, body: bytes = b"") -> Answer:
        """Return the response to a scope as a server makes it, on the running loop."""
        sent: list[Message] = []
        coming: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            return coming.pop() if coming else await asyncio.Future()  # the client stays until it is answered

        async def send(message: Message) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        start = next(message for message in sent if message["type"] == "http.response.start")
        parts = (message.get("body", b"") for message in sent if message["type"] == "http.response.body")
        held = scope["method"] == "HEAD"  # whose body a server holds back
        return Answer(start["status"], Headers(raw=start["headers"]), b"" if held else b"".join(parts))


def scope(method: str, path: str, query: str, headers: list[tuple[bytes, bytes]]) -> Scope:
    """Return the scope of a request as a server makes it."""
    return {
        **{"type": "http", "http_version": "1.1", "method": method, "scheme": "http", "root_path": ""},
        **{"path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "headers": headers},
        **{"server": (urlsplit(SITE).netloc, 80), "client": ("127.0.0.1", 50000)},
    }


def forget(patched: pytest.MonkeyPatch) -> None:
    """Replace the caches of responses by new ones."""
    for module, name in CACHES:
        patched.setattr(module, name, ResponseCache(32 << 20, is_selected=name == "_SELECTION_CACHE"))


@contextmanager
def served_under(path: str) -> Iterator[Client]:
    """Serve the project under a path: what depends on the path is made anew, and again afterwards."""
    before = config.get_option("server.baseUrlPath")
    with pytest.MonkeyPatch.context() as patched:
        forget(patched)
        _serve_under(path)
        try:
            yield Client()
        finally:
            _serve_under(before)


def _serve_under(path: str) -> None:
    config.set_option("server.baseUrlPath", path)
    for name in ("text", "path"):
        vars(assets.STREAMLIT_SCRIPT).pop(name, None)
    assets.page_assets.cache_clear()
