"""Rows of bars from one zero line, in groups: what the two charts of scale are drawn with.

Style tells what a figure is: solid, a closed year; outlined, a part of a year or computed; hatched, a rate or a
capacity; a thin stem with a diamond, a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, get_args

import plotly.graph_objects as go

from components.charts.chart_text import Story
from components.charts.layout import framed, hidden_axis, quiet, wrapped
from components.theme.tokens import Look

Style = Literal["solid", "outlined", "hatched", "crossed", "stem"]
STYLES: tuple[Style, ...] = get_args(Style)

_PATTERNS = {"hatched": "/", "crossed": "x"}
_BAR, _LINE = 15.0, 18.5
_NAMES = 0.31  # part of a wide chart's width that the names take
# The least that is left for the bars, in pixels.
_WIDTHS = {"wide": 400.0, "image": 760.0}


class Row(NamedTuple):
    """One figure: its name and what is quietly added, the figure in any one unit, and how it is written.

    value: None where there is nothing to draw, only to say.
    """

    id: str
    name: str
    detail: str
    value: float | None
    low: float
    high: float
    text: str
    bounds: str
    style: Style
    hover: str
    strong: bool = False


class Group(NamedTuple):
    """Rows under one heading."""

    title: str
    rows: Sequence[Row]


class _Place(NamedTuple):
    row: Row
    top: float  # of the lines that name it
    bar: float  # the middle of its bar
    label: str


def figure(groups: Sequence[Group], story: Story, colour: str, key: Sequence[str], look: Look) -> go.Figure:
    """One bar a row, names beside it, on a phone above it; places are in pixels from the top."""
    narrow = look.size.name == "narrow"
    headings, places, height = _laid_out(groups, look, narrow=narrow)
    start = 0.0 if narrow else _NAMES
    drawn = [place for place in places if place.row.value is not None]
    filled = [place for place in drawn if place.row.style not in ("outlined", "stem")]
    outlined = [place for place in drawn if place.row.style == "outlined"]
    stems = [place for place in drawn if place.row.style == "stem"]
    layout: dict[str, Any] = {
        "xaxis": {**hidden_axis(0, _longest([place.row for place in drawn], look)), "domain": [start, 1]},
        "yaxis": hidden_axis(height, 0),
        "shapes": [_zero(start, look), *(_stem(place, colour, look) for place in stems)],
        "annotations": [
            *(_heading(text, top, look) for text, top in headings),
            *(_name(place, look, narrow=narrow) for place in places),
            *(_figure(place, look) for place in places if not narrow),
        ],
        "barmode": "overlay",
    }
    traces: list[Any] = [_bars(filled, colour, colour, look)] if filled else []
    traces += [_bars(outlined, look.palette.background, colour, look)] if outlined else []
    traces += [_diamonds(stems, colour, look)] if stems else []
    return framed(traces, layout, story, look, key=key, plot_height=height)


def _longest(rows: Sequence[Row], look: Look) -> float:
    """Where the axis must end for every bar to have room for its figure after it."""
    if look.size.name == "narrow":
        return 1.04 * max(row.high for row in rows)
    width = _WIDTHS[look.size.name]

    def written(row: Row) -> float:
        return look.px(len(row.text) * 7.6 + len(row.bounds) * 6.4 + 16)

    return max(row.high / max(1 - written(row) / width, 0.2) for row in rows)


def _laid_out(
    groups: Sequence[Group], look: Look, *, narrow: bool
) -> tuple[list[tuple[str, float]], list[_Place], float]:
    headings, places = [], []
    top = 4.0
    for group in groups:
        headings.append((group.title, top))
        top += look.px(_LINE + 9)
        for row in group.rows:
            label = _label(row, look, narrow=narrow)
            lines = label.count("<br>") + 1
            named = look.px(_LINE) * lines
            if narrow:
                bar = look.px(_BAR) if row.value is not None else 0
                places.append(_Place(row, top, top + named + bar / 2 + 3, label))
                top += named + bar + 15
            else:
                high = max(named, look.px(_BAR * 1.5))
                places.append(_Place(row, top + (high - named) / 2, top + high / 2, label))
                top += high + look.px(7)
        top += look.px(8)
    return headings, places, top


def _label(row: Row, look: Look, *, narrow: bool) -> str:
    letters = look.size.letters + 4 if narrow else int(look.size.letters * _NAMES) + 3
    name = wrapped(row.name, letters)
    name = f"<b>{name}</b>" if row.strong else name
    detail = quiet(wrapped(row.detail, letters + 4), look)
    # On a phone the figure stands above its bar, which then has the whole width.
    lines = (name, detail if row.detail else "", _written(row, look) if narrow else "")
    return "<br>".join(filter(None, lines))


def _bars(places: Sequence[_Place], fill: str, colour: str, look: Look) -> go.Bar:
    rows = [place.row for place in places]
    values = [row.value or 0.0 for row in rows]
    return go.Bar(
        orientation="h",
        x=values,
        y=[place.bar for place in places],
        width=look.px(_BAR),
        marker={
            "color": fill,
            "line": {"color": colour, "width": look.px(1.6)},
            "pattern": {
                "shape": [_PATTERNS.get(row.style, "") for row in rows],
                "fillmode": "overlay",
                "fgcolor": look.palette.background,
                "fgopacity": 1,
                "solidity": 0.55,
                "size": look.px(8),
            },
        },
        error_x={
            "type": "data",
            "array": [row.high - value for row, value in zip(rows, values, strict=True)],
            "arrayminus": [value - row.low for row, value in zip(rows, values, strict=True)],
            "color": look.palette.ink,
            "thickness": look.px(1.1),
            "width": look.px(3),
        },
        ids=[row.id for row in rows],
        customdata=[row.hover for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _diamonds(places: Sequence[_Place], colour: str, look: Look) -> go.Scatter:
    return go.Scatter(
        x=[place.row.value for place in places],
        y=[place.bar for place in places],
        mode="markers",
        marker={"symbol": "diamond-open", "size": look.px(13), "color": colour, "line": {"width": look.px(2)}},
        ids=[place.row.id for place in places],
        customdata=[place.row.hover for place in places],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _stem(place: _Place, colour: str, look: Look) -> dict[str, Any]:
    line = {"color": colour, "width": look.px(2), "dash": "dot"}
    at = {"x0": 0, "x1": place.row.value, "y0": place.bar, "y1": place.bar}
    return {"type": "line", "layer": "below", **at, "line": line, "name": place.row.id}


def _zero(start: float, look: Look) -> dict[str, Any]:
    line = {"color": look.palette.ink, "width": 1}
    return {"type": "line", "xref": "paper", "yref": "paper", "x0": start, "x1": start, "y0": 0, "y1": 1, "line": line}


def _text(text: str, y: float, **place: object) -> dict[str, Any]:
    return {"text": text, "y": y, "xanchor": "left", "align": "left", "showarrow": False, **place}


def _heading(text: str, top: float, look: Look) -> dict[str, Any]:
    font = {"size": look.px(14), "color": look.palette.muted}
    paper = {"bgcolor": look.palette.background, "borderpad": 1}  # the zero line does not run through it
    return _text(f"<b>{text}</b>", top, **paper, x=0, xref="paper", yanchor="top", font=font)


def _name(place: _Place, look: Look, *, narrow: bool) -> dict[str, Any]:
    middle = {"y": place.top} if narrow else {"y": place.bar}
    anchor = "top" if narrow else "middle"
    return {**_text(place.label, 0, x=0, xref="paper", yanchor=anchor, font={"size": look.px(14)}), **middle}


def _figure(place: _Place, look: Look) -> dict[str, Any]:
    """The figure at its bar's end, its bounds quietly after it."""
    row = place.row
    end = row.high if row.value is not None else 0
    return _text(_written(row, look), place.bar, x=end, yanchor="middle", xshift=look.px(9), font={"size": look.px(14)})


def _written(row: Row, look: Look) -> str:
    return f"<b>{row.text}</b>" + (f" {quiet(row.bounds, look)}" if row.bounds else "")


def rows_of(groups: Sequence[Group]) -> Iterator[Row]:
    """All rows in order."""
    for group in groups:
        yield from group.rows
