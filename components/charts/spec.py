"""What a chart is made of: one `ChartSpec` a chart, and the `Chart` that it builds for a view and a selection."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.markup import escape_foreign_tags
from components.i18n import Messages
from components.i18n.rich_text import Cell
from components.theme.tokens import Look
from components.urls.query_params import split_values, year_range
from components.view import View

# Query parameters as an address has them, and those of them that a chart accepts.
Query = Mapping[str, Sequence[str]]
Selection = Mapping[str, tuple[str, ...]]
Pairs = Sequence[tuple[str, str]]


class InvalidChoiceError(ValueError):
    """An address asks for something that cannot be chosen.

    parameter: the query parameter, or "chart", "parameter", …. value: what was asked for. options: what exists.
    """

    def __init__(self, parameter: str, value: str, options: Sequence[str]) -> None:
        """Name the parameter, the value refused and the options that exist."""
        super().__init__(parameter, value, *options)
        self.parameter, self.value, self.options = parameter, value, tuple(options)


@dataclass(frozen=True)
class FilterSpec:
    """A filter of a chart: a query parameter and the options that it accepts.

    options: ids in the order they are listed. multiple: whether several options may be chosen; otherwise one stands
    for a parameter that is absent: `default`, by default the first. folded: whether the filter is listed under "more
    filters". is_menu: whether its options are many, and listed when asked for. available: the options that go with
    what else is selected; others are not listed. resets: parameters that another choice clears.
    """

    parameter: str
    label: Callable[[Messages], str]
    options: Callable[[View], Sequence[str]]
    option_label: Callable[[str, Messages], str]
    multiple: bool = True
    folded: bool = False
    is_menu: bool = False
    default: Callable[[View, Selection], str] | None = None
    available: Callable[[View, Selection], Sequence[str]] | None = None
    resets: tuple[str, ...] = ()

    def default_option(self, view: View, selection: Selection) -> str:
        """Return what stands for the parameter where it is absent; empty if several options may be chosen."""
        if self.multiple:
            return ""
        return self.default(view, selection) if self.default else next(iter(self.options(view)), "")

    def available_options(self, view: View, selection: Selection) -> Sequence[str]:
        """Return the options that go with what is selected, and those that are selected."""
        if not self.available:
            return self.options(view)
        listed = {*self.available(view, selection), *selection.get(self.parameter, ())}
        return [option for option in self.options(view) if option in listed]

    def values(self, query: Query) -> list[str]:
        """Return what a query has of the parameter: several values may be joined by commas."""
        return split_values(query.get(self.parameter, ()))

    def parse(self, values: Sequence[str], view: View) -> tuple[str, ...]:
        """Return the options among `values` in their listed order. Raises InvalidChoiceError."""
        options = tuple(self.options(view))
        for value in values:
            if value not in options:
                raise InvalidChoiceError(self.parameter, value, options)
        if len(values) > 1 and not self.multiple:
            raise InvalidChoiceError(self.parameter, ",".join(values), options)
        chosen = tuple(option for option in options if option in values)
        return () if not self.multiple and not self.default and chosen == options[:1] else chosen


@dataclass(frozen=True)
class YearFilterSpec(FilterSpec):
    """A filter whose value is a range of years, as 2016-2022; its options are all years, first to last.

    all_label: of the choice of all years, where another range stands for a parameter that is absent.
    """

    multiple: bool = False
    ends: Callable[[Messages], tuple[str, str]] = lambda words: ("", "")
    all_label: Callable[[Messages], str] | None = None

    def default_option(self, view: View, selection: Selection) -> str:
        """Return the range that stands for the parameter where it is absent."""
        return self.default(view, selection) if self.default else widest_range(self.options(view))

    def available_options(self, view: View, selection: Selection) -> Sequence[str]:
        """Return the years that go with what is selected, and the ends of the range that is selected."""
        ends = {str(end) for value in selection.get(self.parameter, ()) for end in year_range(value) or ()}
        listed = {*self.available(view, selection), *ends} if self.available else None
        return [year for year in self.options(view) if listed is None or year in listed]

    def parse(self, values: Sequence[str], view: View) -> tuple[str, ...]:
        """Return the one range within the known years, in order; nothing if all of them are the default.

        Raises InvalidChoiceError.
        """
        every = self.options(view)
        widest = widest_range(every)
        for value in values:
            years = year_range(value)
            if len(values) > 1 or years is None or str(years[0]) < every[0] or str(years[1]) > every[-1]:
                raise InvalidChoiceError(self.parameter, ",".join(values), (widest,))
            text = f"{years[0]}-{years[1]}"
            return () if text == widest and not self.default else (text,)
        return ()


def widest_range(years: Sequence[str]) -> str:
    """Return the range of all years, as 1995-2025."""
    return f"{years[0]}-{years[-1]}"


@dataclass(frozen=True)
class TextFilterSpec(FilterSpec):
    """A filter by a text that readers type. It has no options; commas in the text are its own."""

    multiple: bool = False
    max_letters: int = 100

    def values(self, query: Query) -> list[str]:
        """Return the text with single spaces, shortened to `max_letters`; none if it is empty."""
        text = " ".join(" ".join(query.get(self.parameter, ())).split())[: self.max_letters]
        return [text] if text else []

    def parse(self, values: Sequence[str], view: View) -> tuple[str, ...]:
        """Return the text: any is valid."""
        return tuple(values)


def select_known(filters: Sequence[FilterSpec], query: Query, view: View) -> Selection:
    """Return what the query selects of these filters; other parameters and invalid values are left out."""
    selection: dict[str, tuple[str, ...]] = {}
    for each in filters:
        valid: list[str] = []
        for value in each.values(query):
            try:
                each.parse([*valid, value], view)
            except InvalidChoiceError:
                continue
            valid.append(value)
        if chosen := each.parse(valid, view):
            selection[each.parameter] = chosen
    return selection


@dataclass(frozen=True)
class MarkDetail:
    """What is shown under a chart when a mark is pressed: lines, the first a heading, and a link to the source."""

    lines: Sequence[str]
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart built for one view and selection: its texts, figure, table and files.

    draw: returns the Plotly figure for a look. columns and rows: the data drawn, as a table. csv: their figures in full
    detail. file_stem: the file name of downloads without its extension. source_url: the address of the source, at the
    words quoted. details: by the id of a mark, what is shown when it is pressed.
    """

    name: str
    text: ChartText
    draw: Callable[[Look], go.Figure]
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    csv: str
    file_stem: str
    source_url: str = ""
    details: Mapping[str, MarkDetail] = field(default_factory=dict)

    @property
    def alt(self) -> str:
        """The alternative text."""
        return f"{self.text.title}. {self.text.alt}"

    def figure(self, look: Look) -> dict[str, Any]:
        """Return the figure for a look as JSON values. Markup in the data is escaped."""
        figure: dict[str, Any] = escape_foreign_tags(json.loads(self.draw(look).to_json()))
        return figure


@dataclass(frozen=True)
class ChartSpec:
    """The definition of a chart. Everything that shows charts reads it from the registry.

    name: as addresses have it. page: path of the page that the chart belongs to. build: returns the chart for a view
    and a selection, or None if the selection leaves nothing to draw; raises DataError if its tables are not valid.
    """

    name: str
    page: str
    build: Callable[[View, Selection], Chart | None]
    filters: Sequence[FilterSpec] = ()

    def select(self, query: Query, view: View) -> Selection:
        """Return what the query selects of this chart. Raises InvalidChoiceError, also for unknown parameters."""
        known = {each.parameter for each in self.filters}
        for parameter in query:
            if parameter not in known:
                raise InvalidChoiceError("parameter", parameter, sorted(known))
        parsed = {each.parameter: each.parse(each.values(query), view) for each in self.filters}
        return {parameter: chosen for parameter, chosen in parsed.items() if chosen}

    def select_known(self, query: Query, view: View) -> Selection:
        """As `select`, but parameters of other charts are ignored and invalid values are left out."""
        return select_known(self.filters, query, view)


def pairs(selection: Selection) -> Pairs:
    """Return a selection as pairs of parameter and value, for an address."""
    return tuple((parameter, value) for parameter, values in selection.items() for value in values)
