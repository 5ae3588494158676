"""The filters of pages, and where their options lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from components import catalogue
from components.catalogue import Years
from components.share import Query
from components.site import HOMES, Page
from components.view import View


@dataclass(frozen=True)
class Filter:
    """A page's filter: its parameter, whether several options may be picked, and the options."""

    parameter: str
    several: bool
    options: Sequence[str]

    @property
    def key(self) -> str:
        """Key of its group of buttons."""
        return f"filter-{self.parameter}-{'several' if self.several else 'one'}"

    def picks(self) -> Iterator[tuple[str, ...]]:
        """All that can be picked of it, nothing first."""
        most = len(self.options) if self.several else 1
        usual = () if self.several else self.options[:1]  # what is shown where none is picked
        for count in range(most + 1):
            for picked in combinations(self.options, count):
                if picked != usual or not picked:
                    yield picked

    def shown(self, picked: Sequence[str]) -> Sequence[str]:
        """The options that look picked."""
        return picked or (() if self.several else self.options[:1])

    def turned(self, picked: Sequence[str], option: str) -> tuple[str, ...]:
        """What is picked once `option` is pressed."""
        if not self.several:
            return () if option == self.options[0] else (option,)
        return tuple(each for each in self.options if (each in picked) != (each == option))

    def query(self, picked: Sequence[str]) -> Query:
        """What is picked, as the address says it."""
        return [(self.parameter, option) for option in picked]


def filters(page: Page, view: View) -> Mapping[str, Filter]:
    """The filters of a page that are groups of buttons, by parameter: those of its first chart."""
    chart = next((chart for chart, home in HOMES.items() if home == page.path), None)
    if chart is None:
        return {}
    offers = catalogue.CHARTS[chart].offers(view)
    return {
        name: Filter(name, offer.several, tuple(offer.options))
        for name, offer in offers.items()
        if not isinstance(offer, Years)
    }
