"""Answers that no sound server gives: each is one fault with its code, whatever http.client makes of it."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from data import DataError
from data.ingest import from_url
from data.ingest.faults import Fault

HEAD = b"HTTP/1.1 200 OK\r\n"
PAGE = b"<html><body><p>Exports of the region reached $48 million last year.</p></body></html>"
ENDLESS = 5_000_000  # bytes that are sent where no end is to come


@pytest.fixture
def answer() -> Iterator[list[bytes]]:
    """The address of a server at [0], and after it what it answers to whoever comes."""
    told: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        told.append(f"http://127.0.0.1:{listening.getsockname()[1]}/a".encode())

        def serve() -> None:
            try:
                client, _ = listening.accept()
            except OSError:
                return  # nobody came
            with client:
                client.recv(65_536)
                try:
                    for part in told[1:]:
                        client.sendall(part)
                except OSError:
                    pass  # who asked has seen enough

        thread = threading.Thread(target=serve)
        thread.start()
        yield told
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def typed(content_type: bytes) -> bytes:
    return HEAD + b"Content-Type: " + content_type + b"\r\n\r\n" + PAGE


TYPES = [
    b"text/html; charset*=a; charset*0=a",
    b"text/html; charset*=utf-8'en; charset*1=b",
    b"text/html; charset*0*=x; charset*0=y; charset*x=z",
    b"text/html; charset*=\xff\xfe''\xff",
    b'text/html; charset="' + b"\\" * 999,
    b"text/html; charset*=nonsense''%FF%FE",
    b"text/html; charset*=%00''x",
    b"text/html; charset*9999999999999999999999=a",
    b"text/html; charset*\xb2=a; charset*0=b",
    b"text/html; charset*" + b"9" * 5000 + b"=a; charset*0=a",
    b"text/html" + b"; a*0=b" * 5000,
]


@pytest.mark.parametrize("content_type", TYPES, ids=range(len(TYPES)))
def test_a_type_that_cannot_be_read(answer: list[bytes], content_type: bytes) -> None:
    """Some of these http.client reads: then the page is read too, and else there is one fault."""
    answer.append(typed(content_type))
    try:
        (article,) = from_url(answer[0].decode(), allow_private=True)
    except DataError as error:
        (problem,) = error.problems
        assert problem.code in (Fault.ANSWER, Fault.ENCODING)
        assert "\n" not in str(problem)
    else:
        assert "$48 million" in article.text


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([b""], Fault.ANSWER),
        ([b"\0" * 1000], Fault.ANSWER),
        ([b"HTTP/1.1 \xb2\xb2\xb2 OK\r\n\r\n"], Fault.ANSWER),
        ([b"HTTP/1.1 -200 OK\r\n\r\n"], Fault.ANSWER),
        ([b"HTTP/9.9 200 OK\r\n\r\n", PAGE], Fault.ANSWER),
        ([b"HTTP/1.1 204 No Content\r\n\r\n"], Fault.STATUS),
        ([b"HTTP/1.1 103 Early Hints\r\n\r\n", HEAD, b"\r\n", PAGE], Fault.STATUS),
        ([b"HTTP/1.1 " + b"2" * 70_000], Fault.ANSWER),
        ([HEAD, b"X: " + b"x" * 70_000 + b"\r\n\r\n"], Fault.ANSWER),
        ([b"HTTP/1.1 100 Continue\r\n\r\n" * (ENDLESS // 25)], Fault.ANSWER),
        ([b"HTTP/1.1 100 Continue\r\nX: x\r\n\r\n" * (ENDLESS // 31)], Fault.ANSWER),
        ([HEAD, b"Content-Length: 9" + b"9" * 5000 + b"\r\nContent-Type: image/png\r\n\r\n", PAGE], Fault.FORMAT),
        ([HEAD, b"Content-Length: \xb2\r\nContent-Type: image/png\r\n\r\n", PAGE], Fault.FORMAT),
        ([HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"9" * 5000 + b"\r\n"], Fault.ANSWER),
        ([HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"\xb2\r\n" + PAGE], Fault.ANSWER),
        ([HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"x" * 9000 + b"\r\na\r\n", b"1\r\n"], Fault.ANSWER),
        ([HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n" * (ENDLESS // 6)], Fault.ANSWER),
        ([HEAD, b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: x\r\n" * (ENDLESS // 6)], Fault.ANSWER),
        ([HEAD, b"Content-Encoding: br\r\n\r\n", PAGE], Fault.ANSWER),
        ([HEAD, b"Content-Encoding: gzip, gzip\r\n\r\n", gzip.compress(gzip.compress(PAGE))], Fault.ANSWER),
        ([HEAD, b"Content-Encoding: gzip\r\n\r\n", gzip.compress(PAGE)[:12]], Fault.ANSWER),
        ([HEAD, b"Content-Encoding: gzip\r\n\r\n", gzip.compress(PAGE)[:-4] + b"\0\0\0\0"], Fault.ANSWER),
        ([HEAD, b"Content-Encoding: \xff\r\n\r\n", PAGE], Fault.ANSWER),
        ([b"HTTP/1.1 302 Found\r\nLocation: \r\n\r\n"], Fault.ANSWER),
        ([b"HTTP/1.1 302 Found\r\nLocation: http://a.example:99999/\r\n\r\n"], Fault.ADDRESS),
        ([b"HTTP/1.1 302 Found\r\nLocation: http://" + b"a" * 300 + b"/\r\n\r\n"], Fault.ADDRESS),
        ([b"HTTP/1.1 302 Found\r\nLocation: //\xff\xfe\xfd/\r\n\r\n"], Fault.ADDRESS),
        ([b"HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\n\r\n"], Fault.ADDRESS),
        ([b"HTTP/1.1 302 Found\r\nLocation: http://a.example/\x00\r\n\r\n"], Fault.ADDRESS),
    ],
    ids=range(29),
)
def test_an_answer_that_is_none(answer: list[bytes], parts: list[bytes], code: Fault) -> None:
    answer += parts
    started = time.process_time()
    with pytest.raises(DataError) as caught:
        from_url(answer[0].decode(), allow_private=True)
    (problem,) = caught.value.problems
    assert problem.code == code, problem
    assert "\n" not in str(problem)
    assert time.process_time() - started < 15  # what has no end is left long before its time is over
