"""Small multiples: bars in panels side by side, each panel with a title and an axis of time of its own.

The style says what a bar is: solid, what was done; hatched, a yearly rate; crossed, what could be; hollow, a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.layout import build_figure, hidden_axis, muted_span
from components.theme.tokens import Look

Style = Literal["solid", "hatched", "crossed", "hollow"]

_PATTERNS = {"hatched": "/", "crossed": "x"}
_TITLE_PX, _SUBTITLE_PX, _LABEL_PX, _PLOT_PX, _TICKS_PX, _GAP_PX = 20.0, 20.0, 34.0, 48.0, 20.0, 6.0
_PAD = 0.04  # of the width of a panel, left and right


class Bar(NamedTuple):
    """A bar: its place and width in the units of the panel's time axis, its value, and the text above it."""

    id: str
    at: float
    width: float
    value: float
    label: str
    style: Style
    colour: str
    hover: str


class Panel(NamedTuple):
    """Bars under one title. span: both ends of the time axis. ticks: its labels. top: the value of the whole height.

    subtitle: in a quiet line under the title.
    """

    title: str
    bars: Sequence[Bar]
    span: tuple[float, float]
    ticks: Mapping[float, str]
    top: float
    subtitle: str = ""


def figure(panels: Sequence[Panel], columns: int, text: ChartText, look: Look) -> go.Figure:
    """Return a figure of panels in so many columns. Vertical positions are in CSS pixels from the top."""
    head = _TITLE_PX + (_SUBTITLE_PX if any(panel.subtitle for panel in panels) else 0.0)
    panel_height = look.px(head + _LABEL_PX + _PLOT_PX + _TICKS_PX + _GAP_PX)
    placed: list[tuple[Bar, float, float, float]] = []
    annotations: list[dict[str, Any]] = []
    shapes = []
    for number, panel in enumerate(panels):
        column, top = number % columns, number // columns * panel_height
        ground = top + look.px(head + _LABEL_PX + _PLOT_PX)
        scale = (1 - 2 * _PAD) / (panel.span[1] - panel.span[0])

        def place(at: float, panel: Panel = panel, column: int = column, scale: float = scale) -> float:
            return column + _PAD + (at - panel.span[0]) * scale

        for bar in panel.bars:
            height = bar.value / panel.top * look.px(_PLOT_PX)
            placed.append((bar, place(bar.at), ground, height))
            if bar.label:
                annotations.append(_text(bar.label, place(bar.at), ground - height - 2, 12, look, yanchor="bottom"))
        title = f"<b>{panel.title}</b>" + (f"<br>{muted_span(panel.subtitle, look)}" if panel.subtitle else "")
        name = _text(title, column + _PAD, top, 14, look, xanchor="left", yanchor="top", align="left")
        annotations += [name, *_ticks(panel.ticks, place, ground, look)]
        line = {"color": look.palette.ink, "width": 1}
        ends = {"x0": column + _PAD, "x1": column + 1 - _PAD, "y0": ground, "y1": ground}
        shapes.append({"type": "line", **ends, "line": line})
    rows = -(-len(panels) // columns)
    layout: dict[str, Any] = {
        "xaxis": hidden_axis(0, columns),
        "yaxis": hidden_axis(rows * panel_height, 0),
        "barmode": "overlay",
        "shapes": shapes,
        "annotations": annotations,
    }
    widths = sorted({bar.width for bar, *_ in placed})
    scale = (1 - 2 * _PAD) / (panels[0].span[1] - panels[0].span[0])
    traces = [_trace([one for one in placed if one[0].width == width], width * scale, look) for width in widths]
    return build_figure(traces, layout, text, look, plot_height=rows * panel_height)


def _ticks(ticks: Mapping[float, str], place: Any, ground: float, look: Look) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    for at, name in ticks.items():
        yield _text(name, place(at), ground + 3, 12, look, yanchor="top", font_colour=look.palette.muted)


def _trace(placed: Sequence[tuple[Bar, float, float, float]], width: float, look: Look) -> go.Bar:
    """Return bars of one width, each from the ground of its panel upwards."""
    bars = [bar for bar, *_ in placed]
    return go.Bar(
        x=[x for _, x, _, _ in placed],
        y=[-height for *_, height in placed],
        base=[ground for _, _, ground, _ in placed],
        width=width,
        marker={
            "color": [look.palette.background if bar.style == "hollow" else bar.colour for bar in bars],
            "line": {"color": [bar.colour for bar in bars], "width": look.px(1.4)},
            "pattern": {
                "shape": [_PATTERNS.get(bar.style, "") for bar in bars],
                **{"fillmode": "overlay", "fgcolor": look.palette.background, "fgopacity": 1},
                **{"solidity": 0.55, "size": look.px(8)},
            },
        },
        ids=[bar.id for bar in bars],
        customdata=[bar.hover for bar in bars],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _text(text: str, x: float, y: float, size: float, look: Look, **more: str) -> dict[str, Any]:
    colour = more.pop("font_colour", look.palette.ink)
    font = {"size": look.px(size), "color": colour}
    return {"text": text, "x": x, "y": y, "xanchor": "center", "showarrow": False, "font": font, **more}
