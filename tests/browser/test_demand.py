"""What comes when: the page at once, plotly.js when it rests, a live chart once it is reached for; all in place."""

from __future__ import annotations

import re
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

from components.charts.registry import charts
from components.pages import PAGES
from components.server.assets import FONT_PATH, PLOTLY_JS_PATH
from components.streamlit_app import internals
from tests.browser.conftest import DESK, PHONE, Opening, Server, bring_to_life

SIZES = [PHONE, DESK]
FONT_DELAY = 3  # seconds
MOST_SHIFT = 0.02  # of all that has moved, as browsers reckon it; 0.1 is what they call good

# All that has moved so far, and what: an input of the reader's excuses nothing.
SHIFT = """window.shifts = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    window.shifts.push([entry.value, entry.sources.map(({ node }) => node?.parentElement?.className ?? "").join()]);
  }
}).observe({ type: "layout-shift", buffered: true });"""

# Rectangles of what is drawn in a colour of its own, the picture's and plotly.js's: bars and marks.
MARKS = """([name, part]) => {
  const PLAIN = ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]; // paper, and what has no colour of its own
  const plot = document.querySelector(`.card[data-chart="${name}"] .card-plot`);
  const from = plot.getBoundingClientRect();
  const picture = [...plot.querySelectorAll(".card-image svg")].find((svg) => svg.checkVisibility());
  const shapes = part === "still"
    ? picture.querySelectorAll("path, circle")
    : plot.querySelectorAll(".point path, .scatterlayer path.point");
  return [...shapes].filter((shape) => shape.checkVisibility({ opacityProperty: true })).map((shape) => {
    const style = getComputedStyle(shape);
    const { left, top, width, height } = shape.getBoundingClientRect();
    return { look: style.fill, box: [left - from.left, top - from.top, width, height] };
  }).filter(({ look, box }) => /^rgb[(]/.test(look) && !PLAIN.includes(look) && box[2] > 3 && box[3] > 3);
}"""


