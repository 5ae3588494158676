"""Lines end between words: every word and figure is whole, at every width, in each language."""

from __future__ import annotations

import pytest

from components.i18n import Messages
from data.model.language import LANGUAGES
from tests.browser.conftest import Opening
from tests.browser.edges import cut
from tests.browser.test_gallery import OPEN_ALL
from tests.browser.test_pages import PAGES

# 320 and 640 are 1280 at 400 % and 200 %, as zoom lays them out. Where there is least room all texts are looked at;
# the other widths take turns, so that each page and each language is looked at in each.
NARROW = [320, 360]
OTHERS = [640, 641, 700, 820, 1000, 1440, 2560]
TURNS = 3
STACKED = 640  # up to which each cell of a table is on lines of its own

# A line may end after the hyphen of "mid-November", but not after one that stands by a figure.
SPLIT = """() => {
  const range = document.createRange();
  const isSplit = (node, from, to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    const [first, ...others] = [...range.getClientRects()].filter(({ width }) => width > 0.5);
    return others.some(({ top }) => Math.abs(top - first.top) > first.height / 2);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("svg, noscript, script, style, textarea, option")) continue;
    if (!isSplit(node, 0, node.data.length)) continue;
    for (const { 0: word, index } of node.data.matchAll(/\\S+/g)) {
      if (!isSplit(node, index, index + word.length)) continue;
      let end = 1;
      while (!isSplit(node, index, index + end + 1)) end++;
      if (!/[^\\d][-–—/]$/.test(word.slice(0, end))) found.push(`${word.slice(0, end)} ${word.slice(end)}`);
    }
  }
  return found;
}"""
# The names of a table's columns stand beside its cells on a phone, drawn by the style sheet.
WIDE_NAMES = """() => [...document.querySelectorAll("td[data-column]")].flatMap((cell) => {
  const { font, gridTemplateColumns, display } = getComputedStyle(cell);
  if (display !== "grid") return [];
  const context = (window.measuring ??= document.createElement("canvas").getContext("2d"));
  context.font = font;
  const room = parseFloat(gridTemplateColumns);
  return cell.dataset.column.split(/[\\s-]+/).filter((word) => context.measureText(word).width > room + 1);
})"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_word_is_whole_at_every_width(opened: Opening, address: str, language: str) -> None:
    page = opened(f"{address}?lang={language}")
    if address == "/read":
        page.get_by_role("button", name=Messages(language)("read.example")).click()
        page.wait_for_selector('[data-chart="factory-output"] .card-image svg.wide')
    page.evaluate(OPEN_ALL)
    turn = [*PAGES].index(address) + LANGUAGES.index(language)
    for width in [*NARROW, *OTHERS[turn % TURNS :: TURNS]]:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SPLIT) == [], width
        assert width > STACKED or page.evaluate(WIDE_NAMES) == [], width
        assert cut(page) == [], width
