"""trade-to-date: what is said of parts of years, by the month they run to; never made into a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import Story
from components.charts.layout import framed
from components.charts.national_trade import bands, caveats, spread, unit
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_scatter import Point, key, marks, placed, time_axis, value_axis
from components.charts.statement_selection import FILTERS, Shown, build_chart
from components.charts.statement_text import sources_line
from components.i18n import Words
from components.theme.tokens import Look
from components.view import View
from data.analysis.mirror_flows import Statement

NAME = "trade-to-date"
_MONTHS = range(1, 13)


def last_month(statement: Statement) -> int | None:
    """The month that the figure runs to, where it counts from January; None for whole years and other spans."""
    first, _, last = (statement.fact.period or "").partition("/")
    return int((last or first)[5:]) if first[5:] == "01" else None


def story(shown: Shown, words: Words) -> Story:
    """Words for the statements, month by month."""
    flow = shown.statements[0].flow
    groups: dict[int, list[Statement]] = {}
    for one in sorted(shown.statements, key=lambda one: last_month(one) or 0):
        groups.setdefault(last_month(one) or 0, []).append(one)
    ranges = [
        words("record.alt.year", year=words.numbers.month(month), range=spread(group, words), n=len(group))
        for month, group in groups.items()
    ]
    return Story(
        title=words("to_date.title", flow=words(f"flow.{flow}")),
        subtitle=words("to_date.subtitle", flow=words(f"flow.{flow}"), unit=unit(flow, words)),
        caveat=" ".join((words("to_date.caveat"), *caveats(shown.every, words)[:1])),
        alt=words("record.alt", ranges=words("join").join(ranges)),
        source=sources_line([one.fact for one in shown.statements], shown.sources, words),
        address="",
    )


def figure(shown: Shown, story: Story, words: Words, look: Look) -> go.Figure:
    """Marks by the last month they count, each with its year; no two are joined."""
    down = look.size.name == "narrow"
    growth = shown.statements[0].flow.endswith("-growth")
    places = {one.fact.id: float(last_month(one) or 0) for one in shown.statements}
    gap = (9.0 if growth else 0.42) if down else (5.0 if growth else 0.2)
    points = placed(shown.statements, places, 0.26 if down else 0.34, gap, 0.68)
    edges = (12.5, 0.5) if down else (0.5, 12.5)
    time = time_axis({float(month): words.numbers.month(month) for month in _MONTHS}, edges, look)
    value = value_axis(points, look)
    layout: dict[str, Any] = {
        "xaxis": value if down else time,
        "yaxis": time if down else value,
        "separators": words.numbers.separators,
        "margin": {"l": look.px(40), "r": 30 if down else 8, "t": 8, "b": look.px(30), "pad": 4},
        "shapes": bands(_MONTHS, look, down=down),
        "annotations": [_year(point, look, down=down) for point in points],
    }
    colour = look.palette.of(shown.statements[0].flow.removesuffix("-growth"))
    traces = list(marks(points, shown.facts, shown.sources, words, look, down=down, colour=colour))
    height = 62.0 * len(_MONTHS) if down else 0
    return framed(traces, layout, story, look, key=key(points, words), plot_height=height)


def _year(point: Point, look: Look, *, down: bool) -> dict[str, Any]:
    """The year of a mark, beside it."""
    x, y = (point.value, point.at) if down else (point.at, point.value)
    return {
        **{"x": x, "y": y, "xanchor": "left", "yanchor": "middle", "xshift": look.px(6), "showarrow": False},
        "text": "’" + (point.statement.fact.period or "")[2:4],
        "font": {"size": look.px(11), "color": look.palette.muted},
    }


def of_parts(statements: Sequence[Statement]) -> list[Statement]:
    """Those that speak of the first months of a year."""
    return [one for one in statements if last_month(one) is not None]


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of the parts of years selected; None if none is left."""
    return build_chart(NAME, of_parts, story, figure, view, selection)


SPEC = ChartSpec(NAME, "record", build, FILTERS)
