"""Access control: pages of other sites may only read, and metrics are for this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from components.server.responses import problem_response
from components.urls.site_urls import configured_address

_READ_METHODS = ("GET", "HEAD", "OPTIONS")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# Headers of a request that a proxy passes on: it did not begin on this machine.
_PROXY_HEADERS = {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip"}
_POLICY_VIOLATION = 1008


class AccessControlMiddleware:
    """Answers 403 to websockets and writes of other origins, and to other machines that ask for Streamlit's metrics.

    A client that sends no Origin is not a browser, so no page of another site can be behind it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "websocket":
            if not _is_own(scope):
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION})  # before it is accepted: 403
                return
            # Else Streamlit checks the origin again, and if Host is another asks the internet for its own address.
            scope = {**scope, "headers": [header for header in scope["headers"] if header[0] != b"origin"]}
        elif scope["type"] == "http":
            if scope["method"] not in _READ_METHODS and not _is_own(scope):
                await problem_response(HTTPStatus.FORBIDDEN, "Pages of other sites may only read")(scope, receive, send)
                return
            if scope["path"].endswith("/_stcore/metrics") and not _is_local(scope):
                await problem_response(HTTPStatus.FORBIDDEN, "Only for the machine that serves it")(
                    scope, receive, send
                )
                return
        await self._app(scope, receive, send)


def _is_own(scope: Scope) -> bool:
    """Return whether no page sent it, or one of this site: of the host asked for, or of that in SITE_ADDRESS."""
    headers = Headers(scope=scope)
    sites = (headers.get("host", ""), configured_address().partition("://")[2])
    return all(_is_among(origin, sites) for origin in headers.getlist("origin"))


def _is_among(origin: str, sites: Iterable[str]) -> bool:
    """Return whether the origin is one of these hosts; the default port of its scheme may be given or not."""
    scheme, _, place = origin.lower().partition("://")
    port = _DEFAULT_PORTS.get(scheme, "")
    return place.removesuffix(port) in {site.lower().removesuffix(port) for site in sites} - {""}


def _is_local(scope: Scope) -> bool:
    """Return whether the request is from this machine, and not from a proxy on it."""
    if scope["client"] is None or any(name in _PROXY_HEADERS for name, _ in scope["headers"]):
        return False
    try:
        return ipaddress.ip_address(scope["client"][0].removeprefix("::ffff:")).is_loopback
    except ValueError:
        return False
