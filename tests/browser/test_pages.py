"""Each page opens in a real browser: no error, nothing cut, both themes, desk and phone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from components.words import Words
from tests.browser.conftest import ROOT, Opening, Server

PAGES = {"/": 3, "/trade": 1, "/factory": 1, "/visit": 1, "/record": 5, "/sources": 0, "/read": 0}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_without_an_error(opened: Opening, address: str) -> None:
    page = opened(address, charts=PAGES[address])
    assert page.title().endswith("· Almaty region–Uzbekistan trade")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").count() == 1
    assert page.get_by_text("Deploy").count() == 0
    assert page.locator("[data-testid=stMainMenu]").count() == 0


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=["phone", "desk"])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_jumps_while_it_loads(
    server: Server, context: BrowserContext, address: str, size: tuple[int, int]
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script(
        """window.shift = 0; new PerformanceObserver((list) => {
             for (const entry of list.getEntries()) window.shift += entry.value;
           }).observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(server.url + address)
    page.wait_for_selector("html.ready", state="attached")
    page.wait_for_function(f"() => document.querySelectorAll('.ready [data-drawn]').length >= {PAGES[address]}")
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") < 0.1


@pytest.mark.parametrize("address", ["/trade/foo", "/nosuch", "/Trade"])
def test_an_address_that_is_no_page_is_said(opened: Opening, address: str) -> None:
    page = opened(address, charts=3, faults=["The page that you have requested", "Failed to load resource"])
    assert page.get_by_test_id("stText").inner_text().startswith(f"There is no page “{address[1:]}” here.")


@pytest.mark.parametrize(("browser_s", "spoken"), [("ru-RU", "ru"), ("uz-UZ", "uz"), ("kk-KZ", "kk"), ("en-GB", "en")])
def test_the_first_visit_is_in_the_browser_s_language(
    server: Server, browser: Browser, browser_s: str, spoken: str
) -> None:
    context = browser.new_context(locale=browser_s)
    page = context.new_page()
    page.goto(f"{server.url}/trade")
    page.wait_for_selector("html.ready", state="attached")
    words = Words(spoken)
    assert page.locator("html").get_attribute("lang") == spoken
    assert page.title() == words("site.title", page=words("page.trade"), site=words("site.name"))
    assert page.locator('[aria-current="page"]').inner_text() == words("page.trade")
    # Another choice is kept from page to page, and told to whoever listens.
    page.get_by_role("radio", name="Eng" if spoken != "en" else "Рус").click()
    other = Words("en" if spoken != "en" else "ru")
    page.wait_for_function(f"() => document.documentElement.lang === '{other.language}'")
    page.locator(".st-key-pages").get_by_role("link", name=other("page.factory")).click()
    page.wait_for_selector('.ready [data-chart="factory-output"] [data-drawn]')
    assert page.locator("html").get_attribute("lang") == other.language
    page.wait_for_function(f"() => document.title.endsWith({other('site.name')!r})")
    assert page.locator('[data-testid="stSkipToContent"]').inner_text() == other("shell.skip")
    context.close()


def test_the_switch_changes_the_language_and_the_link_keeps_it(opened: Opening) -> None:
    page = opened("/trade")
    page.get_by_role("radio", name="Қаз").click()
    page.wait_for_url("**/trade?lang=kk")
    page.wait_for_function("() => document.documentElement.lang === 'kk'")
    page.locator(".st-key-pages").get_by_role("link", name="Зауыт").click()
    page.wait_for_url("**/factory?lang=kk")
    page.wait_for_selector('.ready [data-chart="factory-output"] [data-drawn]')
    assert "Ташкент трактор зауыты" in page.locator(".card-title").inner_text()


@pytest.mark.parametrize("address", ["/", "/trade"])
def test_navigation_reaches_every_page_without_a_reload(opened: Opening, address: str) -> None:
    page = opened(address, charts=PAGES[address])
    page.evaluate("window.stayed = true")
    for name, path in (("Factory", "/factory"), ("Visit", "/visit"), ("Sources", "/sources"), ("Trade", "/trade")):
        page.locator(".st-key-navigation").get_by_role("link", name=name).click()
        page.wait_for_url(f"**{path}")
        page.wait_for_selector("h1")
    page.wait_for_selector('.ready [data-chart="trade-balance"] [data-drawn]')
    assert page.evaluate("window.stayed")


@pytest.mark.parametrize(
    ("address", "place"),
    [("/sources?lang=en#data", "#data"), ("/record?chart=works-in-time", "[data-chart=works-in-time]")],
)
def test_an_address_leads_to_its_place_on_the_page(opened: Opening, address: str, place: str) -> None:
    page = opened(address, charts=5 * ("record" in address))
    page.wait_for_function(f"() => Math.abs(document.querySelector('{place}').getBoundingClientRect().top) < 200")


def test_charts_follow_the_readers_theme_without_a_reload(opened: Opening) -> None:
    page = opened("/trade")
    background = "getComputedStyle(document.querySelector('.card-plot .main-svg')).backgroundColor"
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    page.evaluate("window.stayed = true")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"() => {background} === 'rgb(18, 23, 30)'")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => {background} === 'rgb(255, 255, 255)'")
    assert page.evaluate("window.stayed")


def test_a_figure_is_two_clicks_from_the_words(opened: Opening) -> None:
    page = opened("/", charts=3)
    figure = page.locator(".figure").nth(1)
    assert figure.locator(".label").inner_text() == "Exports"
    figure.locator("summary").click()
    link = figure.locator(".origin a")
    assert figure.locator("q").inner_text() == "15,8 млн долларды"
    assert "#:~:text=15%2C8%20%D0%BC%D0%BB%D0%BD" in str(link.get_attribute("href"))
    assert link.get_attribute("target") == "_blank"


def test_plotly_js_is_sent_packed_and_kept(server: Server, browser: Browser) -> None:
    context = browser.new_context()
    page: Page = context.new_page()
    answers = []
    page.on("response", lambda response: answers.append(response) if "/assets/plotly-" in response.url else None)
    page.goto(f"{server.url}/trade")
    page.wait_for_selector(".ready [data-drawn]")
    (answer,) = answers
    assert answer.headers["content-encoding"] in ("br", "gzip")
    assert "immutable" in answer.headers["cache-control"]
    context.close()


def test_a_broken_table_is_said_and_the_other_pages_work(copy: Path, tmp_path: Path, opened: Opening) -> None:
    events = copy / "data" / "tables" / "events.csv"
    events.write_text(events.read_text("utf-8").replace("id,", "id,mood,", 1), "utf-8")
    running = Server(copy, tmp_path / "log")
    try:
        line = "events.csv, line 1: unknown column 'mood'. Remove it, or declare it in data/schema.py."
        page = opened("/visit", charts=0, base=running.url)
        assert page.locator(".problems li").inner_text() == line
        assert line in running.log.read_text("utf-8")
        assert "Traceback" not in running.log.read_text("utf-8")
        assert opened("/trade", base=running.url).locator(".problems").count() == 0
        overview = opened("/", charts=2, base=running.url)
        assert overview.locator(".problems li").inner_text() == line
        shutil.copy(ROOT / "data" / "tables" / "events.csv", events)
        assert opened("/visit", base=running.url).locator(".problems").count() == 0
    finally:
        running.stop()
