"""Back and Forward: one entry for each choice, each page and each language; each as it was, at the place it was at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import Opening
from tests.browser.shown import chosen, option, settled, shown

NOTED = 500  # milliseconds after which a page has noted where it is scrolled to
SMALL: ViewportSize = {"width": 1200, "height": 500}  # so that every page has far to scroll
# Options of one filter each, by page.
CHOICES = {"/trade": ("exports", "balance"), "/visit": ("industry", "culture"), "/record": ("exports", "imports")}


def scrolled_to(page: Page, y: int) -> None:
    page.evaluate("(y) => scrollTo({ top: y, behavior: 'instant' })", y)


def place(page: Page) -> int:
    """How far the page is scrolled, in CSS pixels."""
    return int(page.evaluate("() => Math.round(scrollY)"))


def press(page: Page, selector: str) -> int:
    """Press something where it is, without scrolling to it; return how far the page was scrolled."""
    before = place(page)
    page.eval_on_selector(selector, "(element) => element.click()")
    return before


def state(page: Page) -> tuple[str, list[str], dict[str, Any]]:
    """Address, chosen options, and all that the cards show."""
    settled(page)
    return page.url, chosen(page), shown(page)


def is_back_at(page: Page, seen: tuple[str, list[str], dict[str, Any]], y: int, why: str) -> None:
    """Wait until the page shows what was seen, where it was."""
    page.wait_for_url(seen[0])
    page.wait_for_function("(y) => Math.abs(scrollY - y) <= 2", arg=y)
    assert state(page) == seen, why
    page.wait_for_timeout(NOTED)


@pytest.fixture
def counted() -> Callable[[Page], int]:
    """How many entries the history of a page's tab has got since it was asked last; None before."""
    known: dict[Page, int] = {}

    def entries(page: Page) -> int:
        now = page.evaluate("() => history.length")
        new = now - known.get(page, now)
        known[page] = now
        return int(new)

    return entries


@pytest.mark.parametrize(("path", "query"), list(zip(CHOICES, ["?lang=kk", "?lang=en", ""], strict=True)))
def test_each_choice_is_one_entry_and_back_restores_it_and_the_place(
    opened: Opening, counted: Callable[[Page], int], path: str, query: str
) -> None:
    page = opened(path + query)
    page.set_viewport_size(SMALL)
    counted(page)
    seen, places = [state(page)], []
    for value, y in zip(CHOICES[path], (600, 350), strict=True):
        scrolled_to(page, y)
        places.append(press(page, f'.filter-option[data-value="{value}"]'))
        seen.append(state(page))
        assert counted(page) == 1
    assert len({url for url, _, _ in seen}) == len(seen)
    scrolled_to(page, 200)
    places.append(press(page, '.site-header .pages a[href*="factory"]'))
    page.wait_for_selector('[data-chart="factory-output"]')
    assert counted(page) == 1
    for step in (2, 1, 0):
        page.go_back()
        is_back_at(page, seen[step], places[step], f"back to {step}")
    for step in (1, 2):
        page.go_forward()
        is_back_at(page, seen[step], places[step], f"forward to {step}")
    page.go_forward()
    page.wait_for_url("**/factory**")
    assert counted(page) == 0


@pytest.mark.parametrize("path", CHOICES)
def test_a_language_is_one_entry_and_keeps_what_is_chosen(
    opened: Opening, counted: Callable[[Page], int], path: str
) -> None:
    page = opened(f"{path}?lang=kk")
    counted(page)
    option(page, CHOICES[path][0]).click()
    first = state(page)
    assert counted(page) == 1
    page.locator('.languages a[hreflang="ru"]').click()
    page.wait_for_selector('html.ready[lang="ru"]', state="attached")
    assert counted(page) == 1
    assert chosen(page) == first[1]
    assert page.url == first[0].replace("lang=kk", "lang=ru")
    option(page, CHOICES[path][1]).click()
    second = state(page)
    assert counted(page) == 1
    page.go_back()
    page.go_back()
    page.wait_for_selector('html.ready[lang="kk"]', state="attached")
    assert state(page) == first
    page.go_forward()
    page.go_forward()
    page.wait_for_url(second[0])
    assert state(page) == second


def test_what_is_chosen_already_is_no_entry(opened: Opening, counted: Callable[[Page], int]) -> None:
    page = opened("/record?lang=en")
    counted(page)
    option(page, "turnover").click()  # the default
    option(page, "exports").click()
    option(page, "exports").click()
    assert counted(page) == 1
    page.wait_for_url("**/record?lang=en&metric=exports")


@pytest.mark.parametrize("path", CHOICES)
def test_a_copied_link_opens_the_same_elsewhere(opened: Opening, browser: Browser, path: str) -> None:
    page = opened(f"{path}?lang=uz")
    for value in CHOICES[path]:
        option(page, value).click()
    settled(page)
    context = browser.new_context(locale="de-DE", color_scheme="dark")
    other = opened(page.url, base="", inside=context)
    assert state(other) == state(page)
    assert other.locator("h1").inner_text() == page.locator("h1").inner_text()
    assert other.title() == page.title()
    context.close()


def test_what_came_with_the_link_stays_in_it(opened: Opening) -> None:
    page = opened("/trade?utm_source=mail&lang=en#content")
    option(page, "exports").click()
    page.wait_for_url("**/trade?utm_source=mail&lang=en&metric=exports#content")


def test_from_a_page_kept_whole_in_memory_the_state_is_the_one_that_was_left(opened: Opening) -> None:
    page = opened("/visit?lang=en", live=True)
    option(page, "industry").click()
    seen = state(page)
    page.locator(".site-header .pages a", has_text="Sources").click()
    page.wait_for_selector("#figures")
    page.go_back()
    page.wait_for_selector('[data-chart="visit-timeline"]')
    assert state(page) == seen
    # Whether the browser kept the page or fetched it anew, it is live when it is reached for.
    page.locator(".card-stage").focus()
    page.wait_for_selector(".card-plot[data-drawn]")
