"""Statements as marks: shape by whose statistics, hollow where computed, whiskers from rounding, signs for hedges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from components.charts.statement_text import hover
from components.i18n import Words
from components.theme.tokens import Look
from data import Fact
from data.analysis.mirror_flows import ABROAD, HOME, Statement

SIDES = (HOME, ABROAD, "open")
SHAPES = dict(zip(SIDES, ("circle", "square", "diamond"), strict=True))
_GLYPHS = dict(zip(SIDES, ("●", "■", "◆"), strict=True))
_SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}
_WEAK = "?"
_LONGEST = 60  # letters of a line of what is told of a mark
_PER = {"USD": 1e9, "%": 1.0}


class Point(NamedTuple):
    """A statement with its place: along the axis of time, and on that of values, in billions or per cent."""

    statement: Statement
    at: float
    value: float
    low: float
    high: float


def side_of(statement: Statement) -> str:
    """Whose statistics it is from, one of SIDES."""
    return statement.side or SIDES[-1]


def placed(
    statements: Sequence[Statement], at: Mapping[str, float], lane: float, gap: float, room: float
) -> list[Point]:
    """Points at the times `at` of their facts' ids; those nearer than `gap` to each other stand `lane` apart.

    Where that takes more than `room`, they stand closer.
    """
    rows: dict[float, list[Statement]] = {}
    for one in statements:
        rows.setdefault(at[one.fact.id], []).append(one)
    found = []
    for middle, group in sorted(rows.items()):
        ends: list[float] = []
        lanes = []
        for one in sorted(group, key=lambda one: (one.interval.value, one.fact.id)):
            value = one.interval.value / per(one.fact)
            free = next((number for number, end in enumerate(ends) if end + gap <= value), len(ends))
            ends[free : free + 1] = [value]
            lanes.append((one, free))
        apart = min(lane, room / max(len(ends) - 1, 1))
        found += [_point(one, middle + (number - (len(ends) - 1) / 2) * apart) for one, number in lanes]
    return found


def per(fact: Fact) -> float:
    """What one of the axis of values is worth in the figure's unit."""
    return _PER[fact.unit]


def _point(one: Statement, at: float) -> Point:
    value, low, high = (end / per(one.fact) for end in (one.interval.value, one.interval.low, one.interval.high))
    return Point(one, at, value, low, high)


def marks(
    points: Sequence[Point],
    facts: Mapping[str, Fact],
    sources: Mapping[str, Mapping[str, Any]],
    words: Words,
    look: Look,
    *,
    down: bool,
    colour: str,
) -> Iterator[go.Scatter]:
    """The marks of each side, then the signs of hedges and doubt at their upper ends; `down`: time runs down."""
    letters = look.size.letters
    for side in SIDES:
        shown = [point for point in points if side_of(point.statement) == side]
        if not shown:
            continue
        whiskers = {
            "type": "data",
            "array": [point.high - point.value for point in shown],
            "arrayminus": [point.value - point.low for point in shown],
            "color": look.palette.muted,
            "thickness": look.px(1),
            "width": look.px(2.5),
        }
        computed = [point.statement.fact.basis == "derived" for point in shown]
        yield go.Scatter(
            **_along([point.at for point in shown], [point.value for point in shown], down=down),
            mode="markers",
            name=side,
            marker={
                "symbol": [SHAPES[side] + ("-open" if hollow else "") for hollow in computed],
                "size": look.px(11 if side != "open" else 12),
                "color": colour,
                "line": {"color": colour, "width": look.px(1.8)},
                "opacity": 1,
            },
            **{"error_x" if down else "error_y": whiskers},
            ids=[point.statement.fact.id for point in shown],
            customdata=[hover(point.statement, facts, sources, words, min(letters, _LONGEST)) for point in shown],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    signed = [(point, sign) for point in points if (sign := _sign(point.statement.fact))]
    if signed:
        yield go.Scatter(
            **_along([point.at for point, _ in signed], [point.high for point, _ in signed], down=down),
            mode="text",
            text=[sign for _, sign in signed],
            textposition="middle right" if down else "top center",
            textfont={"size": look.px(12), "color": look.palette.ink},
            hoverinfo="skip",
            cliponaxis=False,
        )


def _sign(fact: Fact) -> str:
    return _SIGNS.get(fact.relation, "") + (_WEAK if fact.confidence == "low" else "")


def _along(at: list[float], value: list[float], *, down: bool) -> dict[str, list[float]]:
    return {"x": value, "y": at} if down else {"x": at, "y": value}


def key(points: Sequence[Point], words: Words) -> list[str]:
    """What the shapes and signs mean, those that are drawn."""
    parts = [
        words("record.key.side", glyph=_GLYPHS[side], side=words(f"record.side.{side}"))
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
    """A quiet axis of values with a thin grid; nothing is cut off, and zero is on it."""
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
    """An axis with these names at these places and no grid."""
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
