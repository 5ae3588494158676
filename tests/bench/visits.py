"""Visits to a page in a browser: when it shows what, what a gesture takes, what goes over the wire."""

from __future__ import annotations

import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Error, Page, Playwright, Route

from tests.bench.serving import Target
from tests.tools import FLAGS, chrome

_PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
_QUIET = 0.5  # seconds without a message after which a page has come to rest
_PATIENCE = 10.0  # seconds to come to rest
_LONGEST = 20  # seconds that an answer to a gesture may take
_PAUSE = 350  # milliseconds between two clicks
_BINARY = 2  # the opcode of a websocket's binary frame
_LATE = 3000  # milliseconds by which a font arrives late
_AFTER = 1500  # milliseconds until what it moved has moved
# What is clicked in turn, and how many bars there are then: no choice comes twice, so each is asked of the server.
CYCLE = (
    *(("Exports", 1), ("Imports", 2), ("Exports", 1), ("Turnover", 2)),
    *(("Exports", 3), ("Imports", 2), ("Exports", 1), ("Balance", 2)),
)
_SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 100);
})"""

Times = dict[str, float]


class Wire:
    """What a page sends and receives, as the browser counts it; the times are seconds since 1970."""

    def __init__(self, session: CDPSession) -> None:
        self.requests = 0
        self.last = time.monotonic()
        self._came: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)  # when and bytes, by request
        self._whole: dict[str, tuple[float, float]] = {}
        self._epoch = 0.0  # of the browser's own clock
        for event in ("requestWillBeSent", "webSocketCreated"):
            session.on(f"Network.{event}", self._begin)
        session.on("Network.responseReceived", lambda told: self._come(told, told["response"]["encodedDataLength"]))
        session.on("Network.dataReceived", lambda told: self._come(told, told["encodedDataLength"]))
        session.on("Network.loadingFinished", self._end)
        for way in ("Received", "Sent"):
            session.on(f"Network.webSocketFrame{way}", lambda told: self._come(told, _length(told["response"])))
        session.send("Network.enable")

    def _begin(self, told: dict[str, Any]) -> None:
        self.requests += 1
        self.last = time.monotonic()
        if "wallTime" in told:
            self._epoch = told["wallTime"] - told["timestamp"]

    def _come(self, told: dict[str, Any], length: float) -> None:
        self._came[told["requestId"]].append((told["timestamp"], length))
        self.last = time.monotonic()

    def _end(self, told: dict[str, Any]) -> None:
        self._whole[told["requestId"]] = told["timestamp"], told["encodedDataLength"]
        self.last = time.monotonic()

    def bytes(self, until: float = 0) -> float:
        """What has come and gone in all, or `until` then."""
        latest = until - self._epoch if until else float("inf")
        sums = {name: sum(length for when, length in parts if when <= latest) for name, parts in self._came.items()}
        sums |= {name: length for name, (when, length) in self._whole.items() if when <= latest}
        return sum(sums.values())

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
def profile(playwright: Playwright, heading: str) -> Iterator[BrowserContext]:
    """A browser that has never been anywhere, with the probe in every page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=chrome(),
            args=list(FLAGS),
            viewport={"width": 1440, "height": 900},
            color_scheme="light",
            locale="en-US",
        )
        try:
            context.add_init_script(f"({_PROBE})({json.dumps(heading)})")
            context.pages[0].wait_for_timeout(300)  # the browser itself has come to rest
            yield context
        finally:
            context.close()


def load(page: Page, address: str) -> Times:
    """Open the address; `first` in milliseconds, `origin` the start in milliseconds since 1970."""
    page.goto(address, wait_until="commit", timeout=60_000)
    times: Times | None = page.evaluate("bench.shown")
    if times is None:
        raise TimeoutError(f"{address} shows no chart")
    return times


def cold(page: Page, address: str) -> Times:
    """As `load`, with `bytes` and `requests` until the page has come to rest, and until the first view as `early`."""
    wire = Wire(page.context.new_cdp_session(page))
    times = load(page, address)
    wire.rest(page)
    early = wire.bytes((times["origin"] + times["first"]) / 1000)
    return {**times, "bytes": wire.bytes(), "early": early, "requests": wire.requests}


def early(page: Page, target: Target, address: str) -> tuple[Times, float]:
    """As `load`, and the milliseconds of a click on the filter as soon as the page is seen."""
    times = load(page, address)
    return times, _click(page, target, *CYCLE[0])


def clicks(page: Page, target: Target, count: int) -> list[float]:
    """Milliseconds of so many clicks on the filter of a page that is there and has come to rest."""
    taken = []
    for turn, (name, bars) in enumerate(CYCLE[:count]):
        page.wait_for_timeout(_PAUSE + 7 * turn)  # not in step with what the page does at times
        taken.append(_click(page, target, name, bars))
    return taken


def _click(page: Page, target: Target, name: str, bars: int) -> float:
    place = page.evaluate(
        "([options, name, bars]) => { bench.expect(bars); return bench.place(options, name); }",
        [target.option, name, bars],
    )
    page.mouse.move(*place)
    page.mouse.down()
    page.mouse.up()
    return _told(page, "changed")


def hover(page: Page) -> float:
    """Milliseconds from the first move of the pointer onto the chart to a tooltip."""
    page.mouse.move(0, 0)
    page.mouse.move(*page.evaluate("bench.point()"))
    return _told(page, "told")


def _told(page: Page, name: str) -> float:
    """What the probe promised, also where the page has given way to another meanwhile."""
    deadline = time.monotonic() + _LONGEST
    while True:
        try:
            taken: float | None = page.evaluate(f"bench.{name}")
        except Error:
            if time.monotonic() > deadline:
                raise
            page.wait_for_timeout(20)
            continue
        if taken is None:
            raise TimeoutError(f"{page.url}: not {name}")
        return taken


def shift(playwright: Playwright, address: str, width: int) -> float:
    """How far all parts of a page move, as browsers sum it, when its font arrives late."""
    running = playwright.chromium.launch(executable_path=chrome(), args=list(FLAGS))
    try:
        page = running.new_page(viewport={"width": width, "height": 900})

        def late(route: Route) -> None:
            page.wait_for_timeout(_LATE)
            route.continue_()

        page.route("**/*.woff2", late)
        page.goto(address)
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(_AFTER)
        moved: float = page.evaluate(_SHIFTS)
    finally:
        running.close()
    return moved
