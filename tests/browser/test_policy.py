"""What browsers are told not to do is in nobody's way, and holds. The fixtures fail on anything that was refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components.charts.markup import escape_foreign_tags
from tests.browser.conftest import Opening, Server, bring_to_life
from tests.server import hosted

LINK = '<a href="https://evil.example/">x</a>'


@pytest.fixture
def asked(context: BrowserContext) -> Iterator[list[str]]:
    """Every address that the browser asks for."""
    found: list[str] = []
    context.on("request", lambda request: found.append(request.url))
    yield found
    assert found


def take_all(page: Page) -> None:
    """Download and copy all that a card gives."""
    for form in ("png", "svg", "csv"):
        page.locator(".card-menu summary").click()
        with page.expect_download() as taken:
            page.locator(f'.card-menu [data-format="{form}"]').click()
        assert taken.value.path().stat().st_size > 500
    page.locator(".card-menu summary").click()
    page.locator('.card-menu [data-action="copyImage"]').click()
    expect(page.locator(".card-status")).to_have_text("Image copied.")
    page.locator('[data-action="share"]').click()
    page.locator('.card-share [data-action="copyText"]').first.click()
    expect(page.locator(".card-status")).to_have_text("Copied.")


def test_all_that_a_card_gives_is_given_and_nothing_is_asked_elsewhere(
    opened: Opening, context: BrowserContext, server: Server, asked: list[str]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    take_all(opened("/trade?lang=en", live=True))
    alone = context.new_page()
    refused: list[str] = []
    alone.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    alone.goto(f"{server.url}/embed/trade-balance?lang=en")
    bring_to_life(alone)
    take_all(alone)
    assert refused == []
    # Usage statistics and the like would be asked of others.
    assert [url for url in asked if not url.startswith((server.url, f"blob:{server.url}", "data:"))] == []


def test_a_link_in_a_name_is_text_in_a_chart(opened: Opening) -> None:
    page = opened("/factory", live=True)
    drawn = """async (text) => {
      const place = document.body.appendChild(document.createElement("div"));
      await Plotly.newPlot(place, [], { title: { text } });
      return [place.querySelector(".gtitle a") !== null, place.querySelector(".gtitle").textContent];
    }"""
    assert page.evaluate(drawn, LINK) == [True, "x"]  # plotly.js alone makes it a link
    assert page.evaluate(drawn, escape_foreign_tags(LINK)) == [False, LINK]


def test_no_script_of_text_runs_in_a_page(opened: Opening) -> None:
    page = opened("/sources", faults=["Executing inline script", "script-src-elem refuses inline"])
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    }""")
    assert page.evaluate("() => window.ran") is None


def test_a_chart_may_be_framed_and_a_page_may_not(context: BrowserContext, server: Server, tmp_path: Path) -> None:
    frames = "".join(f'<iframe src="{server.url}/{path}"></iframe>' for path in ("embed/factory-output", "trade"))
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{frames}", "utf-8")
    with hosted(tmp_path) as site:
        page = context.new_page()
        page.goto(site)
        page.frame_locator("iframe").first.locator(".card-image svg:visible").wait_for()
        assert [frame.url.partition("/")[0] for frame in page.frames[1:]] == ["http:", "chrome-error:"]


def test_a_chart_in_a_frame_without_an_origin_is_whole(context: BrowserContext, server: Server, tmp_path: Path) -> None:
    frame = f'<iframe src="{server.url}/embed/trade-balance?lang=kk" sandbox="allow-scripts"></iframe>'
    (tmp_path / "index.html").write_text(
        f"<!doctype html><title>x</title><link rel='icon' href='data:,'>{frame}", "utf-8"
    )
    with hosted(tmp_path) as site:
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        page.goto(site)
        inner = page.frames[1]
        inner.wait_for_selector("html.ready .card-image svg")
        assert inner.evaluate("async () => (await document.fonts.load('16px \"Source Sans\"', 'Қ')).length") == 1
        inner.locator('.filter-option[data-value="exports"]').click()
        inner.wait_for_selector('.filter-option[data-value="exports"][aria-current]')
        inner.locator(".card-stage").focus()
        inner.wait_for_selector("[data-drawn]")
        assert faults == []
