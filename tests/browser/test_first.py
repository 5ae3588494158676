"""The first view in a browser: it reads without scripts, and the live page takes its place without a jump."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.conftest import Server

# Streamlit's own script, without which no live page begins.
LIVE = "**/static/js/index.*.js"

_PLACES = """(scope) => [...document.querySelector(scope).querySelectorAll(
  'h1, h2, .heading p, .figure, [data-testid="stButtonGroup"] :is(a, button), nav p, .st-key-pages p, .card-title, ' +
  '.card-subtitle, .card-caveat, .card-plot, .card-source, .card-actions, table, .section p, .jump, .note, .footer'
)].filter((part) => part.checkVisibility()).map((part) => {
  const { left, top, width, height } = part.getBoundingClientRect();
  const said = part.matches('.card-plot') ? 'chart' : part.textContent.trim().slice(0, 20);
  return [said, ...[left, top, width, height].map(Math.round)];
})"""

_WHERE = """(scope) => {
  const scroller = scope === '#first' ? '#first' : '[data-testid="stMain"]';
  const figure = document.querySelectorAll(`${scope} .figure`)[1];
  return { place: document.querySelector(scroller).scrollTop, figure: Math.round(figure.getBoundingClientRect().top) };
}"""

Held = Callable[[str], tuple[Page, Callable[[], None]]]


@pytest.fixture
def held(context: BrowserContext, server: Server) -> Held:
    """Opens an address with its live page held back, until the second thing returned is called."""

    def opening(address: str) -> tuple[Page, Callable[[], None]]:
        page = context.new_page()
        waiting: list[Route] = []
        page.route(LIVE, lambda route: waiting.append(route))  # noqa: PLW0108 playwright marks what it calls
        page.goto(server.url + address, wait_until="domcontentloaded")
        page.evaluate("() => document.fonts.ready")

        def go_on() -> None:
            while not waiting:
                page.wait_for_timeout(50)
            while waiting:
                waiting.pop().continue_()
            page.route(LIVE, lambda route: route.continue_())  # the module's links came first
            page.wait_for_selector("html.ready", state="attached")

        return page, go_on

    return opening


@pytest.mark.parametrize(
    ("address", "width"),
    [("/?lang=kk", 1440), ("/trade?lang=ru", 390), ("/record?lang=en", 390), ("/sources?lang=uz", 1440)],
)
def test_nothing_moves_when_the_live_page_takes_over(
    held: Held, context: BrowserContext, address: str, width: int
) -> None:
    page, go_on = held(address)
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function("() => document.querySelector('#live') === null || !document.querySelector('.card')")
    before = page.evaluate(_PLACES, "#first")
    go_on()
    page.wait_for_timeout(300)
    after = page.evaluate(_PLACES, "#root")
    said = [place[0] for place in before]
    assert said == [place[0] for place in after]
    moved = [
        (one, other)
        for one, other in zip(before, after, strict=True)
        if max(abs(first - second) for first, second in zip(one[1:], other[1:], strict=True)) > 1
    ]
    assert moved == []


def test_without_scripts_all_is_there(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server.url}/?lang=en")
    assert page.locator("h1").inner_text().startswith("Almaty region traded")
    assert page.locator(".figure").count() == 8
    assert page.locator(".card-still svg.narrow").first.is_visible()
    assert not page.locator(".card-still svg.wide").first.is_visible()
    assert page.locator(".card-table").first.is_visible()
    assert "JavaScript" in page.locator("#first > noscript").inner_text()
    page.get_by_role("link", name="Trade", exact=True).click()
    assert page.url.endswith("/trade?lang=en")
    page.get_by_role("link", name="Exports", exact=True).click()
    assert page.url.endswith("metric=exports")
    assert page.locator(".card-title").inner_text().startswith("Almaty region sold")
    context.close()


def test_a_chart_drawn_early_goes_on_in_the_live_page(held: Held) -> None:
    page, go_on = held("/trade?lang=en")
    page.wait_for_selector("#first .card-plot[data-drawn]")
    assert page.locator("#first .card-still").count() == 0
    page.evaluate("() => { document.querySelector('#first .card-plot').isThatOne = true; }")
    go_on()
    page.wait_for_selector(".ready .card-plot[data-drawn]")
    assert page.locator("#first").count() == 0
    assert page.evaluate("() => document.querySelector('#root .card-plot').isThatOne")
    page.get_by_role("button", name="Exports", exact=True).click()
    page.wait_for_function("() => document.querySelectorAll('#root .point path').length === 1")


def test_the_reader_s_place_is_kept(held: Held) -> None:
    page, go_on = held("/?lang=en")
    page.wait_for_selector("#first .figure")
    page.locator("#first .figure summary").nth(1).click()
    page.get_by_role("link", name="More on the plant").focus()
    page.evaluate("() => document.getElementById('first').scrollTo(0, 700)")
    page.evaluate(f"() => document.addEventListener('handover', () => {{ window.before = ({_WHERE})('#first'); }})")
    go_on()
    after = page.evaluate(_WHERE, "#root")
    assert after["place"] > 0
    assert after == page.evaluate("() => window.before")
    assert page.locator("#root .figure").nth(1).get_attribute("open") is not None
    assert page.evaluate("() => document.activeElement.textContent.trim()") == "More on the plant"


def test_it_is_in_the_theme_of_the_system(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{server.url}/trade?lang=en")
    colour = "(element) => getComputedStyle(element).{}"
    assert page.locator("#first").evaluate(colour.format("backgroundColor")) == "rgb(18, 23, 30)"
    fills = page.locator(".card-still .wide .point path").evaluate_all(
        "(paths) => paths.map((path) => getComputedStyle(path).fill)"
    )
    assert fills[1] == "rgb(79, 168, 220)"
    context.close()


def test_nobody_gets_behind_it(held: Held) -> None:
    page, go_on = held("/trade?lang=en")
    assert page.locator("#root").evaluate("(root) => root.inert")
    go_on()
    assert not page.locator("#root").evaluate("(root) => root.inert")
