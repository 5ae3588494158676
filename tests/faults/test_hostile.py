"""Hostile files, taken in and uploaded: no fault is shown, and the server does not grow; `tests/fuzz` has the rest."""

from __future__ import annotations

import gzip
import io
import random
import re
import socket
import urllib.request
import zipfile
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import psutil
import pytest

from components.article.article_input import MAX_ARTICLES, load_files
from components.i18n import Messages
from data.extraction import read
from tests.faults.session import joined
from tests.server import Server

ROOT = Path(__file__).parents[2]
GROWN = 120  # MB; the files are kept for as long as the session is


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project as it is, on a server that only these tests ask."""
    running = Server(ROOT, tmp_path_factory.mktemp("attacked") / "log")
    yield running
    running.stop()


def memory(server: Server) -> float:
    """Memory that the server holds, in MB."""
    return float(psutil.Process(server.process.pid).memory_info().rss) / 1_000_000


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", bytes(50_000_000))
    return file.getvalue()


LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><rss version='2.0'><channel><title>&j;</title><item><title>&j;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title>'
)
FILES = {
    "bomb.zip": zipped(),
    "bomb.txt": zipped(),
    "bomb.html.gz": gzip.compress(bytes(50_000_000)),
    "bomb.html": gzip.compress(b"<p>" * 10_000_000),
    "laughs.xml": LAUGHS.encode(),
    "laughs.rss": LAUGHS.encode(),
    "laughs.txt": LAUGHS.encode(),
    "outside.xml": OUTSIDE.encode(),
    "outside.html": OUTSIDE.encode(),
    "line.txt": "экспорт 5 млн долларов, ".encode() * 20_000,
    "digits.txt": b"9" * 500_000,
    "numbers.txt": b"1 000 000 " * 40_000,
    "brackets.html": b"<div>" * 100_000,
    "deep.html": b"<table><tr><td>" * 20_000,
    "open.html": b"<html><body><p>Exports were $5 million in 2017" + b"<a href='" * 5_000,
    "comment.html": b"<!--" * 50_000 + b"Exports",
    "attributes.html": b"<p " + b"a=b " * 100_000 + b">Exports were $5 million",
    "entities.html": b"<p>" + b"&#x1F600;&amp;&nosuch;&#99999999;" * 10_000,
    "zero.txt": bytes(10_000),
    "half.txt": "Алматы".encode()[:-1],
    "utf16.txt": "Алматы облысы 5 млн доллар".encode("utf-16"),
    "utf16.html": "<p>Алматы облысы 5 млн доллар</p>".encode("utf-16-le"),
    "cp1251.txt": "Экспорт составил 5 млн долларов".encode("cp1251"),
    "utf7.html": b"<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "surrogates.txt": "\ud800".encode("utf-8", "surrogatepass") * 99,
    "marks.txt": ("e" + "\u0301" * 5_000 + " ").encode() * 20,
    "bidi.txt": "\u202eExports were $5 million\u2066 in 2017".encode() * 50,
    "breaks.txt": b"\r" * 100_000 + b"\x0b\x0c\x1c\x85",
    "png.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "pdf.txt": b"%PDF-1.7\n" + bytes(range(256)) * 100,
    "exe.rss": b"MZ" + bytes(range(256)) * 100,
    "../../etc/passwd": b"root:x:0:0",
    "\0\r\n<b>.txt": b"Exports were $5 million in 2017.",
    "": b"Exports were $5 million in 2017.",
    "a" * 5_000 + ".txt": b"Exports were $5 million in 2017.",
    "many.xml": b"<rss><channel>" + b"<item><title>a</title></item>" * 5_000 + b"</channel></rss>",
}


@pytest.mark.parametrize("name", FILES, ids=lambda name: re.sub(r"\W", "-", name)[:20] or "nameless")
def test_no_file_is_a_fault(name: str) -> None:
    """Taken in or refused in a line of the reader's language; what is taken in can be read."""
    words = Messages("en")
    intake = load_files([(name, FILES[name])], words)
    assert intake.articles or intake.error_messages
    assert len(intake.articles) <= MAX_ARTICLES
    for fault in intake.error_messages:
        assert "\n" not in fault.strip() and len(fault) < 1000
    for given in intake.articles[:3]:
        assert "root:x" not in given.text or name == "../../etc/passwd"
        assert given.text.count("ha") < 10_000
        read(given.text, given.published)


def put(session: str, file: str, kind: bytes, body: bytes, token: str = "") -> bytes:
    """The request that uploads a file."""
    head = f"PUT /_stcore/upload_file/{session}/{file} HTTP/1.1\r\nHost: localhost\r\n"
    head += f"Cookie: _streamlit_xsrf={token}\r\nX-Xsrftoken: {token}\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"Content-Type: multipart/form-data" + kind + b"\r\n\r\n" + body


def status_of(server: Server, request: bytes) -> int:
    """The status of the answer to a request as it goes over the wire."""
    with socket.create_connection(("127.0.0.1", server.port), 30) as raw:
        raw.sendall(request)
        return int(raw.recv(65_536).split()[1])


@pytest.mark.slow
def test_no_upload_is_a_fault(attacked: Server) -> None:
    with urllib.request.urlopen(f"{attacked.url}/_stcore/health", timeout=30) as answer:
        cookies = SimpleCookie("; ".join(answer.headers.get_all("set-cookie")))
    (token,) = (cookie.value for name, cookie in cookies.items() if name.endswith("_xsrf"))
    part = b'--a\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n--a--\r\n'
    with joined(attacked) as session:
        begun = session.page("read")
        key = re.search(r'file_uploader \{\s+id: "([^"]+)"', begun)
        assert key
        before = memory(attacked)
        for number in range(40):
            body = random.Random(number).randbytes(3000)  # noqa: S311 - no secret
            for kind in (b"", b"; boundary=", b"; boundary=a", b"; boundary=" + b"-" * 300):
                for name in (session.name, "a" * (number + 1)):
                    assert 400 <= status_of(attacked, put(name, "x", kind, body, token)) < 500
                assert status_of(attacked, put(session.name, "x", kind, body)) == 403
        for number, (name, content) in enumerate(FILES.items()):
            whole = part % (name.encode().replace(b"\r\n", b""), content)
            status = status_of(attacked, put(session.name, str(number), b"; boundary=a", whole, token))
            assert status == 204 or (status == 400 and len(name) > 1000)
            if status == 204 and len(content) < 50_000:
                said = session.page("read", files=[(str(number), name)], key=key[1])
                assert "exception {" not in said, name
                assert said != begun
        assert "exception {" not in session.page("read")
        assert memory(attacked) - before < GROWN
    assert attacked.faults() == []
