"""Who may ask for what: nothing is changed, and no session opened, from a page of another site; metrics stay inside."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from components.server.responses import problem
from components.urls.site_urls import configured_address

_READING = ("GET", "HEAD", "OPTIONS")
_PORTS = {"http": ":80", "https": ":443"}
# What a proxy says of the request that it passes on: it did not begin on this machine.
_FORWARDED = {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip"}
_POLICY_VIOLATION = 1008


class AccessControl:
    """Middleware: refuses websockets and writes of other origins with 403, and Streamlit's metrics to other machines.

    A client that sends no Origin is no browser, so nobody else's page can be behind it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, or refuse it."""
        if scope["type"] == "websocket":
            if not _is_own(scope):
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION})  # before it is accepted: 403
                return
            # Streamlit would look at it again: where Host is not the site's it asks the internet for its own address.
            scope = {**scope, "headers": [header for header in scope["headers"] if header[0] != b"origin"]}
        elif scope["type"] == "http":
            if scope["method"] not in _READING and not _is_own(scope):
                await problem(HTTPStatus.FORBIDDEN, "Pages of other sites may only read")(scope, receive, send)
                return
            if scope["path"].endswith("/_stcore/metrics") and not _is_local(scope):
                await problem(HTTPStatus.FORBIDDEN, "Only for the machine that serves it")(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_own(scope: Scope) -> bool:
    """Whether no page sent it, or one of this site: of the host that was asked, or of that in SITE_ADDRESS."""
    headers = Headers(scope=scope)
    sites = (headers.get("host", ""), configured_address().partition("://")[2])
    return all(_is_among(origin, sites) for origin in headers.getlist("origin"))


def _is_among(origin: str, sites: Iterable[str]) -> bool:
    """Whether the origin is one of these hosts; the port that its scheme implies may be said or left out."""
    scheme, _, place = origin.lower().partition("://")
    port = _PORTS.get(scheme, "")
    return place.removesuffix(port) in {site.lower().removesuffix(port) for site in sites} - {""}


def _is_local(scope: Scope) -> bool:
    """Whether a program of this machine asks, and no proxy for somebody else."""
    if scope["client"] is None or any(name in _FORWARDED for name, _ in scope["headers"]):
        return False
    try:
        return ipaddress.ip_address(scope["client"][0].removeprefix("::ffff:")).is_loopback
    except ValueError:
        return False