def total(page: Page) -> float:
    """How much has moved in all."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
    return float(page.evaluate("() => shifts.reduce((sum, [value]) => sum + value, 0)"))


@pytest.mark.parametrize("path", ["", "record"])
def test_plotly_js_is_fetched_when_the_page_rests_and_runs_when_a_chart_is_reached_for(
    opened: Opening, path: str
) -> None:
    page = opened(f"/{path}?lang=en")
    page.wait_for_function(
        """() => performance.getEntriesByType("resource").some(
          ({ name, responseEnd }) => /plotly-/.test(name) && responseEnd)"""
    )
    # And what the filters of the cards start from.
    page.wait_for_function(
        """() => [...document.querySelectorAll(".card")].every(({ dataset }) =>
          performance.getEntriesByName(new URL(dataset.url, location.href).href).length === 1)"""
    )
    assert page.evaluate("() => window.Plotly") is None
    assert page.locator("[data-drawn], .main-svg").count() == 0
    bring_to_life(page)
    # From the browser's own store: it was sent once.
    entries = page.evaluate(
        """() => performance.getEntriesByType("resource").filter(({ name }) => /plotly-/.test(name))
          .map((one) => one.transferSize)"""
    )
    assert len([size for size in entries if size > 1000]) == 1


def test_who_saves_data_fetches_it_only_when_a_chart_is_reached_for(opened: Opening, context: BrowserContext) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } });")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = opened("/trade?lang=en")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "plotly" in url or ".json" in url]
    bring_to_life(page)


def test_plotly_js_is_sent_packed_and_kept(opened: Opening, context: BrowserContext) -> None:
    answers = []
    context.on("response", lambda answer: answers.append(answer) if PLOTLY_JS_PATH in answer.url else None)
    page = opened("/trade", live=True)
    assert answers[0].headers["content-encoding"] in ("br", "gzip")
    assert "immutable" in answers[0].headers["cache-control"]
    assert page.evaluate("() => !!window.Plotly")


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_the_first_gesture_makes_a_chart_live_where_its_picture_was(
    opened: Opening, context: BrowserContext, size: ViewportSize
) -> None:
    context.add_init_script(SHIFT)
    page = opened("/factory?lang=en")
    page.set_viewport_size(size)
    plot = page.locator(".card-plot")
    plot.scroll_into_view_if_needed()
    page.evaluate("() => document.fonts.ready")
    before: list[dict[str, Any]] = page.evaluate(MARKS, ["factory-output", "still"])
    total(page)
    page.evaluate("() => { shifts.length = 0; }")
    box = plot.bounding_box()
    assert box
    bar = max(before, key=lambda mark: mark["box"][2] * mark["box"][3])["box"]
    page.mouse.move(box["x"] + bar[0] + bar[2] / 2, box["y"] + bar[1] + bar[3] / 2)
    # Without another movement, the label is there.
    expect(plot.locator(".hoverlayer .hovertext")).to_contain_text("machines")
    assert page.evaluate("() => document.querySelector('.card-image').hidden")
    assert total(page) == 0


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
@pytest.mark.parametrize("path", sorted({spec.page for spec in charts().values()}))
def test_marks_stay_where_they_are_when_a_chart_becomes_live(
    opened: Opening, context: BrowserContext, path: str, size: ViewportSize
) -> None:
    context.add_init_script(SHIFT)
    page = opened(f"/{path}?lang=kk")
    page.set_viewport_size(size)
    page.evaluate("() => document.fonts.ready")
    names = [spec.name for spec in charts().values() if spec.page == path]
    before = {name: page.evaluate(MARKS, [name, "still"]) for name in names}
    total(page)
    page.evaluate("() => { shifts.length = 0; }")
    bring_to_life(page)
    assert total(page) == 0, page.evaluate("() => shifts")
    for name in names:
        after = page.evaluate(MARKS, [name, "live"])
        assert after
        for mark in after:
            away = min(
                max(abs(one - other) for one, other in zip(mark["box"], still["box"], strict=True))
                for still in before[name]
                if still["look"] == mark["look"]
            )
            assert away <= 2, (name, mark)


@pytest.mark.parametrize(
    ("page_key", "size"),
    list(zip([page.key for page in PAGES if page.key != "read"], cycle(SIZES), strict=False)),
)
def test_a_late_font_moves_next_to_nothing(browser: Browser, server: Server, page_key: str, size: ViewportSize) -> None:
    context = browser.new_context(viewport=size, locale="ru-RU")
    context.add_init_script(SHIFT)
    page = context.new_page()
    waiting: list[Route] = []
    page.route(f"**/{FONT_PATH}", lambda route: waiting.append(route))  # noqa: PLW0108 playwright marks what it calls
    path = next(one.path for one in PAGES if one.key == page_key)
    page.goto(f"{server.url}/{path}", wait_until="domcontentloaded")
    page.wait_for_timeout(FONT_DELAY * 1000 if page_key in ("overview", "record") else 500)
    assert waiting
    for route in waiting:
        route.continue_()
    page.wait_for_function(
        "() => [...document.fonts].some(({ family, status }) => /Source Sans/.test(family) && status === 'loaded')"
    )
    page.wait_for_selector("html.ready", state="attached")
    shift = total(page)
    what = page.evaluate("() => shifts")
    context.close()
    assert shift <= MOST_SHIFT, what


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_nothing_jumps_when_streamlit_s_page_takes_over(browser: Browser, server: Server, size: ViewportSize) -> None:
    context = browser.new_context(viewport=size)
    context.add_init_script(SHIFT)
    page = context.new_page()
    page.goto(f"{server.url}/read?lang=kk")
    page.wait_for_selector("html.ready", state="attached")
    page.wait_for_timeout(500)
    shift, what = total(page), page.evaluate("() => shifts")
    context.close()
    assert shift <= MOST_SHIFT, what


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_only_the_reader_of_articles_has_anything_of_streamlit(
    context: BrowserContext, opened: Opening, page: Any
) -> None:
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(urlsplit(request.url).path.removeprefix("/")))
    opened(f"/{page.path}?lang=en").wait_for_load_state("networkidle")
    of_streamlit = [path for path in fetched if re.match("static/|_stcore/", path)]
    if page.key != "read":
        assert of_streamlit == []
        return
    modules = [path for path in of_streamlit if re.match("static/(?:js|css)/", path)]
    started = set(internals.start_files())
    # Of its modules what it needs, known beforehand, and nothing else; each once.
    assert set(modules) - started == set(internals.element_modules()) - started
    assert len(modules) == len(set(modules))
