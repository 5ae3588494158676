"""What every request passes on its way to the app and back."""

from __future__ import annotations

from starlette.middleware import Middleware

from components.server import logs, request_limits
from components.server.access_control import AccessControl
from components.server.security_headers import Secured
from components.server.streamlit_files import Bundles
from components.server.upload_limits import Bounded


def layers() -> list[Middleware]:
    """The middleware, from the outside in; with it, the process begins to log in JSON and to bound requests."""
    logs.start()
    request_limits.start()
    return [Middleware(layer) for layer in (Secured, logs.Logged, AccessControl, Bundles, Bounded)]
