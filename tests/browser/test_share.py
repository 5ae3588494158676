"""Sharing a chart, and showing it alone within a page of another site."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.charts.registry import charts
from components.i18n import Messages
from data.model.language import LANGUAGES
from tests.browser.conftest import BOTH, Opening, Server, bring_to_life
from tests.browser.edges import cut
from tests.browser.shown import option, settled
from tests.browser.test_gallery import findings
from tests.server import hosted

ROWS = ".card-table tbody tr"


def fields(page: Page) -> dict[str, str]:
    """Label and text of each way to share the page's first chart, opened."""
    button = page.locator('[data-action="share"]').first
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    lines = page.locator(".card-share").first.locator("label")
    expect(lines.first).to_be_visible()
    return {line.inner_text().strip(): line.locator("textarea").input_value() for line in lines.all()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_cited_in_the_page_s_language(opened: Opening, server: Server, language: str) -> None:
    page = opened(f"/factory?lang={language}")
    words, today = Messages(language), date.today()
    found = fields(page)
    link, embed, apa, bibtex, gost = found.values()
    assert list(found) == [words(f"share.{way}") for way in ("link", "embed", "apa", "bibtex", "gost")]
    assert link == f"{server.url}/factory?lang={language}"
    assert f'src="{server.url}/embed/factory-output?lang={language}&theme=light"' in embed
    title = page.locator(".card-title").inner_text()
    for cited in (apa, bibtex, gost):
        assert title in cited.replace("\\", "")
        assert link in cited
    assert words.numbers.date(today.isoformat()) in apa
    assert f"urldate = {{{today.isoformat()}}}" in bibtex
    assert f"{today:%d.%m.%Y}" in gost
    assert not [text for text in found.values() if "$" in text or "{site}" in text]


def test_what_is_shared_follows_the_filter(opened: Opening, server: Server) -> None:
    page = opened("/trade")
    fields(page)
    option(page, "imports").click()
    expect(page.locator(".card-share textarea").first).to_have_value(f"{server.url}/trade?lang=en&metric=imports")
    settled(page)
    assert "embed/trade-balance?lang=en&metric=imports&theme=light" in fields(page)["Code to embed the chart"]


def test_a_way_is_copied_with_one_press(opened: Opening, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened("/visit")
    found = fields(page)
    page.locator('.card-share [data-action="copyText"]').nth(3).click()
    expect(page.locator(".card-status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == list(found.values())[3]


def test_escape_closes_what_is_shared_and_its_fields_fit_their_text(opened: Opening) -> None:
    page = opened("/trade")
    fields(page)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        heights = page.locator(".card-share textarea").evaluate_all(
            "(all) => all.map((area) => area.scrollHeight - area.clientHeight)"
        )
        assert max(heights) <= 0, width
    page.locator(".card-share textarea").nth(2).focus()
    page.keyboard.press("Escape")
    expect(page.locator(".card-share")).to_be_hidden()
    expect(page.locator('[data-action="share"]')).to_be_focused()


def test_where_nothing_may_be_copied_the_text_is_selected(opened: Opening) -> None:
    page = opened("/visit")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    found = fields(page)
    page.locator('.card-share [data-action="copyText"]').first.click()
    expect(page.locator(".card-status")).to_contain_text("The text is selected")
    assert page.evaluate("getSelection().toString()") == next(iter(found.values()))


@BOTH
def test_a_chart_of_a_reader_s_article_is_not_shared(opened: Opening) -> None:
    page = opened("/read")
    example = page.get_by_role("button", name="Try an example")
    if example.count():
        example.click()
    expect(page.locator('[data-chart="factory-output"] .card-image svg:visible')).to_have_count(1)
    assert page.locator('[data-action="share"]:visible').count() == 0


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address of another origin that serves it."""
    with hosted(tmp_path) as address:
        yield tmp_path, address


def test_the_code_shows_the_chart_on_another_site(
    opened: Opening, context: BrowserContext, elsewhere: tuple[Path, str], tmp_path: Path
) -> None:
    code = fields(opened("/trade?metric=exports&metric=imports&lang=ru"))[Messages("ru")("share.embed")]
    folder, address = elsewhere
    (folder / "index.html").write_text(
        f'<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,"><p>Text</p>{code}', "utf-8"
    )
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    frame = page.frame_locator("iframe")
    expect(frame.locator(".card-image svg:visible")).to_have_count(1)
    expect(frame.locator('[data-parameter="metric"] .filter-option[aria-current]')).to_have_count(2)
    expect(frame.locator(".card-source span")).to_contain_text("KazInform")
    expect(frame.locator(".home a")).to_have_attribute("href", "/trade?lang=ru&metric=exports&metric=imports")
    expect(frame.locator(".home a")).to_have_attribute("target", "_blank")
    # It is whole: nothing has to be scrolled within it.
    inside = page.frames[1]
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        inside.wait_for_function("() => document.documentElement.scrollHeight <= innerHeight")
        inside.wait_for_function("() => innerHeight - document.querySelector('main').offsetHeight < 24")
        assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    # It is live: a mark tells itself, a picture can be taken.
    frame.locator(".card-stage").focus()
    page.keyboard.press("ArrowRight")
    expect(frame.locator(".card-ring")).to_be_visible()
    frame.locator(".card-menu summary").click()
    with page.expect_download() as waiting:
        frame.locator('[data-format="csv"]').click()
    assert len(waiting.value.path().read_text("utf-8-sig").splitlines()) == 3
    # And light: its page, style, script, plotly.js and font, no Streamlit.
    own = [url for url in asked if re.search("/(?:embed|assets|static)/", url)]
    assert len(own) <= 7
    assert not [url for url in own if re.search(r"/static/js/|/static/css/|_stcore", url)]
    assert heard == []


@pytest.mark.parametrize("chart", charts())
def test_every_chart_can_stand_alone(server: Server, context: BrowserContext, chart: str) -> None:
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{server.url}/embed/{chart}?lang=kk")
    expect(page.locator(".card-image svg:visible")).to_have_count(1)
    bring_to_life(page)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "kk"
    assert page.locator(".card-title").inner_text()
    assert page.title() == page.locator(".card-title").text_content()
    assert cut(page) == []
    assert findings(page) == []
    assert heard == []


def test_without_scripts_it_is_a_picture(server: Server, browser: Browser) -> None:
    own = browser.new_context(java_script_enabled=False)
    page = own.new_page()
    page.goto(f"{server.url}/embed/trade-balance?lang=uz&theme=dark&metric=imports")
    picture = page.locator(".card-image svg:visible")
    expect(picture).to_have_count(1)
    assert picture.locator("path").first.evaluate("(path) => getComputedStyle(path).fill") == "rgb(18, 23, 30)"
    assert "20,2" in str(page.locator(".card-plot").get_attribute("aria-label"))
    page.locator('.filter-option[data-value="exports"]').click()
    expect(page).to_have_url(re.compile(r"/embed/trade-balance\?.*\bmetric=exports\b"))
    expect(page.locator('[data-parameter="metric"] .filter-option[aria-current]')).to_have_count(2)
    own.close()


def test_what_others_add_to_its_address_is_passed_over_and_it_is_sent_once(server: Server) -> None:
    url = f"{server.url}/embed/trade-balance?lang=en&metric=imports&utm_source=mail&fbclid=abc"
    with urllib.request.urlopen(url, timeout=10) as answer:
        tag = answer.headers["etag"]
    with pytest.raises(urllib.error.HTTPError) as again:
        urllib.request.urlopen(urllib.request.Request(url, headers={"If-None-Match": tag}), timeout=10)
    assert again.value.code == 304
    again.value.close()


@pytest.mark.parametrize("live", [False, True])
def test_its_theme_is_the_one_asked_for_else_the_reader_s(server: Server, context: BrowserContext, live: bool) -> None:
    page = context.new_page()
    background = (
        "getComputedStyle(document.querySelector('.card-plot .main-svg')).backgroundColor"
        if live
        else "getComputedStyle(document.querySelector('.card-image path')).fill"
    )
    light, dark = "rgb(255, 255, 255)", "rgb(18, 23, 30)"
    for query, scheme, seen in (("", "dark", dark), ("?theme=light", "dark", light), ("?theme=dark", "light", dark)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(f"{server.url}/embed/trade-balance{query}")
        if live:
            bring_to_life(page)
        assert page.evaluate(f"() => {background}") == seen
    page.goto(f"{server.url}/embed/trade-balance")
    page.emulate_media(color_scheme="light")
    if live:
        bring_to_life(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"() => {background} === '{dark}'")


@pytest.mark.parametrize("query", ["?lang=en&theme=dark", "?lang=en"])
def test_a_choice_keeps_the_theme_that_was_asked_for(server: Server, context: BrowserContext, query: str) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/embed/trade-balance{query}")
    option(page, "exports").click()
    page.wait_for_url(f"**/embed/trade-balance{query}&metric=exports")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == ("dark" if "dark" in query else None)
