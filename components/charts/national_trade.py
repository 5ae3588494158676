"""national-trade: the statements on the trade of two countries in whole years, each a mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_text import amount, scale_dollars, scaled_unit_name
from components.charts.layout import build_figure
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_scatter import (
    SIDES,
    Point,
    legend,
    place_points,
    side_of,
    statement_traces,
    time_axis,
    value_axis,
)
from components.charts.statement_selection import FILTERS, build_chart, whole_years
from components.charts.statement_text import StatementChartData, sources_line, statement_amount
from components.i18n import Messages
from components.i18n.number_format import BILLIONS
from components.theme.tokens import Look
from components.view import View
from data.analysis.mirror_flows import Statement
from data.analysis.subject import COUNTRY, PARTNER
from data.model.metric import is_growth, level_of

NAME = "national-trade"

# Where in its year the marks of each side stand.
_SIDE_OFFSETS_YEARS = dict(zip(SIDES, (-0.28, 0.28, 0.0), strict=True))
# A derived figure has no hedge and no last digit of its own.
_COMPUTED: dict[str, Any] = {"hedge": None, "rounding": None, "basis": "derived"}


def chart_text(data: StatementChartData, words: Messages) -> ChartText:
    """Return the texts: the latest year for which both sides have a figure, with both."""
    flow = data.statements[0].flow
    years = _by_year(data.statements)
    ranges = [
        words("record.alt.year", year=year, range=amount_range(group, words), n=len(group))
        for year, group in years.items()
    ]
    return ChartText(
        title=_title(flow, years, words),
        subtitle=words("national.subtitle", flow=words(f"flow.{flow}"), unit=axis_unit_name(flow, words)),
        caveat=" ".join(caveats(data.all_of_flow, words)),
        alt=words("record.alt", ranges=words("join").join(ranges)),
        source=sources_line([one.fact for one in data.statements], data.sources, words),
        address="",
    )


def axis_unit_name(flow: str, words: Messages) -> str:
    """Return what the value axis counts."""
    return scaled_unit_name("%" if is_growth(flow) else BILLIONS, words)


def amount_range(group: Sequence[Statement], words: Messages) -> str:
    """Return the range from the smallest to the largest amount of the group."""
    low, high = (pick(group, key=lambda one: one.interval.value) for pick in (min, max))
    plain = [replace(one, fact=replace(one.fact, relation="=", hedge=None)) for one in (low, high)]
    ends = list(dict.fromkeys(statement_amount(one, words) for one in plain))
    return words("record.range", low=ends[0], high=ends[-1]) if len(ends) > 1 else ends[0]


def _by_year(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    years: dict[str, list[Statement]] = {}
    for one in sorted(statements, key=lambda one: one.fact.period or ""):
        years.setdefault(one.fact.period or "", []).append(one)
    return years


def _title(flow: str, years: Mapping[str, Sequence[Statement]], words: Messages) -> str:
    for year, group in sorted(years.items(), reverse=True):
        sides = [_official_figure(group, side) for side in (COUNTRY, PARTNER)]
        if sides[0] and sides[1]:
            home, abroad = (statement_amount(side, words) for side in sides if side)
            return words("national.title.both", flow=words(f"flow.{flow}"), year=year, home=home, abroad=abroad)
    every = [one for group in years.values() for one in group]
    return words("national.title.range", flow=words(f"flow.{flow}"), range=amount_range(every, words))


def _official_figure(group: Sequence[Statement], side: str) -> Statement | None:
    """Return the most exact figure of a side's own statistics; None if there is none."""
    own = [one for one in group if one.side == side and one.fact.reporter_basis == "stated"]
    own = [one for one in own if one.fact.relation == "=" and one.fact.operation in (None, "difference")]
    return min(own, key=lambda one: (one.interval.high - one.interval.low, one.fact.id), default=None)


