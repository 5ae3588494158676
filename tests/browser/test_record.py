"""The record page in a real browser: marks lead to their sources, filters and links, files of every chart."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.words import Words
from tests.browser.conftest import Opening, Server

WORDS = Words("en")
CHARTS = ["national-trade", "trade-to-date", "region-scale", "works-in-time", "visit-reports"]
POINTS = "document.querySelectorAll('[data-chart=\"national-trade\"] .scatterlayer .point').length"


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
    page = opened("/record", charts=5)
    page.mouse.click(*centre(page, "national-trade", "kt-2020-11-24-turnover-2019"))
    detail = page.locator('[data-chart="national-trade"] .card-detail')
    expect(detail).to_be_visible()
    expect(detail.locator("h3")).to_have_text("Turnover, 2019: 4.5\u00a0billion dollars")
    expect(detail).to_contain_text(WORDS("confidence.low"))
    link = detail.locator("a")
    assert str(link.get_attribute("href")).startswith("https://www.kt.kz/")
    assert link.get_attribute("target") == "_blank"
    # Another flow is another picture: what was told of the old one goes.
    page.get_by_role("radio", name=WORDS("flow.short.exports"), exact=True).click()
    page.wait_for_url("**/record?metric=exports")
    expect(detail).to_be_hidden()


def test_a_tap_on_a_phone_does_the_same(server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{server.url}/record?lang=kk")
    page.wait_for_function("() => document.querySelectorAll('.ready [data-drawn]').length >= 5")
    page.wait_for_timeout(1000)  # what is below may still move what is above
    page.touchscreen.tap(*centre(page, "national-trade", "kt-2020-11-24-turnover-2019"))
    detail = page.locator('[data-chart="national-trade"] .card-detail')
    expect(detail.locator("a")).to_have_attribute("href", page.locator("a[href*='kt.kz']").first.get_attribute("href"))
    context.close()


def test_filters_change_chart_and_link_and_the_link_restores_them(opened: Opening) -> None:
    page = opened("/record?side=uzbekistan&years=2021-2025", charts=5)
    few = page.evaluate(POINTS)
    assert 0 < few < 10
    assert page.get_by_label(WORDS("record.from"), exact=True).is_visible()  # the filters that the link sets are open
    page.get_by_role("button", name=WORDS("record.side.uzbekistan"), exact=True).click()
    page.wait_for_url("**/record?years=2021-2025")
    page.wait_for_function(f"() => {POINTS} > {few}")
    page.go_back()
    page.wait_for_function(f"() => {POINTS} === {few}")


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_of_the_record_leaves_as_a_picture(opened: Opening, chart: str, tmp_path: Path) -> None:
    page = opened("/record", charts=5)
    card = page.locator(f'[data-chart="{chart}"]')
    card.locator(".card-menu summary").click()
    with page.expect_download() as waiting:
        card.locator('[data-do="png"]').click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name.startswith(f"almaty-uzbekistan-{chart}")
    with Image.open(path) as image:
        width, height = image.size
        assert width == 2400
        assert height >= 1350
        light = image.convert("L")
        # Nothing runs over the edge: the outermost pixels are paper.
        for edge in ((0, 0, 20, height), (width - 20, 0, width, height), (0, height - 20, width, height)):
            assert set(light.crop(edge).get_flattened_data()) == {255}, edge


def test_the_menu_leads_from_another_page_with_the_same_filter(opened: Opening) -> None:
    page = opened("/trade")
    page.locator(".st-key-pages").get_by_role("link", name=WORDS("page.record")).click()
    page.wait_for_url("**/record")
    page.wait_for_function("() => document.querySelectorAll('.ready [data-drawn]').length >= 5")
    page.locator(".st-key-pages").get_by_role("link", name=WORDS("page.trade")).click()
    page.wait_for_selector('.ready [data-chart="trade-balance"] [data-drawn]')


def test_links_on_the_page_lead_to_its_parts(opened: Opening, context: BrowserContext) -> None:
    page = opened("/record", charts=5)
    page.locator(".jump a", has_text=WORDS("record.part.works")).click()
    page.wait_for_timeout(500)
    top = page.locator('[data-chart="works-in-time"] .card-title').bounding_box()
    assert top
    assert 0 <= top["y"] < 500
    assert len(context.pages) == 1
