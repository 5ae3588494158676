"""The record page in a real browser: its marks lead to their sources, whenever they are pressed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from components.i18n import Messages
from tests.browser.conftest import Opening, bring_to_life
from tests.browser.shown import option

WORDS = Messages("en")
MARK = "kt-2020-11-24-turnover-2019"


def centre(page: Page, chart: str, mark: str) -> tuple[float, float]:
    """Where a mark is on the page, in CSS pixels."""
    found = page.evaluate(
        """([chart, mark]) => {
          const plot = document.querySelector(`[data-chart="${chart}"] .card-plot`);
          plot.scrollIntoView({ block: "center" });
          const traces = [...plot.querySelectorAll(".scatterlayer .trace")];
          const drawn = plot.data.filter((trace) => trace.type === "scatter");
          for (const [at, trace] of drawn.entries()) {
            const point = (trace.ids ?? []).indexOf(mark);
            if (point < 0) continue;
            const box = traces[at].querySelectorAll(".points .point")[point].getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          }
        }""",
        [chart, mark],
    )
    assert found, mark
    return found[0], found[1]


def test_a_pressed_mark_tells_its_statement_and_leads_to_its_page(opened: Opening) -> None:
    page = opened("/record?lang=en&reports=shown", live=True)
    page.mouse.click(*centre(page, "national-trade", MARK))
    detail = page.locator('[data-chart="national-trade"] .card-detail')
    expect(detail).to_be_visible()
    expect(detail.locator("h3")).to_have_text("Turnover, 2019: 4.5\u00a0billion dollars")
    expect(detail).to_contain_text(WORDS("confidence.low"))
    link = detail.locator("a")
    assert str(link.get_attribute("href")).startswith("https://www.kt.kz/")
    assert link.get_attribute("target") == "_blank"
    # Another flow is another picture: what was told of the old one goes.
    option(page, "exports").click()
    page.wait_for_url(re.compile("metric=exports"))
    expect(detail).to_be_hidden()


def test_a_tap_on_a_phone_does_the_same_before_the_chart_is_live(phone: BrowserContext, opened: Opening) -> None:
    page = opened("/record?lang=kk&reports=shown", inside=phone)
    bring_to_life(page, "national-trade")
    x, y = centre(page, "national-trade", MARK)
    scrolled = page.evaluate("() => scrollY")
    page.reload()
    page.evaluate("(y) => scrollTo({ top: y, behavior: 'instant' })", scrolled)
    assert page.locator("[data-drawn]").count() == 0
    page.touchscreen.tap(x, y)
    card = page.locator('[data-chart="national-trade"]')
    expect(card.locator(".card-detail a")).to_have_attribute("href", re.compile(r"^https://www\.kt\.kz/"))
    expect(card.locator(".card-plot[data-drawn] .hoverlayer .hovertext")).to_be_visible()


def test_a_press_before_the_chart_is_live_is_not_lost(opened: Opening, context: BrowserContext) -> None:
    held: list[Route] = []
    context.route("**/assets/plotly-*", lambda route: held.append(route))  # noqa: PLW0108 playwright marks what it calls
    page = opened("/record?lang=en")
    stage = page.locator('[data-chart="national-trade"] .card-stage')
    stage.focus()
    page.keyboard.press("End")
    expect(page.locator('[data-chart="national-trade"] .card-status')).to_have_text(WORDS("card.loading"))
    while held:
        held.pop().continue_()
    context.unroute("**/assets/plotly-*")
    expect(page.locator('[data-chart="national-trade"] .card-ring')).to_be_visible()
    expect(page.locator('[data-chart="national-trade"] .hovertext')).to_be_visible()


IN_SIGHT = """(chart) => {
  const { top } = document.querySelector(`[data-chart="${chart}"] .card-title`).getBoundingClientRect();
  return top >= 0 && top < 500;
}"""


def test_links_on_the_page_lead_to_its_parts_and_stay_in_reach(opened: Opening, context: BrowserContext) -> None:
    page = opened("/record?lang=en")
    page.locator(".jump-list a", has_text=WORDS("record.part.plant")).click()
    page.wait_for_function(IN_SIGHT, arg="works-in-time")
    page.locator(".jump-list a", has_text=WORDS("record.part.regions")).click()
    page.wait_for_function(IN_SIGHT, arg="region-scale")
    assert len(context.pages) == 1


# Where the first heading of a part is, below the bar of links: on a phone that has two lines.
CLEAR = """(part) => {
  const bar = document.querySelector(".jumplist-block").getBoundingClientRect();
  const place = document.getElementById(part);
  const heading = (place.matches(".section") ? place : place.closest(".fold.is-section")).querySelector("h2");
  const { top } = heading.getBoundingClientRect();
  return Math.abs(bar.top) < 1 && top >= bar.bottom && top < 400;
}"""


@pytest.mark.parametrize("language", ["en", "kk"])
def test_on_a_phone_no_heading_is_under_the_links_that_lead_to_it(
    phone: BrowserContext, opened: Opening, language: str
) -> None:
    page = opened(f"/record?lang={language}", inside=phone)
    for part in ("why", "regions", "plant", "countries"):
        page.locator(f'.jump-list a[href="#{part}"]').tap()
        page.wait_for_function(CLEAR, arg=part)


def test_on_a_phone_a_tap_near_a_mark_explains_it(phone: BrowserContext, opened: Opening) -> None:
    page = opened("/record?lang=en", inside=phone)
    bring_to_life(page, "news-accuracy")
    x, y = centre(page, "news-accuracy", "inform-a3618534-turnover-2019")
    page.touchscreen.tap(x + 18, y + 18)
    expect(page.locator('[data-chart="news-accuracy"] .card-detail h3')).to_contain_text("Turnover, 2019")


@pytest.mark.parametrize("address", ["#plant", "&chart=works-in-time"])
def test_on_a_phone_sections_are_folded_until_a_link_leads_to_them(
    phone: BrowserContext, opened: Opening, address: str
) -> None:
    page = opened("/record?lang=ru", inside=phone)
    assert page.evaluate("() => document.documentElement.scrollHeight") <= 6000
    card = page.locator('[data-chart="works-in-time"] .card-title')
    expect(card).to_be_hidden()
    page.locator('.jump-list a[href="#plant"]').tap()
    expect(card).to_be_visible()
    page.wait_for_function(IN_SIGHT, arg="works-in-time")
    page = opened(f"/record?lang=kk{address}", inside=phone)
    expect(page.locator('[data-chart="works-in-time"] .card-title')).to_be_visible()
    page.wait_for_function(IN_SIGHT, arg="works-in-time")
    expect(page.locator('[data-chart="region-scale"] .card-title')).to_be_hidden()