def caveats(statements: Sequence[Statement], words: Messages) -> list[str]:
    """Return how far apart the two sides' own figures are, and in which years speeches exceed the statistics."""
    parts = []
    for year, group in sorted(_by_year(statements).items(), reverse=True):
        home, abroad = _official_figure(group, COUNTRY), _official_figure(group, PARTNER)
        if home and abroad:
            apart = abs(home.interval.value - abroad.interval.value)
            unit = "pp" if home.fact.unit == "%" else home.fact.unit
            gap = amount(scale_dollars(replace(home.fact, value=apart, unit=unit, relation="=", **_COMPUTED)), words)
            parts.append(words("national.caveat.mirror", year=year, gap=gap))
            break
    above = _years_above_statistics(statements) if statements[0].flow == "turnover" else []
    if above:
        parts.append(words.count("national.caveat.speech", len(above), years=words.numbers.join_list(above)))
    if statements[0].flow == "turnover":
        parts.append(words("national.caveat.line"))
    return parts


def _years_above_statistics(statements: Sequence[Statement]) -> list[str]:
    """Return the years with a stated figure of an unnamed side above all figures of either side up to then."""
    years = []
    counted: list[float] = []
    for year, group in _by_year(statements).items():
        counted += [one.interval.high for one in group if one.side]
        loose = [one for one in group if one.side is None and one.fact.basis == "stated"]
        if counted and any(one.interval.low > max(counted) and one.fact.authority for one in loose):
            years.append(year)
    return years


def figure(data: StatementChartData, text: ChartText, words: Messages, look: Look) -> go.Figure:
    """Return marks by year, with the two sides apart. Time runs to the right, on a phone down.

    The only lines are dotted ones: from a level to that of the year before, which its source implies with a growth.
    """
    down = look.size.name == "narrow"
    growth = is_growth(data.statements[0].flow)
    places = {one.fact.id: int(one.fact.period or 0) + _SIDE_OFFSETS_YEARS[side_of(one)] for one in data.statements}
    gap = (3.0 if growth else 0.22) * (1.6 if down else 1)
    points = place_points(data.statements, places, 0.1, gap, 0.36)
    years = range(int(min(places.values()) + 0.5), int(max(places.values()) + 0.5) + 1)
    edges = (years[-1] + 0.55, years[0] - 0.55) if down else (years[0] - 0.55, years[-1] + 0.55)
    time = time_axis({float(year): str(year) for year in years}, edges, look)
    value = value_axis(points, look)
    layout: dict[str, Any] = {
        "xaxis": value if down else time,
        "yaxis": time if down else value,
        "separators": words.numbers.separators,
        "shapes": [*separator_lines(years, look, down=down), *growth_links(points, look, down=down)],
        "margin": {"l": look.px(40), "r": 8, "t": 8, "b": look.px(30), "pad": 4},
    }
    colour = look.palette.of(level_of(data.statements[0].flow))
    traces = list(statement_traces(points, data, words, look, down=down, colour=colour))
    height = 54.0 * len(years) if down else 0
    return build_figure(traces, layout, text, look, legend=legend(points, words), plot_height=height)


def separator_lines(times: range, look: Look, *, down: bool) -> list[dict[str, Any]]:
    """Return thin lines between years or months, so that a mark off the middle is seen to belong to its own."""
    across = {"y0": 0, "y1": 1, "yref": "paper"} if not down else {"x0": 0, "x1": 1, "xref": "paper"}
    ends = ("x0", "x1") if not down else ("y0", "y1")
    line = {"color": look.palette.line, "width": 0.7}
    return [
        {"type": "line", "layer": "below", **across, **dict.fromkeys(ends, year + 0.5), "line": line}
        for year in times[:-1]
    ]


def growth_links(points: Sequence[Point], look: Look, *, down: bool) -> list[dict[str, Any]]:
    """Return a dotted line from each implied level to the level of the same source that implies it."""
    by_id = {point.statement.fact.id: point for point in points}
    found = []
    for point in points:
        fact = point.statement.fact
        if fact.operation in ("before", "after") and fact.inputs[0] in by_id:
            other = by_id[fact.inputs[0]]
            ends = [(point.time, point.value), (other.time, other.value)]
            (x0, y0), (x1, y1) = [(value, at) for at, value in ends] if down else ends
            line = {"color": look.palette.muted, "width": look.px(1.2), "dash": "dot"}
            found.append(
                {
                    "type": "line",
                    "layer": "below",
                    "x0": x0,
                    "x1": x1,
                    "y0": y0,
                    "y1": y1,
                    "line": line,
                    "name": fact.id,
                }
            )
    return found


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of the whole years selected; None if none is left."""
    return build_chart(NAME, whole_years, chart_text, figure, view, selection)


SPEC = ChartSpec(NAME, "record", build, FILTERS)
