"""How much a session, and all of them, may upload."""

from __future__ import annotations

import asyncio
import http.client

import pytest
from starlette.types import Message, Receive, Scope, Send

from components.web.uploads import MOST_OF_ALL, MOST_OF_ONE, Bounded
from tests.server import Server
from tests.tools import run


@pytest.mark.parametrize(("announced", "status"), [(str(MOST_OF_ONE + 1), 413), ("-1", 411), (None, 411), ("9", 403)])
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


def test_uploads_under_way_count_for_their_session_and_for_all() -> None:
    async def scenario() -> list[int]:
        done = asyncio.Event()

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await done.wait()
            await send({"type": "http.response.start", "status": 204})

        bounded = Bounded(app)

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

        sessions = [asyncio.create_task(put(f"s{n}", MOST_OF_ONE)) for n in range(MOST_OF_ALL // MOST_OF_ONE)]
        await asyncio.sleep(0)
        refused = [await put("s0", 1), await put("another", 1)]
        done.set()
        return [*refused, *await asyncio.gather(*sessions), await put("s0", 1)]

    first, other, *rest = run(scenario())
    assert (first, other) == (413, 413)
    assert set(rest) == {204}
