"""trade-to-date: what was traded from January to a month, a panel for each year; none is extrapolated to a year."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts import bar_panels
from components.charts.bar_panels import Bar, Panel
from components.charts.chart_text import ChartText
from components.charts.fact_table import file_stem_of
from components.charts.fact_text import scaled_unit_name
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_filters import (
    METRIC,
    OF_STATEMENTS,
    SIDES,
    select_statements,
    selected_flow,
    selected_names,
    side_of,
)
from components.charts.statement_table import statement_cells, statement_columns, statement_details, statements_csv
from components.charts.statement_text import hover_text, sources_line, statement_amount, statement_lines
from components.i18n import Messages
from components.i18n.number_format import BILLIONS
from components.theme.tokens import Look
from components.view import View
from data.analysis.mirror_flows import Statement

NAME = "trade-to-date"
_TICKS = (1, 6, 12)  # months
_LETTERS_PER_PANEL = 16
_BAR_MONTHS = 0.42


def last_month(statement: Statement) -> int | None:
    """Return the last month of a period that begins in January; None for whole years and other periods."""
    when = statement.fact.parsed_period
    return when.last.month if when and not when.is_year and when.first.month == 1 else None


def _year_of(statement: Statement) -> int:
    return int(str(statement.fact.period)[:4])


def by_year(statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    """Return statements on the first months of a year by year, newest first, in the order of months and sides."""
    years: dict[int, list[Statement]] = {}
    for one in sorted(statements, key=lambda one: (-_year_of(one), last_month(one) or 0, SIDES.index(side_of(one)))):
        years.setdefault(_year_of(one), []).append(one)
    return years


def chart_text(statements: Sequence[Statement], view: View) -> ChartText:
    """Return the texts: the newest figure."""
    words = view.words
    years = by_year(statements)
    newest = next(iter(years.values()))[-1]
    flow = words(f"flow.{newest.flow}")
    rows = [
        words("to_date.alt.row", period=words.numbers.date(str(one.fact.period)), amount=statement_amount(one, words))
        for group in years.values()
        for one in group
    ]
    return ChartText(
        title=words(
            "to_date.title",
            flow=flow,
            period=words.numbers.date(str(newest.fact.period)),
            amount=statement_amount(newest, words),
        ),
        subtitle=words("to_date.subtitle", flow=flow, unit=scaled_unit_name(BILLIONS, words)),
        caveat=words("to_date.caveat"),
        alt=words("join").join(rows),
        source=sources_line([one.fact for one in statements], view.sources, words),
        address="",
    )


def figure(statements: Sequence[Statement], text: ChartText, view: View, look: Look) -> go.Figure:
    """Return a panel for each year, all to one scale: bars at the last month, in the colour of the side."""
    words = view.words
    top = max(abs(one.interval.value) for one in statements)
    ticks = {float(month): words.numbers.month(month) for month in _TICKS}
    panels = []
    for year, group in by_year(statements).items():
        highest = max(group, key=lambda one: one.interval.value)
        bars = [_bar(one, group, view, look, is_labelled=one is highest) for one in group]
        panels.append(Panel(str(year), bars, (0.0, 13.0), ticks, top))
    return bar_panels.figure(panels, max(look.size.letters // _LETTERS_PER_PANEL, 2), text, look)


def _bar(one: Statement, group: Sequence[Statement], view: View, look: Look, *, is_labelled: bool) -> Bar:
    same = [each for each in group if last_month(each) == last_month(one)]
    shift = (same.index(one) - (len(same) - 1) / 2) * _BAR_MONTHS
    side = side_of(one)
    return Bar(
        id=one.fact.id,
        at=(last_month(one) or 0) + shift,
        width=_BAR_MONTHS,
        value=one.interval.value,
        label=_number(one, view.words) if is_labelled else "",
        style="solid",
        colour=look.palette.muted if side == SIDES[-1] else look.palette.of(side),
        hover=hover_text(statement_lines(one, view), look),
    )


def _number(one: Statement, words: Messages) -> str:
    return words.numbers.value(one.interval.value, BILLIONS)


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of the parts of years selected; None if none is left."""
    statements = [one for one in select_statements(view, selection) if last_month(one)]
    if not statements or selected_flow(selection) == "balance":
        return None
    words = view.words
    text = chart_text(statements, view)
    rows = [one for group in by_year(statements).values() for one in group]
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(statements, text, view, look),
        columns=statement_columns(words),
        rows=[statement_cells(one, view) for one in rows],
        csv=statements_csv(rows, view),
        file_stem=file_stem_of(view, NAME, *selected_names(selection, words)),
        details=statement_details(rows, view),
    )


SPEC = ChartSpec(NAME, "record", build, (METRIC, *OF_STATEMENTS))
