"""A reader of /read whose server is gone for a while: told in the reader's language, by the page itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from components.i18n import Messages
from tests.browser.conftest import ROOT, Server
from tests.browser.test_read import TEXT, marked

WORDS = Messages("ru")
READ = WORDS("read.read")


def test_a_lost_server_is_told_without_a_dialog(context: BrowserContext, tmp_path: Path) -> None:
    server = Server(ROOT, tmp_path / "log")
    page = context.new_page()
    try:
        # Under this name Streamlit advises to run `yourscript.py`.
        page.goto(f"http://localhost:{server.port}/read?lang=ru")
        page.wait_for_selector("html.ready", state="attached")
        page.get_by_label(WORDS("read.text")).fill(TEXT)
    finally:
        server.stop()
    notice = page.locator(".connection-lost")
    expect(notice).to_have_text(WORDS("shell.lost"))
    page.wait_for_timeout(3000)  # Streamlit asks for its dialog again each time that it asks in vain
    assert page.locator("[role=dialog]").count() == 0
    assert "Streamlit" not in page.locator("body").inner_text()
    button = page.get_by_role("button", name=READ, exact=True).first
    expect(button).to_be_disabled()
    label, under = button.evaluate(
        "(button) => [button.querySelector('p'), button].map((one, index) =>"
        " getComputedStyle(one)[['color', 'backgroundColor'][index]])"
    )
    assert label != under
    again = subprocess.Popen(server.command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        expect(notice).to_have_text("", timeout=60_000)
        expect(page.get_by_label(WORDS("read.text"))).to_have_value(TEXT)
        button.click()
        page.locator(".article-text").wait_for()
        assert marked(page)
    finally:
        again.terminate()
        again.wait(timeout=20)
