"""Requests such as scanners, broken programs and ill-meaning people send: any number, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote

from components.charts.registry import charts
from components.pages import PAGES
from components.site import SWITCH
from components.urls import CHART_FORMATS
from data.open import OPEN

CHARTS = tuple(charts())
_PAGES = [f"/{page.path}" for page in PAGES]
_OPEN = [f"/open/{name}.{form}" for name in OPEN for form in ("csv", "json")]
_OPEN += ["/open", "/open/datapackage.json", "/open/openapi.json", "/open/areas.xlsx"]
_CHARTS = [f"/charts/{chart}.{form}" for chart in CHARTS for form in CHART_FORMATS]
_OTHERS = [
    *("/sitemap.xml", "/robots.txt", "/favicon.ico", "/static/", "/static/manifest.json", "/assets/", "/media/"),
    *("/component/", "/app/static/", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/stream"),
    *(
        "/_stcore/upload_file/a/b",
        "/_stcore/bidi-components/a/b.js",
        "/health",
        "/ready",
        "/_stcore/script-health-check",
        "/_stcore/",
    ),
]
_PARAMETERS = [
    *(
        "lang",
        "metric",
        "kind",
        "side",
        "confidence",
        "years",
        "theme",
        "chart",
        "area",
        "period",
        "reporter",
        "source",
        "size",
    ),
    *("embed", "embed_options", "utm_source", "fbclid", "id", "__proto__", "", "lang[]", "%00", "metric ", "METRIC"),
]
# What pages, charts and tables do take: the rest of the query meets a reader that has come some way.
_KNOWN = {
    "lang": SWITCH,
    "theme": ("light", "dark"),
    "metric": ("turnover", "exports", "imports,balance", "exports-growth"),
    "kind": ("culture", "industry", "business,diplomacy"),
    "side": ("kazakhstan", "uzbekistan", "open,kazakhstan"),
    "confidence": ("high", "medium,low"),
    "years": ("2016-2022", "2009-2025", "2025-2009", "2012-2020"),
    "chart": CHARTS,
    "size": ("preview",),
    "area": ("almaty-region", "uzbekistan"),
    "period": ("2017", "2018-04"),
}
_TRICKS = [
    *("../../../../etc/passwd", "..\\..\\boot.ini", "....//....//data/tables/areas.csv", "/etc/passwd\0.svg"),
    *("%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%c0%af..", "file:///etc/passwd", "//evil.example/", "\\\\evil.example\\a"),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{7*7}}", "${7*7}"),
    *("' OR 1=1 --", "1; DROP TABLE a", "$(id)", "`id`", "| id", "() { :; }; id", "%s%n%x", "{0.__class__}", "*" * 9),
    *(
        "a\r\nSet-Cookie: a=b",
        "a\nLocation: //evil.example",
        "\0",
        "\x7f\x1b[2J",
        "\ufeff",
        "\u202e\u2066",
        "\U0001f600",
    ),
    *("İstanbul", "ﬀ", "ß" * 50, "a\u0300" * 500, "\ud7a3\U0010ffff", "ǆ", "٢٠١٧-٢٠٢٠", "９９９９-０００１", "²"),
    *(
        "0000-9999",
        "9999-0000",
        "2017-2017-2017",
        "-1",
        "1e309",
        "NaN",
        "9" * 400,
        "2017-" + "9" * 4000,
        "true",
        "null",
    ),
    *(",", ",,,,", "exports," * 400, " ", "\t", "+", "&", "=", "#", ";", "%", "[]", "{}", "[" * 900, '{"a":' * 300),
]
_BROKEN = [
    b"%",
    b"%%",
    b"%zz",
    b"%1",
    b"%ff%fe",
    b"%C3%28",
    b"%ed%a0%80",
    b"%u0041",
    b"%00",
    b"%0d%0aX:1",
    b"\xff",
    b"\xc3(",
]
_LANGUAGES = [
    *("kk", "uz;q=2", "ru;q=", "en;q=nan", "*;q=0", ";;;", ",,,", "q=1", "en-" * 3000, "kk,ru;q=1e999", "\xff\xfe"),
    ",".join(f"a{number}-x;q=0.{number}" for number in range(2000)),
]
_HEADERS = [
    *(
        "Accept-Language",
        "If-None-Match",
        "If-Modified-Since",
        "Range",
        "Cookie",
        "X-Forwarded-For",
        "Referer",
        "Origin",
    ),
    *("X-Forwarded-Proto", "X-Forwarded-Host", "Accept", "Accept-Encoding", "User-Agent", "If-Range", "Forwarded"),
    *("X-Xsrftoken", "Authorization", "Sec-WebSocket-Protocol", "Content-Type", "Access-Control-Request-Method"),
]
_VALUES = [
    *("*", '"', 'W/"', '""' * 2000, ", ".join(f'"{number}"' for number in range(3000)), "bytes=0-", "bytes=-1"),
    *("bytes=9-1", "bytes=" + ",".join("0-0" for _ in range(3000)), "bytes=99999999999999999999-", "a=b;" * 3000),
    *("Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0000 00:00:00 GMT", "yesterday"),
    *(
        "Mon, 01 Jan 2024 00:00:00 +9999999",
        "br;q=0, identity;q=0",
        "gzip;q=bad",
        "text/html;q=" + "9" * 999,
        "\x80\xff",
    ),
    *("_streamlit_user=a.b.c", "_streamlit_xsrf=2|1|2|3", "https://evil.example", "javascript", "null", "evil", "::1"),
    *('for="[::1]:99999"', "streamlit, a, b", "multipart/form-data", "a" * 20_000),
]
_HOSTS = [
    "127.0.0.1",
    "evil.example",
    "a" * 300,
    "[::1",
    "[",
    "a b",
    "evil.example:99999",
    "x:y:z",
    "<b>",
    "\xff",
    "@",
    "",
]
_METHODS = ["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO", "get"]


class Hostile:
    """A source of requests."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - no secret

    def requests(self, count: int) -> Iterator[bytes]:
        """So many requests, as they go over the wire."""
        return (self.request() for _ in range(count))

    def request(self) -> bytes:
        """One request: mostly to what exists, with a strange query, strange headers or a strange method."""
        method = self._chance.choice(_METHODS) if self._often(0.08) else "GET"
        target = self.path() + self.query()
        host = self._chance.choice(_HOSTS) if self._often(0.04) else "localhost"
        headers = [f"Host: {host}".encode("latin-1")]
        for _ in range(self._chance.choice((0, 0, 0, 1, 1, 2, 4))):
            name = self._chance.choice(_HEADERS)
            values = _LANGUAGES if name == "Accept-Language" else _VALUES
            headers.append(f"{name}: {self._chance.choice(values)}".encode("latin-1"))
        body = b""
        if method in ("POST", "PUT", "PATCH") or self._often(0.02):
            body = self._chance.randbytes(self._chance.choice((0, 1, 50, 5000)))
            headers.append(f"Content-Length: {len(body)}".encode())
        return b"\r\n".join((method.encode() + b" " + target + b" HTTP/1.1", *headers, b"", body))

    def path(self) -> bytes:
        """A path, mostly one that exists."""
        kinds = (_PAGES, _OPEN, _CHARTS, _OTHERS, [f"/embed/{chart}" for chart in CHARTS])
        path = self._chance.choice(self._chance.choices(kinds, (8, 5, 5, 3, 3))[0]).encode()
        if self._often(0.15):
            path += self._chance.choice((b"/", b"//", b"", b".", b"/..")) + self._strange()
        return path

    def query(self) -> bytes:
        """A query, from none to hundreds of parameters."""
        count = self._chance.choice((0, 1, 1, 1, 2, 2, 3, 5, 300 if self._often(0.05) else 1))
        pairs = [self._known() if self._often(0.5) else self._unknown() for _ in range(count)]
        return b"?" + b"&".join(pairs) if pairs else self._chance.choice((b"", b"?", b"?&", b"?=", b"?lang"))

    def text(self) -> str:
        """A query as text, for where it does not go over HTTP."""
        return self.query().decode("latin-1").lstrip("?")

    def _known(self) -> bytes:
        name = self._chance.choice(list(_KNOWN))
        return f"{name}={self._chance.choice(_KNOWN[name])}".encode()

    def _unknown(self) -> bytes:
        return quote(self._chance.choice(_PARAMETERS), safe="%").encode() + b"=" + self._strange()

    def _strange(self) -> bytes:
        trick = self._chance.random()
        if trick < 0.6:
            return quote(self._chance.choice(_TRICKS), safe="", errors="surrogatepass").encode()
        if trick < 0.8:
            return self._chance.choice(_BROKEN)
        if trick < 0.98:
            return quote(self._chance.randbytes(self._chance.randint(1, 40))).encode()
        return b"a" * self._chance.choice((3000, 60_000))

    def _often(self, share: float) -> bool:
        return self._chance.random() < share
