"""Files that never change under their name, answered packed: each is packed once and kept so, and only so."""

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

from components.server.responses import has_it

# The smaller first. Higher qualities of either take many times as long for a few per cent.
_PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=9)),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
# For what is rendered while a reader waits.
_QUICK: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=5)),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
_FOREVER = "public, max-age=31536000, immutable"
_REFUSED = ("q=0", "q=0.0", "q=0.00", "q=0.000")

# By a file's name and the packing.
_kept: dict[tuple[str, str], bytes] = {}
_packing: defaultdict[tuple[str, str], threading.Lock] = defaultdict(threading.Lock)

Read = Callable[[], bytes]


async def answer(request: Request, name: str, read: Read, media_type: str, *, packs: bool = True) -> Response:
    """The file called `name`, whose content `read` gives, or 304 where the client has it.

    The name must tell its content, by a version or a fingerprint: browsers keep it for good. With `packs` it goes
    out in the smallest packing that the client takes; without, as it is, for what is packed already, such as fonts.
    """
    tag = f'"{name.rpartition("/")[2]}"'
    # Any site may use them: a frame without an origin of its own (sandboxed) takes no font otherwise.
    headers = {"Cache-Control": _FOREVER, "ETag": f"W/{tag}", "Access-Control-Allow-Origin": "*"}
    if packs:
        headers["Vary"] = "Accept-Encoding"
    if has_it(request, tag, None):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    packing = taken(request.headers.get("accept-encoding", "")) if packs else None
    if packing is None:
        return Response(await run_in_threadpool(read), media_type=media_type, headers=headers)
    body = _kept.get((name, packing)) or await run_in_threadpool(once, name, read, packing)
    return Response(body, media_type=media_type, headers={**headers, "Content-Encoding": packing})


def compress(body: bytes, packing: str) -> bytes:
    """Return `body` in one packing, `br` or `gzip`, made quickly."""
    return _QUICK[packing](body)


def refused(status: HTTPStatus, **headers: str) -> Response:
    """An answer to who asks for what is no such file, or in another way than to read it."""
    return PlainTextResponse(status.phrase, status, {"Cache-Control": "no-store", **headers})


def ahead(files: Iterable[tuple[str, Read]]) -> None:
    """Pack these in the background, in their order, so that no reader waits for it."""

    def pack() -> None:
        for name, read in files:
            once(name, read, next(iter(_PACKERS)))

    threading.Thread(target=pack, name="packing", daemon=True).start()


def taken(accepted: str) -> str | None:
    """The smallest packing that an Accept-Encoding header takes; None for none."""
    offers = [offer.replace(" ", "").lower().partition(";") for offer in accepted.split(",")]
    willing = [name for name, _, weight in offers if weight not in _REFUSED]
    return next((name for name in _PACKERS if name in willing), None)


def once(name: str, read: Read, packing: str) -> bytes:
    """The file in one packing, `br` or `gzip`; whoever asks while it is being done waits for that."""
    with _packing[name, packing]:
        if (name, packing) not in _kept:
            _kept[name, packing] = _PACKERS[packing](read())
        return _kept[name, packing]
