"""A reader of the pages without a browser: HTTP, answers kept and asked for again as browsers do.

async with Browser(server.url) as browser:
    await browser.get("/trade?lang=uz")
    await browser.get("/charts/trade-balance.json?lang=uz&metric=exports")
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

import brotli

_LONGEST = 1 << 20  # bytes of the head of an answer


class Answer(NamedTuple):
    """What came: its status, how many bytes it was on the wire, and the content, packed or not."""

    status: int
    received: int
    encoding: str
    content: bytes

    def text(self) -> str:
        """The content as text."""
        return (brotli.decompress(self.content) if self.encoding == "br" else self.content).decode()


class Browser:
    """A reader of the site at `url`, on one connection. `keeps`: whether contents are kept beside their tags."""

    def __init__(self, url: str, *, keeps: bool = True) -> None:
        place = urlsplit(url)
        self._place = (place.hostname, place.port)
        self._common = f"Host: {place.netloc}\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\n"
        self._keeps = keeps
        self._known: dict[str, tuple[str, Answer]] = {}  # tag and content, by address
        self._connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Browser:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._close()

    async def get(self, address: str) -> Answer:
        """Ask for an address; where the site says that it has not changed, the content is what was kept of it."""
        tag, kept = self._known.get(address, ("", None))
        condition = f"If-None-Match: {tag}\r\n" if tag else ""
        request = f"GET {address} HTTP/1.1\r\n{self._common}{condition}\r\n".encode()
        was_open = self._connection is not None
        try:
            head, content = await self._asked(request)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self._close()
            if not was_open or (isinstance(error, asyncio.IncompleteReadError) and error.partial):
                raise
            head, content = await self._asked(request)  # the server closes connections that rest for long
        status, headers = _read(head)
        if status == HTTPStatus.NOT_MODIFIED and kept:
            return kept._replace(status=status, received=len(head))
        answer = Answer(status, len(head) + len(content), headers.get("content-encoding", ""), content)
        if "etag" in headers:
            self._known[address] = headers["etag"], answer if self._keeps else answer._replace(content=b"")
        return answer

    async def _asked(self, request: bytes) -> tuple[bytes, bytes]:
        """Head and body of the answer."""
        if self._connection is None:
            self._connection = await asyncio.open_connection(*self._place, limit=_LONGEST)
        reader, writer = self._connection
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        status, headers = _read(head)
        length = 0 if status == HTTPStatus.NOT_MODIFIED else int(headers.get("content-length", 0))
        return head, await reader.readexactly(length) if length else b""

    def _close(self) -> None:
        if self._connection:
            self._connection[1].close()
        self._connection = None


def _read(head: bytes) -> tuple[int, dict[str, str]]:
    """Status and headers, their names in small letters."""
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return int(first.split(" ", 2)[1]), headers
