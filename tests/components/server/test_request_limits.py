"""Heads of requests without an end, over real sockets: they are refused, and what is usual is not."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from itertools import repeat

import psutil
import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from components.server import request_limits
from components.server.request_limits import MAX_HEAD_BYTES, MAX_HEADERS, LimitedHttpProtocol
from tests.server import Server

START = b"GET / HTTP/1.1\r\nHost: a\r\n"
CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
MOST_SENT = 64 << 20  # bytes that a test sends at most: more than the system takes for a server that reads no more
SHORT = 1.0  # seconds that a head may take where a test waits for it


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the length of the body and the number of headers; slowly where the path says so."""
    request = Request(scope, receive)
    body = await request.body()
    if request.url.path == "/slow":
        await asyncio.sleep(2 * SHORT)
    await PlainTextResponse(f"{len(body)} {len(scope['headers'])}")(scope, receive, send)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where an app listens, whose connections are those of the dashboard."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, http=LimitedHttpProtocol, lifespan="off", log_config=None, timeout_keep_alive=30)
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        running.should_exit = True
        thread.join(20)


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), 20)


def answer(connection: socket.socket) -> bytes:
    """All that comes until the server closes."""
    found = b""
    with contextlib.suppress(ConnectionError):
        while more := connection.recv(65536):
            found += more
    return found


def send(connection: socket.socket, start: bytes, more: Iterator[bytes], most: int = MOST_SENT) -> int:
    """Send it until the server does not want more, or `most` bytes are sent; how many that were."""
    sent = 0
    with contextlib.suppress(ConnectionError):
        connection.sendall(start)
        for part in more:
            if sent >= most:
                break
            connection.sendall(part)
            sent += len(part)
    return sent


ENDLESS = {
    "one header": (START + b"X: ", repeat(b"a" * 4096)),
    "a name": (START, repeat(b"a" * 4096)),
    "many headers": (START, repeat(b"a:b\r\n" * 500)),
    "an address": (b"GET /", repeat(b"a" * 4096)),
    "nothing but ends of lines": (b"", repeat(b"\r\n" * 2048)),
    "trailers": (CHUNKED + b"1\r\na\r\n0\r\n", repeat(b"a:b\r\n" * 500)),
    "one trailer": (CHUNKED + b"1\r\na\r\n0\r\nX: ", repeat(b"a" * 4096)),
    "a chunk's extension": (CHUNKED + b"1;", repeat(b"a" * 4096)),
    "a websocket's": (START + b"Upgrade: websocket\r\nConnection: Upgrade\r\nX: ", repeat(b"a" * 4096)),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_head_without_an_end_is_refused(port: int, kind: str) -> None:
    start, more = ENDLESS[kind]
    with connected(port) as connection:
        assert send(connection, start, more) < MOST_SENT
        answer(connection)  # comes to an end


def test_too_large_a_head_is_a_bad_request(port: int) -> None:
    for number, size in ((1, MAX_HEAD_BYTES), (MAX_HEADERS, 1)):
        with connected(port) as connection:
            connection.sendall(START + b"".join(b"X: %s\r\n" % (b"a" * size) for _ in range(number)) + b"\r\n")
            assert answer(connection).startswith(b"HTTP/1.1 400")


def test_what_is_usual_is_answered(port: int) -> None:
    close = b"Connection: close\r\n"
    large = START + close + b"Cookie: %s\r\n\r\n" % (b"a" * (MAX_HEAD_BYTES - 500))
    many = START + close + b"X: a\r\n" * (MAX_HEADERS - 2) + b"\r\n"
    body = b"POST / HTTP/1.1\r\nHost: a\r\n" + close + b"Content-Length: 3000000\r\n\r\n" + b"a" * 3_000_000
    chunks = CHUNKED.replace(b"\r\n\r\n", b"\r\n" + close + b"\r\n") + b"4000\r\n%s\r\n" % (b"a" * 0x4000) * 9
    for request, end in ((large, b"0 3"), (many, b"0 100"), (body, b"3000000 3"), (chunks + b"0\r\n\r\n", b"147456 3")):
        with connected(port) as connection:
            connection.sendall(request)
            assert answer(connection).endswith(end)


def test_each_request_of_a_connection_may_have_as_much(port: int) -> None:
    request = START + b"Cookie: %s\r\n" % (b"a" * (MAX_HEAD_BYTES // 2))
    with connected(port) as connection:
        connection.sendall((request + b"\r\n") * 4 + request + b"Connection: close\r\n\r\n")
        assert answer(connection).count(b"HTTP/1.1 200") == 5


@pytest.mark.slow
def test_a_head_that_does_not_come_in_time_ends_the_connection(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_limits, "HEAD_TIMEOUT_S", SHORT)
    done = START + b"\r\n"
    firsts = (b"", START, done + START, done + b"\r\n", done + done + b"GET")
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(connected(port)) for _ in firsts]
        for connection, first in zip(connections, firsts, strict=True):
            connection.sendall(first)
        answered = [answer(connection).count(b"HTTP/1.1 200") for connection in connections]
    assert answered == [first.count(done) for first in firsts]


@pytest.mark.slow
def test_an_answer_may_take_longer_and_so_may_a_body(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_limits, "HEAD_TIMEOUT_S", SHORT)
    close = b"Connection: close\r\n"
    with connected(port) as reader, connected(port) as writer:
        reader.sendall(START.replace(b"/ ", b"/slow ", 1) + b"\r\n" + START + close + b"\r\n")
        writer.sendall(b"POST / HTTP/1.1\r\nHost: a\r\n" + close + b"Content-Length: 4\r\n\r\n")
        for _ in range(4):
            time.sleep(SHORT / 2)
            writer.sendall(b"a")
        assert answer(reader).count(b"HTTP/1.1 200") == 2
        assert answer(writer).endswith(b"4 3")


def test_many_connections_with_endless_heads_take_little_memory(server: Server) -> None:
    """As the dashboard is started: 300 connections, of which each sends a megabyte if it is let."""
    process = psutil.Process(server.process.pid)
    before = most = process.memory_info().rss
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(connected(server.port)) for _ in range(300)]
        for connection in connections:
            send(connection, START + b"X: ", repeat(b"a" * 65536), 1 << 20)
            most = max(most, process.memory_info().rss)
        for connection in connections:
            answer(connection)  # comes to an end
    assert most - before < 150e6  # half of what they would send; the server may still be loading its own
