"""Stated figures in per cent of the official ones: dots in rows around a line at 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Any, NamedTuple

import plotly.graph_objects as go

from components.charts.fact_table import mark_detail
from components.charts.layout import free_lanes
from components.charts.spec import MarkDetail
from components.charts.statement_filters import SIDES, SYMBOLS, side_of
from components.charts.statement_text import hover_text, side_colour, statement_amount, statement_lines
from components.i18n import Messages
from components.theme.tokens import Look
from components.view import View
from data.analysis.discrepancies import Judgement

FULL = 100.0
_ROOM = 6.0  # per cent, left of the lowest dot and right of the highest
# The least width of the plot in pixels, by the name of the size.
PLOT_WIDTHS_PX = {"wide": 420.0, "narrow": 330.0, "image": 700.0}


class Dot(NamedTuple):
    """A judgement at a height of the value axis, with the lines of its tooltip."""

    judgement: Judgement
    height: float
    lines: Sequence[str]


def judgement_lines(one: Judgement, view: View) -> list[str]:
    """Return the details of a judgement as lines: the figure, how it compares, the verdict, and what is known of it."""
    words = view.words
    first, *rest = statement_lines(one.statement, view)
    official = words(
        "judged.official",
        percent=percent_text(one, words),
        amount=statement_amount(one.official, words),
        side=words(f"record.side.{one.official.side}"),
    )
    return [first, official, words(f"judged.{one.verdict}"), *rest]


def percent_text(one: Judgement, words: Messages) -> str:
    """Return the stated figure in per cent of the official one."""
    return words.numbers.percent(words.numbers.value(one.percentage, "%"))


def judgement_details(judgements: Sequence[Judgement], view: View) -> dict[str, MarkDetail]:
    """Return what is shown when the mark of a judgement is pressed, by its id."""
    facts = [(one, one.statement.fact) for one in judgements]
    return {fact.id: mark_detail(judgement_lines(one, view), fact, view) for one, fact in facts}


def percent_axis(judgements: Sequence[Judgement], words: Messages, look: Look, domain: list[float]) -> dict[str, Any]:
    """Return an axis in per cent that has room for all judgements, with ticks at round numbers."""
    values = [one.percentage for one in judgements]
    low, high = min(FULL, *values) - _ROOM, max(FULL, *values) + _ROOM
    step = 25 if high - low < FULL else 50
    ticks = [float(tick) for tick in range(ceil(low / step) * step, floor(high / step) * step + 1, step)]
    return {
        **{"range": [low, high], "domain": domain, "fixedrange": True, "showgrid": True, "gridwidth": 0.5},
        **{"gridcolor": look.palette.line, "zeroline": False, "ticks": "", "automargin": False, "tickvals": ticks},
        "ticktext": [words.numbers.percent(words.numbers.value(tick, "%")) for tick in ticks],
        "tickfont": {"size": look.px(13), "color": look.palette.muted},
    }


def full_line(look: Look, top: float, bottom: float) -> dict[str, Any]:
    """Return the line at 100 %, from one height to another."""
    line = {"color": look.palette.ink, "width": look.px(1.2)}
    return {"type": "line", "layer": "below", "x0": FULL, "x1": FULL, "y0": top, "y1": bottom, "line": line}


def lanes(judgements: Sequence[Judgement], size: float, span: float, look: Look) -> list[int]:
    """Return for each judgement, in the order of percentages, the lane in which its dot touches no other.

    size: of a dot in pixels. span: of the axis in per cent.
    """
    apart = size * span / PLOT_WIDTHS_PX[look.size.name]
    return free_lanes([one.percentage for one in judgements], apart)


def dot_traces(dots: Sequence[Dot], look: Look) -> Iterator[go.Scatter]:
    """Yield the dots of each side in its colour and shape."""
    for side in SIDES:
        own = [dot for dot in dots if side_of(dot.judgement.statement) == side]
        if own:
            yield go.Scatter(
                x=[dot.judgement.percentage for dot in own],
                y=[dot.height for dot in own],
                mode="markers",
                marker={
                    **{"symbol": SYMBOLS[side], "size": look.px(11), "color": side_colour(side, look)},
                    "line": {"color": look.palette.background, "width": 1},
                },
                ids=[dot.judgement.statement.fact.id for dot in own],
                customdata=[hover_text(dot.lines, look) for dot in own],
                hovertemplate="%{customdata}<extra></extra>",
                cliponaxis=False,
            )
