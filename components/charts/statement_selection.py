"""Selection of the statements that national-trade and trade-to-date are drawn from; the filters of both charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_table import facts_csv, file_stem_of, mark_detail, source_link
from components.charts.fact_text import bounds, period
from components.charts.spec import Chart, FilterSpec, Selection, YearFilterSpec
from components.charts.statement_scatter import SIDES, side_of
from components.charts.statement_text import (
    StatementChartData,
    oriented_fact,
    reporting_side,
    statement_amount,
    statement_lines,
)
from components.i18n import Messages
from components.i18n.letter_case import capitalize_first
from components.i18n.rich_text import Cell, Part
from components.theme.tokens import Look
from components.urls.query_params import year_range
from components.view import View, missing_from_table
from data.analysis.mirror_flows import FLOWS, Statement

CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True)
class StatementFilter:
    """The criteria of a selection. Empty sides or confidences, or years of None, exclude nothing."""

    flow: str = FLOWS[0]
    sides: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    years: tuple[int, int] | None = None

    @classmethod
    def of(cls, selection: Selection) -> StatementFilter:
        """Return the criteria of a selection."""
        return cls(
            flow=selection.get("metric", FLOWS[:1])[0],
            sides=selection.get("side", ()),
            confidences=selection.get("confidence", ()),
            years=next(map(year_range, selection.get("years", ())), None),
        )

    def admits(self, one: Statement) -> bool:
        """Whether the statement meets the criteria; a sum of exports and imports never does, its parts do."""
        when = one.fact.parsed_period
        return (
            one.flow == self.flow
            and one.fact.metric != "trade-sum"
            and (not self.sides or side_of(one) in self.sides)
            and (not self.confidences or one.fact.confidence in self.confidences)
            and (
                not self.years
                or (when is not None and self.years[0] <= when.first.year and when.last.year <= self.years[1])
            )
        )


def select_statements(view: View, selection: Selection) -> list[Statement]:
    """Return the selected statements, with and without a period."""
    criteria = StatementFilter.of(selection)
    return [one for one in view.statements if criteria.admits(one)]


def statements_of_flow(view: View, flow: str) -> list[Statement]:
    """Return all statements on a flow, whatever is selected."""
    return [one for one in view.statements if one.flow == flow and one.fact.metric != "trade-sum"]


def whole_years(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements on whole years."""
    return [one for one in statements if one.fact.is_of_year]


def without_period(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that give no period, which no chart can place."""
    return [one for one in statements if not one.fact.period]


def available_flows(view: View) -> list[str]:
    """Return the flows that have statements on whole years."""
    stated = {one.flow for one in view.statements if one.fact.is_of_year}
    return [flow for flow in FLOWS if flow in stated]


def available_years(view: View) -> list[str]:
    """Return all years from the first to the last that a statement is on. Raises DataError if there is none."""
    stated = [when.first.year for one in view.statements if (when := one.fact.parsed_period)]
    if not stated:
        raise missing_from_table("observations.csv", "nothing is said of any year, so nothing can be drawn by year")
    return [str(year) for year in range(min(stated), max(stated) + 1)]


FILTERS = (
    FilterSpec(
        "metric",
        lambda words: words("record.flow"),
        available_flows,
        lambda flow, words: words(f"flow.short.{flow}"),
        multiple=False,
    ),
    FilterSpec(
        "side",
        lambda words: words("record.sides"),
        lambda view: SIDES,
        lambda side, words: capitalize_first(words(f"record.side.{side}")),
        folded=True,
    ),
    FilterSpec(
        "confidence",
        lambda words: words("record.trust"),
        lambda view: CONFIDENCES,
        lambda confidence, words: capitalize_first(words(f"trust.{confidence}")),
        folded=True,
    ),
    YearFilterSpec(
        "years",
        lambda words: words("record.years"),
        available_years,
        lambda value, words: value,
        folded=True,
        ends=lambda words: (words("record.from"), words("record.to")),
    ),
)


def build_chart(
    name: str,
    choose: Callable[[Sequence[Statement]], list[Statement]],
    describe: Callable[[StatementChartData, Messages], ChartText],
    draw: Callable[[StatementChartData, ChartText, Messages, Look], go.Figure],
    view: View,
    selection: Selection,
) -> Chart | None:
    """Return the chart `name` of the selected statements that `choose` returns; None if there is none.

    describe: returns its texts. draw: returns its figure.
    """
    statements = choose(select_statements(view, selection))
    if not statements:
        return None
    data = StatementChartData(
        statements, whole_years(statements_of_flow(view, statements[0].flow)), view.facts, view.sources
    )
    text = describe(data, view.words)
    words, criteria = view.words, StatementFilter.of(selection)
    rows = sorted(data.statements, key=lambda one: (one.fact.period or "", one.side or "", one.interval.value))
    options = [
        words(f"flow.short.{criteria.flow}"),
        *(words(f"record.side.{side}") for side in criteria.sides),
        *(words(f"trust.{confidence}") for confidence in criteria.confidences),
        *map(str, criteria.years or ()),
    ]
    return Chart(
        name=name,
        text=text,
        draw=lambda look: draw(data, text, words, look),
        columns=[words(f"column.{column}") for column in ("period", "value", "bounds", "whose", "said_by", "trust")],
        rows=[statement_cells(one, view) for one in rows],
        csv=facts_csv([one.fact for one in rows], view, [_drawn_columns(one) for one in rows]),
        file_stem=file_stem_of(view, name, *options),
        details={
            one.fact.id: mark_detail(statement_lines(one, view.facts, view.sources, words), one.fact, view)
            for one in data.statements
        },
    )


def _drawn_columns(one: Statement) -> dict[str, object]:
    """Return the columns of the CSV that the chart adds to those of a fact: flow, side, and the value drawn."""
    return {"flow": one.flow, "statistics": one.side, "mirror": one.is_mirror, "drawn": one.interval.value}


def statement_cells(one: Statement, view: View) -> list[Cell]:
    """Return a statement as cells: period, amount, bounds, reporting side, authority and source, confidence."""
    words, fact = view.words, one.fact
    when = period(fact, view.sources[fact.source], words) if fact.period else words("period.open")
    authority = words.name("authorities", fact.authority or "")
    authorities = [Part(words("authority.says", authority=authority))] if fact.authority else []
    trust = words(f"trust.{fact.confidence or 'unjudged'}")
    return [
        (Part(capitalize_first(when)),),
        (Part(statement_amount(one, words)),),
        (Part(bounds(oriented_fact(one), words)),),
        (Part(capitalize_first(reporting_side(one, words))),),
        (*authorities, source_link(view.sources[fact.source], words)),
        (Part(capitalize_first(words("record.trust_computed", trust=trust) if fact.basis == "derived" else trust)),),
    ]
