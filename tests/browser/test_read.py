"""The page that reads an article, in a real browser: paste, upload, an address; marks, rows, downloads."""

from __future__ import annotations

import csv
import functools
import io
import json
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, Page, Route, expect

from components.i18n import Messages
from components.view import in_language
from tests.browser.conftest import ROOT, Opening, Server

TEXT = (
    "Turnover of Kazakhstan and Uzbekistan in 2023\n\n"
    "In 2023 turnover between Kazakhstan and Uzbekistan reached $4.6 billion. "
    "Kazakhstan’s exports to Uzbekistan came to $3.1 billion and imports to $1.5 billion.\n"
)
HOSTILE = (
    '<script>window.ran = 1</script><img src="x" onerror="window.ran = 2"><a href="javascript:window.ran = 3">go</a>'
)
READ = 0  # which of the form's buttons


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project served with addresses of this machine allowed."""
    os.environ["PRIVATE_ADDRESSES"] = "1"
    try:
        running = Server(ROOT, tmp_path_factory.mktemp("private") / "log")
    finally:
        del os.environ["PRIVATE_ADDRESSES"]
    yield running
    running.stop()


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """Address of a small site with the article on it."""
    body = "".join(f"<p>{line}</p>" for line in (TEXT + TEXT.replace("2023", "2022")).split("\n") if line)
    page = f"<!doctype html><meta charset=utf-8><title>News</title><article><h1>Trade of 2023</h1>{body}</article>"
    (tmp_path / "news.html").write_text(page, "utf-8")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=tmp_path)) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_address[1]}/news.html"
        site.shutdown()


def paste(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.get_by_test_id("stFormSubmitButton").nth(READ).get_by_role("button").click()


def marked(page: Page) -> list[str]:
    """The pieces of text that are marked, in order."""
    page.wait_for_selector(".article mark")
    return page.locator(".article mark").all_inner_texts()


def test_pasted_text_is_marked_listed_and_drawn(opened: Opening) -> None:
    page = opened("/read")
    paste(page, TEXT)
    assert {"$4.6 billion", "$3.1 billion", "$1.5 billion"} <= set(marked(page))
    assert page.locator(".article-text").inner_text().strip() == TEXT.strip()
    card = page.locator('[data-chart="trade-balance"]').first
    expect(card.locator(".card-image svg:visible")).to_have_count(1)
    assert page.url.endswith("/read")  # the text is not in the address

    # A mark says what it is, to a pointer and to the keyboard.
    exports = page.locator('mark[data-kind="exports"]')
    exports.hover()
    note = page.locator(".article-note")
    expect(note).to_contain_text("Kazakhstan – Uzbekistan")
    page.mouse.move(0, 0)
    expect(note).to_be_hidden()
    exports.focus()
    expect(note).to_contain_text("3,100 million dollars")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()

    # A row leads to its mark.
    page.locator('.article tr[data-kind="imports"] button').click()
    expect(page.locator('mark[data-kind="imports"]')).to_be_focused()
    expect(note).to_contain_text("1,500 million dollars")

    # The legend hides a kind and shows it again.
    page.locator('button[data-kind="imports"]').click()
    expect(page.locator('.article tr[data-kind="imports"]')).to_be_hidden()
    page.locator('button[data-kind="imports"]').click()
    expect(page.locator('.article tr[data-kind="imports"]')).to_be_visible()


def test_hostile_text_does_not_run(opened: Opening) -> None:
    page = opened("/read")
    paste(page, HOSTILE + "\n" + TEXT)
    marked(page)
    assert HOSTILE in page.locator(".article-text").inner_text()
    assert page.locator(".article script, .article img, .article a").count() == 0
    assert page.evaluate("window.ran") is None


def test_files_are_read_and_downloads_hold_their_facts(opened: Opening, tmp_path: Path) -> None:
    page = opened("/read")
    page.get_by_role("tab", name="Files").click()
    later = TEXT.replace("2023", "2024").encode()
    texts = [("one.txt", TEXT.encode()), ("two.txt", later), ("three.txt", b"x" * 2_000_001)]
    files: list[FilePayload] = [{"name": name, "mimeType": "text/plain", "buffer": text} for name, text in texts]
    page.locator('input[type="file"]').set_input_files(files)
    marked(page)
    expect(page.locator(".problems")).to_contain_text("three.txt: 2.01 MB is more than this page takes.")
    for form in ("CSV", "JSON"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"Data as {form}").click()
        waiting.value.save_as(tmp_path / form)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "CSV").read_text("utf-8-sig"), newline="")))
    exports = [(row["file"], row["value"], row["period"], row["words"]) for row in rows if row["figure"] == "Exports"]
    assert exports == [
        ("one.txt", "3100000000", "2023", "$3.1 billion"),
        ("two.txt", "3100000000", "2024", "$3.1 billion"),
    ]
    lines = [json.loads(line) for line in (tmp_path / "JSON").read_text("utf-8").splitlines()]
    assert [line["file"] for line in lines] == ["one.txt", "two.txt"]
    for line in lines:
        for fact in line["facts"]:
            assert dict(texts)[line["file"]].decode()[fact["start"] : fact["stop"]] == fact["phrase"]


def test_the_cards_of_an_article_are_pictures_come_to_life_and_leave_as_files(opened: Opening, tmp_path: Path) -> None:
    page = opened("/read?lang=en")
    paste(page, TEXT)
    card = page.locator('[data-chart="trade-balance"]').first
    expect(card.locator(".card-image svg:visible")).to_have_count(1)
    assert page.evaluate("() => window.Plotly") is None
    card.locator(".card-stage").scroll_into_view_if_needed()
    card.locator(".card-stage").hover()
    expect(card.locator(".card-plot[data-drawn] .bars .point")).to_have_count(4)
    card.locator(".card-stage").focus()
    page.keyboard.press("Home")
    expect(card.locator(".hovertext")).to_contain_text("4.6\u00a0billion dollars")
    card.locator('[data-action="table"]').click()
    expect(card.locator(".card-table tbody tr")).to_have_count(4)
    # No address leads to a reader's own article: its files come through its session.
    assert card.locator('[data-action="share"], .card-menu a').count() == 0
    files = {}
    for form in ("png", "svg", "csv"):
        button = page.locator(".st-key-files-trade-balance").get_by_role("button", name=Messages("en")(f"card.{form}"))
        with page.expect_download() as waiting:
            button.click()
        files[form] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(files[form])
    with Image.open(files["png"]) as image:
        assert image.width == 2400
    assert ET.parse(files["svg"]).findtext("{*}title") == card.locator(".card-title").text_content()
    raw = files["csv"].read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["value"] for row in rows if row["figure"] == "Exports"] == ["3100000000"]


def test_another_language_keeps_what_was_given(opened: Opening) -> None:
    page = opened("/read?lang=en")
    paste(page, TEXT)
    before = marked(page)
    page.evaluate("() => { window.stayed = true; }")
    page.locator(".st-key-header").get_by_role("radio", name="Рус").click()
    page.wait_for_url("**/read?lang=ru")
    page.wait_for_selector('html[lang="ru"]', state="attached")
    expect(page.locator("h1")).to_have_text(Messages("ru")("read.finding"))
    expect(page.locator(".brand")).to_have_text(Messages("ru")("site.name"))
    expect(page.locator(".footer")).to_contain_text(Messages("ru")("site.footer"))
    expect(page.locator('.article button[data-kind="exports"]')).to_have_text(
        in_language("ru").words.name("metrics", "exports")
    )
    assert marked(page) == before
    expect(page.locator('[data-chart="trade-balance"]').first.locator(".card-image svg:visible")).to_have_count(1)
    assert page.evaluate("() => window.stayed")


def test_the_first_view_is_there_until_the_form_is_and_lets_nobody_behind_it(
    opened: Opening, context: BrowserContext, server: Server
) -> None:
    held: list[Route] = []
    context.route("**/static/js/index.*.js", lambda route: held.append(route))  # noqa: PLW0108 playwright marks it
    page = context.new_page()
    page.goto(f"{server.url}/read?lang=uz", wait_until="domcontentloaded")
    expect(page.locator("#first-response h1")).to_have_text(Messages("uz")("read.finding"))
    expect(page.locator("#first-response .footer")).to_be_attached()
    assert page.locator("#root").evaluate("(root) => root.inert")
    page.locator("#first-response .site-header a", has_text=Messages("uz")("page.sources")).focus()
    while not held:
        page.wait_for_timeout(50)
    while held:
        held.pop().continue_()
    context.route("**/static/js/index.*.js", lambda route: route.continue_())  # the module's links came first
    page.wait_for_selector("html.ready", state="attached")
    assert page.locator("#first-response").count() == 0
    assert not page.locator("#root").evaluate("(root) => root.inert")
    assert page.locator(".site-header").count() == 1
    # The focus is on what says the same.
    assert page.evaluate("() => document.activeElement.textContent.trim()") == Messages("uz")("page.sources")


def test_an_address_is_read_where_it_may_be(opened: Opening, private: Server, web: str) -> None:
    page = opened("/read", base=private.url)
    page.get_by_role("tab", name="Link").click()
    page.get_by_role("textbox", name="Address of the article").fill(web)
    page.keyboard.press("Enter")
    assert "$4.6 billion" in marked(page)
    assert page.locator(".card-source a").first.get_attribute("href", timeout=5000)
    assert web not in page.url


def test_an_address_of_this_machine_is_refused(opened: Opening, web: str) -> None:
    page = opened("/read")
    page.get_by_role("tab", name="Link").click()
    page.get_by_role("textbox", name="Address of the article").fill(web)
    page.keyboard.press("Enter")
    expect(page.locator(".problems")).to_contain_text("this address is not on the open internet")
    assert page.locator(".article").count() == 0
