"""Every page in every language: in one language, open to all; charts whole in both themes and at all sizes.

Pages and languages take turns: each page and each language is judged folded and opened, in both themes, at all sizes.
The pictures are kept in `.screenshots/` for people to look at. Texts at every width are in test_text.py.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from components.i18n import Messages
from data.model.language import LANGUAGES
from tests.browser.conftest import ROOT, Opening, bring_to_life
from tests.browser.edges import cut
from tests.browser.test_pages import PAGES
from tests.components.i18n.test_i18n import catalogue
from tests.components.languages import foreign

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = ROOT / ".screenshots"
THEMES: list[Literal["light", "dark"]] = ["light", "dark"]
SIZES = [(1440, 900), (820, 1180), (390, 844)]
KEYS = re.compile(r"(?<![\w.])(?:" + "|".join(re.escape(key) for key in catalogue("en") if "." in key) + r")(?![\w.])")
TALLEST = 6_000  # CSS pixels of a picture
SETTLED = 100  # milliseconds after a change of size or theme

OPEN_ALL = """() => {
  for (const summary of document.querySelectorAll("details:not([open]) > summary")) summary.click();
  const closed = ':is([data-action="table"], [data-action="share"])[aria-expanded="false"]:not([hidden])';
  for (const button of document.querySelectorAll(closed)) button.click();
}"""
# What is read or heard in the page's own language: texts and names of elements, outside what is marked as another's.
OWN_TEXTS = """() => {
  const root = document.documentElement, found = [];
  const own = (element) => [root.lang, undefined].includes(element.closest("[lang]:not(html)")?.lang);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest('script, style, [translate="no"]') || !element.checkVisibility() || !own(element)) continue;
    // A picture has no languages of its parts: what it quotes is between quotation marks.
    const quoted = element.closest("svg") ? /[«“].*[»”]/g : /$^/;
    if (node.nodeType === Node.TEXT_NODE) found.push(node.data.replace(quoted, ""));
    else for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(node.getAttribute(name) ?? "");
  }
  return found.map((text) => text.trim()).filter(Boolean);
}"""


def findings(page: Page) -> list[str]:
    """What axe holds against the page as it stands; to read style sheets, it needs a page that is served."""
    page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
    options = "{ runOnly: tags, resultTypes: ['violations'], preload: location.protocol !== 'file:' }"
    run = f"(tags) => axe.run(document, {options})"
    result: dict[str, Any] = page.evaluate(run, RULES)
    return [
        f"{found['impact']} {found['id']}: {node['target']} {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def show(page: Page, turn: int) -> str:
    """Show the page in the theme and size whose turn it is; return their names."""
    theme, (width, height) = THEMES[turn % len(THEMES)], SIZES[turn % len(SIZES)]
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(SETTLED)
    return f"{theme}-{width}"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page."""
    size = page.viewport_size
    assert size
    page.set_viewport_size(
        {**size, "height": min(page.evaluate("() => document.querySelector('main').scrollHeight + 200"), TALLEST)}
    )
    page.wait_for_timeout(SETTLED)
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
    page.set_viewport_size(size)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_in_every_language(opened: Opening, address: str, language: str) -> None:
    page = opened(f"{address}?lang={language}", charts=PAGES[address])
    turn = [*PAGES].index(address) + LANGUAGES.index(language)
    if turn // 2 % 2:
        page.evaluate(OPEN_ALL)
    # In one language the charts are live, in the others as they come; the colours of both are looked at.
    if language == "kk":
        bring_to_life(page)
        for other in range(len(SIZES)):
            look = show(page, other)
            assert cut(page) == [], look
    look = show(page, turn)
    picture(page, f"{address.strip('/') or 'overview'}-{language}-{look}")
    assert findings(page) == [], look
    show(page, 0)  # where most is seen
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(SETTLED)
    texts: list[str] = page.evaluate(OWN_TEXTS)
    assert [text for text in set(texts) if KEYS.search(text)] == []
    assert foreign(texts, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_read_article_is_in_the_page_s_language_but_for_its_own_words(opened: Opening, language: str) -> None:
    page = opened(f"/read?lang={language}", charts=0)
    page.get_by_role("button", name=Messages(language)("read.example")).click()
    page.wait_for_selector('[data-chart="factory-output"] .card-image svg.wide')
    look = show(page, LANGUAGES.index(language))
    picture(page, f"article-{language}-{look}")
    assert findings(page) == [], look
    show(page, 0)
    texts = page.evaluate(OWN_TEXTS)
    if language in ("kk", "ru", "en"):
        assert foreign(texts, language) == []
    # On a small phone, with live charts too; the note of a mark stays within the screen.
    bring_to_life(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(SETTLED)
    assert cut(page) == []
    page.locator('mark[data-kind="imports"]').first.click()
    box = page.locator(".article-note").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
