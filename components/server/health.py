"""For whoever keeps the server running: `/health`, the process answers; `/ready`, the tables are sound and read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.i18n.negotiation import language_of
from components.server.api_responses import not_sound
from components.urls.base_path import base
from components.view import in_language

_OK = "ok"
_FRESH = {"Cache-Control": "no-store"}


def routes() -> list[Route]:
    """Where they are."""
    return [Route(f"{base()}health", health), Route(f"{base()}ready", ready)]


async def health(request: Request) -> Response:
    """200 while the process answers: from the loop that all else runs on, so one that hangs says nothing."""
    return PlainTextResponse(_OK, headers=_FRESH)


async def ready(request: Request) -> Response:
    """200 once the tables are read and sound; else 503 with what is wrong, and pages say the same."""
    problems = in_language(language_of([])).data.problems
    return not_sound(problems) if problems else PlainTextResponse(_OK, headers=_FRESH)
