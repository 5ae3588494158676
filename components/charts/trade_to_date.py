"""trade-to-date: statements on the first months of a year, by the last month; none is extrapolated to a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.layout import build_figure
from components.charts.national_trade import amount_range, axis_unit_name, caveats, separator_lines
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_scatter import Point, legend, place_points, statement_traces, time_axis, value_axis
from components.charts.statement_selection import FILTERS, build_chart
from components.charts.statement_text import StatementChartData, sources_line
from components.i18n import Messages
from components.theme.tokens import Look
from components.view import View
from data.analysis.mirror_flows import Statement
from data.model.metric import is_growth, level_of

NAME = "trade-to-date"
_MONTHS = range(1, 13)


def last_month(statement: Statement) -> int | None:
    """Return the last month of a period that begins in January; None for whole years and other periods."""
    when = statement.fact.parsed_period
    return when.last.month if when and not when.is_year and when.first.month == 1 else None


def chart_text(data: StatementChartData, words: Messages) -> ChartText:
    """Return the texts for the statements, month by month."""
    flow = data.statements[0].flow
    groups: dict[int, list[Statement]] = {}
    for one in sorted(data.statements, key=lambda one: last_month(one) or 0):
        groups.setdefault(last_month(one) or 0, []).append(one)
    ranges = [
        words("record.alt.year", year=words.numbers.month(month), range=amount_range(group, words), n=len(group))
        for month, group in groups.items()
    ]
    return ChartText(
        title=words("to_date.title", flow=words(f"flow.{flow}")),
        subtitle=words("to_date.subtitle", flow=words(f"flow.{flow}"), unit=axis_unit_name(flow, words)),
        caveat=" ".join((words("to_date.caveat"), *caveats(data.all_of_flow, words)[:1])),
        alt=words("record.alt", ranges=words("join").join(ranges)),
        source=sources_line([one.fact for one in data.statements], data.sources, words),
        address="",
    )


def figure(data: StatementChartData, text: ChartText, words: Messages, look: Look) -> go.Figure:
    """Return marks by the last month, each with its year beside it; no line joins two."""
    down = look.size.name == "narrow"
    growth = is_growth(data.statements[0].flow)
    places = {one.fact.id: float(last_month(one) or 0) for one in data.statements}
    gap = (9.0 if growth else 0.42) if down else (5.0 if growth else 0.2)
    points = place_points(data.statements, places, 0.26 if down else 0.34, gap, 0.68)
    edges = (12.5, 0.5) if down else (0.5, 12.5)
    time = time_axis({float(month): words.numbers.month(month) for month in _MONTHS}, edges, look)
    value = value_axis(points, look)
    layout: dict[str, Any] = {
        "xaxis": value if down else time,
        "yaxis": time if down else value,
        "separators": words.numbers.separators,
        "margin": {"l": look.px(40), "r": 30 if down else 8, "t": 8, "b": look.px(30), "pad": 4},
        "shapes": separator_lines(_MONTHS, look, down=down),
        "annotations": [_year(point, look, down=down) for point in points],
    }
    colour = look.palette.of(level_of(data.statements[0].flow))
    traces = list(statement_traces(points, data, words, look, down=down, colour=colour))
    height = 62.0 * len(_MONTHS) if down else 0
    return build_figure(traces, layout, text, look, legend=legend(points, words), plot_height=height)


def _year(point: Point, look: Look, *, down: bool) -> dict[str, Any]:
    """Return the year of a mark, beside it."""
    x, y = (point.value, point.time) if down else (point.time, point.value)
    return {
        **{"x": x, "y": y, "xanchor": "left", "yanchor": "middle", "xshift": look.px(6), "showarrow": False},
        "text": "’" + (point.statement.fact.period or "")[2:4],
        "font": {"size": look.px(11), "color": look.palette.muted},
    }


def year_to_date(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements on the first months of a year."""
    return [one for one in statements if last_month(one) is not None]


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of the parts of years selected; None if none is left."""
    return build_chart(NAME, year_to_date, chart_text, figure, view, selection)


SPEC = ChartSpec(NAME, "record", build, FILTERS)
