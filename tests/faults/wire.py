"""HTTP as bytes over a socket: what no well-behaved client would send, and whatever comes back."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.server import Server

_PATIENCE = 30  # seconds
_MOST = 65536


class Reply(NamedTuple):
    """What came back; status 0 where the server closed the connection without a word."""

    status: int
    head: bytes
    body: bytes


class Wire:
    """A connection that is used again as long as the server keeps it."""

    def __init__(self, server: Server) -> None:
        place = urlsplit(server.url)
        self._place = (place.hostname or "", place.port or 0)
        self._socket: socket.socket | None = None
        self._held = b""

    def ask(self, request: bytes) -> Reply:
        """Send the bytes and read one reply."""
        kept = self._socket is not None
        try:
            reply = self._asked(request)
        except (BrokenPipeError, ConnectionResetError):
            reply = Reply(0, b"", b"")
        if reply.status == 0 and kept:  # it had closed the connection after the reply before
            self.close()
            reply = self._asked(request)
        closes = b"connection: close" in reply.head.lower()
        if closes or reply.status in (0, 101) or not request.startswith(b"GET "):
            self.close()
        return reply

    def close(self) -> None:
        """End the connection."""
        if self._socket:
            self._socket.close()
        self._socket, self._held = None, b""

    def _asked(self, request: bytes) -> Reply:
        if self._socket is None:
            self._socket = socket.create_connection(self._place, _PATIENCE)
        self._socket.sendall(request)
        while b"\r\n\r\n" not in self._held:
            if not self._more():
                return Reply(0, b"", self._held)
        head, _, self._held = self._held.partition(b"\r\n\r\n")
        status = int(head.split()[1])
        if status in {101, 204, 304} or request.startswith(b"HEAD "):
            return Reply(status, head, b"")
        named = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
        if named.get(b"transfer-encoding") == b"chunked":
            return Reply(status, head, b"".join(self._chunks()))
        if b"content-length" in named:
            return Reply(status, head, self._take(int(named[b"content-length"])))
        while self._more():
            pass
        return Reply(status, head + b"\r\nconnection: close", self._held)

    def _chunks(self) -> Iterator[bytes]:
        while True:
            while b"\r\n" not in self._held:
                assert self._more()
            size, _, self._held = self._held.partition(b"\r\n")
            chunk = self._take(int(size, 16) + 2)[:-2]
            if not chunk:
                return
            yield chunk

    def _take(self, size: int) -> bytes:
        while len(self._held) < size:
            assert self._more(), "the reply was cut off"
        taken, self._held = self._held[:size], self._held[size:]
        return taken

    def _more(self) -> bool:
        assert self._socket
        got = self._socket.recv(_MOST)
        self._held += got
        return bool(got)


@contextmanager
def connected(server: Server) -> Iterator[Wire]:
    """A connection to the server."""
    wire = Wire(server)
    try:
        yield wire
    finally:
        wire.close()
