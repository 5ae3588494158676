"""What a page works with: the data, read once, and the words of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from components.i18n import Words
from data import DataError, Dataset, Fact, Problem
from data.analysis.discrepancies import Contradiction, contradictions
from data.analysis.mirror_flows import Statement, statements
from data.store.dataset_reloader import SHELF

# Whose trade this site is about.
REPORTER, PARTNER = "almaty-region", "uzbekistan"
PLANT = "tashkent-tractor-plant"
# What is said of the plant's output, in this order.
OUTPUT = ("before", "now", "output-multiple", "output-change")
_WHOLE = frozenset(("turnover", "exports", "imports", "balance"))

_A_YEAR = len("2017")

# Columns that hold a source's own words.
_QUOTED = ("phrase", "period_text", "order_text", "words")

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class View:
    """The dataset in one language. What rests on a table that is not sound raises `DataError`.

    `files` is whose the downloads are.
    """

    data: Dataset
    language: str
    files: ClassVar[str] = "site"

    @cached_property
    def words(self) -> Words:
        """Messages and names; a row without a label goes by its id."""
        try:
            rows = self.data.rows("labels", sound=False)
        except DataError:
            rows = []
        labels = {(row["table"], row["id"], row["field"]): row[self.language] for _, row in rows}
        return Words(self.language, labels, self._quotes)

    @cached_property
    def _quotes(self) -> Mapping[str, str]:
        """Phrases that sources are quoted with, each with its source's language."""
        found: dict[str, str] = {}
        try:
            languages = {row["id"]: row["language"] for _, row in self.data.rows("sources")}
            tables = [self.data.rows(name) for name in ("observations", "events", "tellings")]
        except DataError:
            return found
        for table in tables:
            for _, row in table:
                language = languages.get(row["source"])
                found |= {row[name]: language for name in _QUOTED if language and row.get(name)}
        return found

    @cached_property
    def sources(self) -> Mapping[str, Row]:
        """Rows of the table `sources` by id."""
        rows = [row for _, row in self.data.rows("sources")]
        return {row["id"]: {**row, "publisher": self.words.name("publishers", row["publisher"])} for row in rows}

    @cached_property
    def events(self) -> tuple[Row, ...]:
        """Stops of the first day of the visit that the site is about, first to last."""
        rows = [row for _, row in self.data.rows("events")]
        rows = [row for row in rows if row["source"] == self._visit(rows)]
        first = min((row["day"] for row in rows), default=None)
        return tuple(sorted((row for row in rows if row["day"] == first), key=lambda row: int(row["order"])))

    @cached_property
    def commitments(self) -> tuple[Row, ...]:
        """What was promised on that visit: rows of the table `commitments`."""
        return tuple(row for _, row in self.data.rows("commitments"))

    def _visit(self, rows: list[Row]) -> str | None:
        """The source of the visit that is shown: one whose promises are known, else the one that tells most stops."""
        try:
            promised = {row["source"] for row in self.commitments}
        except DataError:
            promised = set()
        told = [row["source"] for row in rows]
        return max(dict.fromkeys(told), key=lambda source: (source in promised, told.count(source))) if told else None

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """All figures by id, stated and derived."""
        return {fact.id: fact for fact in self.data.facts}

    @cached_property
    def trade(self) -> Mapping[str, Fact]:
        """Figures of all the region's trade by metric: one report's, of the latest whole year that is told in full.

        Reports are not mixed, and plans are left out. Where none tells all, the one that tells most.
        """
        # The region in any boundaries: where they changed, it goes by another id.
        facts = [fact for fact in self.data.facts if fact.reporter in self._territories and fact.partner == PARTNER]
        facts = [fact for fact in facts if fact.period and len(fact.period) == _A_YEAR]
        facts = [fact for fact in facts if fact.modality == "actual" and fact.product is None]
        told: dict[tuple[str, str], dict[str, Fact]] = {}
        for fact in facts:
            told.setdefault((fact.period or "", fact.source), {})[fact.metric] = fact
        most = max((len(_WHOLE & figures.keys()) for figures in told.values()), default=0)
        full = [key for key, figures in told.items() if len(_WHOLE & figures.keys()) == most]
        return _Figures(told[max(full, key=lambda key: key[0])] if full else {})

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What is said of the trade of the two countries, whichever of them counts."""
        return statements(self.data.facts)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where those statements give different figures for one thing."""
        kinds = {row["id"]: row["kind"] for _, row in self.data.rows("authorities")}
        return contradictions(self.statements, kinds)

    @cached_property
    def tellings(self) -> tuple[Row, ...]:
        """What each report of the visit that is shown tells: rows of the table `tellings`."""
        visit = self.events[0]["source"] if self.events else None
        return tuple(row for _, row in self.data.rows("tellings") if row["visit"] == visit)

    @cached_property
    def _territories(self) -> frozenset[str]:
        """The region and all areas that succeeded it, under the same name in other boundaries."""
        found = {REPORTER}
        try:
            rows = [row for _, row in self.data.rows("areas", sound=False)]
        except DataError:
            return frozenset(found)
        for row in rows:
            found |= {row["id"]} if row["succeeds"] in found else set()
        return frozenset(found)

    def shows(self, fact: Fact) -> bool:
        """Whether a figure is drawn on the site's own pages."""
        drawn = {*(figure.id for figure in self.trade.values()), *(figure.id for figure in self.output.values())}
        return fact.id in drawn or fact.event is not None

    @cached_property
    def output(self) -> Mapping[str, Fact]:
        """The plant's output: `before`, `now`, `output-multiple` and `output-change`."""
        compared = [fact for fact in self.data.facts if fact.metric in ("output-multiple", "output-change")]
        found = {fact.metric: fact for fact in compared if fact.reporter == PLANT}
        if "output-multiple" in found:
            found["now"], found["before"] = (self.facts[name] for name in found["output-multiple"].inputs)
        return _Figures(found)


def lacking(file: str, what: str) -> DataError:
    """A table is sound, but what a page shows is not in it: a problem of the tables, said as such."""
    return DataError([Problem(file, what, "Put the rows back that it is read from")])


class _Figures(dict[str, Fact]):
    """Figures by name; one that the tables do not give is a problem of the tables, said as such."""

    def __missing__(self, name: str) -> Fact:
        raise lacking("observations.csv", f"the figure '{name}' that is shown here is not in it, nor derived from it")


def in_language(language: str) -> View:
    """The view in one language of the tables as they are now."""
    return of(SHELF.shown().dataset, language)


def of(dataset: Dataset, language: str) -> View:
    """The view of these tables in one language."""
    return _views(dataset).setdefault(language, View(dataset, language))


@lru_cache(maxsize=2)  # old and new, while both are asked for
def _views(dataset: Dataset) -> dict[str, View]:
    return {}
