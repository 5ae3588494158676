"""How tests ask for the open data: over a socket, from the server that people start."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from data.export import OPEN_TABLES
from data.export.formats import MEDIA_TYPES
from tests.server import Server

OTHERS = ("", "/", "/datapackage.json", "/openapi.json", "/almaty-uzbekistan-trade.zip")
FILES = [f"/{name}.{format}" for name in OPEN_TABLES for format in MEDIA_TYPES]


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def told(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


Asking = Callable[..., Answer]


def over(server: Server, folder: str = "/open") -> Asking:
    """A way to ask that server; nothing is followed, unpacked or kept."""

    def asking(path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, folder + path, headers=named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    return asking


def problem(answer: Answer, status: int) -> Any:
    """What the answer says is wrong; it must be of this status and of that form."""
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.told["status"] == status
    assert answer.told["title"] == http.client.responses[status]
    assert answer.told["detail"]
    return answer.told
