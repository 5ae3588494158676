"""Security headers on every response: Content-Security-Policy and others.

They do not depend on reader or time, so that browsers and proxies can cache responses.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.urls.base_path import base_path

# Pages load only what is listed, from this site alone ('self' includes its websocket); inline scripts and eval do not
# run.
_PAGE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    # Streamlit and plotly.js set styles as they draw; no style can load from elsewhere.
    "style-src": "'self' 'unsafe-inline'",
    "connect-src": "'self'",
    # The icon that Streamlit sets, and a font that its style sheet carries.
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'self'",  # the search of /sources, without scripts
    "frame-ancestors": "'self'",
}
# An embedded chart: any site may show it in a frame.
_EMBED_POLICY = {**_PAGE_POLICY, "form-action": "'none'", "frame-ancestors": "*"}
# A file opened by itself loads only the site's icon; an SVG has inline styles.
_FILE_POLICY = {
    "default-src": "'none'",
    "img-src": "'self'",
    "style-src": "'unsafe-inline'",
    "frame-ancestors": "'self'",
}

_UNUSED_FEATURES = (
    *("camera", "display-capture", "geolocation", "hid", "local-fonts", "microphone", "midi", "payment"),
    *("serial", "usb"),
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # Sites that are linked to do not learn which figures were looked at.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{feature}=()" for feature in _UNUSED_FEATURES), "clipboard-write=(self)"]),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def _serialize(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


_FOR_ANY_SITE = {
    **_ALWAYS,
    "Content-Security-Policy": _serialize(_FILE_POLICY),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# By the first segment of the path: what other sites may load. All else, also readers' downloads, is for our pages.
_HEADERS_BY_FOLDER = {
    "embed": {**_FOR_ANY_SITE, "Content-Security-Policy": _serialize(_EMBED_POLICY)},
    **dict.fromkeys(("assets", "charts", "open", "static"), _FOR_ANY_SITE),
}
_FOR_OWN_PAGES = {
    **_ALWAYS,
    "Content-Security-Policy": _serialize(_PAGE_POLICY),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}

# For the static site, on any host or opened from disk, where pages have no origin; its font is in a script.
STATIC_SITE_POLICY = _serialize(
    {
        **{directive: sources for directive, sources in _EMBED_POLICY.items() if directive != "frame-ancestors"},
        "script-src": "'self' file:",
        "style-src": "'self' file: 'unsafe-inline'",
        "connect-src": "'self' file: data:",
        "img-src": "'self' file: data:",
    }
)


# The list of the open data is read by programs, as JSON, and by people, as a page.
_FOR_OPEN_DATA_LIST = {**_FOR_ANY_SITE, "Content-Security-Policy": _serialize(_PAGE_POLICY)}


def headers_for(path: str) -> Mapping[str, str]:
    """Return the security headers of the response for a path."""
    parts = path.removeprefix(base_path()).strip("/").split("/")
    return _FOR_OPEN_DATA_LIST if parts == ["open"] else _HEADERS_BY_FOLDER.get(parts[0], _FOR_OWN_PAGES)


def _secure_cookie(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header of a response over https, with Secure added to a cookie.

    Streamlit adds it only if it has the certificate itself, not behind a proxy.
    """
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return name, value
    return name, value + b"; Secure"


class SecurityHeadersMiddleware:
    """Sets the headers on every response of the app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and set the headers of its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                if scope.get("scheme") == "https":
                    message = {**message, "headers": [_secure_cookie(*header) for header in message.get("headers", ())]}
                MutableHeaders(scope=message).update(headers_for(scope["path"]))
            await send(message)

        await self._app(scope, receive, send_with_headers)
