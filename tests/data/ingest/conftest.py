"""A web server of our own on this machine, with every fault that a server can have."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest

PAGE = (
    "<html><head><title>Өсім</title></head><body><h1>Экспорт екі есе өсті</h1>"
    "<p>Былтыр облыстың экспорты екі есе артып, 48 млн долларға жетті.</p></body></html>"
)
TEXT = "Экспорт екі есе өсті\n\nNone\n2018-04-13\nБылтыр облыстың экспорты екі есе артып, 48 млн долларға жетті."
RUSSIAN = "Рост\n\nЭкспорт области вырос вдвое и достиг 48 млн долларов."
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>f</title><item><title>Өсім</title><link>http://e.kz/1</link>"
    "<description>Былтыр облыстың экспорты екі есе артты.</description></item></channel></rss>"
)
# Path to content type and body.
PLAIN = {
    "/page": ("text/html; charset=utf-8", PAGE.encode()),
    "/text": ("text/plain; charset=utf-8", TEXT.encode()),
    "/rss": ("application/rss+xml", FEED.encode()),
    "/xml": ("text/xml; charset=utf-8", FEED.encode()),
    "/cp1251": ("text/plain; charset=windows-1251", RUSSIAN.encode("cp1251")),
    "/cp1251.html": ("text/html; charset=windows-1251", f"<h1>Рост</h1><p>{RUSSIAN[6:]}</p>".encode("cp1251")),
    "/wrong-charset": ("text/plain; charset=utf-8", RUSSIAN.encode("cp1251")),
    "/odd-media": ("text/pl\x1b[31main", b"Trade"),
    "/odd-charset": ('text/plain; charset="a\x1b[31mb"', b"Trade"),
    "/image": ("image/png", b"\x89PNG"),
    "/pdf-as-html": ("text/html", b"%PDF-1.7"),
    "/empty": ("text/html", b""),
    "/untyped-page": ("", PAGE.encode()),
    "/untyped-text": ("", TEXT.encode()),
    "/untyped-feed": ("", FEED.encode()),
    "/сауда?q=екі есе": ("text/plain; charset=utf-8", TEXT.encode()),
    "/exact": ("text/plain", b"Trade. " * 1000),
}
MOVED = {
    "/moved": "/page",
    "/relative": "page",
    "/to-file": "file:///etc/passwd",
    "/to-ftp": "ftp://127.0.0.1/x",
    "/to-password": "http://user:secret@127.0.0.1/",
    "/to-private": "http://169.254.169.254/latest/meta-data",
    "/circle": "/circle",
    "/to-half-bracket": "http://[x",
    "/to-odd-letter": "http://a\u2100b/".encode().decode("latin-1"),
    "/nowhere": "",
    "/hop1": "/hop2",
    "/hop2": "/hop3",
    "/hop3": "/hop4",
    "/hop4": "/hop5",
    "/hop5": "/page",
    "/hop0": "/hop1",
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(self.path)
        try:
            if path in MOVED:
                self._head(302, {"Location": MOVED[path], "Content-Length": "0"})
            elif path in PLAIN:
                media, body = PLAIN[path]
                self._head(200, ({"Content-Type": media} if media else {}) | {"Content-Length": str(len(body))})
                self.wfile.write(body)
            else:
                getattr(self, "_" + path.strip("/").replace("-", "_"), self._missing)()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the reader has gone, as it should

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()

    def _missing(self) -> None:
        self._head(404, {"Content-Length": "0"})

    def _slow_head(self) -> None:
        for sign in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
            self.wfile.write(bytes([sign]))
            time.sleep(0.05)

    def _slow_body(self) -> None:
        self._head(200, {"Content-Type": "text/plain", "Content-Length": "1000"})
        for _ in range(1000):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def _silent(self) -> None:
        time.sleep(5)

    def _declared_huge(self) -> None:
        self._head(200, {"Content-Type": "text/plain", "Content-Length": "1000000000000"})

    def _endless(self) -> None:
        self._head(200, {"Content-Type": "text/plain"})
        while True:
            self.wfile.write(b"Trade grew. " * 1000)

    def _endless_chunks(self) -> None:
        self._head(200, {"Content-Type": "text/plain", "Transfer-Encoding": "chunked"})
        while True:
            self.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    def _chunk_of_minus_five(self) -> None:
        self._chunk(b"-5")

    def _chunk_of_minus_one(self) -> None:
        self._chunk(b"-1")

    def _chunk(self, size: bytes) -> None:
        self._head(200, {"Content-Type": "text/plain", "Transfer-Encoding": "chunked"})
        self.wfile.write(size + b"\r\nTrade")

    def _odd_reason(self) -> None:
        self.wfile.write(b"HTTP/1.1 404 \x1b[2JGone\r\nContent-Length: 0\r\n\r\n")

    def _endless_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X-More: x\r\n")

    def _cut(self) -> None:
        self._head(200, {"Content-Type": "text/plain", "Content-Length": "1000"})
        self.wfile.write(b"Trade")

    def _nonsense(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")

    def _closed(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def _packed(self) -> None:
        self._packed_as("gzip", gzip.compress(TEXT.encode()))

    def _packed_twice(self) -> None:
        raw = TEXT.encode()
        self._packed_as("gzip", gzip.compress(raw[:50]) + gzip.compress(raw[50:]))

    def _deflated(self) -> None:
        self._packed_as("deflate", zlib.compress(TEXT.encode()))

    def _packed_and_cut(self) -> None:
        self._packed_as("gzip", gzip.compress(TEXT.encode())[:-30])

    def _deflated_and_cut(self) -> None:
        self._packed_as("deflate", zlib.compress(TEXT.encode())[:-30])

    def _bomb(self) -> None:
        self._packed_as("gzip", gzip.compress(b"x" * 50_000_000))

    def _badly_packed(self) -> None:
        self._packed_as("gzip", b"no gzip")

    def _oddly_packed(self) -> None:
        self._packed_as("br", b"....")

    def _packed_as(self, encoding: str, body: bytes) -> None:
        self._head(
            200,
            {
                "Content-Type": "text/plain; charset=utf-8",
                "Content-Encoding": encoding,
                "Content-Length": str(len(body)),
            },
        )
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="session")
def website() -> Iterator[str]:
    """The address of the server, without a slash at its end."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
