"""All that is served beside Streamlit, loaded as the server starts: it is ready before, and a request waits for it."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from components.streamlit_app import session_cleanup
from components.urls.base_path import base


class _OwnPath(Convertor[str]):
    """Any path but those that Streamlit serves."""

    regex = r"(?!(?:static|_stcore|media|component|app)(?:/|$)).*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("own", _OwnPath())


class Site:
    """An app that imports the site when it is first needed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        site = _site() if _is_loaded.is_set() else await run_in_threadpool(_load)
        await site(scope, receive, send)


_is_loaded = threading.Event()
_turn = threading.Lock()


def _load() -> ASGIApp:
    with _turn:
        site = _site()
        _is_loaded.set()
        return site


@cache
def _site() -> ASGIApp:
    from components.server.routes import routes  # noqa: PLC0415 - as the module says

    return Router(routes())


def route() -> Route:
    """Return the route of all paths that Streamlit does not serve."""
    return Route(f"{base()}{{path:own}}", Site())


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Load the site in the background once the server starts; close the sessions of pages that are gone."""
    session_cleanup.start()
    threading.Thread(target=_load, name="loading", daemon=True).start()
    yield
