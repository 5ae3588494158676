"""Visits to a page in a browser: when it shows what, what a click takes, what goes over the wire."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright

from components.pictures import draw
from tests.bench.serving import Target

_PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
_QUIET = 0.5  # seconds without a message after which a page has come to rest
_PATIENCE = 10.0  # seconds to come to rest
_PAUSE = 350  # milliseconds between two clicks
_BINARY = 2  # the opcode of a websocket's binary frame
# What is clicked in turn, and how many bars there are then.
CYCLE = (("Exports", 1), ("Imports", 2), ("Exports", 1), ("Imports", 4))

Times = dict[str, float]


class Wire:
    """What a page sends and receives, as the browser counts it."""

    def __init__(self, session: CDPSession) -> None:
        self.requests = 0
        self.bytes = 0.0
        self.last = time.monotonic()
        session.on("Network.requestWillBeSent", lambda _: self._count(requests=1))
        session.on("Network.webSocketCreated", lambda _: self._count(requests=1))
        session.on("Network.loadingFinished", lambda told: self._count(told["encodedDataLength"]))
        for way in ("Received", "Sent"):
            session.on(f"Network.webSocketFrame{way}", lambda told: self._count(_length(told["response"])))
        session.send("Network.enable")

    def _count(self, length: float = 0, requests: int = 0) -> None:
        self.bytes += length
        self.requests += requests
        self.last = time.monotonic()

    def rest(self, page: Page) -> None:
        """Wait until nothing has come or gone for a while."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < min(self.last + _QUIET, deadline):
            page.wait_for_timeout(50)


def _length(frame: dict[str, Any]) -> float:
    """Bytes of a websocket frame's payload; Streamlit does not compress them."""
    text = frame["payloadData"]
    return len(text) * 3 / 4 if frame["opcode"] == _BINARY else len(text.encode())


@contextmanager
def profile(playwright: Playwright, target: Target, heading: str) -> Iterator[BrowserContext]:
    """A browser that has never been anywhere, with a probe for the target in every page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=draw.chrome(),
            args=list(draw.FLAGS),
            viewport={"width": 1440, "height": 900},
            color_scheme="light",
            locale="en-US",
        )
        try:
            context.add_init_script(f"({_PROBE})({json.dumps(heading)}, {json.dumps(target.taken)})")
            context.pages[0].wait_for_timeout(300)  # the browser itself has come to rest
            yield context
        finally:
            context.close()


def load(page: Page, address: str) -> Times:
    """Open the address; `first`, `live`, `all` in milliseconds, `origin` the start in milliseconds since 1970."""
    page.goto(address, wait_until="commit", timeout=60_000)
    times: Times | None = page.evaluate("bench.shown")
    if times is None:
        raise TimeoutError(f"{address} shows no chart")
    return times


def cold(page: Page, address: str) -> Times:
    """As `load`, with the `bytes` and `requests` of all until the page has come to rest."""
    wire = Wire(page.context.new_cdp_session(page))
    times = load(page, address)
    wire.rest(page)
    return {**times, "bytes": wire.bytes, "requests": wire.requests}


def clicks(page: Page, target: Target, count: int) -> list[float]:
    """Milliseconds of so many clicks on the filter of a page that is there and has come to rest."""
    taken = []
    for turn in range(count):
        name, bars = CYCLE[turn % len(CYCLE)]
        option = page.locator(target.option.format(name)).first
        option.scroll_into_view_if_needed()
        box = option.bounding_box()
        if box is None:
            raise LookupError(f"{target.name}: no {name} in the filter")
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(_PAUSE + 7 * turn)  # not in step with what the page does at times
        page.evaluate("count => bench.expect(count)", bars)
        page.mouse.down()
        page.mouse.up()
        time_taken: float | None = page.evaluate("bench.changed")
        if time_taken is None:
            raise TimeoutError(f"{target.name}: {name} did not give {bars} bars")
        taken.append(time_taken)
    return taken
