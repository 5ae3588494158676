"""URLs, against a real server: what they are, how long, how large, and where they may lead."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from datetime import date
from typing import Any

import pytest

from data import DataError, Problem
from data.ingest import Article, from_url, load_articles
from data.ingest.network_addresses import is_public
from tests.data.ingest.conftest import PAGE, PLAIN, RUSSIAN, TEXT


def read(url: str, **options: Any) -> Article:
    (article,) = from_url(url, allow_private=True, **options)
    return article


def fault(url: str, **options: Any) -> Problem:
    with pytest.raises(DataError) as caught:
        from_url(url, **{"allow_private": True, "timeout": 5.0} | options)
    (problem,) = caught.value.problems
    assert "\n" not in str(problem)
    return problem


@pytest.mark.parametrize("path", ["/page", "/moved", "/relative", "/hop1", "/untyped-page"])
def test_a_page(website: str, path: str) -> None:
    article = read(website + path)
    assert article.text == "Экспорт екі есе өсті\n\nБылтыр облыстың экспорты екі есе артып, 48 млн долларға жетті."
    assert (article.id, article.file) == (website + path, website + path)
    assert article.url == website + (path if path == "/untyped-page" else "/page")
    assert article.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


@pytest.mark.parametrize(
    "path", ["/text", "/untyped-text", "/packed", "/packed-twice", "/deflated", "/сауда?q=екі есе"]
)
def test_a_plain_text(website: str, path: str) -> None:
    article = read(website + path)
    assert (article.text, article.published) == (TEXT, date(2018, 4, 13))


@pytest.mark.parametrize("path", ["/rss", "/xml", "/untyped-feed"])
def test_a_feed(website: str, path: str) -> None:
    article = read(website + path)
    assert (article.title, article.url, article.file) == ("Өсім", "http://e.kz/1", website + path)


def test_the_charset_that_the_server_declares(website: str) -> None:
    article = read(website + "/cp1251")
    assert (article.text, article.language) == (RUSSIAN, "ru")
    assert article.sha256 == hashlib.sha256(RUSSIAN.encode("cp1251")).hexdigest()
    assert read(website + "/cp1251.html").text == RUSSIAN
    assert fault(website + "/wrong-charset").what == "it is not utf-8: byte 0 does not fit"


def test_the_first_articles_of_a_feed(website: str) -> None:
    assert from_url(website + "/rss", allow_private=True, max_articles=0) == []
    assert len(from_url(website + "/rss", allow_private=True, max_articles=1)) == 1


def test_among_other_places(website: str) -> None:
    found = list(load_articles([website + "/text", website + "/image", website + "/rss"], allow_private=True))
    assert [type(one) for one in found] == [Article, Problem, Article]


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/image", "the server sends image/png, which is not read"),
        ("/pdf-as-html", "it is a PDF, not text"),
        ("/empty", "it is empty"),
        ("/missing", "the server answers 404 Not Found"),
        ("/to-file", "only http and https are read, not file"),
        ("/to-ftp", "only http and https are read, not ftp"),
        ("/to-password", "an address with a name and password is not asked for"),
        ("/circle", "it redirects more than 5 times"),
        ("/hop0", "it redirects more than 5 times"),
        ("/nowhere", "it redirects to nowhere"),
        ("/declared-huge", "it is larger than 2 MB"),
        ("/endless", "it is larger than 2 MB"),
        ("/endless-chunks", "it is larger than 2 MB"),
        ("/bomb", "it is larger than 2 MB"),
        ("/endless-headers", "the answer is no sound HTTP (HTTPException)"),
        ("/cut", "the answer is no sound HTTP (IncompleteRead)"),
        ("/nonsense", "the answer is no sound HTTP (BadStatusLine)"),
        ("/closed", "the answer is no sound HTTP (RemoteDisconnected)"),
        ("/to-half-bracket", "the answer is no sound HTTP (ValueError)"),
        ("/to-odd-letter", "the answer is no sound HTTP (ValueError)"),
        ("/chunk-of-minus-five", "the answer is no sound HTTP (ValueError)"),
        ("/chunk-of-minus-one", "the answer is no sound HTTP (ValueError)"),
        ("/odd-reason", r"the server answers 404 \x1b[2JGone"),
        ("/odd-media", r"the server sends text/pl\x1b[31main, which is not read"),
        ("/odd-charset", r"it declares the encoding a\x1b[31mb, which is not read"),
        ("/packed-and-cut", "what it packed cannot be unpacked"),
        ("/deflated-and-cut", "what it packed cannot be unpacked"),
        ("/badly-packed", "what it packed cannot be unpacked"),
        ("/oddly-packed", "it comes packed as br"),
    ],
)
def test_faults_of_a_server(website: str, path: str, what: str) -> None:
    problem = fault(website + path)
    assert (problem.file, problem.what) == (website + path, what)


@pytest.mark.parametrize("path", ["/slow-head", "/slow-body", "/silent"])
def test_the_time_is_for_all_of_it(website: str, path: str) -> None:
    start = time.monotonic()
    assert fault(website + path, timeout=0.5).what == "no whole answer came within 0.5 s"
    assert time.monotonic() - start < 4  # the server takes longer


def test_the_size_is_for_all_of_it(website: str) -> None:
    size = len(PLAIN["/exact"][1])
    assert len(read(website + "/exact", max_bytes=size).text) == size
    assert fault(website + "/exact", max_bytes=size - 1).what == "it is larger than 0.006999 MB"


@pytest.mark.parametrize(
    ("url", "file", "what"),
    [
        ("file:///etc/passwd", "file:///etc/passwd", "only http and https are read, not file"),
        ("ftp://example.kz/a", "ftp://example.kz/a", "only http and https are read, not ftp"),
        ("gopher://127.0.0.1/", "gopher://127.0.0.1/", "only http and https are read, not gopher"),
        ("http://", "http://", "it is no sound address"),
        ("http:///path", "http:///path", "it is no sound address"),
        ("http://a..b/", "http://a..b/", "it is no sound address"),
        ("http://[::1/", "http://[::1/", "it is no sound address"),
        ("http://127.0.0.1:99999/", "http://127.0.0.1:99999/", "it is no sound address"),
        ("http://exa mple.kz/", "http://exa mple.kz/", "it is no sound address"),
        ("http://127.0.0.1/\r\nX-Evil: 1", "http://127.0.0.1/\\r\\nX-Evil: 1", "it is no sound address"),
        ("http://me:secret@127.0.0.1/", "http://127.0.0.1/", "an address with a name and password is not asked for"),
        ("http://me@127.0.0.1/", "http://127.0.0.1/", "an address with a name and password is not asked for"),
        ("http://no-such-name.invalid/", "http://no-such-name.invalid/", "the name no-such-name.invalid is not known"),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/", "it cannot be reached: connection refused"),
    ],
)
def test_addresses_that_are_not_asked(url: str, file: str, what: str) -> None:
    problem = fault(url)
    assert (problem.file, problem.what) == (file, what)


def test_tls_that_is_none(website: str) -> None:
    assert fault(website.replace("http:", "https:") + "/page").what.startswith("the connection is not safe: ")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0"])
def test_this_machine_is_refused_unless_allowed(website: str, host: str) -> None:
    url = website.replace("127.0.0.1", host) + "/page"
    with pytest.raises(DataError, match="which is no public address"):
        from_url(url)


def test_a_redirect_to_a_private_address_is_refused(website: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first hop must reach our own server, so that address alone passes for a public one here.
    monkeypatch.setattr(
        "data.ingest.network_addresses.is_public", lambda address: address == "127.0.0.1" or is_public(address)
    )
    with pytest.raises(DataError, match=r"pages are not read at port \d+"):
        from_url(website + "/moved")
    monkeypatch.setattr("data.ingest.network_addresses.WEB_PORTS", (80, int(website.rpartition(":")[2])))
    (article,) = from_url(website + "/moved")
    assert article.url == website + "/page"
    with pytest.raises(DataError, match=r"169\.254\.169\.254 leads to 169\.254\.169\.254, which is no public address"):
        from_url(website + "/to-private")


def test_the_checked_address_is_the_one_that_is_connected_to(website: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server of ill will gives another address the second time: it is asked only once."""
    real, asked = socket.getaddrinfo, []

    def answer(host: str, port: int, *rest: Any, **options: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "192.0.2.1", port, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    url = website.replace("127.0.0.1", "rebind.example")
    assert read(url + "/text").text == TEXT
    assert asked == ["rebind.example"]


def test_a_name_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release.wait(5) and [])
    start = time.monotonic()
    assert fault("http://slow.example/", timeout=0.3).what == "no whole answer came within 0.3 s"
    assert time.monotonic() - start < 4  # the server takes longer
    release.set()


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public(address: str) -> None:
    assert is_public(address)


PRIVATE = """
    127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
    192.0.2.1     198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1
    fec0::1 ff02::1     2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1::
    2002:a00:1:: ::127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b:1::a00:1 3fff::1 5f00::1 fd00:ec2::254 192.0.0.192 168.63.129.16
    192.88.99.1 nonsense
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_not_public(address: str) -> None:
    assert not is_public(address)
