"""A real Chromium, as a reader has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from components.copy.names import inward
from components.copy.write import write
from components.pictures import draw
from tests.conftest import ROOT
from tests.server import Server
from tests.tools import installed

__all__ = ["ROOT", "Opening", "Server"]  # what the tests here are written with

HOW = "no Chrome or Chromium: install one (Debian: apt-get install chromium) or name it in CHROME"


def chrome() -> str:
    """An installed browser; on Debian as root one is installed."""
    found = draw.chrome() or installed(draw.CHROMES, "chromium")
    if not found:
        pytest.fail(HOW)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chrome(), args=list(draw.FLAGS))
        yield running
        running.close()


# What the Content-Security-Policy refuses is an error, but for the one thing that Streamlit then does without:
# protobuf's arithmetic in WebAssembly.
_REFUSED = """addEventListener('securitypolicyviolation', (event) => {
  if (event.blockedURI !== 'wasm-eval') console.error(`${event.effectiveDirective} refuses ${event.blockedURI}`);
});"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who was never here before, at a desk."""
    new = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light", accept_downloads=True)
    new.add_init_script(_REFUSED)
    yield new
    new.close()


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site as plain files."""
    folder = tmp_path_factory.mktemp("copied") / "site"
    write(folder)
    return folder


Opening = Callable[..., Page]
# For tests that hold for the copy, opened from disk without a network, as for the site that is served.
BOTH = pytest.mark.parametrize("opened", ["served", "copied"], indirect=True)


@pytest.fixture
def opened(request: pytest.FixtureRequest, context: BrowserContext) -> Iterator[Opening]:
    """Open an address of the site and wait for what is on it; any error in the console fails the test."""
    heard: list[str] = []
    expected: list[str] = []
    is_copy = getattr(request, "param", "served") == "copied"
    if is_copy:
        context.set_offline(offline=True)
    own = request.getfixturevalue("copied").as_uri() + "/" if is_copy else request.getfixturevalue("server").url

    def opening(address: str = "/", *, charts: int = 1, base: str = own, faults: Sequence[str] = ()) -> Page:
        expected.extend(faults)
        if is_copy:
            spoken = "" if "lang=" in address else "lang=en"
            address = inward(f"{address}{'&' if '?' in address else '?'}{spoken}", "")
        page = context.new_page()
        page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(base + address)
        page.wait_for_selector("html.ready", state="attached")
        page.wait_for_function(f"() => document.querySelectorAll('.ready [data-drawn]').length >= {charts}")
        return page

    yield opening
    assert [fault for fault in heard if not fault.startswith(tuple(expected))] == []
