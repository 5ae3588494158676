"""The chart card: filter, link, downloads, copy, table, keyboard."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import BOTH, Opening, Server

CHARTS = {"/trade": "trade-balance-2017", "/factory": "factory-output-2017", "/visit": "visit-timeline"}
BARS = "document.querySelectorAll('.card-plot .bars .point').length"


def download(page: Page, form: str, to: Path) -> Path:
    """Take one form of the page's first chart through its menu."""
    page.locator(".card-menu summary").first.click()
    with page.expect_download() as waiting:
        page.locator(f'[data-do="{form}"]').first.click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def metric(page: Page, name: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_role("button", name=name, exact=True).click()


def test_the_filter_changes_what_is_drawn_and_the_address(opened: Opening) -> None:
    page = opened("/trade")
    assert page.evaluate(BARS) == 4
    page.evaluate("document.querySelector('.card-plot').dataset.same = 'yes'")
    metric(page, "Imports")
    page.wait_for_function(f"() => {BARS} === 1")
    page.wait_for_url("**/trade?metric=imports")
    expect(page.locator(".card-title")).to_have_text(
        "Almaty region bought 20.2\u00a0million dollars worth of goods from Uzbekistan in 2017"
    )
    expect(page.locator(".rows").first.locator("tbody tr")).to_have_count(1)
    metric(page, "Exports")
    page.wait_for_url("**/trade?metric=exports&metric=imports")
    page.wait_for_function(f"() => {BARS} === 2")
    # Redrawn in place: the same element, so nothing flickers.
    assert page.locator(".card-plot").get_attribute("data-same") == "yes"


def test_a_link_restores_the_view_and_back_goes_back(opened: Opening) -> None:
    page = opened("/trade?metric=imports")
    assert page.evaluate(BARS) == 1
    metric(page, "Imports")
    page.wait_for_function(f"() => {BARS} === 4")
    assert page.url.endswith("/trade")
    page.go_back()
    page.wait_for_function(f"() => {BARS} === 1")


@pytest.mark.parametrize("value", ["foo", "%3Cscript%3Ealert(1)%3C/script%3E", "%00", "a" * 3000])
def test_a_wrong_value_is_a_quiet_note(opened: Opening, value: str) -> None:
    page = opened(f"/trade?metric={value}")
    assert page.evaluate(BARS) == 4
    expect(page.get_by_test_id("stText")).to_contain_text("Not among the choices here")


@BOTH
@pytest.mark.parametrize("address", CHARTS)
def test_a_png_is_a_slide(opened: Opening, address: str, tmp_path: Path) -> None:
    path = download(opened(address), "png", tmp_path)
    assert path.name == f"almaty-uzbekistan-{CHARTS[address]}.png"
    with Image.open(path) as image:
        assert image.size == (2400, 1350)
        colours = image.convert("RGB")
        corners = ((0, 0), (2399, 0), (0, 1349), (2399, 1349))
        assert {colours.getpixel(corner) for corner in corners} == {(255, 255, 255)}
        # Ink in the heading, in the chart and in the foot.
        for band in ((0, 60, 2400, 200), (0, 500, 2400, 1150), (0, 1180, 2400, 1320)):
            assert len(colours.crop(band).resize((240, 60)).getcolors(14400) or []) > 3


@BOTH
@pytest.mark.parametrize("address", CHARTS)
def test_an_svg_carries_title_source_and_address(opened: Opening, address: str, tmp_path: Path) -> None:
    page = opened(address)
    title, source = (" ".join(page.locator(part).inner_text().split()) for part in (".card-title", ".card-source span"))
    path = download(page, "svg", tmp_path)
    assert path.name == f"almaty-uzbekistan-{CHARTS[address]}.svg"
    root = ET.fromstring(path.read_text("utf-8"))
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    texts = [" ".join("".join(part).split()) for part in (lines(text) for text in root.iterfind(".//{*}text"))]
    everything = " ".join(texts)
    assert title in everything
    assert source in everything
    assert "http://www.inform.kz/" in everything
    assert page.url in everything or page.url.startswith("file:")
    assert "file:" not in everything
    assert "@font-face" in "".join(style.text or "" for style in root.iterfind(".//{*}style"))


def lines(text: ET.Element) -> list[str]:
    """The lines of one text, which SVG keeps apart, with a space between."""
    spans = list(text.iterfind(".//{*}tspan"))
    return ["".join(span.itertext()) + " " for span in spans if span.get("class") == "line"] or list(text.itertext())


@BOTH
def test_the_picture_is_what_the_filter_shows_and_light_in_the_dark(opened: Opening, tmp_path: Path) -> None:
    page = opened("/trade?metric=imports")
    page.emulate_media(color_scheme="dark")
    path = download(page, "png", tmp_path)
    assert path.name == "almaty-uzbekistan-trade-balance-imports-2017.png"
    with Image.open(path) as image:
        seen = {colour for _, colour in image.convert("RGB").getcolors(maxcolors=2**24) or []}
    assert (255, 255, 255) in seen
    assert (0xD5, 0x5E, 0x00) in seen  # imports
    assert (0x00, 0x72, 0xB2) not in seen  # no exports


@BOTH
def test_csv_holds_the_rows_drawn(opened: Opening, tmp_path: Path) -> None:
    path = download(opened("/trade?metric=exports&metric=balance"), "csv", tmp_path)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    columns = ("figure", "value", "lowest", "highest", "stated or derived")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("Exports", "15800000", "15750000", "15850000", "stated"),
        ("Balance", "-4400000", "-4500000", "-4300000", "derived"),
    ]
    assert rows[0]["words"] == "15,8 млн долларды"
    assert rows[1]["calculated from"] == "exports-2017 imports-2017"


