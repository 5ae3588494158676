"""Statements as marks of a scatter plot.

The shape says whose statistics a statement is from, a hollow mark that it is derived, whiskers how far it is rounded,
and a sign beside the mark a hedge or low confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from components.charts.statement_text import StatementChartData, hover_text
from components.i18n import Messages
from components.theme.tokens import Look
from data import Fact
from data.analysis.mirror_flows import Statement
from data.analysis.subject import COUNTRY, PARTNER

SIDES = (COUNTRY, PARTNER, "open")
SIDE_SYMBOLS = dict(zip(SIDES, ("circle", "square", "diamond"), strict=True))
_SIDE_GLYPHS = dict(zip(SIDES, ("●", "■", "◆"), strict=True))
_RELATION_SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}
_LOW_CONFIDENCE_SIGN = "?"
_MAX_LINE_CHARS = 60  # of a tooltip
_AXIS_DIVISORS = {"USD": 1e9, "%": 1.0}  # of values in base units: the axis has billions of dollars, or per cent


class Point(NamedTuple):
    """A statement with its position on the time axis, and its value and interval on the value axis.

    time: years for national-trade, months for trade-to-date. value, low, high: billions of dollars, or per cent.
    """

    statement: Statement
    time: float
    value: float
    low: float
    high: float


def side_of(statement: Statement) -> str:
    """Return whose statistics a statement is from, one of SIDES."""
    return statement.side or SIDES[-1]


def place_points(
    statements: Sequence[Statement], times: Mapping[str, float], lane: float, gap: float, room: float
) -> list[Point]:
    """Return statements as points. Those of one time that would overlap are spread along the time axis.

    times: by the id of a statement's fact. gap: how far apart in value points must be to share a lane. lane: the
    distance between lanes, less if all lanes together would take more than `room`; both on the time axis.
    """
    by_time: dict[float, list[Statement]] = {}
    for one in statements:
        by_time.setdefault(times[one.fact.id], []).append(one)
    found = []
    for middle, group in sorted(by_time.items()):
        ends: list[float] = []
        lanes = []
        for one in sorted(group, key=lambda one: (one.interval.value, one.fact.id)):
            value = one.interval.value / axis_divisor(one.fact)
            free = next((number for number, end in enumerate(ends) if end + gap <= value), len(ends))
            ends[free : free + 1] = [value]
            lanes.append((one, free))
        apart = min(lane, room / max(len(ends) - 1, 1))
        found += [_to_point(one, middle + (number - (len(ends) - 1) / 2) * apart) for one, number in lanes]
    return found


def axis_divisor(fact: Fact) -> float:
    """Return what values of the fact are divided by on the value axis."""
    return _AXIS_DIVISORS[fact.unit]


def _to_point(one: Statement, time: float) -> Point:
    value, low, high = (
        end / axis_divisor(one.fact) for end in (one.interval.value, one.interval.low, one.interval.high)
    )
    return Point(one, time, value, low, high)


def statement_traces(
    points: Sequence[Point],
    data: StatementChartData,
    words: Messages,
    look: Look,
    *,
    down: bool,
    colour: str,
) -> Iterator[go.Scatter]:
    """Yield the marks of each side, then the signs of hedges and low confidence at their upper ends.

    down: whether time runs down instead of to the right.
    """
    letters = look.size.letters
    for side in SIDES:
        of_side = [point for point in points if side_of(point.statement) == side]
        if not of_side:
            continue
        whiskers = {
            "type": "data",
            "array": [point.high - point.value for point in of_side],
            "arrayminus": [point.value - point.low for point in of_side],
            "color": look.palette.muted,
            "thickness": look.px(1),
            "width": look.px(2.5),
        }
        computed = [point.statement.fact.basis == "derived" for point in of_side]
        yield go.Scatter(
            **_coordinates([point.time for point in of_side], [point.value for point in of_side], down=down),
            mode="markers",
            name=side,
            marker={
                "symbol": [SIDE_SYMBOLS[side] + ("-open" if hollow else "") for hollow in computed],
                "size": look.px(11 if side != "open" else 12),
                "color": colour,
                "line": {"color": colour, "width": look.px(1.8)},
                "opacity": 1,
            },
            **{"error_x" if down else "error_y": whiskers},
            ids=[point.statement.fact.id for point in of_side],
            customdata=[hover_text(point.statement, data, words, min(letters, _MAX_LINE_CHARS)) for point in of_side],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    signed = [(point, sign) for point in points if (sign := _relation_sign(point.statement.fact))]
    if signed:
        yield go.Scatter(
            **_coordinates([point.time for point, _ in signed], [point.high for point, _ in signed], down=down),
            mode="text",
            text=[sign for _, sign in signed],
            textposition="middle right" if down else "top center",
            textfont={"size": look.px(12), "color": look.palette.ink},
            hoverinfo="skip",
            cliponaxis=False,
        )


def _relation_sign(fact: Fact) -> str:
    return _RELATION_SIGNS.get(fact.relation, "") + (_LOW_CONFIDENCE_SIGN if fact.confidence == "low" else "")


def _coordinates(times: list[float], values: list[float], *, down: bool) -> dict[str, list[float]]:
    return {"x": values, "y": times} if down else {"x": times, "y": values}


def legend(points: Sequence[Point], words: Messages) -> list[str]:
    """Return what the shapes and signs mean that are drawn."""
    parts = [
        words("record.key.side", glyph=_SIDE_GLYPHS[side], side=words(f"record.side.{side}"))
        for side in SIDES
        if any(side_of(point.statement) == side for point in points)
    ]
    drawn = [point.statement.fact for point in points]
    if any(fact.basis == "derived" for fact in drawn):
        parts.append(words("record.key.computed"))
    hedges = {"more": ">", "less": "<", "about": "~"}
    parts += [words(f"record.key.{name}") for name, relation in hedges.items() if _has(drawn, relation)]
    if any(fact.confidence == "low" for fact in drawn):
        parts.append(words("record.key.weak"))
    return [*parts, words("record.key.rounding")]


def _has(facts: Sequence[Fact], relation: str) -> bool:
    return any(fact.relation == relation for fact in facts)


def value_axis(points: Sequence[Point], look: Look) -> dict[str, Any]:
    """Return a value axis with a thin grid that has room for all intervals and contains zero."""
    lowest, highest = min(0.0, *(point.low for point in points)), max(0.0, *(point.high for point in points))
    room = 0.08 * (highest - lowest)
    return {
        "range": [lowest - (room if lowest < 0 else 0), highest + room],
        "fixedrange": True,
        "gridcolor": look.palette.line,
        "gridwidth": 0.5,
        "zerolinecolor": look.palette.ink,
        "zerolinewidth": 1,
        "tickfont": {"size": look.px(12), "color": look.palette.muted},
        "nticks": 7,
        "ticks": "",
        "automargin": False,
        "separatethousands": True,
    }


def time_axis(ticks: Mapping[float, str], edges: tuple[float, float], look: Look) -> dict[str, Any]:
    """Return a time axis from `edges[0]` to `edges[1]` with names at these positions and no grid."""
    return {
        "range": list(edges),
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "tickfont": {"size": look.px(13), "color": look.palette.ink},
        "ticks": "",
        "automargin": False,
    }
