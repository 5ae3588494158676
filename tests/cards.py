"""Chart cards as their HTML has them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from lxml import html  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Card:
    """A card: the element, and what readers see of it."""

    element: Any

    @property
    def name(self) -> str:
        """The chart that it shows."""
        return str(self.element.get("data-chart"))

    @property
    def title(self) -> str:
        """Its heading."""
        return self._text("card-title")

    @property
    def caveat(self) -> str:
        """What stands under its heading."""
        return self._text("card-caveat")

    @property
    def alt(self) -> str:
        """The alternative text of its chart."""
        return str(self.element.find_class("card-plot")[0].get("aria-label"))

    @property
    def empty(self) -> str:
        """What it says in place of a chart."""
        return " ".join(map(text_of, self.element.find_class("card-empty")))

    @property
    def rows(self) -> list[list[str]]:
        """Its table, without headings."""
        (table,) = self.element.find_class("card-table")
        return [[text_of(cell) for cell in row.iterfind("td")] for row in table.iterfind(".//tbody/tr")]

    @property
    def svgs(self) -> list[str]:
        """The screen sizes that its chart is drawn for."""
        (still,) = self.element.find_class("card-image")
        return [svg.get("class") for svg in still.iterfind("{*}svg")]

    @property
    def options(self) -> dict[str, dict[str, Any]]:
        """Links of its filters, by parameter and value."""
        return {
            group.get("data-parameter"): {link.get("data-value"): link for link in group.find_class("filter-option")}
            for group in self.element.find_class("filter")
        }

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Options of its filters that are marked, by parameter."""
        return {
            parameter: [value for value, link in links.items() if link.get("aria-current")]
            for parameter, links in self.options.items()
        }

    @property
    def downloads(self) -> dict[str, tuple[str, str]]:
        """Addresses and file names of its downloads, by format."""
        links = self.element.xpath('.//*[@data-part="downloads"]//a')
        return {link.get("data-format"): (link.get("href"), link.get("download")) for link in links}

    @property
    def payload(self) -> Any:
        """The data that stand in the card itself."""
        return json.loads(self.element.get("data-payload"))

    def _text(self, name: str) -> str:
        return text_of(self.element.find_class(name)[0])


def text_of(element: Any) -> str:
    """The text of an element as it is read: one space between words, nothing that only says where a line may break."""
    return re.sub("[ \n]+", " ", element.text_content().replace("\u2060", "")).strip(" \n")


def cards(page: str) -> list[Card]:
    """Return the cards of a page, or of a part of one, first to last."""
    return [Card(element) for element in html.fromstring(f"<div>{page}</div>").find_class("card")]
