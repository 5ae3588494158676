"""How much all readers together, and one of them, may have the server hold of files they upload."""

from __future__ import annotations

import re
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from components.streamlit_app.internals import upload_sizes
from components.web.answers import problem

_MB = 1_000_000
MOST_OF_ONE = 20 * _MB  # bytes of one session
MOST_OF_ALL = 400 * _MB  # bytes of all sessions
_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+$")


class Bounded:
    """Middleware: refuses an upload that would be too much beside those held already and those under way.

    Streamlit bounds one file; a session may send it any number, and keeps them as long as it lives.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._coming: list[tuple[str, int]] = []  # sessions, bytes announced

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, or refuse it."""
        sent = _UPLOAD.search(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if sent is None:
            await self._app(scope, receive, send)
            return
        length = dict(scope["headers"]).get(b"content-length", b"")
        if not length.isdigit():
            refused = problem(HTTPStatus.LENGTH_REQUIRED, "An upload says how long it is")
            await refused(scope, receive, send)
            return
        one = (sent["session"], int(length))
        known = [*upload_sizes(), *self._coming, one]
        own = sum(size for session, size in known if session == sent["session"])
        if own > MOST_OF_ONE or sum(size for _, size in known) > MOST_OF_ALL:
            refused = problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too much is uploaded already")
            await refused(scope, receive, send)
            return
        self._coming.append(one)
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming.remove(one)
