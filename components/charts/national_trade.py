"""national-trade: all that is said of two countries' trade in whole years, each statement a mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import Story
from components.charts.fact_text import amount, large, scale
from components.charts.layout import framed
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_scatter import SIDES, Point, key, marks, placed, side_of, time_axis, value_axis
from components.charts.statement_selection import FILTERS, Shown, build_chart, of_years
from components.charts.statement_text import figure as told
from components.charts.statement_text import sources_line
from components.i18n import Words
from components.i18n.number_format import BILLIONS
from components.theme.tokens import Look
from components.view import View
from data.analysis.mirror_flows import ABROAD, HOME, Statement

NAME = "national-trade"

# Where in its year each side's marks stand, and how far apart those that would cover each other.
_LANES = dict(zip(SIDES, (-0.28, 0.28, 0.0), strict=True))
# A figure that is computed from others has no hedge or last digit of its own.
_PLAIN: dict[str, Any] = {"hedge": None, "rounding": None, "basis": "derived"}


def story(shown: Shown, words: Words) -> Story:
    """Words for the statements: where both sides count, what each says."""
    flow = shown.statements[0].flow
    years = _by_year(shown.statements)
    ranges = [
        words("record.alt.year", year=year, range=spread(group, words), n=len(group)) for year, group in years.items()
    ]
    return Story(
        title=_title(flow, years, words),
        subtitle=words("national.subtitle", flow=words(f"flow.{flow}"), unit=unit(flow, words)),
        caveat=" ".join(caveats(shown.every, words)),
        alt=words("record.alt", ranges=words("join").join(ranges)),
        source=sources_line([one.fact for one in shown.statements], shown.sources, words),
        address="",
    )


def unit(flow: str, words: Words) -> str:
    """What the axis counts."""
    return scale("%" if flow.endswith("-growth") else BILLIONS, words)


def spread(group: Sequence[Statement], words: Words) -> str:
    """From the smallest to the largest figure of the group."""
    low, high = (pick(group, key=lambda one: one.interval.value) for pick in (min, max))
    plain = [replace(one, fact=replace(one.fact, relation="=", hedge=None)) for one in (low, high)]
    ends = list(dict.fromkeys(told(one, words) for one in plain))
    return words("record.range", low=ends[0], high=ends[-1]) if len(ends) > 1 else ends[0]


def _by_year(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    years: dict[str, list[Statement]] = {}
    for one in sorted(statements, key=lambda one: one.fact.period or ""):
        years.setdefault(one.fact.period or "", []).append(one)
    return years


def _title(flow: str, years: Mapping[str, Sequence[Statement]], words: Words) -> str:
    for year, group in sorted(years.items(), reverse=True):
        sides = [_counted(group, side) for side in (HOME, ABROAD)]
        if sides[0] and sides[1]:
            home, abroad = (told(side, words) for side in sides if side)
            return words("national.title.both", flow=words(f"flow.{flow}"), year=year, home=home, abroad=abroad)
    every = [one for group in years.values() for one in group]
    return words("national.title.range", flow=words(f"flow.{flow}"), range=spread(every, words))


def _counted(group: Sequence[Statement], side: str) -> Statement | None:
    """What a side's own statistics say most exactly."""
    own = [one for one in group if one.side == side and one.fact.reporter_basis == "stated"]
    own = [one for one in own if one.fact.relation == "=" and one.fact.operation in (None, "difference")]
    return min(own, key=lambda one: (one.interval.high - one.interval.low, one.fact.id), default=None)


