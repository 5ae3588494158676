"""For every hand, eye and sheet of paper: keyboard alone, touch, zoom, still pictures."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from components.i18n import Messages
from data.model.language import LANGUAGES
from tests.browser.conftest import Opening, bring_to_life
from tests.browser.test_pages import PAGES

WORDS = Messages("en")
MOST_STOPS = 400  # of the keyboard on one page

# What a pointer can press gets a number; those of one group share it, for arrows lead from one to the next.
PRESSABLE = """() => {
  const groups = new Map();
  const all = "a[href], button, summary, input, select, textarea, .card-stage, mark[tabindex]";
  return [...document.querySelectorAll(all)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.closest("[inert], [aria-hidden=true]"))
    .filter((element) => element.getClientRects()[0]?.width > 1 && !element.disabled)
    .map((element) => {
      const group = element.closest('[role="radiogroup"], [role="toolbar"], [role="tablist"]') ?? element;
      if (!groups.has(group)) groups.set(group, groups.size);
      element.dataset.stop = groups.get(group);
      return [groups.get(group), element.outerHTML.slice(0, 120)];
    });
}"""
FOCUSED = """() => {
  const element = document.activeElement;
  const around = [element, element.parentElement, element.closest("[data-testid]")].filter(Boolean);
  const framed = ({ boxShadow, outlineStyle, outlineWidth }) =>
    boxShadow !== "none" || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1);
  const seen = element.matches("input, textarea") || around.some((one) => framed(getComputedStyle(one)));
  return [element.dataset.stop ?? null, seen, element.outerHTML.slice(0, 120)];
}"""


@pytest.mark.parametrize("address", PAGES)
def test_the_keyboard_reaches_all_that_can_be_pressed_and_one_sees_where_it_is(opened: Opening, address: str) -> None:
    page = opened(address, charts=PAGES[address])
    pressable = {str(number): html for number, html in page.evaluate(PRESSABLE)}
    reached: set[str] = set()
    unseen: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        number, seen, html = page.evaluate(FOCUSED)
        if "<body" in html or (number in reached and len(reached) > 3 and number == next(iter(pressable))):
            break
        if number is not None:
            reached.add(number)
        if not seen:
            unseen.append(html)
    assert [html for number, html in pressable.items() if number not in reached] == []
    assert unseen == []


@pytest.mark.parametrize("address", ["/trade", "/read"])
def test_the_first_key_leads_past_the_navigation(opened: Opening, address: str) -> None:
    page = opened(f"{address}?lang=kk")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == Messages("kk")("shell.skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")
    assert page.evaluate("() => document.activeElement.closest('.site-header, .heading') === null")


def test_language_filter_figure_and_files_by_keyboard_alone(opened: Opening) -> None:
    page = opened("/trade")

    def go(selector: str) -> None:
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.closest(selector) !== null", selector):
                return
        pytest.fail(selector)

    go('.languages [hreflang="ru"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**lang=ru")
    expect(page.locator(".card-subtitle")).to_contain_text("Узбекистан")
    go('[data-value="turnover"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**metric=turnover**")
    expect(page.locator('[data-value="turnover"]')).to_be_focused()
    expect(page.locator(".filter-clear")).to_be_visible()
    go(".filter-clear")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trade?lang=ru")
    # What was pressed is gone; the keyboard goes on from its filter.
    page.wait_for_function("() => document.activeElement.matches('.filter-option')")
    go('[data-action="table"]')
    page.keyboard.press("Enter")
    expect(page.locator(".card-table")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".card-share")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".png")


@pytest.mark.parametrize(
    ("address", "chart", "marks"),
    [("/trade", "trade-balance", 4), ("/factory", "factory-output", 2), ("/visit", "visit-timeline", 6)],
)
def test_arrows_tell_every_mark_in_order(opened: Opening, address: str, chart: str, marks: int) -> None:
    page = opened(address)
    card = page.locator(f'[data-chart="{chart}"]')
    card.locator(".card-stage").focus()
    expect(card.locator(".card-keys")).to_be_visible()
    heard: list[str] = []
    for _ in range(marks):
        page.keyboard.press("ArrowRight")
        expect(card.locator(".card-announcement")).not_to_have_text(heard[-1] if heard else "")
        heard.append(card.locator(".card-announcement").inner_text())
        expect(card.locator(".hoverlayer .hovertext")).to_be_visible()
        expect(card.locator(".card-ring")).to_be_visible()
    assert len(set(heard)) == marks
    page.keyboard.press("ArrowRight")
    expect(card.locator(".card-announcement")).to_have_text(heard[-1])
    page.keyboard.press("Home")
    expect(card.locator(".card-announcement")).to_have_text(heard[0])
    page.keyboard.press("Escape")
    expect(card.locator(".hoverlayer .hovertext")).to_have_count(0)
    expect(card.locator(".card-ring")).to_be_hidden()
    is_shown = card.locator(".card-table").is_visible()
    page.keyboard.press("t")
    expect(card.locator(".card-table")).to_be_visible(visible=not is_shown)


def test_enter_opens_what_a_press_opens_and_escape_closes_it(opened: Opening) -> None:
    page = opened("/record")
    bring_to_life(page, "national-trade")
    card = page.locator('[data-chart="national-trade"]')
    card.locator(".card-stage").focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(card.locator(".card-detail h3")).to_be_visible()
    told = card.locator(".card-announcement").inner_text()
    assert told.startswith(card.locator(".card-detail h3").inner_text().replace("\u00a0", " ").split(":")[0])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card-detail') !== null")  # its link comes next
    page.keyboard.press("Escape")
    expect(card.locator(".card-detail")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.card-stage')")  # not lost with its link


@pytest.mark.parametrize("width", [1440, 390])
def test_the_ring_is_around_the_mark_and_follows_it(opened: Opening, width: int) -> None:
    page = opened("/record")
    page.set_viewport_size({"width": width, "height": 844})
    bring_to_life(page, "national-trade")
    card = page.locator('[data-chart="national-trade"]')
    card.locator(".card-stage").focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    told = card.locator(".card-announcement").inner_text()
    for other in (width, 900):
        page.set_viewport_size({"width": other, "height": 844})
        page.wait_for_timeout(500)
        nearest, seen = page.evaluate(
            """() => {
              const card = document.querySelector('[data-chart="national-trade"]');
              const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
              const ring = card.querySelector(".card-ring").getBoundingClientRect();
              const [x, y] = middle(ring);
              const points = [...card.querySelectorAll(".scatterlayer .point")];
              const places = points.map((one) => middle(one.getBoundingClientRect()));
              const far = Math.min(...places.map(([px, py]) => Math.hypot(px - x, py - y)));
              return [far, ring.top >= 0 && ring.bottom <= innerHeight];
            }"""
        )
        assert nearest < 2, other
        assert seen or other != width
    assert card.locator(".card-announcement").inner_text() == told


@pytest.mark.parametrize(
    ("address", "live"), [("/trade", False), ("/factory", True), ("/visit", False), ("/record", True)]
)
def test_a_finger_on_a_chart_scrolls_the_page(opened: Opening, phone: BrowserContext, address: str, live: bool) -> None:
    page = opened(f"{address}?lang=kk", inside=phone)
    finger = phone.new_cdp_session(page)
    if live:
        bring_to_life(page, page.locator(".card").first.get_attribute("data-chart") or "")
    box = page.locator(".card-plot").first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 700)
    for kind, places in [("touchStart", [0]), ("touchMove", range(10, 250, 20)), ("touchEnd", [])]:
        for moved in places:
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y - moved}]})
            page.wait_for_timeout(16)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("() => scrollY > 100")


def test_nothing_moves_for_a_reader_who_wants_it_still(opened: Opening) -> None:
    page = opened("/trade", live=True)
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_timeout(200)
    moving = """() => [...document.querySelectorAll('main *')].filter((one) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(one);
      const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
      return seconds(transitionDuration) > 0.01 || (animationName !== "none" && seconds(animationDuration) > 0.01);
    }).map((one) => one.outerHTML.slice(0, 100))"""
    assert page.evaluate(moving) == []


@pytest.mark.parametrize("language", [LANGUAGES[0], LANGUAGES[-1]])
def test_the_keyboard_enters_the_languages_at_the_one_that_is_spoken(opened: Opening, language: str) -> None:
    page = opened(f"/read?lang={language}")
    inside = "() => document.activeElement.closest('.st-key-language-switch') && document.activeElement.ariaChecked"
    entered: list[str] = []
    for _ in range(20):
        page.keyboard.press("Tab")
        if checked := page.evaluate(inside):
            entered.append(checked)
    assert entered == ["true"]
    page.locator(".pages a").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft" if language == LANGUAGES[-1] else "ArrowRight")
    assert page.evaluate(inside) == "false"
    page.keyboard.press("Enter")
    page.wait_for_function("(before) => document.documentElement.lang !== before", arg=language)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.st-key-language-switch button')]"
        ".every((one) => one.tabIndex === (one.ariaChecked === 'true' ? 0 : -1))"
    )


# Texts outside a chart that its ring or the hint of its keys lies upon.
COVERED = """(card) => {
  const { x, y, width, height } = card.querySelector(".card-stage").getBoundingClientRect();
  const ring = new DOMRect(x - 6, y - 6, width + 12, height + 12);
  const boxes = [ring, card.querySelector(".card-keys").getBoundingClientRect()];
  const meet = (one, other) => one.left < other.right && one.top < other.bottom;
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement: element } = walker.currentNode;
    const apart = ".card-stage, .card-keys, .card-announcement, .card-status, .jump-list";
    if (!element.checkVisibility() || element.closest(apart)) continue;
    range.selectNodeContents(walker.currentNode);
    for (const text of range.getClientRects()) {
      if (text.width > 1 && boxes.some((box) => meet(box, text) && meet(text, box))) found.push(data.trim());
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_ring_and_the_hint_of_a_chart_cover_no_text(opened: Opening, width: int) -> None:
    page = opened("/record?lang=ru")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("() => document.querySelectorAll('[data-action=table]').forEach((button) => button.click())")
    for card in page.locator(".card").all():
        card.locator(".card-actions button").first.focus()
        page.keyboard.press("Shift+Tab")
        while not page.evaluate("() => document.activeElement.matches('.card-stage')"):
            page.keyboard.press("Shift+Tab")
        assert card.locator(".card-keys").is_visible()
        assert card.evaluate(COVERED) == []
