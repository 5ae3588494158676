"""Responses that are rendered once and sent many times, compressed once for each encoding."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from http import HTTPStatus
from weakref import WeakKeyDictionary

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from components.server import compression
from components.server.responses import client_has
from components.view import View

# Threads that render: what everybody asks for, and what somebody selects, for which others need not wait. More would
# share the same interpreter, and leave less of it for what takes no time.
COMMON_THREADS, SELECTION_THREADS = CapacityLimiter(2), CapacityLimiter(1)


class RenderedResponse:
    """A response body with its entity tag; compressed when first asked for."""

    def __init__(self, body: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> None:
        """`headers` are sent with it."""
        self.body, self.media_type, self.headers = body, media_type, dict(headers or {})
        self.tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        self._is_text = media_type.startswith(("text/", "application/json", "image/svg"))
        self._compressed: dict[str, bytes] = {}

    @property
    def size_bytes(self) -> int:
        """Bytes of the body and its compressed forms."""
        return len(self.body) + sum(map(len, self._compressed.values()))

    def response(self, request: Request) -> Response:
        """Return it as a response, or 304 if the client has it. The client keeps it and asks again each time."""
        headers = {"ETag": f"W/{self.tag}", "Cache-Control": "no-cache", **self.headers}
        if self._is_text:
            headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
        if client_has(request, self.tag, None):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        encoding = self._encoding(request)
        if encoding is None:
            return Response(self.body, media_type=self.media_type, headers=headers)
        self.compress(request)
        headers["Content-Encoding"] = encoding
        return Response(self._compressed[encoding], media_type=self.media_type, headers=headers)

    def is_ready(self, request: Request) -> bool:
        """Return whether it is in the encoding of the request already."""
        encoding = self._encoding(request)
        return encoding is None or encoding in self._compressed

    def compress(self, request: Request) -> None:
        """Compress it for the request, unless it is ready."""
        encoding = self._encoding(request)
        if encoding and encoding not in self._compressed:
            self._compressed[encoding] = compression.compress(self.body, encoding)

    def _encoding(self, request: Request) -> str | None:
        accepted = request.headers.get("accept-encoding", "")
        return compression.preferred_encoding(accepted) if self._is_text else None


class ResponseCache:
    """Rendered responses of each view, the least recently used dropped beyond a number of bytes a view.

    Views are held weakly: the responses of a view go with it. Each response is rendered by one thread at a time.
    """

    def __init__(self, max_bytes: int, *, is_selected: bool = False) -> None:
        """max_bytes: of each view. is_selected: whether readers select what is in the responses."""
        self._max_bytes = max_bytes
        self._threads = SELECTION_THREADS if is_selected else COMMON_THREADS
        self._views: WeakKeyDictionary[View, OrderedDict[Hashable, RenderedResponse]] = WeakKeyDictionary()
        self._lock = threading.Lock()
        self._rendering: dict[tuple[int, Hashable], threading.Lock] = {}

    async def fetch(
        self, request: Request, view: View, key: Hashable, render: Callable[[], RenderedResponse]
    ) -> RenderedResponse:
        """Return what `get_or_render` does, compressed for the request; few are rendered at a time."""
        found = self.lookup(view, key)
        if found is None or not found.is_ready(request):
            found = await to_thread.run_sync(self._prepare, request, view, key, render, limiter=self._threads)
        return found

    def _prepare(
        self, request: Request, view: View, key: Hashable, render: Callable[[], RenderedResponse]
    ) -> RenderedResponse:
        rendered = self.get_or_render(view, key, render)
        rendered.compress(request)
        return rendered

    def lookup(self, view: View, key: Hashable) -> RenderedResponse | None:
        """Return the cached response, now the most recently used, or None."""
        with self._lock:
            entries = self._views.get(view)
            found = entries.get(key) if entries else None
            if entries is not None and found:
                entries.move_to_end(key)
            return found

    def get_or_render(self, view: View, key: Hashable, render: Callable[[], RenderedResponse]) -> RenderedResponse:
        """Return the cached response, else what `render` returns, which is then cached."""
        if found := self.lookup(view, key):
            return found
        name = (id(view), key)
        with self._lock:
            rendering = self._rendering.setdefault(name, threading.Lock())
        with rendering:
            if found := self.lookup(view, key):
                return found
            try:
                rendered = render()
            finally:
                with self._lock:
                    self._rendering.pop(name, None)
            self._store(view, key, rendered)
            return rendered

    def _store(self, view: View, key: Hashable, rendered: RenderedResponse) -> None:
        with self._lock:
            entries = self._views.setdefault(view, OrderedDict())
            entries[key] = rendered
            while len(entries) > 1 and sum(entry.size_bytes for entry in entries.values()) > self._max_bytes:
                entries.popitem(last=False)
