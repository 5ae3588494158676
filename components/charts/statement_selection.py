"""The statements that a chart of the record is drawn from, and the filters that select them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts.chart_text import Story
from components.charts.fact_table import detail, facts_csv, file_of, page_of
from components.charts.fact_text import bounds, period
from components.charts.spec import Chart, FilterSpec, Selection, YearFilterSpec
from components.charts.statement_scatter import SIDES, side_of
from components.charts.statement_text import Sources, figure, lines, oriented, whose
from components.i18n import Words
from components.i18n.letter_case import capital
from components.i18n.rich_text import Cell, Part
from components.theme.tokens import Look
from components.urls.query_params import year_range
from components.view import View, lacking
from data import Fact
from data.analysis.mirror_flows import FLOWS, Statement

CONFIDENCES = ("high", "medium", "low")


class Shown(NamedTuple):
    """What a chart is drawn from: statements on one flow as selected, and all on it; their facts and sources."""

    statements: Sequence[Statement]
    every: Sequence[Statement]
    facts: Mapping[str, Fact]
    sources: Sources


@dataclass(frozen=True)
class StatementFilter:
    """What a selection admits; empty sides or confidences, or years of None, leave nothing out."""

    flow: str = FLOWS[0]
    sides: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    years: tuple[int, int] | None = None

    @classmethod
    def of(cls, selection: Selection) -> StatementFilter:
        """Return the filter of a selection."""
        return cls(
            flow=selection.get("metric", FLOWS[:1])[0],
            sides=selection.get("side", ()),
            confidences=selection.get("confidence", ()),
            years=next(map(year_range, selection.get("years", ())), None),
        )

    def admits(self, one: Statement) -> bool:
        """Whether the statement is shown; a sum of parts is not, for its parts are."""
        years = [int(end[:4]) for end in (one.fact.period or "").split("/") if end]
        return (
            one.flow == self.flow
            and one.fact.metric != "trade-sum"
            and (not self.sides or side_of(one) in self.sides)
            and (not self.confidences or one.fact.confidence in self.confidences)
            and (not self.years or bool(years))
            and (not self.years or all(self.years[0] <= year <= self.years[1] for year in years))
        )


def selected(view: View, selection: Selection) -> list[Statement]:
    """Return the statements that the selection admits, with and without a period."""
    chosen = StatementFilter.of(selection)
    return [one for one in view.statements if chosen.admits(one)]


def of_flow(view: View, flow: str) -> list[Statement]:
    """Return all that is said of a flow, whatever the selection."""
    return [one for one in view.statements if one.flow == flow and one.fact.metric != "trade-sum"]


def is_year(fact: Fact) -> bool:
    """Whether the period of a fact is a whole year."""
    return len(fact.period or "") == len("2017")


def of_years(statements: Sequence[Statement]) -> list[Statement]:
    """Return those of whole years."""
    return [one for one in statements if is_year(one.fact)]


def without_period(statements: Sequence[Statement]) -> list[Statement]:
    """Return those whose months are not said, which no chart can place."""
    return [one for one in statements if not one.fact.period]


def flows(view: View) -> list[str]:
    """Return the flows of which whole years are stated."""
    stated = {one.flow for one in view.statements if is_year(one.fact)}
    return [flow for flow in FLOWS if flow in stated]


def years(view: View) -> list[str]:
    """Return every year from the first to the last that anything is stated of. Raises DataError if there is none."""
    stated = [int(one.fact.period[:4]) for one in view.statements if one.fact.period]
    if not stated:
        raise lacking("observations.csv", "nothing is said of any year, so nothing can be drawn by year")
    return [str(year) for year in range(min(stated), max(stated) + 1)]


FILTERS = (
    FilterSpec(
        "metric",
        lambda words: words("record.flow"),
        flows,
        lambda flow, words: words(f"flow.short.{flow}"),
        multiple=False,
    ),
    FilterSpec(
        "side",
        lambda words: words("record.sides"),
        lambda view: SIDES,
        lambda side, words: capital(words(f"record.side.{side}")),
        folded=True,
    ),
    FilterSpec(
        "confidence",
        lambda words: words("record.trust"),
        lambda view: CONFIDENCES,
        lambda confidence, words: capital(words(f"trust.{confidence}")),
        folded=True,
    ),
    YearFilterSpec(
        "years",
        lambda words: words("record.years"),
        years,
        lambda value, words: value,
        folded=True,
        ends=lambda words: (words("record.from"), words("record.to")),
    ),
)


def build_chart(
    name: str,
    pick: Callable[[Sequence[Statement]], list[Statement]],
    tell: Callable[[Shown, Words], Story],
    draw: Callable[[Shown, Story, Words, Look], go.Figure],
    view: View,
    selection: Selection,
) -> Chart | None:
    """Return the chart `name` of the selected statements that `pick` returns; None if there is none.

    tell: returns its texts. draw: returns its figure.
    """
    statements = pick(selected(view, selection))
    if not statements:
        return None
    shown = Shown(statements, of_years(of_flow(view, statements[0].flow)), view.facts, view.sources)
    story = tell(shown, view.words)
    words, chosen = view.words, StatementFilter.of(selection)
    rows = sorted(shown.statements, key=lambda one: (one.fact.period or "", one.side or "", one.interval.value))
    named = [
        words(f"flow.short.{chosen.flow}"),
        *(words(f"record.side.{side}") for side in chosen.sides),
        *(words(f"trust.{confidence}") for confidence in chosen.confidences),
        *map(str, chosen.years or ()),
    ]
    return Chart(
        name=name,
        story=story,
        draw=lambda look: draw(shown, story, words, look),
        columns=[words(f"column.{column}") for column in ("period", "value", "bounds", "whose", "said_by", "trust")],
        rows=[statement_cells(one, view) for one in rows],
        csv=facts_csv([one.fact for one in rows], view, [_drawn(one) for one in rows]),
        file=file_of(view, name, *named),
        details={
            one.fact.id: detail(lines(one, view.facts, view.sources, words), one.fact, view) for one in shown.statements
        },
    )


def _drawn(one: Statement) -> dict[str, object]:
    """What the chart adds to the fact: the flow as it is drawn, whose statistics, the value drawn."""
    return {"flow": one.flow, "statistics": one.side, "mirror": one.is_mirror, "drawn": one.interval.value}


def statement_cells(one: Statement, view: View) -> list[Cell]:
    """A statement as cells: period, figure, bounds, whose statistics, who says it and where, how far it is trusted."""
    words, fact = view.words, one.fact
    when = period(fact, view.sources[fact.source], words) if fact.period else words("period.open")
    authority = words.name("authorities", fact.authority or "")
    told = [Part(words("authority.says", authority=authority))] if fact.authority else []
    trust = words(f"trust.{fact.confidence or 'unjudged'}")
    return [
        (Part(capital(when)),),
        (Part(figure(one, words)),),
        (Part(bounds(oriented(one), words)),),
        (Part(capital(whose(one, words))),),
        (*told, page_of(view.sources[fact.source], words)),
        (Part(capital(words("record.trust_computed", trust=trust) if fact.basis == "derived" else trust)),),
    ]
