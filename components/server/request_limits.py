"""What a client may send before its request is complete: uvicorn bounds none of it where httptools reads for it.

The head of a request (its first line and its headers) may have as many bytes as nginx takes, and has to come in time.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES = 32_768
MOST_HEADERS = 100
LONGEST = 20.0  # seconds until a head is complete, from when the connection is free for it


class HeadError(Exception):
    """A head has more than it may."""


class BoundedProtocol(HttpToolsProtocol):
    """A connection: too large a head is answered with 400, one that is not completed in time ends it."""

    _size = _number = 0  # bytes and headers of the head so far
    _unread = 0  # bytes of what the parser has not told of yet: a header, trailer or chunk's extension without an end
    _timer: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Wait for the first head."""
        super().connection_made(transport)  # type: ignore[arg-type] # as in uvicorn
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless there is no end to what is read."""
        self._unread += len(data)
        super().data_received(data)
        if self._unread > MOST_BYTES and not self.transport.is_closing():
            self.send_400_response("Too large a header.")

    def on_message_begin(self) -> None:
        """Count anew."""
        self._size = self._number = self._unread = 0
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
        """Take all the time that the answer needs."""
        self._stop_waiting()
        self._unread = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Know that it was read; how much there may be of it is for whoever answers."""
        self._unread = 0
        super().on_body(body)

    def on_response_complete(self) -> None:
        """Wait for the next head, unless it has come already."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._wait()

    def _count(self, size: int) -> None:
        self._size += size
        self._unread = 0
        if self._size > MOST_BYTES or self._number > MOST_HEADERS:
            raise HeadError  # by which the parser stops, and uvicorn answers

    def _wait(self) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(LONGEST, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def start() -> None:
    """From now on, uvicorn's connections are bounded; Streamlit starts it and has no option for their class."""

    def bounded(cls: type[HttpToolsProtocol], *args: object, **options: object) -> HttpToolsProtocol:
        return object.__new__(BoundedProtocol)

    HttpToolsProtocol.__new__ = bounded  # type: ignore[method-assign, assignment]
