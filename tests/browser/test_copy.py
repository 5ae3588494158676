"""The copy of the site: plain files, opened from disk in a browser that has no network."""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, expect

from components.charts.registry import charts
from components.i18n import Messages
from components.pages import PAGES
from components.theme.tokens import SCREEN_LOOKS
from components.view import in_language
from data.model.language import LANGUAGES
from tests.browser.conftest import BOTH, COPIED, Opening, bring_to_life
from tests.browser.edges import cut
from tests.browser.shown import chosen, option, shown
from tests.browser.test_gallery import findings
from tests.browser.test_pages import PAGES as CHARTS_ON
from tests.components.languages import foreign
from tests.server import hosted


def test_every_link_of_every_page_leads_to_a_file(copied: Path) -> None:
    broken = []
    pages = sorted(copied.rglob("*.html"))
    assert len(pages) > len(LANGUAGES) * (len(PAGES) + len(charts()))
    for path in pages:
        for found in html.fromstring(path.read_text("utf-8")).xpath("//@href | //@src"):
            url = urlsplit(found)
            if url.scheme in ("http", "https") or not url.path:
                continue
            target = (path.parent / unquote(url.path)).resolve()
            if not target.is_file() or not target.is_relative_to(copied):
                broken.append((path.name, found))
    assert broken == []


def test_it_has_each_page_chart_picture_and_table(copied: Path) -> None:
    for language in LANGUAGES:
        for page in PAGES:
            assert (copied / language / f"{page.path or 'index'}.html").is_file()
        for chart in charts():
            assert (copied / "embed" / f"{chart}-{language}.html").is_file()
            for form in ("svg", "png"):
                assert (copied / "charts" / f"{chart}-{language}-dark.{form}").is_file()
    for name in ("observations.csv", "observations.json", "observations.xlsx", "datapackage.json"):
        assert (copied / "open" / name).is_file()


# The elements are those of the served pages, which are looked at in each language: here the languages take turns.
@COPIED
@pytest.mark.parametrize(("address", "language"), list(zip(CHARTS_ON, cycle(LANGUAGES), strict=False)))
def test_every_page_is_drawn_from_disk(opened: Opening, address: str, language: str) -> None:
    page = opened(f"{address}?lang={language}", charts=CHARTS_ON[address] or 2 * (address == "/read"))
    bring_to_life(page)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    for width, scheme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.wait_for_timeout(150)
        assert cut(page) == [], width
    assert findings(page) == []
    texts = [text for text in page.locator("p, h1, h2, h3, th, button, summary").all_inner_texts() if text.strip()]
    if address not in ("/read", "/sources", "/record"):
        assert foreign([text for text in texts if "”" not in text and "»" not in text], language) == []


@COPIED
def test_a_choice_stands_in_the_address_and_leads_to_other_languages(opened: Opening) -> None:
    page = opened("/trade?lang=en", live=True)
    bars = page.locator(".card-plot .bars .point")
    expect(bars).to_have_count(4)
    option(page, "imports").click()
    expect(bars).to_have_count(1)
    before = shown(page)["trade-balance"]
    # A link that names a choice opens it, also from disk.
    other = opened("/trade?lang=en&metric=imports")
    expect(other.locator(".card-table tbody tr")).to_have_count(1)
    assert chosen(other, "metric") == ["imports"]
    after = shown(other)["trade-balance"]
    for part in ("text", "rows", "pictures", "alt"):
        assert after[part] == before[part]
    other.get_by_role("link", name="Рус").click()
    other.wait_for_url("**/ru/trade.html**")


@COPIED
def test_links_lead_on_within_the_copy(opened: Opening) -> None:
    page = opened("/", charts=1)
    page.get_by_role("link", name="More on the plant").click()
    page.wait_for_url("**/en/factory.html")
    page.locator(".footer a").click()
    page.wait_for_url("**/en/sources.html#data")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="XLSX").first.click()
    assert waiting.value.suggested_filename == "sources.xlsx"


@pytest.mark.parametrize(("browser_s", "spoken"), [("uz-UZ", "uz"), ("ru-RU", "ru"), ("fr-FR", "kk")])
def test_the_first_page_is_in_the_browser_s_language(
    copied: Path, context: BrowserContext, browser_s: str, spoken: str
) -> None:
    assert context.browser
    own = context.browser.new_context(locale=browser_s, offline=True)
    page = own.new_page()
    page.goto((copied / "index.html").as_uri())
    page.wait_for_url(f"**/{spoken}/index.html")
    expect(page.locator(".brand")).to_have_text(Messages(spoken)("site.name"))
    own.close()


@BOTH
@pytest.mark.parametrize("address", ["/", "/record"])
def test_what_is_drawn_is_what_the_figures_are(opened: Opening, address: str) -> None:
    page = opened(address, charts=CHARTS_ON[address], live=True)
    drawn = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-chart]")].map((card) => [
             card.dataset.chart,
             card.querySelector(".card-plot").data.flatMap((trace) => trace.y).filter((place) => place !== null).length,
           ]))"""
    )
    for name, places in drawn.items():
        chart = charts()[name].build(in_language("en"), {})
        assert chart
        figure = json.loads(chart.draw(SCREEN_LOOKS["light"]["wide"]).to_json())
        assert places == sum(place is not None for trace in figure["data"] for place in trace["y"]), name
    assert len(drawn) == CHARTS_ON[address]


def test_a_static_host_may_have_it_in_any_folder(copied: Path, context: BrowserContext, tmp_path: Path) -> None:
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "where").symlink_to(copied)
    with hosted(tmp_path) as address:
        page = context.new_page()
        missing: list[str] = []
        page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
        page.goto(f"{address}/some/where/ru/trade.html")
        bring_to_life(page)
        page.locator('[data-action="share"]').click()
        expect(page.locator(".card-share textarea").first).to_have_value(f"{address}/some/where/ru/trade.html")
        code = page.locator(".card-share textarea").nth(1).input_value()
        page.goto(f"{address}/some/where/embed/trade-balance-ru.html")
        bring_to_life(page)
        assert f'src="{page.url}?theme=light"' in code
        assert missing == []


@COPIED
def test_a_chart_alone_is_drawn_and_leads_home(opened: Opening, copied: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto((copied / "embed" / "visit-timeline-uz.html").as_uri())
    page.locator(".card-stage").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".card-ring")).to_be_visible()
    with context.expect_page() as opening:
        page.locator(".home a").click()
    opening.value.wait_for_url("**/uz/visit.html")


@COPIED
def test_an_article_read_as_an_example_is_live(opened: Opening) -> None:
    page = opened("/read", charts=2)
    page.locator(".article mark").first.click()
    expect(page.locator(".article-note")).to_be_visible()
    assert page.get_by_role("textbox").count() == 0
    expect(page.locator("main .note").first).to_contain_text("copy of the site")
