"""Limits to the head of a request (its first line and headers), in bytes, headers and seconds.

uvicorn has no such limits where httptools parses requests. The number of bytes is that of nginx.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD_BYTES = 32_768
MAX_HEADERS = 100
HEAD_TIMEOUT_S = 20.0  # until a head is complete, from when the connection is free for it


class HeadError(Exception):
    """A head is larger than allowed."""


class LimitedHttpProtocol(HttpToolsProtocol):
    """A connection that answers too large a head with 400, and closes if one is not complete in time."""

    _size = _number = 0  # bytes and headers of the head so far
    _unparsed = 0  # bytes since the parser last reported something: a header, trailer or chunk extension without an end
    _timer: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Wait for the first head."""
        super().connection_made(transport)  # type: ignore[arg-type] # as in uvicorn
        self._start_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse on; refuse what has no end."""
        self._unparsed += len(data)
        super().data_received(data)
        if self._unparsed > MAX_HEAD_BYTES and not self.transport.is_closing():
            self.send_400_response("Too large a header.")

    def on_message_begin(self) -> None:
        """Count from zero."""
        self._size = self._number = self._unparsed = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Count a part of the address."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header, or a trailer."""
        self._number += 1
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Stop waiting: the response may take any time."""
        self._stop_timer()
        self._unparsed = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Note that it was parsed; its size is limited elsewhere."""
        self._unparsed = 0
        super().on_body(body)

    def on_response_complete(self) -> None:
        """Wait for the next head, unless it has come already."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._start_timer()

    def _count(self, size: int) -> None:
        self._size += size
        self._unparsed = 0
        if self._size > MAX_HEAD_BYTES or self._number > MAX_HEADERS:
            raise HeadError  # which stops the parser, so that uvicorn answers 400

    def _start_timer(self) -> None:
        self._stop_timer()
        self._timer = self.loop.call_later(HEAD_TIMEOUT_S, self.transport.close)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def limit_requests() -> None:
    """Have uvicorn make connections of `LimitedHttpProtocol` from now on.

    It replaces the constructor because nothing else reaches it: Streamlit calls uvicorn without the option `http`, and
    uvicorn has chosen the class before it imports this app.
    """

    def make_limited(cls: type[HttpToolsProtocol], *args: object, **options: object) -> HttpToolsProtocol:
        return object.__new__(LimitedHttpProtocol)

    HttpToolsProtocol.__new__ = make_limited  # type: ignore[method-assign, assignment]
