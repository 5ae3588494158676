"""Health checks: `/health` (the process answers) and `/ready` (the tables are loaded and sound)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.i18n.negotiation import negotiate_language
from components.server.api_responses import invalid_tables_response
from components.urls.base_path import base_path
from components.view import in_language

_OK = "ok"
_NO_STORE = {"Cache-Control": "no-store"}


def routes() -> list[Route]:
    """Return the routes of both checks."""
    return [Route(f"{base_path()}health", health_response), Route(f"{base_path()}ready", ready_response)]


async def health_response(request: Request) -> Response:
    """Return 200. It runs on the loop that serves everything, so a process that hangs does not answer."""
    return PlainTextResponse(_OK, headers=_NO_STORE)


async def ready_response(request: Request) -> Response:
    """Return 200 if the tables are sound, else 503 with the problems, which pages show as well."""
    problems = in_language(negotiate_language([])).data.problems
    return invalid_tables_response(problems) if problems else PlainTextResponse(_OK, headers=_NO_STORE)
