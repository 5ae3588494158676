"""The middleware of the app."""

from __future__ import annotations

from starlette.middleware import Middleware

from components.server import logs, request_limits
from components.server.access_control import AccessControlMiddleware
from components.server.logs import RequestLogMiddleware
from components.server.security_headers import SecurityHeadersMiddleware
from components.server.streamlit_files import StreamlitFilesMiddleware
from components.server.upload_limits import UploadLimitsMiddleware


def build_middleware() -> list[Middleware]:
    """Return the middleware, the outermost first; this process logs in JSON and limits requests from now on."""
    logs.configure_logging()
    request_limits.limit_requests()
    layers = (
        SecurityHeadersMiddleware,
        RequestLogMiddleware,
        AccessControlMiddleware,
        StreamlitFilesMiddleware,
        UploadLimitsMiddleware,
    )
    return [Middleware(layer) for layer in layers]
