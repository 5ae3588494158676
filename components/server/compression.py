"""Compressed responses for files that never change under their name: each is compressed once and then kept so."""

from __future__ import annotations

import gzip
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from components.server.responses import client_has

# By content coding, the smaller output first. Higher qualities take many times as long for a few per cent.
_THOROUGH_ENCODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=9)),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
# For what is rendered while a reader waits.
_QUICK_ENCODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=5)),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
_CACHE_CONTROL = "public, max-age=31536000, immutable"
_ZERO_WEIGHTS = ("q=0", "q=0.0", "q=0.00", "q=0.000")

# By a file's name and the encoding.
_compressed: dict[tuple[str, str], bytes] = {}
_locks: defaultdict[tuple[str, str], threading.Lock] = defaultdict(threading.Lock)

ReadContent = Callable[[], bytes]


async def immutable_response(
    request: Request, name: str, read: ReadContent, media_type: str, *, compressible: bool = True
) -> Response:
    """Return the file `name` for browsers to keep for good, or 304 if the client has it.

    The name must change with the content (a version or a fingerprint). read: returns the content. compressible: False
    for formats that are compressed already, such as fonts.
    """
    tag = f'"{name.rpartition("/")[2]}"'
    # For any origin: a sandboxed frame, which has none of its own, could load no font otherwise.
    headers = {"Cache-Control": _CACHE_CONTROL, "ETag": f"W/{tag}", "Access-Control-Allow-Origin": "*"}
    if compressible:
        headers["Vary"] = "Accept-Encoding"
    if client_has(request, tag, None):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    encoding = preferred_encoding(request.headers.get("accept-encoding", "")) if compressible else None
    if encoding is None:
        return Response(await run_in_threadpool(read), media_type=media_type, headers=headers)
    body = _compressed.get((name, encoding)) or await run_in_threadpool(compressed_file, name, read, encoding)
    return Response(body, media_type=media_type, headers={**headers, "Content-Encoding": encoding})


def compress(body: bytes, encoding: str) -> bytes:
    """Return `body` compressed quickly. encoding: `br` or `gzip`."""
    return _QUICK_ENCODERS[encoding](body)


def error_response(status: HTTPStatus, **headers: str) -> Response:
    """Return an error as plain text: there is no such file, or it can only be read."""
    return PlainTextResponse(status.phrase, status, {"Cache-Control": "no-store", **headers})


def compress_in_background(files: Iterable[tuple[str, ReadContent]]) -> None:
    """Compress files, given by name and content, in a thread and in their order, before readers ask for them."""

    def compress_all() -> None:
        for name, read in files:
            compressed_file(name, read, next(iter(_THOROUGH_ENCODERS)))

    threading.Thread(target=compress_all, name="compression", daemon=True).start()


def preferred_encoding(accept_encoding: str) -> str | None:
    """Return the encoding with the smallest output that an Accept-Encoding header allows; None for none."""
    offers = [offer.replace(" ", "").lower().partition(";") for offer in accept_encoding.split(",")]
    allowed = [name for name, _, weight in offers if weight not in _ZERO_WEIGHTS]
    return next((name for name in _THOROUGH_ENCODERS if name in allowed), None)


def compressed_file(name: str, read: ReadContent, encoding: str) -> bytes:
    """Return the file `name` compressed thoroughly, once: other threads that ask meanwhile wait for the first."""
    with _locks[name, encoding]:
        if (name, encoding) not in _compressed:
            _compressed[name, encoding] = _THOROUGH_ENCODERS[encoding](read())
        return _compressed[name, encoding]
