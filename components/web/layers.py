"""What every request passes on its way to the app and back."""

from __future__ import annotations

from starlette.middleware import Middleware

from components.web import logs, request_limits
from components.web.access import AccessControl
from components.web.bundles import Bundles
from components.web.security import Secured
from components.web.uploads import Bounded


def layers() -> list[Middleware]:
    """The middleware, from the outside in; with it, the process begins to log in JSON and to bound requests."""
    logs.start()
    request_limits.start()
    return [Middleware(layer) for layer in (Secured, logs.Logged, AccessControl, Bundles, Bounded)]
