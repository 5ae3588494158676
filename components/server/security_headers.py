"""What browsers are told not to do with what is served here: headers on every answer, the same for each reader.

They name no reader and no moment, so that an answer can be kept by browsers and proxies.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.urls.base_path import base

# Nothing is loaded but what is named, and that from this site alone ('self' is also its websocket); no script that
# stands in a page or is made of text runs.
_PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    # Streamlit and plotly.js set styles as they draw; no style can load from elsewhere.
    "style-src": "'self' 'unsafe-inline'",
    "connect-src": "'self'",
    # The icon that Streamlit sets, and a font that its style sheet carries.
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'self'",
}
# A chart alone: any site may show it in a frame.
_ALONE = {**_PAGE, "frame-ancestors": "*"}
# Opened by itself, a file loads nothing but the site's icon; a chart as SVG has its style within.
_FILE = {"default-src": "'none'", "img-src": "'self'", "style-src": "'unsafe-inline'", "frame-ancestors": "'self'"}

_UNUSED = (
    *("camera", "display-capture", "geolocation", "hid", "local-fonts", "microphone", "midi", "payment"),
    *("serial", "usb"),
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # Whoever is linked to does not learn which figures were looked at.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{feature}=()" for feature in _UNUSED), "clipboard-write=(self)"]),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


_TAKEN = {**_ALWAYS, "Content-Security-Policy": _written(_FILE), "Cross-Origin-Resource-Policy": "cross-origin"}
# By the first part of the path: what other sites may take. All else, a reader's own downloads too, is for our pages.
_HEADERS = {
    "embed": {**_TAKEN, "Content-Security-Policy": _written(_ALONE)},
    **dict.fromkeys(("assets", "charts", "open", "static"), _TAKEN),
}
_OWN = {
    **_ALWAYS,
    "Content-Security-Policy": _written(_PAGE),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}

# For plain files, on any host or opened from disk, where a page is no origin of its own; their font is in a script.
COPIED = _written(
    {
        **{directive: sources for directive, sources in _ALONE.items() if directive != "frame-ancestors"},
        "script-src": "'self' file:",
        "style-src": "'self' file: 'unsafe-inline'",
        "connect-src": "'self' file: data:",
        "img-src": "'self' file: data:",
    }
)


# The list of the open data is read by programs, as JSON, and by people, as a page.
_LIST = {**_TAKEN, "Content-Security-Policy": _written(_PAGE)}


def headers(path: str) -> Mapping[str, str]:
    """The headers of what is at `path`."""
    parts = path.removeprefix(base()).strip("/").split("/")
    return _LIST if parts == ["open"] else _HEADERS.get(parts[0], _OWN)


def _for_https(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header of an answer over https: no cookie goes out unencrypted.

    Streamlit says so of its own only where it has the certificate itself, and none where a proxy has it.
    """
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return name, value
    return name, value + b"; Secure"


class Secured:
    """Middleware: sets the headers on every answer of the app, whoever made it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, and set the headers of what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                if scope.get("scheme") == "https":
                    message = {**message, "headers": [_for_https(*header) for header in message.get("headers", ())]}
                MutableHeaders(scope=message).update(headers(scope["path"]))
            await send(message)

        await self._app(scope, receive, sent)
