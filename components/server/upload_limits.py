"""How much all readers together, and one of them, may have the server hold of what they send it."""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus

from starlette.formparsers import MultiPartParser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.responses import problem
from components.streamlit_app.internals import drop_uploads, upload_sizes
from components.streamlit_app.reader_session import MAX_TOTAL_BYTES, held_bytes
from components.streamlit_app.session_cleanup import GRACE_SECONDS

_MB = 1_000_000
MOST_OF_ONE = 20 * _MB  # bytes of one session's files
SPARE = 100 * _MB  # beyond what all may hold, for what the page is then to say
_SMALL = 100_000  # bytes of a message over a websocket: clicks pass in any case
_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+$")
_TRY_AGAIN_LATER = 1013

# What is on its way is held in memory, as it is once it is here; there may be no disk, or a full one.
MultiPartParser.spool_max_size = MOST_OF_ONE


class Bounded:
    """Middleware: refuses what would be too much beside what is held already and what is under way.

    Streamlit bounds one file and one message. A session may send any number of files, and keeps them as long as it
    lives; of its messages, it keeps the last.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._coming: list[tuple[str, int]] = []  # sessions, bytes announced
        self._messages: dict[object, int] = {}  # the largest of each connection, in bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, or refuse it."""
        sent = _UPLOAD.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if sent:
            await self._upload(sent["session"], scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connection(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _held(self) -> int:
        return held_bytes() + sum(size for _, size in self._coming) + sum(self._messages.values())

    async def _upload(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        length = dict(scope["headers"]).get(b"content-length", b"")
        if not length.isdigit():
            refused = problem(HTTPStatus.LENGTH_REQUIRED, "An upload says how long it is")
            await refused(scope, receive, send)
            return
        one = (session, int(length))
        own = one[1] + sum(size for name, size in [*upload_sizes(), *self._coming] if name == session)
        if own > MOST_OF_ONE or one[1] + self._held() > MAX_TOTAL_BYTES:
            refused = problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too much is uploaded already")
            await refused(scope, receive, send)
            return
        self._coming.append(one)
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming.remove(one)
            drop_uploads(session)

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = object()
        self._messages[name] = 0

        async def received() -> Message:
            message = await receive()
            size = len(message.get("bytes") or b"")
            more = size - self._messages[name]
            if size > _SMALL and more > 0 and more + self._held() > MAX_TOTAL_BYTES + SPARE:
                await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER})
                return {"type": "websocket.disconnect", "code": _TRY_AGAIN_LATER}
            self._messages[name] = max(size, self._messages[name])
            return message

        try:
            await self._app(scope, received, send)
        finally:  # its session is held for a while
            asyncio.get_running_loop().call_later(GRACE_SECONDS, self._messages.pop, name, None)
