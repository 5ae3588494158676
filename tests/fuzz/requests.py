"""Requests such as scanners, broken programs and ill-meaning people send, answered within this process."""

from __future__ import annotations

import asyncio
import gzip
import re
from pathlib import Path
from random import Random
from urllib.parse import quote

import brotli
from starlette.datastructures import Headers

from components.charts.registry import charts
from components.pages import PAGES
from components.server.response_cache import ResponseCache
from components.urls.site_urls import CHART_FORMATS
from data.export import OPEN_TABLES
from data.export.formats import MEDIA_TYPES
from tests.components.asgi import CACHES, Client, scope
from tests.fuzz.engine import MB, Case, Target
from tests.fuzz.mutate import DICTIONARY, flood

_PATHS = (
    [f"/{page.path}" for page in PAGES],
    [f"/charts/{chart}.{form}" for chart in charts() for form in CHART_FORMATS],
    [f"/embed/{chart}" for chart in charts()],
    [f"/open/{name}.{form}" for name in OPEN_TABLES for form in MEDIA_TYPES],
    DICTIONARY["paths"],
)
_PARAMETERS = (
    *DICTIONARY["parameters"],
    *sorted({column.name for table in OPEN_TABLES.values() for column in table.columns}),
)
_PAYLOAD = re.compile(r"<script>alert|<img src=x|<b><b>")
LARGEST = 8 * MB  # bytes of an answer


def request(chance: Random) -> bytes:
    """One request: mostly to what exists, with a strange query, strange headers or a strange method."""
    method = chance.choice(DICTIONARY["methods"]) if chance.random() < 0.08 else "GET"
    host = chance.choice(DICTIONARY["hosts"]) if chance.random() < 0.04 else "localhost"
    headers = [f"Host: {host}", *(_header(chance) for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 4, 60))))]
    body = b""
    if method in ("POST", "PUT", "PATCH") or chance.random() < 0.02:
        body = chance.randbytes(chance.choice((0, 1, 50, 5000)))
        headers.append(f"Content-Length: {len(body)}")
    path = quote(chance.choice(chance.choices(_PATHS, (8, 5, 3, 4, 4))[0]))
    if chance.random() < 0.15:
        path += chance.choice(("/", "//", "", ".", "/..")) + _strange(chance)
    return (
        "\r\n".join((f"{method} {path}{query(chance)} HTTP/1.1", *headers, "", "")).encode("latin-1", "replace") + body
    )


def _header(chance: Random) -> str:
    value = chance.choice(DICTIONARY["header values"])
    return f"{chance.choice(DICTIONARY['headers'])}: {value if chance.random() < 0.9 else _long(chance)}"


def query(chance: Random) -> str:
    """A query, from none to hundreds of parameters."""
    count = chance.choice((0, 1, 1, 1, 2, 2, 3, 5, 300 if chance.random() < 0.05 else 1))
    pairs = [_pair(chance) for _ in range(count)]
    return "?" + "&".join(pairs) if pairs else chance.choice(("", "?", "?&", "?=", "?lang"))


def _pair(chance: Random) -> str:
    if chance.random() < 0.5:  # what is known, so that the rest meets a reader that has come some way
        return str(chance.choice(DICTIONARY["queries"]))
    return f"{quote(chance.choice(_PARAMETERS), safe='%')}={_strange(chance)}"


def _strange(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.7:
        return quote(chance.choice(DICTIONARY["tricks"]), safe="", errors="surrogatepass")
    if kind < 0.8:
        return quote(chance.randbytes(chance.randint(1, 40)))
    return str(chance.choice(DICTIONARY["escapes"])) if kind < 0.95 else quote(_long(chance), safe="%")


def _long(chance: Random) -> str:
    return flood(chance, chance.choice(DICTIONARY["floods"]))[:60_000]


class Requests(Target):
    """No request is a fault: headers are always there, HTML is sound, nothing that was sent is markup."""

    base = 5.0
    grows = 150.0  # charts and files that are kept, until there are as many as may be

    def __init__(self, folder: Path) -> None:
        """Make an app of the routes, with small caches, so that they are full soon."""
        super().__init__(folder)
        for module, name in CACHES:
            setattr(module, name, ResponseCache(MB))
        self._client = Client()
        self._runner = asyncio.Runner()

    def close(self) -> None:
        """End the loop."""
        self._runner.close()

    def case(self, chance: Random) -> Case:
        """A request, as it goes over the wire."""
        return {"request": request(chance)}

    def check(self, case: Case) -> None:
        """Ask, if it is a request that a server passes on."""
        head, _, body = case["request"].partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        if target.isascii():
            path, _, asked = target.partition("?")
            named = (line.encode("latin-1").partition(b":") for line in lines)
            headers = [(name.lower(), value.strip()) for name, _, value in named]
            check(method, *self._runner.run(self._client.answer(scope(method, path, asked, headers), body)))


def check(method: str, status: int, headers: Headers, body: bytes) -> None:
    """Raise where an answer is a fault, tells of the inside, or lets through what was sent."""
    assert 200 <= status < 500, f"the status is {status}"
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert name in headers, f"a header is missing: {name}"
    assert "set-cookie" not in headers, "a header is what was sent"
    assert not re.match(r"//|\\|\w+:(?!//(localhost|127))", headers.get("location", "")), "it leads elsewhere"
    assert len(body) < LARGEST, "the answer is large"
    if method == "HEAD" or status == 304:
        return
    assert int(headers.get("content-length", len(body))) == len(body), "the length is wrong"
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(headers.get("content-encoding", ""), bytes)
    content = unpack(body)
    assert b"Traceback (most" not in content and b"site-packages" not in content, "it tells of the inside"
    if headers.get("content-type", "").startswith("text/html"):
        assert not _PAYLOAD.search(content.decode()), "what was sent is markup"
