"""Limits to what the server holds of uploads and messages, in all and for one session."""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus

from starlette.formparsers import MultiPartParser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.responses import problem_response
from components.streamlit_app.internals import drop_uploads, upload_sizes
from components.streamlit_app.reader_session import MAX_TOTAL_BYTES, held_bytes
from components.streamlit_app.session_cleanup import GRACE_S

_BYTES_PER_MB = 1_000_000
MAX_SESSION_UPLOAD_BYTES = 20 * _BYTES_PER_MB  # of all files of one session
MESSAGE_RESERVE_BYTES = 100 * _BYTES_PER_MB  # beyond what all may hold, for the page's message about it
_SMALL_MESSAGE_BYTES = 100_000  # websocket messages up to this size, such as clicks, always pass
_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+$")
_TRY_AGAIN_LATER = 1013

# Uploads in progress stay in memory, as complete ones do: there may be no disk, or a full one.
MultiPartParser.spool_max_size = MAX_SESSION_UPLOAD_BYTES


class UploadLimitsMiddleware:
    """Refuses uploads and messages that exceed the limits with those held already and in progress.

    Streamlit limits the size of one file and one message only. A session keeps all its files, and its last message.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._uploading: list[tuple[str, int]] = []  # session and announced bytes of each
        self._messages: dict[object, int] = {}  # bytes of the largest of each connection

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        sent = _UPLOAD.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if sent:
            await self._upload(sent["session"], scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connection(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _held(self) -> int:
        return held_bytes() + sum(size for _, size in self._uploading) + sum(self._messages.values())

    async def _upload(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        length = dict(scope["headers"]).get(b"content-length", b"")
        if not length.isdigit():
            refused = problem_response(HTTPStatus.LENGTH_REQUIRED, "An upload says how long it is")
            await refused(scope, receive, send)
            return
        one = (session, int(length))
        own = one[1] + sum(size for name, size in [*upload_sizes(), *self._uploading] if name == session)
        if own > MAX_SESSION_UPLOAD_BYTES or one[1] + self._held() > MAX_TOTAL_BYTES:
            refused = problem_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too much is uploaded already")
            await refused(scope, receive, send)
            return
        self._uploading.append(one)
        try:
            await self._app(scope, receive, send)
        finally:
            self._uploading.remove(one)
            drop_uploads(session)

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = object()
        self._messages[name] = 0

        async def receive_limited() -> Message:
            message = await receive()
            size = len(message.get("bytes") or b"")
            more = size - self._messages[name]
            if (
                size > _SMALL_MESSAGE_BYTES
                and more > 0
                and more + self._held() > MAX_TOTAL_BYTES + MESSAGE_RESERVE_BYTES
            ):
                await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER})
                return {"type": "websocket.disconnect", "code": _TRY_AGAIN_LATER}
            self._messages[name] = max(size, self._messages[name])
            return message

        try:
            await self._app(scope, receive_limited, send)
        finally:  # its session stays for a while
            asyncio.get_running_loop().call_later(GRACE_S, self._messages.pop, name, None)
