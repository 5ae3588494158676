"""The figures on /sources: searched, filtered and sorted in place as by the server; Back; a phone; no scripts."""

from __future__ import annotations

import time

import pytest
from lxml import html  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.view import in_language
from data.model.language import LANGUAGES
from tests.browser.conftest import BOTH, Opening, Server
from tests.components.build import page_html

TABLE = "table[data-table=figures]"
_ROWS = """(table) => [...table.tBodies].filter((body) => !body.hidden).map((body) => (
  [...body.querySelectorAll("th, tr:first-child td, summary")].map((cell) => cell.textContent.trim()).join(" | ")
))"""


def rows(page: Page) -> list[str]:
    """The rows of the figures that are shown, as text."""
    return [" ".join(row.split()) for row in page.eval_on_selector(TABLE, _ROWS)]


def shows(page: Page, expected: list[str]) -> None:
    """Wait until the figures are those expected, which are some."""
    assert expected
    until = time.monotonic() + 10
    while rows(page) != expected and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert rows(page) == expected


def answered(language: str = "en", **query: str) -> list[str]:
    """The rows that the server answers a query with."""
    tree = html.fromstring(page_html("sources", in_language(language), {name: [text] for name, text in query.items()}))
    bodies = tree.xpath("//table[@data-table='figures']/tbody")
    cells = ([cell.text_content().strip() for cell in body.xpath(".//th|.//tr[1]/td|.//summary")] for body in bodies)
    return [" ".join(" | ".join(row).split()) for row in cells]


def choose(page: Page, parameter: str, option: str) -> None:
    page.locator(f"select[name={parameter}]").select_option(option)


@BOTH
def test_what_is_chosen_in_place_is_what_the_server_answers(opened: Opening) -> None:
    page = opened("/sources?lang=ru")
    shows(page, answered("ru"))
    page.locator("input[type=search]").fill("Узбекистан  млрд")
    shows(page, answered("ru", q="Узбекистан млрд"))
    choose(page, "kind", "quoted")
    page.locator(f"{TABLE} a[data-sort=value]").click()
    chosen = {"q": "Узбекистан млрд", "kind": "quoted", "sort": "value"}
    shows(page, answered("ru", **chosen))
    expect(page.locator(f"{TABLE} th[aria-sort=ascending]")).to_have_count(1)
    page.locator(f"{TABLE} a[data-sort=value]").click()
    chosen["sort"] = "-value"
    shows(page, answered("ru", **chosen))
    expect(page.locator(f"{TABLE} th[aria-sort=descending]")).to_have_count(1)
    page.locator(".record-more a").first.click()
    shows(page, answered("ru", **chosen, show="figures"))
    assert page.evaluate("document.activeElement.localName") == "summary"
    choose(page, "page", "trade")
    shows(page, answered("ru", **chosen, page="trade"))
    page.locator(".record-status a").first.click()
    shows(page, answered("ru"))


def test_back_goes_one_choice_back(opened: Opening) -> None:
    page = opened("/sources?lang=en")
    choose(page, "confidence", "low")
    page.wait_for_url("**confidence=low*")
    page.locator("input[type=search]").fill("turnover")
    assert "q=" not in page.url
    page.keyboard.press("Enter")
    page.wait_for_url("**q=turnover*")
    shows(page, answered(confidence="low", q="turnover"))
    page.go_back()
    page.wait_for_url(lambda url: "q=" not in url)
    shows(page, answered(confidence="low"))
    assert page.locator("input[type=search]").input_value() == ""
    page.go_back()
    page.wait_for_url(lambda url: "confidence" not in url)
    shows(page, answered())
    page.go_forward()
    page.wait_for_url("**confidence=low*")
    shows(page, answered(confidence="low"))
    assert page.locator("select[name=confidence]").input_value() == "low"


def test_without_scripts_the_form_and_the_links_ask_the_server(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/sources?lang=en")
    page.locator("input[type=search]").fill("exports 2017")
    choose(page, "page", "trade")
    page.locator(".record-filters button").click()
    assert {"lang=en", "q=exports+2017", "page=trade"} <= set(page.url.partition("?")[2].split("&"))
    first = answered(q="exports 2017", page="trade")
    assert first
    expect(page.locator(f"{TABLE} tbody")).to_have_count(len(first))
    page.locator(f"{TABLE} a[data-sort=source]").click()
    expect(page.locator(f"{TABLE} th[aria-sort=ascending]")).to_have_text("Source")
    expect(page.locator("input[type=search]")).to_have_value("exports 2017")
    page.locator(f"{TABLE} summary").first.click()
    expect(page.locator(f"{TABLE} details[open] dl").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_page_is_short_until_something_is_opened(
    phone: BrowserContext, opened: Opening, language: str
) -> None:
    page = opened(f"/sources?lang={language}", inside=phone)
    end = page.locator(".record-more").first.bounding_box()
    assert end
    assert end["y"] + end["height"] <= 3000
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    targets = ".recordtable-block :is(summary, input, select, button, thead a)"
    heights = page.locator(f"{targets} >> visible=true").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
