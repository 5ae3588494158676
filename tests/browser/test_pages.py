"""Each page opens in a real browser: no error, in the reader's language, whole at once, and leads to all others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from components.i18n import Messages
from tests.browser.conftest import ROOT, Opening, Server
from tests.components.build import CHARTS_BY_PAGE, PAGES_BY_KEY

# How many charts are on the page at an address.
PAGES = {f"/{PAGES_BY_KEY[key].path}": len(charts) for key, charts in CHARTS_BY_PAGE.items()}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_without_an_error(opened: Opening, address: str) -> None:
    page = opened(address, charts=PAGES[address], live=True)
    assert page.title().endswith("· Almaty region–Uzbekistan trade")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").count() == 1
    assert page.locator('.pages [aria-current="page"]').count() == 1
    assert page.get_by_text("Deploy").count() == 0
    assert page.locator("[data-testid=stMainMenu]").count() == 0


@pytest.mark.parametrize("address", ["/trade/foo", "/nosuch", "/Trade"])
def test_an_address_that_is_no_page_is_said_in_our_own_page(opened: Opening, address: str) -> None:
    page = opened(f"{address}?lang=ru", charts=0, faults=["Failed to load resource"])
    assert page.locator("main h1").inner_text().replace("\xa0", " ") == Messages("ru")(
        "address.unknown", path=address[1:]
    )
    assert page.locator("[role=dialog]").count() == 0
    page.locator(".pages a").nth(1).click()
    page.wait_for_url("**/trade?lang=ru")


@pytest.mark.parametrize(("browser_s", "spoken"), [("ru-RU", "ru"), ("uz-UZ", "uz"), ("kk-KZ", "kk"), ("en-GB", "en")])
def test_the_first_visit_is_in_the_browser_s_language(
    browser: Browser, opened: Opening, browser_s: str, spoken: str
) -> None:
    context = browser.new_context(locale=browser_s)
    page = opened("/trade", inside=context)
    words = Messages(spoken)
    assert page.locator("html").get_attribute("lang") == spoken
    assert page.title() == words("site.title", page=words("page.trade"), site=words("site.name"))
    assert page.locator('.pages [aria-current="page"]').inner_text() == words("page.trade")
    # Another choice is kept from page to page.
    other = Messages("en" if spoken != "en" else "ru")
    page.locator(f'.languages a[hreflang="{other.language}"]').click()
    page.wait_for_selector(f'html[lang="{other.language}"]', state="attached")
    page.locator(".pages").get_by_role("link", name=other("page.factory")).click()
    page.wait_for_url(f"**/factory?lang={other.language}")
    assert page.locator("html").get_attribute("lang") == other.language
    assert page.title().endswith(other("site.name"))
    assert page.locator(".skip").text_content() == other("shell.skip")
    context.close()


def test_the_header_leads_to_every_page(opened: Opening) -> None:
    page = opened("/?lang=uz")
    words = Messages("uz")
    for name in ("factory", "visit", "record", "sources", "read", "overview", "trade"):
        page.locator(".site-header .pages").get_by_role("link", name=words(f"page.{name}"), exact=True).click()
        page.wait_for_url(f"**/{'' if name == 'overview' else name}?lang=uz")
        page.wait_for_selector("html.ready", state="attached")
        assert page.locator('.pages [aria-current="page"]').inner_text() == words(f"page.{name}")


@pytest.mark.parametrize(
    ("address", "place"),
    [("/sources?lang=en#data", "#data"), ("/record?chart=works-in-time", "[data-chart=works-in-time]")],
)
def test_an_address_leads_to_its_place_on_the_page(opened: Opening, address: str, place: str) -> None:
    page = opened(address)
    page.wait_for_function(f"() => Math.abs(document.querySelector('{place}').getBoundingClientRect().top) < 200")


def test_a_figure_is_two_clicks_from_the_words(opened: Opening) -> None:
    page = opened("/", charts=1)
    figure = page.locator('.figure:has(.number:text-is("15.8"))')
    assert figure.locator(".label").inner_text() == "Exports"
    figure.locator("summary").click()
    link = figure.locator(".provenance a")
    assert figure.locator(".provenance [lang=kk]").first.inner_text() == "“15,8 млн долларды”"
    assert "#:~:text=15%2C8%20%D0%BC%D0%BB%D0%BD" in str(link.get_attribute("href"))
    assert link.get_attribute("target") == "_blank"


def test_without_scripts_all_is_there(browser: Browser, server: Server) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, color_scheme="dark"
    )
    page = context.new_page()
    page.goto(f"{server.url}/?lang=en")
    assert page.locator("h1").inner_text().startswith("Kazakhstan counted")
    assert page.locator(".figure").count() == 12
    assert page.locator(".card-image svg.narrow").first.is_visible()
    assert page.locator(".card-image svg.wide").first.is_hidden()
    assert page.locator(".card-table").first.is_visible()
    # What needs a script is not offered; nobody is told to turn anything on above charts that are drawn.
    assert page.locator(".card button:visible, .filter-years:visible").count() == 0
    assert "JavaScript" not in page.locator("body").inner_text()
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") == "rgb(18, 23, 30)"
    page.get_by_role("link", name="Trade", exact=True).click()
    page.wait_for_url("**/trade?lang=en")
    page.goto(f"{server.url}/read?lang=en")
    assert "JavaScript" in page.locator("#first-response noscript").inner_text()
    context.close()


@pytest.mark.parametrize("width", [559, 560, 999, 1000])
def test_a_chart_is_drawn_for_the_room_that_it_has(opened: Opening, context: BrowserContext, width: int) -> None:
    page = opened("/trade?lang=en")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.eval_on_selector(".card-stage", f"(stage) => {{ stage.style.width = '{width}px'; }}")
    size = "narrow" if width < 560 else "medium" if width < 1000 else "wide"
    assert page.locator(".card-image svg:visible").get_attribute("class") == size
    page.locator(".card-stage").hover()
    page.wait_for_selector(".card-plot[data-drawn]")
    drawn = page.evaluate("() => document.querySelector('.card-plot')._fullLayout.width")
    assert drawn == width


def test_a_broken_table_is_said_and_the_other_pages_work(copy: Path, tmp_path: Path, opened: Opening) -> None:
    events = copy / "data" / "tables" / "events.csv"
    events.write_text(events.read_text("utf-8").replace("id,", "id,mood,", 1), "utf-8")
    running = Server(copy, tmp_path / "log")
    try:
        line = "events.csv, line 1: unknown column 'mood'. Remove it, or declare it in data/model/schema.py."
        page = opened("/visit", charts=0, base=running.url)
        assert page.locator(".problems li").inner_text() == line
        assert line in running.log.read_text("utf-8")
        assert opened("/trade", base=running.url, charts=1).locator(".problems").count() == 0
        overview = opened("/", charts=0, base=running.url)
        assert overview.locator(".problems li").inner_text() == line
        shutil.copy(ROOT / "data" / "tables" / "events.csv", events)
        assert opened("/visit", base=running.url).locator(".problems").count() == 0
        # Nothing failed beside: that would be logged with where.
        assert '"traceback"' not in running.log.read_text("utf-8").lower()
    finally:
        running.stop()
