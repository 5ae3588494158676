"""Browsers of 2021, and scripts that fail: what is shown and what links do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from components.server.assets import STYLE
from components.theme.tokens import DARK, LIGHT, Palette
from tests.browser.conftest import Server
from tests.browser.edges import cut
from tests.browser.shown import option

# What the style sheet uses though Chrome 96, Firefox 95 or Safari 15.2 does not know it.
NEWER = re.compile(
    r"light-dark\b|color-mix\b|(?<=@)container\b|\bcontainer(?:-type)?(?=:)|(?<=:)has\b|(?<=:)focus-visible\b"
    r"|\btext-wrap\b|\b(?:size-adjust|(?:ascent|descent|line-gap)-override)\b"
)


def rgb(colour: str) -> str:
    """#rrggbb as browsers compute it."""
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"


def opened_in_2021(page: Page, address: str) -> None:
    """Open an address in a browser that ignores what it does not know of the style sheet."""

    def older(route: Route) -> None:
        sheet, count = NEWER.subn("not-known", STYLE.text)
        assert count
        route.fulfill(body=sheet, content_type="text/css")

    page.route("**/assets/style-*.css", older)
    page.goto(address)


@pytest.mark.parametrize(
    ("width", "size", "scheme", "palette"),
    [(1440, "wide", "light", LIGHT), (820, "medium", "dark", DARK), (390, "narrow", "light", LIGHT)],
)
def test_a_browser_of_2021_shows_charts_in_their_colours_and_size(
    browser: Browser, server: Server, width: int, size: str, scheme: str, palette: Palette
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    opened_in_2021(page, f"{server.url}/trade?lang=ru")
    style = "(element, name) => getComputedStyle(element)[name]"
    assert page.locator("body").evaluate(style, "backgroundColor") == rgb(palette.background)
    assert page.locator("h1").evaluate(style, "color") == rgb(palette.ink)
    assert page.locator(".card-subtitle").evaluate(style, "color") == rgb(palette.muted)
    assert page.locator(".card-image svg:visible").get_attribute("class") == size
    fills = page.locator(f".card-image svg.{size} path").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).fill)"
    )
    assert {rgb(palette.exports), rgb(palette.imports), rgb(palette.turnover)} <= set(fills)
    assert cut(page) == []
    context.close()


@pytest.mark.parametrize("script", ["/(?<=a/;", "throw new Error('broken')"])
def test_where_the_script_fails_filters_are_links(context: BrowserContext, server: Server, script: str) -> None:
    page = context.new_page()
    page.route("**/assets/page-*.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(f"{server.url}/trade?lang=en")
    assert page.locator(".card-image svg.wide").is_visible()
    option(page, "exports").click()
    page.wait_for_url("**/trade?lang=en&metric=exports")
    assert option(page, "exports").get_attribute("aria-current") == "true"
    with page.expect_download() as download:
        page.locator(".card-menu summary").click()
        page.locator('.card-menu [data-format="csv"]').click()
    assert download.value.suggested_filename.endswith(".csv")
