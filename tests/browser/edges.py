"""What stands past an edge of the window or of its chart."""

from __future__ import annotations

from time import monotonic

from playwright.sync_api import Page

# A chart needs both dimensions, a table its words: where there is too little room, it alone is scrolled.
OVERFLOWING = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((e) => !e.closest('.card-stage, .table-scroll > *, thead, [hidden]') && e.getClientRects().length)
  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((e) => e.className || e.tagName)"""
CUT_IN_CHART = """() => [...document.querySelectorAll('.card-plot')].flatMap((plot) => {
  const box = plot.getBoundingClientRect();
  return [...plot.querySelectorAll('.annotation-text, .annotation text')].filter((text) => {
    const place = text.getBoundingClientRect();
    return place.width && (place.left < box.left - 1 || place.right > box.right + 1
      || place.top < box.top - 1 || place.bottom > box.bottom + 1);
  }).map((text) => text.textContent);
})"""


# plotly.js redraws some time after the window's width changed; on a busy machine that takes a second.
SETTLED_WITHIN_S = 10


def cut(page: Page) -> list[str]:
    """What stands past an edge of the window or of its chart, and stays there when charts have settled."""
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['the page'] : []"
    end = monotonic() + SETTLED_WITHIN_S
    while found := [*page.evaluate(OVERFLOWING), *page.evaluate(CUT_IN_CHART), *page.evaluate(wide)]:
        if monotonic() > end:
            break
        page.wait_for_timeout(100)
    return found
