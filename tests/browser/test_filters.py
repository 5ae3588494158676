"""The filters of cards: what they show, with what little they work, and what they say of wrong and empty choices."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from components.i18n import Messages
from tests.browser.conftest import BOTH, COPIED, Opening, Server, bring_to_life
from tests.browser.shown import chosen, option, settled, shown
from tests.server import hosted

WORDS = Messages("en")
ROWS = ".card-table tbody tr"
BARS = '() => document.querySelectorAll(".card-plot .bars .point").length'


def title(page: Page) -> str:
    return page.locator(".card-title").first.inner_text()


def with_table(page: Page) -> Page:
    """The page with the table of its first card opened."""
    page.locator('.card [data-action="table"]').first.click()
    return page


def test_a_choice_changes_chart_table_files_and_address_in_place(opened: Opening) -> None:
    page = with_table(opened("/trade", live=True))
    assert page.evaluate(BARS) == 4
    page.evaluate("() => { document.querySelector('.card-plot').isThatOne = window.stayed = true; }")
    option(page, "imports").click()
    page.wait_for_url("**/trade?metric=imports")
    page.wait_for_function(f"() => ({BARS})() === 1")
    expect(page.locator(".card-title")).to_have_text(
        "Almaty region and Uzbekistan, 2017: imports 20.2\u00a0million dollars"
    )
    expect(page.locator(ROWS)).to_have_count(1)
    option(page, "exports").click()
    page.wait_for_url("**/trade?metric=exports&metric=imports")
    page.wait_for_function(f"() => ({BARS})() === 2")
    assert chosen(page, "metric") == ["exports", "imports"]
    expect(option(page, "exports")).to_be_focused()
    # The same page and the same element: nothing flickers.
    assert page.evaluate("() => window.stayed && document.querySelector('.card-plot').isThatOne")


@pytest.mark.parametrize(
    ("address", "steps"),
    [
        ("/trade?lang=kk", ["exports", "balance", "exports", "turnover"]),
        ("/visit?lang=ru", ["culture", "industry", "culture"]),
        ("/record?lang=uz", ["exports", "kazakhstan", "uzbekistan", "high", "balance", "kazakhstan"]),
        ("/record?lang=en", ["imports", "low", "turnover"]),
    ],
)
def test_after_any_clicks_the_page_is_what_its_link_opens(opened: Opening, address: str, steps: list[str]) -> None:
    page = opened(address)
    for more in page.locator(".filter-more").all():
        more.locator("summary").click()
    for value in steps:
        option(page, value).click()
    settled(page)
    assert shown(opened(page.url, base="")) == shown(page)


@BOTH
def test_a_click_before_anything_else_has_loaded(opened: Opening, context: BrowserContext) -> None:
    context.route("**/assets/plotly-*", lambda route: route.abort())
    page = opened("/trade?lang=en", faults=["Failed to load resource"])
    page.add_init_script(
        """document.addEventListener("DOMContentLoaded", () =>
          document.querySelector('[data-value="exports"]').click());"""
    )
    page.reload(wait_until="commit")
    expect(page.locator(".card-title")).to_contain_text("exports 15.8")
    assert page.evaluate("() => window.Plotly") is None


def test_without_streamlit_and_plotly_js_filters_work(opened: Opening, context: BrowserContext) -> None:
    sockets: list[str] = []
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.abort()

    context.route("**/static/**", refuse)
    context.route("**/assets/plotly-*", refuse)
    context.route_web_socket("**", lambda socket: sockets.append(socket.url))
    page = opened("/trade?lang=ru", faults=["Failed to load resource", "Error: cannot load"])
    with_table(page)
    option(page, "imports").click()
    expect(page.locator(ROWS)).to_have_count(1)
    option(page, "exports").click()
    expect(page.locator(ROWS)).to_have_count(2)
    settled(page)
    assert shown(opened(page.url, base="")) == shown(page)
    assert sockets == []
    assert not [url for url in refused if "/static/" in url and "/media/" not in url]
    # Reaching for the chart says that it cannot be drawn live; its picture and its figures are there.
    page.locator(".card-stage").focus()
    expect(page.locator(".card-status")).to_have_text(Messages("ru")("card.not_drawn"))
    expect(page.locator(".card-image svg.wide")).to_be_visible()
    expect(page.locator(".card-table")).to_be_visible()


def test_in_a_frame_of_another_site(opened: Opening, server: Server, context: BrowserContext, tmp_path: Path) -> None:
    frame = f'<iframe src="{server.url}/embed/visit-timeline?lang=en" width=800 height=900></iframe>'
    icon = '<link rel="icon" href="data:,">'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{icon}{frame}", "utf-8")
    with hosted(tmp_path) as site:
        page = context.new_page()
        heard: list[str] = []
        page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
        page.goto(site)
        inside = page.frame_locator("iframe")
        inside.locator('[data-action="table"]').click()
        inside.locator('[data-value="culture"]').click()
        expect(inside.locator(ROWS)).to_have_count(2)
        page.frames[1].wait_for_url("**/embed/visit-timeline?lang=en&kind=culture")
        inside.locator(".card-stage").focus()
        inside.locator(".card-plot[data-drawn]").wait_for()
        inside.locator('[data-value="business"]').click()
        expect(inside.locator(ROWS)).to_have_count(3)
        inside.locator(".filter-clear").click()
        expect(inside.locator(ROWS)).to_have_count(6)
        assert heard == []


def test_without_scripts_a_choice_is_a_link(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server.url}/trade?lang=en")
    before = page.locator(ROWS).count()
    page.get_by_role("link", name="Exports", exact=True).click()
    page.wait_for_url(f"{server.url}/trade?lang=en&metric=exports")
    expect(page.locator(".card-title").first).to_have_text(re.compile("exports 15.8"))
    page.get_by_role("link", name="Imports", exact=True).click()
    page.wait_for_url("**/trade?lang=en&metric=exports&metric=imports")
    assert chosen(page, "metric") == ["exports", "imports"]
    page.locator(".filter-clear").click()
    page.wait_for_url(f"{server.url}/trade?lang=en")
    expect(page.locator(ROWS)).to_have_count(before)
    page.locator(".filter-menu summary").click()
    page.get_by_role("link", name="Kazakhstan", exact=True).click()
    page.wait_for_url(f"{server.url}/trade?lang=en&reporter=kazakhstan")
    page.get_by_role("link", name="All years", exact=True).click()
    page.wait_for_url(re.compile("&reporter=kazakhstan&years="))
    expect(page.locator(".card-title").first).to_have_text(re.compile("^Kazakhstan and Uzbekistan, turnover: "))
    context.close()


def test_two_cards_follow_one_filter_and_each_keeps_what_is_its_own(opened: Opening) -> None:
    page = opened("/record?lang=en")
    first, second, other = (
        page.locator(f'[data-chart="{name}"] .card-title')
        for name in ("national-trade", "trade-to-date", "region-scale")
    )
    before, unmoved = (first.inner_text(), second.inner_text()), other.inner_text()
    option(page, "exports").click()
    page.wait_for_url("**/record?lang=en&metric=exports")
    expect(first).not_to_have_text(before[0])
    expect(second).not_to_have_text(before[1])
    settled(page)
    assert other.inner_text() == unmoved
    assert shown(opened("/record?lang=en&metric=exports")) == shown(page)


def test_years_in_either_order_and_all_of_them(opened: Opening) -> None:
    page = opened("/record?lang=en")
    page.locator(".filter-more summary").first.click()
    selects = {end: page.locator(f'.filter-years select[data-end="{end}"]').first for end in ("first", "last")}
    before = shown(page)
    selects["first"].select_option("2022")
    page.wait_for_url("**years=2022-2025")
    selects["last"].select_option("2018")
    page.wait_for_url("**years=2018-2022")  # from 2022 to 2018
    settled(page)
    assert [select.input_value() for select in selects.values()] == ["2018", "2022"]
    periods = [row[0] for row in shown(page)["national-trade"]["rows"]]
    assert 0 < len(periods) < len(before["national-trade"]["rows"])
    assert {int(year) for year in re.findall(r"\d{4}", " ".join(periods))} <= set(range(2018, 2023))
    assert shown(opened("/record?lang=en&years=2018-2022")) == shown(page)
    selects["first"].select_option("1995")
    selects["last"].select_option("2025")
    page.wait_for_url("**/record?lang=en")
    settled(page)
    assert shown(page) == before


def test_clear_takes_back_one_filter_and_leaves_the_others(opened: Opening) -> None:
    page = opened("/record?lang=en&metric=exports&side=kazakhstan&years=2015-2025")
    assert page.locator(".filter-more").first.get_attribute("open") is not None  # what the link sets is seen
    clear = page.locator('.filter[data-parameter="side"] .filter-clear')
    assert clear.inner_text() == WORDS("card.reset")
    clear.click()
    page.wait_for_url("**/record?lang=en&metric=exports&years=2015-2025")
    expect(clear).to_have_count(0)
    page.locator('.filter[data-parameter="years"] .filter-clear').click()
    page.wait_for_url("**/record?lang=en&metric=exports")
    page.locator('.filter[data-parameter="metric"] .filter-clear').click()
    page.wait_for_url("**/record?lang=en")
    expect(page.locator(".filter-clear")).to_have_count(0)
    assert chosen(page) == ["turnover", "official"]


@pytest.mark.parametrize("value", ["foo", "%3Cscript%3Ealert(1)%3C/script%3E", "%00", "a" * 3000])
def test_a_wrong_value_is_a_quiet_note_until_the_first_choice(opened: Opening, value: str) -> None:
    page = with_table(opened(f"/trade?lang=en&metric={value}"))
    note = page.locator(".note[data-filter-note]")
    expect(note).to_contain_text("Choices: turnover, exports, imports, balance")
    option(page, "imports").click()
    expect(note).to_have_count(0)
    page.wait_for_url("**/trade?lang=en&metric=imports")
    expect(page.locator(ROWS)).to_have_count(1)


@pytest.mark.parametrize("live", [False, True])
def test_a_selection_that_leaves_nothing_says_so_and_the_chart_comes_back(opened: Opening, live: bool) -> None:
    page = opened("/record?lang=en&side=kazakhstan", live=live)
    before = shown(page)
    card = page.locator('[data-chart="trade-to-date"]')
    expect(card.locator(".card-menu")).to_have_count(1)
    years = page.locator('.filter-years select[data-end="last"]').first
    years.select_option("2010")
    expect(card.locator(".card-empty")).to_have_text(WORDS("record.nothing"))
    expect(card.locator(".card-plot .main-svg")).to_have_count(0)
    expect(card.locator('.card-menu, [data-action="share"]')).to_have_count(0)
    years.select_option("2025")
    expect(card.locator(".card-empty")).to_have_count(0)
    settled(page)
    assert shown(page) == before
    bring_to_life(page, "trade-to-date")
    expect(card.locator(".barlayer .point").first).to_be_attached()


def test_another_reporter_has_years_and_partners_of_its_own(opened: Opening) -> None:
    page = opened("/trade?lang=en&metric=exports&years=2017-2024")
    menu, title = page.locator(".filter-menu"), page.locator(".card-title")
    years = page.locator(".filter-years select").first
    menu.locator("summary").click()
    option(page, "turkistan-region").click()
    page.wait_for_url("**/trade?lang=en&metric=exports&reporter=turkistan-region")
    expect(title).to_have_text(re.compile("^Turkistan region"))
    expect(menu.locator("summary")).to_be_focused()
    expect(years).to_be_hidden()  # there is one year only
    settled(page)
    assert shown(opened(page.url, base="")) == shown(page)
    menu.locator("summary").click()
    option(page, "uzbekistan", "reporter").click()
    expect(title).to_have_text(re.compile("^Uzbekistan and Kazakhstan, 2025"))
    years.select_option("2015")
    page.wait_for_url("**&reporter=uzbekistan&years=2015-2025")
    settled(page)
    assert shown(opened(page.url, base="")) == shown(page)
    for start in ("Uzbekistan and Kazakhstan, 2025", "Turkistan region", "Almaty region and Uzbekistan"):
        page.go_back()
        expect(title).to_have_text(re.compile(f"^{start}"))
    assert years.input_value() == "2017"


def test_pressed_fast_the_last_is_shown(opened: Opening, context: BrowserContext) -> None:
    held: list[Route] = []
    context.route("**/charts/*.json?*metric=exports&metric=imports", lambda route: held.append(route))  # noqa: PLW0108 playwright marks what it calls
    page = with_table(opened("/trade?lang=en"))
    for value in ("exports", "imports", "turnover", "exports"):
        option(page, value).click()
    page.wait_for_url("**metric=turnover&metric=imports")
    expect(page.locator(ROWS)).to_have_count(2)
    after = shown(page)
    assert held
    for route in held:  # an answer that nobody waits for any more
        route.continue_()
    page.wait_for_timeout(300)
    assert shown(page) == after
    assert title(page) == title(opened("/trade?lang=en&metric=turnover&metric=imports"))


def test_a_choice_whose_data_do_not_come_says_so_and_can_be_made_again(
    opened: Opening, context: BrowserContext
) -> None:
    page = with_table(opened("/trade?lang=en", faults=["Failed to load resource"]))
    context.route("**/charts/*.json?*", lambda route: route.abort())
    option(page, "exports").click()
    expect(page.locator(".card-status")).to_have_text(WORDS("card.failed"))
    context.unroute("**/charts/*.json?*")
    option(page, "imports").click()
    expect(page.locator(ROWS)).to_have_count(2)


@COPIED
def test_among_plain_files_one_choice_at_a_time(opened: Opening) -> None:
    page = with_table(opened("/trade?lang=ru"))
    whole = shown(page)
    for value, sign in (("imports", "импорт"), ("exports", "экспорт")):
        option(page, value).click()
        expect(page.locator(ROWS)).to_have_count(1)
        expect(page.locator(".card-title")).to_contain_text(sign)
        assert chosen(page, "metric") == [value]
    option(page, "exports").click()
    expect(page.locator(ROWS)).not_to_have_count(1)
    assert chosen(page, "metric") == []
    assert shown(page)["trade-balance"]["rows"] == whole["trade-balance"]["rows"]
    page.locator(".filter-menu summary").click()
    option(page, "kazakhstan").click()
    expect(page.locator(".card-title")).to_contain_text("Казахстан\u00a0– Узбекистан")
    page = opened("/record?lang=kk")
    option(page, "imports").click()
    expect(page.locator('[data-chart="national-trade"] .card-title')).to_contain_text("импорт", ignore_case=True)
    assert page.locator(".filter-years:visible").count() == 0
