"""What readers do, in Firefox and in WebKit: pages, charts, labels, filters, history, files, an article, paper."""

from __future__ import annotations

import base64
import csv
import io
import re
import urllib.request

import pypdfium2
import pytest
from lxml import html  # type: ignore[import-untyped]

from components.charts.registry import charts
from components.i18n import Messages
from components.view import in_language
from tests.browser.edges import OVERFLOWING
from tests.browser.engines.conftest import DESK, PHONE
from tests.browser.engines.firefox import Firefox
from tests.browser.engines.window import Window
from tests.browser.shown import settled, shown
from tests.browser.test_files import is_slide
from tests.browser.test_labels import TOLD, expected, place
from tests.browser.test_pages import PAGES
from tests.browser.test_paper import MOST_EMPTY
from tests.browser.test_read import TEXT
from tests.server import Server

READY = "html.ready"
LOOKS = [("en", DESK), ("kk", PHONE)]
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(18, 23, 30)"
BARS = ".card-plot .bars .point"
HOME, RIGHT = "\ue011", "\ue014"  # keys, as WebDriver names them

DRAWN = "() => [...document.querySelectorAll('.card-image svg')].filter((svg) => svg.getClientRects().length).length"
COUNT = "([selector, count]) => document.querySelectorAll(selector).length === count"
TELLS = """([selector, words]) => document.querySelector(selector)?.textContent
  .replace(/[\\s\u2060]+/g, " ").includes(words)"""
