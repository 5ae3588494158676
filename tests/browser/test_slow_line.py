"""On a slow line no press is lost: what is not there yet looks so, the rest works without it, and waiting is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from components.i18n import Messages
from tests.browser.conftest import Server
from tests.browser.shown import option

WORDS = Messages("ru")


class Held:
    """Requests that wait until they are let go."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._waiting: list[Route] = []
        self._is_free = False
        page.route(pattern, self._hold)

    def _hold(self, route: Route) -> None:
        if self._is_free:
            route.continue_()
        else:
            self._waiting.append(route)

    def free(self) -> None:
        """Let them go, and those that come."""
        self._is_free = True
        for route in self._waiting:
            route.continue_()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that has no address yet."""
    yield context.new_page()


@pytest.mark.parametrize("path", ["", "trade", "record", "embed/national-trade"])
def test_before_the_script_a_control_is_a_link_or_looks_disabled(page: Page, server: Server, path: str) -> None:
    script = Held(page, "**/assets/page-*.js")
    page.goto(f"{server.url}/{path}?lang=ru", wait_until="commit")
    page.wait_for_selector(".card-actions", state="attached")
    page.wait_for_function("() => document.readyState === 'interactive'")
    controls = page.locator(".card :is(button, select, input)")
    assert controls.count() > 3
    assert page.locator(".card :is(button, select, input):enabled").count() == 0
    assert float(controls.first.evaluate("(button) => getComputedStyle(button).opacity")) < 1
    # The menu of files and the folded filters open of themselves.
    page.locator(".card-menu summary").first.click()
    expect(page.locator('.card-menu [data-format="png"]').first).to_be_visible()
    page.locator(".card-menu summary").first.click()
    page.locator(".card-stage").first.click()
    script.free()
    page.wait_for_function("() => !document.querySelector('.card :disabled')")
    # The chart that was pressed meanwhile starts.
    page.wait_for_selector(".card-plot[data-drawn]")


def test_a_filter_pressed_before_the_script_leads_to_its_page(page: Page, server: Server) -> None:
    script = Held(page, "**/assets/page-*.js")
    page.goto(f"{server.url}/trade?lang=ru", wait_until="commit")
    option(page, "exports").click(no_wait_after=True)
    script.free()
    page.wait_for_url("**/trade?lang=ru&metric=exports")
    expect(option(page, "exports")).to_have_attribute("aria-current", "true")


def test_waiting_is_shown_until_it_ends(page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}/trade?lang=ru")
    card, status = page.locator(".card"), page.locator(".card-status")
    steps: list[tuple[str, Callable[[], None], str]] = [
        ("**/assets/plotly-*.js", page.locator(".card-stage").hover, ""),
        ("**/charts/*.json?*exports*", option(page, "exports").click, ""),
        ("**/charts/*.png*", partial(press_copy, page), WORDS("card.copied")),
    ]
    for pattern, press, said in steps:
        answer = Held(page, pattern)
        press()
        expect(card).to_have_attribute("aria-busy", "true")
        expect(status).to_have_text(WORDS("card.loading"))
        answer.free()
        expect(card).not_to_have_attribute("aria-busy", "true")
        expect(status).to_have_text(said)


def press_copy(page: Page) -> None:
    """Copy the image, from the menu of files."""
    page.locator(".card-menu summary").click()
    page.locator('[data-action="copyImage"]').click()


def test_a_file_that_was_asked_for_is_said_to_come(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/trade?lang=ru")
    picture = Held(page, "**/charts/*.png*")
    page.locator(".card-menu summary").click()
    with page.expect_download() as download:
        page.locator('.card-menu [data-format="png"]').click()
        expect(page.locator(".card-status")).to_have_text(WORDS("card.started"))
        picture.free()
    assert download.value.suggested_filename.endswith(".png")


def test_a_wait_is_shown_as_long_as_it_lasts_though_another_ends(page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}/trade?lang=ru")
    picture, script = Held(page, "**/charts/*.png*"), Held(page, "**/assets/plotly-*.js")
    press_copy(page)
    page.locator(".card-stage").hover()
    expect(page.locator(".card-status")).to_have_text(WORDS("card.loading"))
    script.free()
    page.wait_for_selector(".card-plot[data-drawn]")
    expect(page.locator(".card-status")).to_have_text(WORDS("card.loading"))
    picture.free()
    expect(page.locator(".card-status")).to_have_text(WORDS("card.copied"))
