"""Reading an article on a phone: what comes of it is seen, and a file that is chosen without a connection arrives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Route, WebSocketRoute, expect

from components.i18n import Messages
from tests.browser.conftest import Opening
from tests.browser.test_read import TEXT, marked, paste

FILE: FilePayload = {"name": "one.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
ASLEEP = 5000  # milliseconds; the server has forgotten the session by then


class Line:
    """The websocket of a reader's page: it can be cut, and until it is mended no other is opened."""

    def __init__(self, reader: BrowserContext) -> None:
        self._open: list[WebSocketRoute] = []
        self._is_cut = False
        reader.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self._is_cut:
            socket.close(code=1011)
            return
        server = socket.connect_to_server()
        socket.on_message(lambda message: None if self._is_cut else server.send(message))
        self._open = [socket, server]

    def cut(self) -> None:
        """The server sees the page go; the page does not notice yet."""
        self._is_cut = True
        self._open.pop().close()

    def notice(self) -> None:
        """The page notices, too."""
        self._open.pop().close()

    def mend(self) -> None:
        """It can connect again."""
        self._is_cut = False


@pytest.mark.parametrize("does_notice", [True, False], ids=["noticed", "unnoticed"])
def test_a_file_chosen_on_a_phone_that_slept_arrives(opened: Opening, phone: BrowserContext, does_notice: bool) -> None:
    line = Line(phone)
    page = opened("/read?lang=en", inside=phone, faults=["WebSocket onclose"])
    page.get_by_role("tab", name="Files").click()
    with page.expect_file_chooser() as choosing:
        page.get_by_test_id("stFileUploaderDropzone").locator("button").click()
    line.cut()
    if does_notice:
        line.notice()
    page.wait_for_timeout(ASLEEP)
    choosing.value.set_files([FILE])
    page.wait_for_timeout(500)
    assert page.locator(".article").count() == 0
    line.mend()
    if not does_notice:
        line.notice()
    assert "$4.6 billion" in marked(page)
    expect(page.get_by_test_id("stFileChip")).to_have_count(1)


@pytest.mark.parametrize(
    ("language", "answer", "key"),
    [
        ("en", lambda route: route.fulfill(status=413), "no_room"),
        ("kk", lambda route: route.fulfill(status=400), "not_sent"),
        ("uz", lambda route: route.abort(), "not_sent"),
    ],
    ids=["full", "gone", "offline"],
)
def test_a_file_that_does_not_arrive_is_told_in_plain_words(
    opened: Opening, context: BrowserContext, language: str, answer: Callable[[Route], None], key: str
) -> None:
    words = Messages(language)
    context.route("**/_stcore/upload_file/**", answer)
    page = opened(f"/read?lang={language}", faults=["Failed to load resource", "Client Error: File uploader"])
    page.get_by_role("tab", name=words("read.by_file")).click()
    page.locator('input[type="file"]').set_input_files([FILE])
    expect(page.get_by_test_id("stFileChip").get_by_role("alert")).to_have_text(
        f"{words('shell.error')} {words(f'shell.{key}')}"
    )


def test_what_was_read_comes_into_sight_and_has_the_focus(opened: Opening, phone: BrowserContext) -> None:
    page = opened("/read?lang=en", inside=phone)
    paste(page, TEXT)
    heading = page.locator('.section[role="status"] h2')
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    # What does not change the text leaves the reader where they are.
    page.evaluate("() => { document.querySelector('[data-testid=stMain]').scrollTop = 0; }")
    page.locator(".st-key-header").get_by_role("radio", name="Рус").click()
    expect(page.locator("h1")).to_have_text(Messages("ru")("read.finding"))
    expect(page.locator("h1")).to_be_in_viewport()


def test_what_cannot_be_read_comes_into_sight(opened: Opening, phone: BrowserContext) -> None:
    page = opened("/read?lang=en", inside=phone)
    page.set_viewport_size({"width": 390, "height": 500})
    paste(page, "  ")
    expect(page.locator(".problems")).to_contain_text("There is no text yet.")
    expect(page.locator(".problems")).to_be_in_viewport()


def test_figures_keep_their_order_and_widths_when_a_quote_opens(opened: Opening, phone: BrowserContext) -> None:
    page = opened("/?lang=en", inside=phone)
    boxes = """() => [...document.querySelectorAll(".headline .figure")].map((figure) => {
        const { x, width } = figure.getBoundingClientRect();
        return [figure.querySelector(".label").textContent, Math.round(x), Math.round(width)];
    })"""
    before = page.evaluate(boxes)
    rows = [figure[0] for figure in before]
    assert rows[:4] == ["Turnover", "Exports", "Imports", "Balance"]
    for figure in page.locator(".headline .figure").all():
        figure.locator("summary").click()
        assert page.evaluate(boxes) == before
    tops = page.evaluate("() => [...document.querySelectorAll('.figure')].map((each) => each.offsetTop)")
    assert tops == sorted(tops)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