def test_copy_puts_a_picture_on_the_clipboard(opened: Opening, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened("/factory")
    page.locator(".card-menu summary").click()
    page.locator('[data-do="copy"]').click()
    expect(page.locator(".card-status")).to_have_text("Image copied.")
    kinds = page.evaluate("navigator.clipboard.read().then((items) => items.flatMap((item) => item.types))")
    assert kinds == ["image/png"]


@BOTH
def test_the_table_is_one_key_away(opened: Opening) -> None:
    page = opened("/visit")
    button = page.locator('[data-do="table"]')
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card-table")).to_be_visible()
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator(".card-table tbody tr").count() == 6
    assert page.locator('.card-table a[lang="kk"]').nth(2).inner_text() == "бизнес форумға қатысты"
    page.keyboard.press("Enter")
    expect(page.locator(".card-table")).to_be_hidden()


@BOTH
def test_the_keyboard_alone_reaches_the_download(opened: Opening, tmp_path: Path) -> None:
    page = opened("/trade")
    focused = "document.activeElement"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.tagName === 'SUMMARY' && !!{focused}.closest('.card-menu')"):
            break
    outline = page.evaluate(f"getComputedStyle({focused}).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.dataset.do") == "png"
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "chart.png")
    with Image.open(tmp_path / "chart.png") as image:
        assert image.size == (2400, 1350)


@pytest.mark.parametrize("top", [40, 700])
def test_the_menu_opens_where_there_is_room(opened: Opening, top: int) -> None:
    page = opened("/trade")
    page.set_viewport_size({"width": 390, "height": 844})
    summary = page.locator(".card-menu summary")
    at = "document.querySelector('.card-menu summary').getBoundingClientRect().top"
    page.evaluate(f"document.querySelector('[data-testid=stMain]').scrollBy(0, {at} - {top})")
    summary.click()
    # The browser says that the menu is open a moment after it is.
    menu = "document.querySelector('.card-menu > div').getBoundingClientRect()"
    page.wait_for_function(f"() => {menu}.height && {menu}.top >= 0 && {menu}.bottom <= 844")


@BOTH
def test_the_menu_closes_when_the_keyboard_leaves_it(opened: Opening) -> None:
    page = opened("/trade")
    page.locator(".card-menu summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".card-menu > div")).to_be_hidden()


@BOTH
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ("Алматы облысының", "Дереккөз: KazInform", "Экспорт жоғары")),
        ("uz", ("Olmaota viloyati", "Manba: KazInform", "Eksport – yuqorida")),
        ("ru", ("Алматинская область", "Источник: KazInform", "Экспорт – вверх")),
    ],
)
def test_an_image_is_in_the_page_s_language(
    opened: Opening, language: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    path = download(opened(f"/trade?lang={language}"), "svg", tmp_path)
    root = ET.fromstring(path.read_text("utf-8"))
    texts = " ".join(" ".join("".join(lines(text)).split()) for text in root.iterfind(".//{*}text"))
    assert [word for word in words if word not in texts] == []
    assert "Almaty" not in texts
    assert "rounding" not in texts


@BOTH
def test_escape_closes_the_menu(opened: Opening) -> None:
    page = opened("/trade")
    page.locator(".card-menu summary").click()
    expect(page.locator(".card-menu div")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".card-menu div")).to_be_hidden()


@BOTH
def test_who_does_not_see_the_chart_hears_it(opened: Opening) -> None:
    page = opened("/trade")
    plot = page.locator(".card-plot")
    assert plot.get_attribute("role") == "img"
    alt = str(plot.get_attribute("aria-label"))
    for part in (
        "bought 4.4\u00a0million dollars more",
        "Exports 15.8\u00a0million dollars (15.75–15.85)",
        "Imports 20.2",
    ):
        assert part in alt


def test_without_plotly_the_figures_are_still_there(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.route("**/assets/plotly-*", lambda route: route.abort())
    page.goto(f"{server.url}/trade")
    expect(page.locator(".card-status")).to_have_text("The chart could not be drawn. Its figures are in the table.")
    expect(page.locator(".card-table")).to_be_visible()
