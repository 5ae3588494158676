"""Groups of horizontal bars from one zero line, for the charts region-scale and works-in-time.

The style says what a figure is: solid, a closed year; outlined, a part of a year, or derived; hatched, a yearly rate;
crossed, a capacity; a thin stem with a diamond, a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, get_args

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.layout import build_figure, hidden_axis, muted_span, wrap_text
from components.theme.tokens import Look

Style = Literal["solid", "outlined", "hatched", "crossed", "stem"]
STYLES: tuple[Style, ...] = get_args(Style)

_PATTERNS = {"hatched": "/", "crossed": "x"}
_BAR_PX, _LINE_HEIGHT_PX = 15.0, 18.5  # height of a bar, and of a line of a name
_NAMES_WIDTH_SHARE = 0.31  # of a wide chart, where names stand beside the bars
# The least width that is left for the bars, by the name of the size.
_MIN_BARS_WIDTH_PX = {"wide": 400.0, "image": 760.0}


class Row(NamedTuple):
    """One figure: its name with a remark, its value and interval in one unit for all rows, and both as text.

    value: None where the row has a text only.
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
    is_emphasized: bool = False


class Group(NamedTuple):
    """Rows under one heading."""

    title: str
    rows: Sequence[Row]


class _Place(NamedTuple):
    row: Row
    top: float  # of the name
    bar: float  # the middle of the bar
    label: str


def figure(groups: Sequence[Group], text: ChartText, colour: str, legend: Sequence[str], look: Look) -> go.Figure:
    """Return a figure with a bar for each row and its name beside it, on a phone above it.

    Vertical positions are in CSS pixels from the top.
    """
    narrow = look.size.name == "narrow"
    headings, places, height = _place_rows(groups, look, narrow=narrow)
    start = 0.0 if narrow else _NAMES_WIDTH_SHARE
    drawn = [place for place in places if place.row.value is not None]
    filled = [place for place in drawn if place.row.style not in ("outlined", "stem")]
    outlined = [place for place in drawn if place.row.style == "outlined"]
    stems = [place for place in drawn if place.row.style == "stem"]
    layout: dict[str, Any] = {
        "xaxis": {**hidden_axis(0, _axis_end([place.row for place in drawn], look)), "domain": [start, 1]},
        "yaxis": hidden_axis(height, 0),
        "shapes": [_zero(start, look), *(_stem(place, colour, look) for place in stems)],
        "annotations": [
            *(_heading(title, top, look) for title, top in headings),
            *(_name(place, look, narrow=narrow) for place in places),
            *(_figure(place, look) for place in places if not narrow),
        ],
        "barmode": "overlay",
    }
    traces: list[Any] = [_bars(filled, colour, colour, look)] if filled else []
    traces += [_bars(outlined, look.palette.background, colour, look)] if outlined else []
    traces += [_diamonds(stems, colour, look)] if stems else []
    return build_figure(traces, layout, text, look, legend=legend, plot_height=height)


def _axis_end(rows: Sequence[Row], look: Look) -> float:
    """Return where the axis must end for every bar to have room for its text after it."""
    if look.size.name == "narrow":
        return 1.04 * max(row.high for row in rows)
    width = _MIN_BARS_WIDTH_PX[look.size.name]

    def text_width(row: Row) -> float:
        return look.px(len(row.text) * 7.6 + len(row.bounds) * 6.4 + 16)

    return max(row.high / max(1 - text_width(row) / width, 0.2) for row in rows)


def _place_rows(
    groups: Sequence[Group], look: Look, *, narrow: bool
) -> tuple[list[tuple[str, float]], list[_Place], float]:
    headings, places = [], []
    top = 4.0
    for group in groups:
        headings.append((group.title, top))
        top += look.px(_LINE_HEIGHT_PX + 9)
        for row in group.rows:
            label = _label(row, look, narrow=narrow)
            lines = label.count("<br>") + 1
            named = look.px(_LINE_HEIGHT_PX) * lines
            if narrow:
                bar = look.px(_BAR_PX) if row.value is not None else 0
                places.append(_Place(row, top, top + named + bar / 2 + 3, label))
                top += named + bar + 15
            else:
                high = max(named, look.px(_BAR_PX * 1.5))
                places.append(_Place(row, top + (high - named) / 2, top + high / 2, label))
                top += high + look.px(7)
        top += look.px(8)
    return headings, places, top


def _label(row: Row, look: Look, *, narrow: bool) -> str:
    letters = look.size.letters + 4 if narrow else int(look.size.letters * _NAMES_WIDTH_SHARE) + 3
    name = wrap_text(row.name, letters)
    name = f"<b>{name}</b>" if row.is_emphasized else name
    detail = muted_span(wrap_text(row.detail, letters + 4), look)
    # On a phone the figure stands above its bar, which then has the whole width.
    lines = (name, detail if row.detail else "", _number_markup(row, look) if narrow else "")
    return "<br>".join(filter(None, lines))


def _bars(places: Sequence[_Place], fill: str, colour: str, look: Look) -> go.Bar:
    rows = [place.row for place in places]
    values = [row.value or 0.0 for row in rows]
    return go.Bar(
        orientation="h",
        x=values,
        y=[place.bar for place in places],
        width=look.px(_BAR_PX),
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
    """Return the text of a row, at the end of its bar."""
    row = place.row
    end = row.high if row.value is not None else 0
    return _text(
        _number_markup(row, look), place.bar, x=end, yanchor="middle", xshift=look.px(9), font={"size": look.px(14)}
    )


def _number_markup(row: Row, look: Look) -> str:
    return f"<b>{row.text}</b>" + (f" {muted_span(row.bounds, look)}" if row.bounds else "")


def all_rows(groups: Sequence[Group]) -> Iterator[Row]:
    """Yield the rows of all groups in order."""
    for group in groups:
        yield from group.rows