BACKGROUND = "([selector, colour]) => getComputedStyle(document.querySelector(selector)).backgroundColor === colour"
CANVAS_IS_NOISE = """() => {
  const context = document.createElement("canvas").getContext("2d");
  context.fillRect(0, 0, 300, 150);
  return new Set(context.getImageData(0, 0, 300, 150).data).size > 2;
}"""
# Without a screen, Firefox's clipboard gives no image back.
WATCH_CLIPBOARD = """() => {
  const { clipboard } = navigator;
  const write = clipboard.write.bind(clipboard);
  clipboard.write = (items) => { window.copied = items[0].getType("image/png"); return write(items); };
}"""
COPIED = """async () => {
  const bytes = new Uint8Array(await (await window.copied).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


def opened(window: Window, server: Server, address: str) -> None:
    window.open(server.url + address)
    window.see(READY)


def bring_to_life(window: Window, name: str) -> None:
    """Move the mouse to a chart; wait until plotly.js has drawn it."""
    card = f'.card[data-chart="{name}"]'
    window.hover(f"{card} .card-stage")
    window.see(f"{card} .card-plot[data-drawn]")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_its_heading_and_its_charts(window: Window, server: Server, path: str) -> None:
    # Pages and engines take turns: a page that one has at a desk, the other has on a phone.
    language, size = LOOKS[([*PAGES].index(path) + isinstance(window, Firefox)) % len(LOOKS)]
    address = f"{path}?lang={language}"
    with urllib.request.urlopen(server.url + address, timeout=20) as answer:
        (heading,) = html.fromstring(answer.read()).xpath("//h1")
    window.resize(*size)
    opened(window, server, address)
    assert window.text("h1") == " ".join(heading.text_content().replace("\u2060", "").split())
    assert window.evaluate(DRAWN) == PAGES[path]
    assert window.evaluate(OVERFLOWING) == []
    assert window.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", charts())
def test_a_chart_that_is_reached_for_tells_its_marks(window: Window, server: Server, name: str) -> None:
    chart = charts()[name].build(in_language("en"), {})
    assert chart
    opened(window, server, f"/{charts()[name].page}?lang=en")
    assert window.evaluate("() => window.Plotly === undefined")
    bring_to_life(window, name)
    label = f'.card[data-chart="{name}"] .hoverlayer .hovertext text.nums'
    window.point(1, 1)
    x, y, lines = place(window, name, 1)
    window.point(x, y)
    window.wait_for_function(TELLS, [label, " ".join("".join(lines).split())])
    assert "extra" not in window.text(label)
    # Each by the keyboard; charts and engines take turns.
    if ([*charts()].index(name) + isinstance(window, Firefox)) % 2:
        return
    window.point(1, 1)
    points = window.evaluate(TOLD, [name])[name]["points"]
    labels = expected(chart)
    assert len(points) == len(labels)
    for point in points:
        lines = labels[point["point"][0], point["point"][1]]
        ((label,),) = (one["lines"] for one in point["label"])
        assert "".join(label.split()) == "".join("".join(lines).split())  # lines are as long as there is room
        assert {one["name"] for one in point["label"]} == {""}


def test_a_mark_is_explained_to_a_finger_and_to_the_keyboard(window: Window, server: Server) -> None:
    window.resize(*PHONE)
    opened(window, server, "/record?lang=en&chart=region-scale")
    card = '.card[data-chart="region-scale"]'
    bring_to_life(window, "region-scale")
    window.point(1, 1)
    x, y, lines = place(window, "region-scale", 1)
    window.tap(x, y)
    window.see(f"{card} .card-detail h3")
    assert window.text(f"{card} .card-detail h3") == " ".join("".join(lines).split())
    window.evaluate("(selector) => document.querySelector(selector).focus()", f"{card} .card-stage")
    window.keys(HOME)
    first = window.text(f"{card} .card-announcement")
    window.keys(RIGHT)
    assert window.text(f"{card} .card-announcement") not in ("", first)


def test_a_filter_is_an_entry_of_the_history_and_its_link_opens_the_same(window: Window, server: Server) -> None:
    opened(window, server, "/trade?lang=en")
    bring_to_life(window, "trade-balance")
    window.wait_for_function(COUNT, [BARS, 4])
    before, address = shown(window), window.url()
    window.press('[data-value="imports"]')
    window.wait_for_function(COUNT, [BARS, 1])
    assert window.url() == f"{server.url}/trade?lang=en&metric=imports"
    seen = shown(window)
    assert seen != before
    window.back()
    window.wait_for_function(COUNT, [BARS, 4])
    assert window.url() == address
    assert shown(window) == before
    opened(window, server, "/trade?lang=en&metric=imports")
    assert shown(window) == seen


def test_two_cards_follow_a_filter_and_a_page_that_was_left_comes_back_as_it_was(
    window: Window, server: Server
) -> None:
    opened(window, server, "/record?lang=ru")
    bring_to_life(window, "national-trade")
    bring_to_life(window, "trade-to-date")
    before = shown(window)
    window.press('[data-value="exports"]')
    window.wait_for_function("() => location.search.includes('metric=exports')")
    settled(window)
    seen = shown(window)
    changed = {name for name in before if seen[name] != before[name]}
    assert {"national-trade", "trade-to-date"} <= changed
    window.press(".site-header .pages a[href*='/sources']")
    window.wait_for_function("() => location.pathname === '/sources'")
    window.back()
    window.wait_for_function("() => location.pathname === '/record' && document.querySelectorAll('html.ready').length")
    assert shown(window) == seen
    bring_to_life(window, "national-trade")


def test_pictures_and_data_are_downloaded(window: Window, server: Server) -> None:
    opened(window, server, "/trade?lang=en&metric=exports&metric=imports")
    chart = charts()["trade-balance"].build(in_language("en"), {"metric": ("exports", "imports")})
    assert chart
    files = {}
    for form in ("png", "svg", "csv"):
        window.press(".card-menu summary")
        files[form] = window.download(f'.card-menu a[data-format="{form}"]')
        assert files[form].name == f"{chart.file_stem}.{form}"
    is_slide(files["png"])
    assert files["svg"].read_text("utf-8").startswith("<svg")
    raw = files["csv"].read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(raw, newline="")))
    assert [row["value"] for row in rows] == ["15800000", "20200000"]


def test_a_picture_is_copied_and_downloaded_whole_where_a_canvas_is_noise(firefox: Firefox, server: Server) -> None:
    firefox.set("privacy.resistFingerprinting", value=True)
    try:
        opened(firefox, server, "/trade?lang=en")
        assert firefox.evaluate(CANVAS_IS_NOISE)
        bring_to_life(firefox, "trade-balance")
        firefox.press(".card-menu summary")
        path = firefox.download('.card-menu a[data-format="png"]')
        is_slide(path)
        firefox.evaluate(WATCH_CLIPBOARD)
        firefox.press(".card-menu summary")
        firefox.press('[data-action="copyImage"]')
        firefox.wait_for_function(TELLS, [".card-status", Messages("en")("card.copied")])
        assert base64.b64decode(firefox.evaluate(COPIED)) == path.read_bytes()
    finally:
        firefox.set("privacy.resistFingerprinting", value=False)


def test_an_article_is_read_and_its_cards_may_go(window: Window, server: Server) -> None:
    opened(window, server, "/read?lang=en")
    button = '[data-testid="stFormSubmitButton"] button'
    window.paste("textarea", TEXT)
    window.press(button)
    window.see(".article mark")
    marked = window.evaluate("() => [...document.querySelectorAll('.article mark')].map((mark) => mark.textContent)")
    assert {"$4.6 billion", "$3.1 billion", "$1.5 billion"} <= set(marked)
    window.hover('mark[data-kind="exports"]')
    window.see(".article-note")
    assert "3,100 million dollars" in window.text(".article-note")
    bring_to_life(window, "trade-balance")
    window.wait_for_function(COUNT, [BARS, 4])
    # Another text without figures: the card that is live and pointed at goes.
    window.paste("textarea", "No figures here.")
    window.press(button)
    window.wait_for_function(COUNT, [".card", 0])
    window.resize(*PHONE)
    window.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_the_system_s_theme_is_followed_by_a_live_chart(window: Window, server: Server) -> None:
    opened(window, server, "/factory?lang=en")
    bring_to_life(window, "factory-output")
    for colour in (DARK, LIGHT):
        window.darken(dark=colour == DARK)
        window.wait_for_function(BACKGROUND, ["body", colour])
        window.wait_for_function(BACKGROUND, [".card-plot .main-svg", colour])


@pytest.mark.parametrize("path", ["/trade", "/record", "/sources"])
def test_paper_is_filled_with_words_that_are_whole(window: Window, server: Server, path: str) -> None:
    opened(window, server, f"{path}?lang=ru")
    if path == "/trade":
        bring_to_life(window, "trade-balance")
    cells: list[str] = window.evaluate(
        """() => [...document.querySelectorAll("h1, main td, main th")]
          .filter((cell) => cell.getClientRects().length).map((cell) => cell.innerText.replaceAll("\\u2060", ""))"""
    )
    # A line may end after a hyphen or dash; what is written from right to left stands there the other way round.
    words = {
        word
        for cell in cells
        for word in re.split(r"\s+|(?<=[-\u2013])", cell)
        if not re.search("[\u0600-\u06ff]", word)
    }
    with pypdfium2.PdfDocument(window.printed()) as paper:
        said = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
        sheets = [sheet.render().to_pil().convert("L").point(lambda grey: 255 * (grey < 128)) for sheet in paper]
    lines = ["".join(line.split()) for line in said.splitlines()]
    assert words
    assert [word for word in sorted(words) if not any(word in line for line in lines)] == []
    # As large as a sheet is wide; and a sheet is filled before the next is begun.
    inked = [sheet.getbbox() for sheet in sheets]
    assert max(box[2] - box[0] for box in inked) > 0.8 * sheets[0].width
    assert [box for box in inked[:-1] if box[3] < (1 - MOST_EMPTY) * sheets[0].height] == []
