"""Responses that clients revalidate with conditional requests, and errors as RFC 9457 describes them."""

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

PROBLEM_MEDIA_TYPE = "application/problem+json"

_ETAG = re.compile(r'(?:W/)?("[^"]*")')


def conditional_response(
    request: Request,
    body: bytes,
    media_type: str,
    modified: float | None,
    *,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return `body` with an entity tag and a date, or 304 if the client has it. Clients ask again each time.

    modified: when the content last changed, in seconds since 1970; None if that is not known. headers: sent with both.
    """
    # Weak, because the server compresses the body on its way out.
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    fields = {"ETag": f"W/{tag}", "Cache-Control": "no-cache", **(headers or {})}
    # A date in the future: a clock is wrong, or two contents came within one second.
    if modified is not None and modified > time.time():
        modified = None
    if modified is not None:
        fields["Last-Modified"] = formatdate(modified, usegmt=True)
    if client_has(request, tag, modified):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_vary_on_encoding(fields))
    return Response(body, headers={"Content-Type": media_type, **fields})


def problem_response(
    status: int,
    detail: str,
    *,
    exists: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    **members: object,
) -> Response:
    """Return an error as JSON of RFC 9457, with the status as type (about:blank) and title.

    detail: a sentence. exists: values that the client could ask for instead. members: further members of the JSON;
    empty ones are left out.
    """
    status = HTTPStatus(status)
    fields = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    fields |= {name: value for name, value in {"exists": exists, **members}.items() if value}
    body = json.dumps(fields, ensure_ascii=False, indent=2).encode()
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, PROBLEM_MEDIA_TYPE)


def client_has(request: Request, tag: str, modified: float | None) -> bool:
    """Return whether the client has this content: its date counts only if it sends no tag (RFC 9110, 13.2.2)."""
    if request.method not in ("GET", "HEAD"):
        return False
    tags = request.headers.getlist("if-none-match")
    if tags:
        return any(value.strip() == "*" or tag in _ETAG.findall(value) for value in tags)
    if modified is None or "if-modified-since" not in request.headers:
        return False
    try:
        since = parsedate_to_datetime(request.headers["if-modified-since"])
    except (ValueError, OverflowError):
        return False
    # Equal, not "at that date or before": content that was restored has its older date again.
    return int(modified) == since.replace(tzinfo=since.tzinfo or UTC).timestamp()


def _vary_on_encoding(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the headers with the Vary that compression adds to the full response."""
    vary = ", ".join(filter(None, (fields.get("Vary"), "Accept-Encoding")))
    return {**fields, "Vary": vary}
