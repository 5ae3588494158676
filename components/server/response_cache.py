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
from components.server.responses import has_it
from components.view import View

# Threads that render: what everybody asks for, and what somebody selects, for which others need not wait. More would
# share the same interpreter, and leave less of it for what takes no time.
COMMON, SELECTED = CapacityLimiter(2), CapacityLimiter(1)


class Rendered:
    """A response body with its entity tag; compressed when first asked for."""

    def __init__(self, body: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> None:
        """`headers` are sent with it."""
        self.body, self.media_type, self.headers = body, media_type, dict(headers or {})
        self.tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        self._is_text = media_type.startswith(("text/", "application/json", "image/svg"))
        self._compressed: dict[str, bytes] = {}

    @property
    def size(self) -> int:
        """Bytes that it occupies."""
        return len(self.body) + sum(map(len, self._compressed.values()))

    def response(self, request: Request) -> Response:
        """Return it as a response, or 304 if the client has it. The client keeps it and asks again each time."""
        headers = {"ETag": f"W/{self.tag}", "Cache-Control": "no-cache", **self.headers}
        if self._is_text:
            headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
        if has_it(request, self.tag, None):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        encoding = self._encoding(request)
        if encoding is None:
            return Response(self.body, media_type=self.media_type, headers=headers)
        self.compress(request)
        headers["Content-Encoding"] = encoding
        return Response(self._compressed[encoding], media_type=self.media_type, headers=headers)

    def is_ready(self, request: Request) -> bool:
        """Whether it is compressed as the request has it, or is not to be."""
        encoding = self._encoding(request)
        return encoding is None or encoding in self._compressed

    def compress(self, request: Request) -> None:
        """Compress it for the request, unless it is ready."""
        encoding = self._encoding(request)
        if encoding and encoding not in self._compressed:
            self._compressed[encoding] = compression.compress(self.body, encoding)

    def _encoding(self, request: Request) -> str | None:
        return compression.taken(request.headers.get("accept-encoding", "")) if self._is_text else None


class ResponseCache:
    """Rendered responses of each view, the least recently used dropped beyond `limit` bytes a view.

    A view that is shown no more takes its responses with it. Each response is rendered by one thread at a time.
    """

    def __init__(self, limit: int, *, is_selected: bool = False) -> None:
        """`limit` is in bytes. is_selected: whether they are of what readers select, which may be anything."""
        self._limit = limit
        self._threads = SELECTED if is_selected else COMMON
        self._views: WeakKeyDictionary[View, OrderedDict[Hashable, Rendered]] = WeakKeyDictionary()
        self._lock = threading.Lock()
        self._rendering: dict[tuple[int, Hashable], threading.Lock] = {}

    async def fetch(self, request: Request, view: View, key: Hashable, render: Callable[[], Rendered]) -> Rendered:
        """Return what `get` does, ready for the request; few are rendered at a time."""
        found = self.peek(view, key)
        if found is None or not found.is_ready(request):
            found = await to_thread.run_sync(self._prepare, request, view, key, render, limiter=self._threads)
        return found

    def _prepare(self, request: Request, view: View, key: Hashable, render: Callable[[], Rendered]) -> Rendered:
        rendered = self.get(view, key, render)
        rendered.compress(request)
        return rendered

    def peek(self, view: View, key: Hashable) -> Rendered | None:
        """Return what is cached, or None."""
        with self._lock:
            entries = self._views.get(view)
            found = entries.get(key) if entries else None
            if entries is not None and found:
                entries.move_to_end(key)
            return found

    def get(self, view: View, key: Hashable, render: Callable[[], Rendered]) -> Rendered:
        """Return what is cached, else what `render` returns, which is then cached."""
        if found := self.peek(view, key):
            return found
        name = (id(view), key)
        with self._lock:
            turn = self._rendering.setdefault(name, threading.Lock())
        with turn:
            if found := self.peek(view, key):
                return found
            try:
                rendered = render()
            finally:
                with self._lock:
                    self._rendering.pop(name, None)
            self._put(view, key, rendered)
            return rendered

    def _put(self, view: View, key: Hashable, rendered: Rendered) -> None:
        with self._lock:
            entries = self._views.setdefault(view, OrderedDict())
            entries[key] = rendered
            while len(entries) > 1 and sum(entry.size for entry in entries.values()) > self._limit:
                entries.popitem(last=False)
