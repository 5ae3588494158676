"""How much a session, and all of them, may have the server hold."""

from __future__ import annotations

import asyncio
import http.client
from weakref import WeakSet

import pytest
from starlette.types import Message, Receive, Scope, Send

from components.server.upload_limits import MAX_SESSION_UPLOAD_BYTES, MESSAGE_RESERVE_BYTES, UploadLimitsMiddleware
from components.streamlit_app import reader_session
from components.streamlit_app.reader_session import MAX_TOTAL_BYTES
from tests.server import Server
from tests.tools import run


@pytest.mark.parametrize(
    ("announced", "status"), [(str(MAX_SESSION_UPLOAD_BYTES + 1), 413), ("-1", 411), (None, 411), ("9", 403)]
)
def test_what_is_too_much_is_refused_before_it_is_sent(server: Server, announced: str | None, status: int) -> None:
    connection = http.client.HTTPConnection(server.url.partition("//")[2], timeout=20)
    connection.putrequest("PUT", "/_stcore/upload_file/session/file")
    if announced:
        connection.putheader("Content-Length", announced)
    else:
        connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    found = connection.getresponse().status
    connection.close()
    assert found == status or (announced == "-1" and found == 400)  # h11 itself may refuse it


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """No session holds anything."""
    monkeypatch.setattr(reader_session, "_SESSIONS", WeakSet())


@pytest.mark.usefixtures("empty")
def test_uploads_under_way_count_for_their_session_and_for_all() -> None:
    async def scenario() -> list[int]:
        done = asyncio.Event()

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await done.wait()
            await send({"type": "http.response.start", "status": 204})

        bounded = UploadLimitsMiddleware(app)

        async def put(session: str, size: int) -> int:
            statuses: list[int] = []

            async def sent(message: Message) -> None:
                statuses.append(message.get("status", 0))

            async def nothing() -> Message:
                return {"type": "http.disconnect"}

            headers = [(b"content-length", str(size).encode())]
            path = f"/_stcore/upload_file/{session}/f"
            await bounded({"type": "http", "method": "PUT", "path": path, "headers": headers}, nothing, sent)
            return statuses[0]

        sessions = [
            asyncio.create_task(put(f"s{n}", MAX_SESSION_UPLOAD_BYTES))
            for n in range(MAX_TOTAL_BYTES // MAX_SESSION_UPLOAD_BYTES)
        ]
        await asyncio.sleep(0)
        refused = [await put("s0", 1), await put("another", 1)]
        done.set()
        return [*refused, *await asyncio.gather(*sessions), await put("s0", 1)]

    first, other, *rest = run(scenario())
    assert (first, other) == (413, 413)
    assert set(rest) == {204}


@pytest.mark.usefixtures("empty")
def test_messages_over_websockets_count_and_beyond_all_bounds_only_small_ones_pass() -> None:
    size = 9_000_000

    async def scenario() -> tuple[list[str], list[str]]:
        passed: list[int] = []
        leave = asyncio.Event()

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                await send({"type": "http.response.start", "status": 204})
                return
            while (message := await receive())["type"] == "websocket.receive":
                passed.append(len(message["bytes"]))

        bounded = UploadLimitsMiddleware(app)

        async def connection(*sizes: int) -> list[str]:
            sent: list[str] = []
            messages = [{"type": "websocket.receive", "bytes": bytes(size)} for size in sizes]

            async def receive() -> Message:
                if messages:
                    return messages.pop(0)
                await leave.wait()
                return {"type": "websocket.disconnect"}

            async def send(message: Message) -> None:
                sent.append(f"{message['type']} {message.get('code', message.get('status'))}")

            path = {"type": "websocket", "path": "/_stcore/stream"}
            await bounded(path, receive, send)
            return sent

        fitting = (MAX_TOTAL_BYTES + MESSAGE_RESERVE_BYTES) // size
        many = [asyncio.create_task(connection(size, size)) for _ in range(fitting)]
        await asyncio.sleep(0)
        refused = await connection(size)
        uploads: list[str] = []

        async def told(message: Message) -> None:
            uploads.append(str(message.get("status")))

        headers = [(b"content-length", b"1")]
        upload = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/s/f", "headers": headers}
        await bounded(upload, asyncio.Event().wait, told)  # type: ignore[arg-type] # it is not read
        small = asyncio.create_task(connection(1000))
        await asyncio.sleep(0)
        assert passed.count(size) == 2 * fitting and passed.count(1000) == 1
        leave.set()
        left = await asyncio.gather(*many, small)
        assert not any(left)
        assert bounded._held() > MAX_TOTAL_BYTES  # their sessions are held for a while
        return refused, uploads

    refused, uploads = run(scenario())
    assert refused == ["websocket.close 1013"]
    assert uploads[0] == "413"
