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

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import ROOT, Opening, Server
from tests.browser.edges import cut

TEXT = (
    "Turnover of Kazakhstan and Uzbekistan in 2023\n\n"
    "In 2023 turnover between Kazakhstan and Uzbekistan reached $4.6 billion. "
    "Kazakhstan’s exports to Uzbekistan came to $3.1 billion and imports to $1.5 billion.\n"
)
HOSTILE = (
    '<script>window.ran = 1</script><img src="x" onerror="window.ran = 2"><a href="javascript:window.ran = 3">go</a>'
)
READ, EXAMPLE = 0, 1


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
    return [mark.inner_text() for mark in page.locator(".article mark").all()]


def test_pasted_text_is_marked_listed_and_drawn(opened: Opening) -> None:
    page = opened("/read", charts=0)
    paste(page, TEXT)
    assert {"$4.6 billion", "$3.1 billion", "$1.5 billion"} <= set(marked(page))
    assert page.locator(".article-text").inner_text().strip() == TEXT.strip()
    page.wait_for_selector('.ready [data-chart="trade-balance"] [data-drawn]')
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
    page = opened("/read", charts=0)
    paste(page, HOSTILE + "\n" + TEXT)
    marked(page)
    assert HOSTILE in page.locator(".article-text").inner_text()
    assert page.locator(".article script, .article img, .article a").count() == 0
    assert page.evaluate("window.ran") is None


def test_files_are_read_and_downloads_hold_their_facts(opened: Opening, tmp_path: Path) -> None:
    page = opened("/read", charts=0)
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


def test_an_address_is_read_where_it_may_be(opened: Opening, private: Server, web: str) -> None:
    page = opened("/read", charts=0, base=private.url)
    page.get_by_role("tab", name="Link").click()
    page.get_by_role("textbox", name="Address of the article").fill(web)
    page.keyboard.press("Enter")
    assert "$4.6 billion" in marked(page)
    assert page.locator(".card-source a").first.get_attribute("href", timeout=5000)
    assert web not in page.url


def test_an_address_of_this_machine_is_refused(opened: Opening, web: str) -> None:
    page = opened("/read", charts=0)
    page.get_by_role("tab", name="Link").click()
    page.get_by_role("textbox", name="Address of the article").fill(web)
    page.keyboard.press("Enter")
    expect(page.locator(".problems")).to_contain_text("this address is not on the open internet")
    assert page.locator(".article").count() == 0


@pytest.mark.parametrize("language", ["kk", "uz", "ru", "en"])
def test_nothing_is_cut_with_an_article_at_any_size(opened: Opening, language: str) -> None:
    page = opened(f"/read?lang={language}", charts=0)
    page.get_by_test_id("stFormSubmitButton").nth(EXAMPLE).get_by_role("button").click()
    marked(page)
    page.wait_for_function("() => document.querySelectorAll('.ready [data-drawn]').length >= 2")
    for width, height in ((1440, 900), (390, 844), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        assert cut(page) == [], width
    # On a phone the note stays within the screen.
    page.locator('mark[data-kind="imports"]').first.click()
    box = page.locator(".article-note").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
