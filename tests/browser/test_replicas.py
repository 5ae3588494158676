"""Two servers behind nginx, by the recipe: what a reader sees of it, above all when one of them is killed."""

from __future__ import annotations

import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.charts import factory_output, trade_balance
from components.charts.spec import Chart, ChartSpec
from components.view import in_language
from tests.browser.conftest import DESK, Opening, Server
from tests.browser.test_read import TEXT, marked, paste
from tests.replicas import Proxy, behind, started
from tests.server import free_port

BASE = "trade"
COOKIE = "trade_server"
VIEW = in_language("uz")
NEWCOMERS = 20

Coming = Callable[..., Page]


@dataclass(frozen=True)
class Site:
    """The address of the app under its path, its servers by what the cookie calls them, and what its clients trust."""

    url: str
    servers: dict[str, Server]
    trust: ssl.SSLContext


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two servers under a path of a larger site."""
    proxy = Proxy(tmp_path_factory.mktemp("site"))
    with (
        started(proxy.folder / "log", base=BASE, address=proxy.url) as (one, two),
        behind(proxy, (one.port, two.port), base=BASE),
    ):
        yield Site(f"{proxy.url}/{BASE}", {"one": one, "two": two}, proxy.trust())


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader at a desk, whose browser takes the certificate."""
    new = browser.new_context(viewport=DESK, color_scheme="light", ignore_https_errors=True)
    yield new
    new.close()


@pytest.fixture
def coming(browser: Browser, site: Site) -> Iterator[Coming]:
    """A reader of their own who opens an address; `server`: the one that they were given before."""
    readers: list[BrowserContext] = []

    def coming(address: str, server: str = "") -> Page:
        reader = browser.new_context(viewport=DESK, color_scheme="light", ignore_https_errors=True)
        readers.append(reader)
        if server:
            reader.add_cookies([{"name": COOKIE, "value": server, "url": site.url}])
        page = reader.new_page()
        page.goto(site.url + address)
        page.wait_for_selector("html.ready", state="attached")
        return page

    yield coming
    for reader in readers:
        reader.close()


def test_everything_is_there_under_a_path(opened: Opening, site: Site) -> None:
    page = opened(f"/trade?lang={VIEW.language}", base=site.url, live=True)
    _pick(page, "exports")
    page.get_by_role("link", name=VIEW.words("page.factory")).first.click()
    page.wait_for_url(f"{site.url}/factory?lang={VIEW.language}")
    expect(page.locator(".card-title")).to_have_text(_chart(factory_output.SPEC).text.title)
    page.goto(f"{site.url}/embed/trade-balance")
    page.locator(".card-stage").focus()
    page.wait_for_selector(".ready [data-drawn]")
    links: set[str] = set()
    for path in ("trade", "read", "embed/trade-balance"):
        text = page.request.get(f"{site.url}/{path}?lang={VIEW.language}").text()
        found = re.findall(r'(?:href|src|content|contentUrl|data-url)(?:=|": ?)"((?:/|http)[^"]+)"', text)
        links |= {urljoin(site.url, link).replace("&amp;", "&") for link in found}
    own = {link for link in links if link.startswith(site.url.removesuffix(BASE))}
    assert len(own) > len(VIEW.words("site.pages"))
    shown = {*own, f"{site.url}/open/observations.csv", f"{site.url}/sitemap.xml", f"{site.url}/favicon.ico"}
    assert {link: _status(link, site.trust) for link in shown} == dict.fromkeys(shown, 200)


