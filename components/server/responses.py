"""Answers to programs: files that are asked for again only when they changed, and what is wrong as RFC 9457 has it."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Mapping, Sequence
from datetime import UTC
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

PROBLEM = "application/problem+json"

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def answered(
    request: Request,
    body: bytes,
    media_type: str,
    modified: float | None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """`body`, or 304 where the client says that it has it.

    `modified` is when the content last changed, in seconds since 1970; None where that is not known, and not said
    while it is in the future. The content is kept by the client and asked for again each time. `headers` are sent
    with both.
    """
    # Weak, for the server packs the body on its way out, by which it is no more the same byte for byte.
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    sent = {"ETag": f"W/{tag}", "Cache-Control": "no-cache", **(headers or {})}
    # Only where a clock is wrong, or two contents came within one second.
    if modified is not None and modified > time.time():
        modified = None
    if modified is not None:
        sent["Last-Modified"] = formatdate(modified, usegmt=True)
    if has_it(request, tag, modified):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_packable(sent))
    return Response(body, headers={"Content-Type": media_type, **sent})


def problem(
    status: int,
    detail: str,
    *,
    exists: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    **members: object,
) -> Response:
    """What is wrong, for a program and for whoever writes it: `detail` in a sentence, `exists` what could be asked for.

    Its type is the status itself (about:blank), and so is its title. `members` are said besides, those that are
    not empty.
    """
    status = HTTPStatus(status)
    said = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    said |= {name: value for name, value in {"exists": exists, **members}.items() if value}
    body = json.dumps(said, ensure_ascii=False, indent=2).encode()
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, PROBLEM)


def has_it(request: Request, tag: str, modified: float | None) -> bool:
    """Whether the client holds this very content; the date counts only where no tag is given (RFC 9110, 13.2.2)."""
    if request.method not in ("GET", "HEAD"):
        return False
    tags = request.headers.getlist("if-none-match")
    if tags:
        return any(value.strip() == "*" or tag in _TAG.findall(value) for value in tags)
    if modified is None or "if-modified-since" not in request.headers:
        return False
    try:
        since = parsedate_to_datetime(request.headers["if-modified-since"])
    except (ValueError, OverflowError):
        return False
    # Not "at that date or before": a content that was put back bears the older date again, a clock may have been wrong.
    return int(modified) == since.replace(tzinfo=since.tzinfo or UTC).timestamp()


def _packable(sent: Mapping[str, str]) -> dict[str, str]:
    """The headers with what the full answer would bear besides: that it depends on the packing asked for."""
    vary = ", ".join(filter(None, (sent.get("Vary"), "Accept-Encoding")))
    return {**sent, "Vary": vary}