def caveats(statements: Sequence[Statement], words: Words) -> list[str]:
    """How far the two sides' own totals lie apart, and in which years speeches run above the statistics."""
    parts = []
    for year, group in sorted(_by_year(statements).items(), reverse=True):
        home, abroad = _counted(group, HOME), _counted(group, ABROAD)
        if home and abroad:
            apart = abs(home.interval.value - abroad.interval.value)
            unit = "pp" if home.fact.unit == "%" else home.fact.unit
            gap = amount(large(replace(home.fact, value=apart, unit=unit, relation="=", **_PLAIN)), words)
            parts.append(words("national.caveat.mirror", year=year, gap=gap))
            break
    above = _spoken(statements) if statements[0].flow == "turnover" else []
    if above:
        parts.append(words.count("national.caveat.speech", len(above), years=words.numbers.listed(above)))
    if statements[0].flow == "turnover":
        parts.append(words("national.caveat.line"))
    return parts


def _spoken(statements: Sequence[Statement]) -> list[str]:
    """Years in which a stated figure of unsaid statistics lies above all that either side's own give up to then."""
    years = []
    counted: list[float] = []
    for year, group in _by_year(statements).items():
        counted += [one.interval.high for one in group if one.side]
        loose = [one for one in group if one.side is None and one.fact.basis == "stated"]
        if counted and any(one.interval.low > max(counted) and one.fact.authority for one in loose):
            years.append(year)
    return years


def figure(shown: Shown, story: Story, words: Words, look: Look) -> go.Figure:
    """Marks by year, the two sides' apart; time runs to the right, on a phone down.

    No line joins two statements, but where one source tells a level and its growth: then a dotted one leads
    from the level that follows for the year before.
    """
    down = look.size.name == "narrow"
    growth = shown.statements[0].flow.endswith("-growth")
    places = {one.fact.id: int(one.fact.period or 0) + _LANES[side_of(one)] for one in shown.statements}
    gap = (3.0 if growth else 0.22) * (1.6 if down else 1)
    points = placed(shown.statements, places, 0.1, gap, 0.36)
    years = range(int(min(places.values()) + 0.5), int(max(places.values()) + 0.5) + 1)
    edges = (years[-1] + 0.55, years[0] - 0.55) if down else (years[0] - 0.55, years[-1] + 0.55)
    time = time_axis({float(year): str(year) for year in years}, edges, look)
    value = value_axis(points, look)
    layout: dict[str, Any] = {
        "xaxis": value if down else time,
        "yaxis": time if down else value,
        "separators": words.numbers.separators,
        "shapes": [*bands(years, look, down=down), *links(points, look, down=down)],
        "margin": {"l": look.px(40), "r": 8, "t": 8, "b": look.px(30), "pad": 4},
    }
    colour = look.palette.of(shown.statements[0].flow.removesuffix("-growth"))
    traces = list(marks(points, shown.facts, shown.sources, words, look, down=down, colour=colour))
    height = 54.0 * len(years) if down else 0
    return framed(traces, layout, story, look, key=key(points, words), plot_height=height)


def bands(times: range, look: Look, *, down: bool) -> list[dict[str, Any]]:
    """Thin lines between years or months, so that what stands off the middle is seen to be of its own."""
    across = {"y0": 0, "y1": 1, "yref": "paper"} if not down else {"x0": 0, "x1": 1, "xref": "paper"}
    ends = ("x0", "x1") if not down else ("y0", "y1")
    line = {"color": look.palette.line, "width": 0.7}
    return [
        {"type": "line", "layer": "below", **across, **dict.fromkeys(ends, year + 0.5), "line": line}
        for year in times[:-1]
    ]


def links(points: Sequence[Point], look: Look, *, down: bool) -> list[dict[str, Any]]:
    """A dotted line from each implied level to the level and growth of the same source that imply it."""
    by_id = {point.statement.fact.id: point for point in points}
    found = []
    for point in points:
        fact = point.statement.fact
        if fact.operation in ("before", "after") and fact.inputs[0] in by_id:
            other = by_id[fact.inputs[0]]
            ends = [(point.at, point.value), (other.at, other.value)]
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
    return build_chart(NAME, of_years, story, figure, view, selection)


SPEC = ChartSpec(NAME, "record", build, FILTERS)
