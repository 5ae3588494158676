"""A filter's chart is there before Streamlit's answer, and is what that answer says."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server

MARKS = "() => document.querySelectorAll('#root .point path').length"


class Held:
    """Streamlit's messages to a page, held back while `is_held`."""

    def __init__(self, page: Page) -> None:
        self.is_held = False
        self._waiting: list[tuple[Any, str | bytes]] = []
        page.route_web_socket("**/_stcore/stream", self._between)

    def _between(self, socket: Any) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda message: self._pass(socket, message))

    def _pass(self, socket: Any, message: str | bytes) -> None:
        if self.is_held:
            self._waiting.append((socket, message))
        else:
            socket.send(message)

    def release(self) -> None:
        """Send all that was held back."""
        self.is_held = False
        while self._waiting:
            socket, message = self._waiting.pop(0)
            socket.send(message)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that is not open yet."""
    return context.new_page()


def opened(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/trade?lang=en")
    page.wait_for_selector(".ready .card-plot[data-drawn]")
    page.wait_for_function("() => document.querySelectorAll('#root .point path').length === 4")
    page.wait_for_timeout(300)


def test_the_chart_does_not_wait_for_streamlit(server: Server, page: Page) -> None:
    held = Held(page)
    opened(page, server)
    held.is_held = True
    page.get_by_role("button", name="Exports", exact=True).click()
    page.wait_for_function("() => document.querySelectorAll('#root .point path').length === 1")
    title = page.locator("#root .card-title").inner_text()
    assert title.startswith("Almaty region sold")
    assert page.locator("#root .card-table tbody tr").count() == 1
    held.release()
    page.wait_for_url("**metric=exports")
    page.wait_for_timeout(200)
    assert page.locator("#root .card-title").inner_text() == title
    assert page.evaluate(MARKS) == 1


def test_pressed_fast_the_last_is_shown(server: Server, page: Page) -> None:
    opened(page, server)
    for name in ("Exports", "Imports", "Turnover", "Exports"):
        page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url("**metric=turnover&metric=imports")
    expect(page.locator("#root .card-table tbody tr")).to_have_count(2)
    page.wait_for_timeout(1800)
    assert page.evaluate(MARKS) == 2
    assert page.locator("#root .card-table tbody tr").count() == 2


def test_without_it_streamlit_s_answer_is_shown(server: Server, page: Page) -> None:
    page.route("**/charts/*.json*", lambda route: route.abort())
    opened(page, server)
    page.get_by_role("button", name="Imports", exact=True).press("Enter")
    page.wait_for_function("() => document.querySelectorAll('#root .point path').length === 1")
    page.wait_for_url("**metric=imports")
