"""What a page works with: the dataset, the figures selected from it (once), and the words of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from components.i18n import Messages
from components.i18n.rich_text import language_tag
from data import DataError, Dataset, Fact, Problem
from data.analysis import selection
from data.analysis.discrepancies import Judgement, judge
from data.analysis.mirror_flows import Statement, find_statements, official_statements
from data.analysis.subject import PARTNER
from data.analysis.trade_accounts import Account, find_accounts, newest_full
from data.store.dataset_reloader import DATASET_RELOADER, DatasetVersion

# What is told of the plant's output, in this order.
OUTPUT = ("before", "now", "output-multiple", "output-change")

# Columns that hold a source's own words.
_QUOTED = ("phrase", "period_text", "order_text", "words")

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class View:
    """The dataset in one language, with what `data.analysis.selection` picks of it.

    A property that rests on a table that is not sound raises `DataError`. `files` says whose the downloads are.
    """

    data: Dataset
    language: str
    files: ClassVar[str] = "site"

    @cached_property
    def words(self) -> Messages:
        """Messages and names; a row without a label goes by its id."""
        rows = self._rows_or_none("labels", strict=False)
        own = (row for row in rows if row["language"] == self.language)
        labels = {(row["table"], row["id"], row["field"]): row["text"] for row in own}
        return Messages(self.language, labels, self._quotes)

    @cached_property
    def _quotes(self) -> Mapping[str, str]:
        """Phrases that sources are quoted with, each with its source's language."""
        found: dict[str, str] = {}
        try:
            languages = {row["id"]: language_tag(row["language"], row["script"]) for row in self._rows("sources")}
            tables = [self._rows(name) for name in ("observations", "events", "tellings")]
        except DataError:
            return found
        for table in tables:
            for row in table:
                language = languages.get(row["source"])
                found |= {row[name]: language for name in _QUOTED if language and row.get(name)}
        return found

    @cached_property
    def sources(self) -> Mapping[str, Row]:
        """Rows of the table `sources` by id."""
        names = self.words
        return {
            row["id"]: {**row, "publisher": names.name("publishers", row["publisher"])} for row in self._rows("sources")
        }

    @cached_property
    def events(self) -> tuple[Row, ...]:
        """Stops of the first day of the visit that the site is about, first to last."""
        return selection.visit_stops(self._rows("events"), self._visit_source)

    @cached_property
    def _visit_source(self) -> str | None:
        return selection.visit_source(self._rows_or_none("events"), self._rows_or_none("commitments"))

    @cached_property
    def commitments(self) -> tuple[Row, ...]:
        """What was promised on that visit: rows of the table `commitments`."""
        return self._rows("commitments")

    def _rows(self, table: str, *, strict: bool = True) -> tuple[Row, ...]:
        return tuple(row for _, row in self.data.rows(table, strict=strict))

    def _rows_or_none(self, table: str, *, strict: bool = True) -> tuple[Row, ...]:
        """Return the rows of a table that a page can do without: none where it is not sound."""
        try:
            return self._rows(table, strict=strict)
        except DataError:
            return ()

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """All figures by id, stated and derived."""
        return {fact.id: fact for fact in self.data.facts}

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """Accounts of trade of all reporters, oldest first; of official series the latest vintage."""
        return find_accounts(selection.latest_vintage(self.data.facts, self._rows("sources")))

    @cached_property
    def region_accounts(self) -> tuple[Account, ...]:
        """Accounts of the trade of the region that the site is about, in any of its boundaries, with its partner."""
        return tuple(one for one in self.accounts if one.reporter in self.territories and one.partner == PARTNER)

    @cached_property
    def territories(self) -> frozenset[str]:
        """The region that the site is about, in each of its boundaries."""
        return selection.territories(self._rows_or_none("areas", strict=False))

    @cached_property
    def trade(self) -> Mapping[str, Fact]:
        """Figures of the region's trade by metric: those of the report of the visit, else the newest in full."""
        of_visit = [one for one in self.region_accounts if one.source == self._visit_source]
        account = newest_full(of_visit or self.region_accounts)
        return _Figures(account.figures if account else {})

    @cached_property
    def exchange_rates(self) -> tuple[Row, ...]:
        """Rows of the table `exchange_rates`, of each series the latest vintage."""
        revised = selection.revised_sources(self._rows_or_none("sources"))
        return tuple(row for row in self._rows_or_none("exchange_rates") if row["source"] not in revised)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What reports state of the trade of the two countries, whichever of them counts."""
        return find_statements(self.data.facts)

    @cached_property
    def official(self) -> Mapping[tuple[str, str, int], Statement]:
        """The official value of that trade by flow, side and year."""
        return official_statements(self.data.facts, {name: row["vintage"] for name, row in self.sources.items()})

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Those statements beside the official values."""
        return judge(self.statements, self.official)

    @cached_property
    def milestones(self) -> tuple[Row, ...]:
        """Dated events that matter for the figures, oldest first."""
        return tuple(sorted(self._rows("milestones"), key=lambda row: row["day"] or row["period"]))

    @cached_property
    def asymmetries(self) -> tuple[Row, ...]:
        """Why two countries count a flow differently, a reason a row."""
        return self._rows("asymmetries")

    @cached_property
    def followups(self) -> tuple[Row, ...]:
        """What is known of the commitments since, and that nothing was found."""
        return self._rows("followups")

    @cached_property
    def people(self) -> tuple[Row, ...]:
        """People whom the reports of the visit name."""
        return self._rows("people")

    @cached_property
    def offices(self) -> tuple[Row, ...]:
        """Offices and other facts of those people."""
        return self._rows("offices")

    @cached_property
    def tellings(self) -> tuple[Row, ...]:
        """What each report of that visit tells: rows of the table `tellings`."""
        source = self.events[0]["source"] if self.events else None
        return selection.visit_reports(self._rows("tellings"), source)

    @cached_property
    def output(self) -> Mapping[str, Fact]:
        """The plant's output: `before`, `now`, `output-multiple` and `output-change`."""
        return _Figures(selection.plant_output(self.data.facts))


def missing_from_table(file: str, what: str) -> DataError:
    """Return the error of a table that is sound, but lacks what a page shows. file: its name. what: what is missing."""
    return DataError([Problem(file, what, "Put the rows back that it is read from")])


class _Figures(dict[str, Fact]):
    """Figures by name; asking for one that the tables do not give raises DataError."""

    def __missing__(self, name: str) -> Fact:
        what = f"the figure '{name}' that is shown here is not in it, nor derived from it"
        raise missing_from_table("observations.csv", what)


def in_language(language: str) -> View:
    """Return the view in one language of the tables as they are now."""
    return view_of(DATASET_RELOADER.current(), language)


def view_of(version: DatasetVersion, language: str) -> View:
    """Return the view of this version of the tables in one language."""
    return _VIEWS.setdefault(version, {}).setdefault(language, View(version.dataset, language))


# By language. Nothing in a view refers to the version, so its views are freed when another version replaces it.
_VIEWS: WeakKeyDictionary[DatasetVersion, dict[str, View]] = WeakKeyDictionary()
