"""The chart card: its menu, copy, table, what is heard of it, and what it says where a chart cannot be drawn."""

from __future__ import annotations

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from components.i18n import Messages
from tests.browser.conftest import BOTH, PHONE, Opening

WORDS = Messages("en")
MENU = ".card-menu summary"


def test_copy_puts_a_picture_on_the_clipboard(opened: Opening, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened("/factory")
    page.locator(MENU).click()
    page.locator('[data-action="copyImage"]').click()
    expect(page.locator(".card-status")).to_have_text("Image copied.")
    kinds = page.evaluate("() => navigator.clipboard.read().then((items) => items.flatMap((item) => item.types))")
    assert kinds == ["image/png"]


def test_where_nothing_may_be_copied_it_is_said(opened: Opening) -> None:
    page = opened("/factory")
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('not allowed')); }")
    page.locator(MENU).click()
    page.locator('[data-action="copyImage"]').click()
    expect(page.locator(".card-status")).to_have_text(WORDS("card.no_copy"))


@BOTH
def test_the_table_is_one_key_away(opened: Opening) -> None:
    page = opened("/visit")
    button = page.locator('[data-action="table"]')
    assert page.locator(".card-table").is_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card-table")).to_be_visible()
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator(".card-table tbody tr").count() == 6
    assert page.locator('.card-table a[lang="kk"]').nth(2).inner_text() == "бизнес форумға қатысты"
    page.keyboard.press("Enter")
    expect(page.locator(".card-table")).to_be_hidden()


def test_the_keyboard_alone_reaches_the_download(opened: Opening) -> None:
    page = opened("/trade")
    focused = "document.activeElement"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {focused}.tagName === 'SUMMARY' && !!{focused}.closest('.card-menu')"):
            break
    assert page.evaluate(f"() => getComputedStyle({focused}).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"() => {focused}.dataset.format") == "png"
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    with Image.open(waiting.value.path()) as image:
        assert image.size == (2400, 1350)


def test_where_the_picture_does_not_come_the_copy_is_not_claimed(opened: Opening, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened("/trade?lang=en", faults=["Failed to load resource"])
    context.route("**/charts/*.png*", lambda route: route.abort())
    page.locator(MENU).click()
    page.locator('[data-action="copyImage"]').click()
    expect(page.locator(".card-status")).to_have_text(WORDS("card.no_copy"))


@pytest.mark.parametrize("top", [40, 700])
def test_the_menu_opens_where_there_is_room(opened: Opening, top: int) -> None:
    page = opened("/trade")
    page.set_viewport_size(PHONE)
    page.eval_on_selector(MENU, f"(menu) => scrollBy(0, menu.getBoundingClientRect().top - {top})")
    page.locator(MENU).click()
    # The browser says that the menu is open a moment after it is.
    menu = "document.querySelector('.card-menu > div').getBoundingClientRect()"
    page.wait_for_function(f"() => {menu}.height && {menu}.top >= 0 && {menu}.bottom <= 844")


@pytest.mark.parametrize(
    ("way", "opened"),
    [("Escape", "served"), ("Shift+Tab", "copied"), ("elsewhere", "served"), ("another card's", "copied")],
    indirect=["opened"],
)
def test_the_menu_closes(opened: Opening, way: str) -> None:
    page = opened("/record")
    summary, menu = page.locator(MENU).first, page.locator(".card-menu > div").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    if way == "elsewhere":
        page.locator(".card-title").first.click()
    elif way == "another card's":
        page.locator(MENU).nth(1).click()
    else:
        page.keyboard.press(way)
    expect(menu).to_be_hidden()
    if way == "Escape":
        expect(summary).to_be_focused()


@BOTH
def test_who_does_not_see_the_chart_hears_it(opened: Opening) -> None:
    page = opened("/trade")
    plot = page.locator(".card-plot")
    assert plot.get_attribute("role") == "img"
    alt = str(plot.get_attribute("aria-label"))
    for part in (
        "imports exceed exports by 4.4\u00a0million dollars",
        "exports 15.8\u00a0million dollars",
        "imports 20.2",
    ):
        assert part in alt


def test_without_plotly_js_picture_and_figures_are_there_and_the_next_gesture_tries_again(
    opened: Opening, context: BrowserContext
) -> None:
    context.route("**/assets/plotly-*", lambda route: route.abort())
    page = opened("/visit", faults=["Failed to load resource", "Error: cannot load"])
    page.locator(".card-stage").hover()
    expect(page.locator(".card-status")).to_have_text(WORDS("card.not_drawn"))
    expect(page.locator(".card-table")).to_be_visible()
    expect(page.locator(".card-image svg.narrow")).to_be_visible()
    context.unroute("**/assets/plotly-*")
    page.locator("h1").hover()
    page.locator(".card-stage").hover()
    page.wait_for_selector(".card-plot[data-drawn]")


def test_charts_follow_the_readers_theme_without_a_reload(opened: Opening) -> None:
    page = opened("/trade")
    backgrounds = {
        "still": "getComputedStyle(document.querySelector('.card-image svg.wide path')).fill",
        "live": "getComputedStyle(document.querySelector('.card-plot .main-svg')).backgroundColor",
    }
    page.evaluate("() => { window.stayed = true; }")
    for state, background in backgrounds.items():
        if state == "live":
            page.locator(".card-stage").hover()
            page.wait_for_selector(".card-plot[data-drawn]")
        for theme, colour in (
            ("light", "rgb(255, 255, 255)"),
            ("dark", "rgb(18, 23, 30)"),
            ("light", "rgb(255, 255, 255)"),
        ):
            _in_theme(page, theme)
            page.wait_for_function(f"() => {background} === '{colour}'")
    assert page.evaluate("() => window.stayed")


def _in_theme(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
