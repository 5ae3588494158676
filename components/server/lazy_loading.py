"""The site's routes, imported as the server starts: it is ready before that, and the first request waits for them."""

from __future__ import annotations

import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from components.streamlit_app import internals, session_cleanup
from components.urls.base_path import base_path


class _SitePath(Convertor[str]):
    """Any path but those in the folders that Streamlit serves."""

    regex = rf"(?!(?:{'|'.join(map(re.escape, internals.ROUTE_FOLDERS))})(?:/|$)).*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("site", _SitePath())


class LazySite:
    """An ASGI app that imports the site's routes when it is first called."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        site = _site() if _is_loaded.is_set() else await run_in_threadpool(_load_site)
        await site(scope, receive, send)


_is_loaded = threading.Event()
_loading_lock = threading.Lock()


def _load_site() -> ASGIApp:
    with _loading_lock:
        site = _site()
        _is_loaded.set()
        return site


@cache
def _site() -> ASGIApp:
    from components.server.routes import routes  # noqa: PLC0415 - as the module says

    return Router(routes())


def site_route() -> Route:
    """Return the route of all paths that Streamlit does not serve."""
    return Route(f"{base_path()}{{path:site}}", LazySite())


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Load the site in the background once the server starts; close the sessions of pages that are gone."""
    session_cleanup.start_cleanup()
    threading.Thread(target=_load_site, name="loading", daemon=True).start()
    yield
