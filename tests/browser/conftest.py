"""A real Chromium, as a reader has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from components.static_site.write import write_site
from components.urls.site_urls import page_file
from tests.conftest import ROOT
from tests.server import Server
from tests.tools import FLAGS, chrome, required

__all__ = ["BOTH", "COPIED", "ROOT", "Opening", "Server", "bring_to_life"]  # what the tests here are written with

NO_CHROME = "no Chrome or Chromium: install one (Debian: apt-get install chromium) or name it in CHROME"
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    executable = required(chrome(), NO_CHROME)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
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
    new = browser.new_context(viewport=DESK, color_scheme="light", accept_downloads=True)
    new.add_init_script(_REFUSED)
    yield new
    new.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who was never here before, with a phone and a finger."""
    new = browser.new_context(viewport=PHONE, color_scheme="light", has_touch=True, is_mobile=True)
    new.add_init_script(_REFUSED)
    yield new
    new.close()


@pytest.fixture(scope="session")
def copied(common: Path) -> Path:
    """The whole site as plain files, written once a run."""
    folder = common / "copied"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            write_site(folder)
    return folder


Opening = Callable[..., Page]
COPIED = pytest.mark.parametrize("opened", ["copied"], indirect=True)
# For tests that hold for the copy, opened from disk without a network, as for the site that is served.
BOTH = pytest.mark.parametrize("opened", ["served", "copied"], indirect=True)


def file_of(address: str) -> str:
    """The file of the copy that has what is at an address of the site; by default in English."""
    url = urlsplit(address)
    query = parse_qsl(url.query)
    language = dict(query).get("lang", "en")
    rest = urlencode([(name, value) for name, value in query if name != "lang"])
    folder, _, name = url.path.strip("/").rpartition("/")
    path = f"{folder}/{name}-{language}.html" if folder else f"{language}/{page_file(name)}"
    return f"{path}{f'?{rest}' if rest else ''}{f'#{url.fragment}' if url.fragment else ''}"


def bring_to_life(page: Page, *charts: str) -> None:
    """Reach for these charts of a page, by default for all, as somebody does; wait until plotly.js has drawn them."""
    for name in charts or page.locator(".card[data-chart]").evaluate_all(
        "(all) => all.map((one) => one.dataset.chart)"
    ):
        card = f'.card[data-chart="{name}"]'
        page.eval_on_selector(f"{card} .card-stage", "(stage) => stage.focus({ preventScroll: true })")
        page.wait_for_selector(f"{card} .card-plot[data-drawn]", state="attached")
    page.evaluate("() => document.activeElement.blur()")


@pytest.fixture
def opened(request: pytest.FixtureRequest, context: BrowserContext) -> Iterator[Opening]:
    """Open an address of the site and wait for what is on it; any error in the console fails the test.

    `charts`: how many the page has; `live`: whether they are brought to life; `faults`: how errors begin that are
    expected; `inside`: the context of another reader.
    """
    heard: list[str] = []
    expected: list[str] = []
    is_copy = getattr(request, "param", "served") == "copied"
    if is_copy:
        context.set_offline(offline=True)
    own = request.getfixturevalue("copied").as_uri() + "/" if is_copy else request.getfixturevalue("server").url

    def opening(
        address: str = "/",
        *,
        charts: int | None = None,
        live: bool = False,
        base: str = own,
        faults: Sequence[str] = (),
        inside: BrowserContext = context,
    ) -> Page:
        expected.extend(faults)
        page = inside.new_page()
        page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(base + (file_of(address) if is_copy else address))
        page.wait_for_selector("html.ready", state="attached")
        assert charts is None or page.locator(".card[data-chart]").count() == charts
        if live:
            bring_to_life(page)
        return page

    yield opening
    assert [fault for fault in heard if not fault.startswith(tuple(expected))] == []