def test_a_reader_whose_server_is_killed_goes_on_with_the_other(coming: Coming, site: Site) -> None:
    address = f"/trade?lang={VIEW.language}&metric=exports"
    readers = {
        "idle": coming(address, "one"),  # has only looked so far
        "busy": coming(f"/trade?lang={VIEW.language}", "one"),
        "neighbour": coming(address, "two"),
        "writer": coming("/read?lang=en", "one"),
        "beginner": coming(f"/read?lang={VIEW.language}", "one"),
        "other writer": coming("/read?lang=en", "two"),
    }
    answers: dict[str, list[bool]] = {name: [] for name in readers}
    for name, page in readers.items():
        _hear(page, answers[name])  # which opens another websocket only when it has lost the first
        page.evaluate("window.stayed = true")
    _pick(readers["busy"], "exports")
    paste(readers["writer"], TEXT)
    given = marked(readers["writer"])
    paste(readers["other writer"], TEXT.replace("2023", "2022"))
    others = marked(readers["other writer"])

    site.servers["one"].process.kill()

    # The pages are asked for over HTTP, and whoever has one open has lost nothing.
    for name in ("idle", "busy", "neighbour"):
        _shows(readers[name], "exports")
        _pick(readers[name], "imports", among=("exports", "imports"))
        readers[name].locator(".card-stage").focus()
        readers[name].wait_for_selector("[data-drawn]")
    for name in ("writer", "beginner"):
        _heard(readers[name], answers[name])
    assert marked(readers["writer"]) == given
    expect(readers["beginner"].get_by_role("heading", level=1)).to_have_text(VIEW.words("read.finding"))
    later: FilePayload = {
        "name": "later.txt",
        "mimeType": "text/plain",
        "buffer": TEXT.replace("2023", "2024").encode(),
    }
    readers["writer"].locator('input[type="file"]').set_input_files([later])
    expect(readers["writer"].locator(".article-text")).to_contain_text("In 2024")
    with readers["writer"].expect_download() as taken:
        readers["writer"].get_by_role("button", name="Data as CSV").click()
    assert "later.txt" in taken.value.path().read_text("utf-8-sig")
    for page in readers.values():
        assert page.evaluate("window.stayed")  # nobody had to load the page again
        assert page.locator("[role=dialog]").count() == 0
    assert not answers["neighbour"]
    assert not answers["other writer"]
    assert marked(readers["other writer"]) == others
    asked = [address, "/charts/trade-balance.json", "/charts/trade-balance.png", "/embed/trade-balance", "/read"]
    assert {_status(site.url + each, site.trust) for each in asked for _ in range(NEWCOMERS)} == {200}
    _shows(coming(address), "exports")
    _shows(coming(address, "one"), "exports")
    newcomer = coming("/read?lang=en", "one")
    paste(newcomer, TEXT)
    assert marked(newcomer) == given


def test_a_site_with_one_of_its_servers_down_shows_no_fault(opened: Opening, server: Server, tmp_path: Path) -> None:
    proxy = Proxy(tmp_path)
    with behind(proxy, (server.port, free_port())):
        assert {_status(f"{proxy.url}/trade", proxy.trust()) for _ in range(NEWCOMERS)} == {200}
        _pick(opened(f"/trade?lang={VIEW.language}", base=proxy.url), "imports")


def _hear(page: Page, answers: list[bool]) -> None:
    """Note each answer that comes over a websocket opened from now on."""

    def hear(frame: str | bytes) -> None:
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        if message.HasField("script_finished"):
            answers.append(True)

    page.on("websocket", lambda socket: socket.on("framereceived", hear))


def _heard(page: Page, answers: list[bool]) -> None:
    """Wait until there is an answer."""
    for _ in range(600):
        if answers:
            return
        page.wait_for_timeout(100)
    pytest.fail("the page has not asked another server")


def _chart(spec: ChartSpec, *metrics: str) -> Chart:
    chart = spec.build(VIEW, {"metric": metrics} if metrics else {})
    assert chart
    return chart


def _pick(page: Page, metric: str, among: tuple[str, ...] = ()) -> None:
    """Press an option of the filter and see the chart follow."""
    page.locator(f'.filter-option[data-value="{metric}"]').click()
    _shows(page, *(among or (metric,)))


def _shows(page: Page, *metrics: str) -> None:
    """The page shows these metrics in its address, its filter and its chart, in the reader's language."""
    expect(page.locator(".card-title")).to_have_text(_chart(trade_balance.SPEC, *metrics).text.title)
    pressed = page.locator('[data-parameter="metric"] .filter-option[aria-current]')
    expect(pressed).to_have_text([VIEW.words.name("metrics", metric) for metric in metrics])
    query = "&".join((f"lang={VIEW.language}", *(f"metric={metric}" for metric in metrics)))
    expect(page).to_have_url(re.compile(rf"/trade\?{query}$"))
    assert page.evaluate("document.documentElement.lang") == VIEW.language


def _status(address: str, trust: ssl.SSLContext) -> int:
    try:
        with urllib.request.urlopen(address, timeout=20, context=trust) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
