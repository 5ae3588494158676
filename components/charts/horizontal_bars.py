"""Groups of horizontal bars from one zero line, each with its name beside it, on a phone above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.layout import build_figure, hidden_axis, muted_span, wrap_text
from components.theme.tokens import Look

_BAR_PX, _LINE_HEIGHT_PX = 15.0, 18.5  # height of a bar, and of a line of a name
_GROUP_GAP_PX = 30.0  # with a rule in its middle
_NAMES_WIDTH_SHARE = 0.31  # of a wide chart, where names stand beside the bars
# The least width that is left for the bars, by the name of the size.
_MIN_BARS_WIDTH_PX = {"wide": 400.0, "image": 760.0}


class Row(NamedTuple):
    """One figure: its name with a remark, its value in one unit for all rows, and its amount as text."""

    id: str
    name: str
    detail: str
    value: float
    text: str
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


def figure(groups: Sequence[Group], text: ChartText, colour: str, look: Look) -> go.Figure:
    """Return a figure with a bar for each row. Vertical positions are in CSS pixels from the top."""
    narrow = look.size.name == "narrow"
    headings, places, height = _place_rows(groups, look, narrow=narrow)
    start = 0.0 if narrow else _NAMES_WIDTH_SHARE
    layout: dict[str, Any] = {
        "xaxis": {**hidden_axis(0, _axis_end([place.row for place in places], look)), "domain": [start, 1]},
        "yaxis": hidden_axis(height, 0),
        "shapes": [
            *(_zero(start, top, bottom, look) for _, top, bottom in headings),
            *(_rule(top - look.px(_GROUP_GAP_PX) / 2, look) for _, top, _ in headings[1:]),
        ],
        "annotations": [
            *(_heading(title, top, look) for title, top, _ in headings),
            *(_name(place, look, narrow=narrow) for place in places),
            *(_figure(place, look) for place in places if not narrow),
        ],
        "barmode": "overlay",
    }
    return build_figure([_bars(places, colour, look)], layout, text, look, plot_height=height)


def _axis_end(rows: Sequence[Row], look: Look) -> float:
    """Return where the axis must end for every bar to have room for its text after it."""
    if look.size.name == "narrow":
        return 1.04 * max(row.value for row in rows)
    width = _MIN_BARS_WIDTH_PX[look.size.name]
    return max(row.value / max(1 - look.px(len(row.text) * 7.6 + 16) / width, 0.2) for row in rows)


def _place_rows(
    groups: Sequence[Group], look: Look, *, narrow: bool
) -> tuple[list[tuple[str, float, float]], list[_Place], float]:
    """Return the headings with top and bottom of their groups, the places of rows, and the height of all."""
    headings, places = [], []
    top = 4.0
    for group in groups:
        heading = top
        top += look.px(_LINE_HEIGHT_PX + 9)
        for row in group.rows:
            label = _label(row, look, narrow=narrow)
            lines = label.count("<br>") + 1
            named = look.px(_LINE_HEIGHT_PX) * lines
            if narrow:
                bar = look.px(_BAR_PX)
                places.append(_Place(row, top, top + named + bar / 2 + 3, label))
                top += named + bar + 15
            else:
                high = max(named, look.px(_BAR_PX * 1.5))
                places.append(_Place(row, top + (high - named) / 2, top + high / 2, label))
                top += high + look.px(7)
        headings.append((group.title, heading, top))
        top += look.px(_GROUP_GAP_PX)
    return headings, places, top - look.px(_GROUP_GAP_PX)


def _label(row: Row, look: Look, *, narrow: bool) -> str:
    letters = look.size.letters + 4 if narrow else int(look.size.letters * _NAMES_WIDTH_SHARE) + 3
    name = wrap_text(row.name, letters)
    name = f"<b>{name}</b>" if row.is_emphasized else name
    detail = muted_span(wrap_text(row.detail, letters + 4), look)
    # On a phone the figure stands above its bar, which then has the whole width.
    lines = (name, detail if row.detail else "", f"<b>{row.text}</b>" if narrow else "")
    return "<br>".join(filter(None, lines))


def _bars(places: Sequence[_Place], colour: str, look: Look) -> go.Bar:
    rows = [place.row for place in places]
    return go.Bar(
        orientation="h",
        x=[row.value for row in rows],
        y=[place.bar for place in places],
        width=look.px(_BAR_PX),
        marker={"color": colour, "line": {"width": 0}},
        ids=[row.id for row in rows],
        customdata=[row.hover for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _zero(start: float, top: float, bottom: float, look: Look) -> dict[str, Any]:
    """Return the zero line of a group, below its heading."""
    line = {"color": look.palette.ink, "width": 1}
    below = top + look.px(_LINE_HEIGHT_PX + 4)
    return {"type": "line", "xref": "paper", "x0": start, "x1": start, "y0": below, "y1": bottom, "line": line}


def _rule(at: float, look: Look) -> dict[str, Any]:
    """Return the line between two groups."""
    line = {"color": look.palette.line, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at, "line": line}


def _text(text: str, y: float, **place: object) -> dict[str, Any]:
    return {"text": text, "y": y, "xanchor": "left", "align": "left", "showarrow": False, **place}


def _heading(text: str, top: float, look: Look) -> dict[str, Any]:
    font = {"size": look.px(14), "color": look.palette.muted}
    return _text(f"<b>{text}</b>", top, x=0, xref="paper", yanchor="top", font=font)


def _name(place: _Place, look: Look, *, narrow: bool) -> dict[str, Any]:
    middle = {"y": place.top} if narrow else {"y": place.bar}
    anchor = "top" if narrow else "middle"
    return {**_text(place.label, 0, x=0, xref="paper", yanchor=anchor, font={"size": look.px(14)}), **middle}


def _figure(place: _Place, look: Look) -> dict[str, Any]:
    """Return the text of a row, at the end of its bar."""
    font = {"size": look.px(14)}
    at = {"x": place.row.value, "yanchor": "middle", "xshift": look.px(9)}
    return _text(f"<b>{place.row.text}</b>", place.bar, **at, font=font)
