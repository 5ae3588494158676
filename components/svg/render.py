"""Render Plotly figures as SVG: with text in the font of the page, or with text as outlines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from html import escape
from typing import Any

from components.svg import annotations as notes
from components.svg import axes, shapes, traces
from components.svg.axes import Axis
from components.svg.canvas import Canvas, Element, Rect, format_number, rect_path_data, round_half_up
from components.svg.plot import Plot
from components.svg.supported_properties import UnsupportedError, check_supported
from components.svg.text import REGULAR, TextStyle, font_style, xml_text

Figure = Mapping[str, Any]

_SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_DEFAULT_SIZE_PX = (700.0, 450.0)
_DEFAULT_MARGINS_PX = {"l": 80, "r": 80, "t": 100, "b": 80}
_DEFAULT_STYLE = TextStyle(12, REGULAR, "#444444")
_PREFIX_DIGITS = 6  # of an id's beginning that is made from the figure


def render(
    figure: Figure,
    *,
    width: float | None = None,
    colours: Mapping[str, str] | None = None,
    id_prefix: str | None = None,
    with_ids: bool = False,
) -> str:
    """Return a figure as SVG for a page; its text is in the font of the page.

    width: in CSS pixels; by default that of the layout. colours: replacements by colour (#rrggbb in lower case), such
    as `var(--exports)`. id_prefix: begins the ids; by default made from the figure and the width. with_ids: marks have
    the ids of their traces as `data-id`. Raises UnsupportedError if the figure has what cannot be drawn here.
    """
    prefix = id_prefix if id_prefix is not None else _prefix(figure, width)
    canvas = Canvas(colours, prefix=prefix, with_ids=with_ids)
    size = _draw(figure, width, canvas)
    return f"<svg{_size_attributes(*size)}>{canvas.markup}</svg>"


def render_outlined(figure: Figure, *, title: str, description: str, width: float | None = None) -> str:
    """Return a figure as an SVG file with text as outlines, which needs no font. Raises as `render`."""
    canvas = Canvas(prefix="p", outlined=True)
    size = _draw(figure, width, canvas)
    labels = "".join(
        f"<{tag}>{escape(xml_text(text), quote=False)}</{tag}>"
        for tag, text in (("title", title), ("desc", description))
    )
    return f'<svg xmlns="{_SVG_NAMESPACE}"{_size_attributes(*size)} role="img">{labels}{canvas.markup}</svg>\n'


def _size_attributes(width: float, height: float) -> str:
    w, h = format_number(width), format_number(height)
    return f' width="{w}" height="{h}" viewBox="0 0 {w} {h}"'


def _prefix(figure: Figure, width: float | None) -> str:
    content = json.dumps([figure.get("data"), figure.get("layout"), width], sort_keys=True)
    return f"p{hashlib.sha256(content.encode()).hexdigest()[:_PREFIX_DIGITS]}-"


def _draw(figure: Figure, width: float | None, canvas: Canvas) -> tuple[float, float]:
    """Draw all layers, the lowest first, and return width and height in pixels."""
    check_supported(figure)
    layout, all_traces = figure.get("layout") or {}, figure.get("data") or ()
    whole = Rect(0, 0, width or layout.get("width") or _DEFAULT_SIZE_PX[0], layout.get("height") or _DEFAULT_SIZE_PX[1])
    inner = _plot_frame(layout, whole)
    ink = font_style(layout.get("font") or {}, _DEFAULT_STYLE)
    x, y = (Axis(letter, layout.get(f"{letter}axis") or {}, inner) for letter in "xy")
    plot = Plot(x, y, ink, layout.get("barcornerradius") or 0)
    bars = [trace for trace in all_traces if trace.get("type") == "bar"]
    if len(bars) > 1 and layout.get("barmode") != "overlay":
        raise UnsupportedError("layout.barmode: several traces of bars are drawn only over each other")

    paper = (layout.get("paper_bgcolor") or "#ffffff").lower()
    ground = (layout.get("plot_bgcolor") or "#ffffff").lower()
    canvas.layer([Element("path", f' d="{rect_path_data(whole)}"', {"fill": paper})])
    if ground != paper:
        canvas.layer([Element("path", f' d="{rect_path_data(plot.area)}"', {"fill": ground})])
    all_shapes = list(layout.get("shapes") or ())
    below = sorted((shape for shape in all_shapes if shapes.is_below(shape)), key=_is_on_axes)
    canvas.layer(shapes.draw_shapes(below, plot, (inner, whole), canvas))
    separators = str(layout.get("separators") or ".,")
    canvas.layer([*axes.grid_lines(x, y, separators, canvas), *axes.grid_lines(y, x, separators, canvas)])
    for trace in [*bars, *(trace for trace in all_traces if trace.get("type") != "bar")]:
        traces.draw_trace(trace, plot, canvas)
    canvas.layer([*axes.tick_labels(x, y, layout, ink, canvas), *axes.tick_labels(y, x, layout, ink, canvas)])
    above = [shape for shape in all_shapes if not shapes.is_below(shape)]
    canvas.layer(shapes.draw_shapes(above, plot, (inner, whole), canvas))
    parts = [list(notes.draw_annotation(one, plot, inner, canvas)) for one in layout.get("annotations") or ()]
    canvas.layer(element for part in parts for element in part)
    return whole.right, whole.bottom


def _plot_frame(layout: Mapping[str, Any], whole: Rect) -> Rect:
    margins = {**_DEFAULT_MARGINS_PX, **(layout.get("margin") or {})}
    left, right, top, bottom = (round_half_up(margins[side]) for side in "lrtb")
    return Rect(left, top, round_half_up(whole.right) - right, round_half_up(whole.bottom) - bottom)


def _is_on_axes(shape: Mapping[str, Any]) -> bool:
    """Return whether a shape is placed on both axes; it is drawn above those on paper coordinates."""
    return "paper" not in (shape.get("xref"), shape.get("yref"))
