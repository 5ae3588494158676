"""What the cards of a page show a reader, to compare with what they show elsewhere or at another time."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.engines.window import Window

_SHOWN = """() => {
  const words = (element) => element?.textContent.replace(/\\s+/g, " ").trim() ?? "";
  const address = (link) => {
    const url = new URL(link.getAttribute("href"), location.href);
    url.searchParams.delete("lang"); // which is also that of the page, or of the browser
    return `${url.pathname}?${[...url.searchParams].map((pair) => pair.join("=")).sort().join("&")}`;
  };
  // A table that nobody has opened yet stands in the document as text.
  const table = (card) => {
    const place = card.querySelector(".card-table");
    const wrapped = place.querySelector("noscript:not(:has(*))")?.textContent;
    return wrapped ? new DOMParser().parseFromString(wrapped, "text/html") : place;
  };
  return Object.fromEntries([...document.querySelectorAll(".card[data-chart]")].map((card) => {
    const all = (selector) => [...card.querySelectorAll(selector)];
    const share = card.querySelector(".card-share");
    return [card.dataset.chart, {
      text: ["title", "subtitle", "caveat", "source"].map((part) => words(card.querySelector(`.card-${part}`))),
      alt: card.querySelector(".card-plot").getAttribute("aria-label"),
      options: all(".filter-option").map((link) => [words(link), link.hasAttribute("aria-current"), address(link)]),
      clear: all(".filter-clear").map(address),
      years: all(".filter-years select").map((select) => select.value),
      empty: words(card.querySelector(".card-empty")),
      rows: [...table(card).querySelectorAll("tbody tr")].map((row) => [...row.cells].map(words)),
      pictures: all(".card-image svg").map((svg) => svg.innerHTML.replace(/(id="|url\\(#)[mnw][0-9a-f]{6}/g, "$1")),
      downloads: all('[data-part="downloads"] a').map((link) => [address(link), link.download]),
      share: share && [share.dataset.link, share.dataset.embed],
    }];
  }));
}"""


def shown(page: Page | Window) -> dict[str, dict[str, Any]]:
    """What each card of the page shows, by its chart; addresses are compared with their query in a fixed order."""
    found: dict[str, dict[str, Any]] = page.evaluate(_SHOWN)
    return found


def option(page: Page, value: str, parameter: str = "") -> Locator:
    """The first option of this value, of a filter or of this one."""
    within = f'.filter[data-parameter="{parameter}"] ' if parameter else ""
    return page.locator(f'{within}.filter-option[data-value="{value}"]').first


def chosen(page: Page, parameter: str = "") -> list[str]:
    """Values of the options that are marked as chosen, of all filters or of this one."""
    within = f'.filter[data-parameter="{parameter}"] ' if parameter else ""
    found: list[str] = page.locator(f"{within}.filter-option[aria-current]").evaluate_all(
        "(all) => all.map((one) => one.dataset.value)"
    )
    return found


def settled(page: Page | Window) -> None:
    """Wait until each card shows what its page's address asks for."""
    page.wait_for_function(
        """() => [...document.querySelectorAll(".card[data-url]")].every((card) => {
          const ours = (card.dataset.parameters ?? "").split(" ");
          const query = new URLSearchParams(location.search);
          const url = new URLSearchParams(card.dataset.url.split("?")[1]);
          const values = (from, name) => from.getAll(name).flatMap((text) => text.split(",")).sort().join();
          return ours.every((name) => !name || values(url, name) === values(query, name));
        }) && !document.querySelector(".card[aria-busy]")"""
    )
