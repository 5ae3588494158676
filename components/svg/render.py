"""Figures as SVG: with text in the font of the page, or with outlines in place of text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from html import escape
from typing import Any

from components.svg import annotations as notes
from components.svg import axes, shapes, traces
from components.svg.axes import Axis
from components.svg.canvas import Canvas, Element, Rect, nearest, num, rect_path
from components.svg.supported_properties import UnsupportedError, check
from components.svg.text import REGULAR, Style, plain, style

Figure = Mapping[str, Any]

_SVG = "http://www.w3.org/2000/svg"
_SIZE = (700.0, 450.0)
_MARGINS = {"l": 80, "r": 80, "t": 100, "b": 80}
_INK = Style(12, REGULAR, "#444444")
_DIGITS = 6  # of an id's beginning that is made from the figure


def render(
    figure: Figure,
    *,
    width: float | None = None,
    colours: Mapping[str, str] | None = None,
    id_prefix: str | None = None,
    named: bool = False,
) -> str:
    """Return a figure as the SVG that a page holds: text is text, in the font that the page has.

    width: CSS pixels, else that of the layout. colours: by colour as #rrggbb in small letters, what is written in its
    place: `var(--exports)`. id_prefix: begins the ids in it, else made from the figure: the same figure, width and
    colours give the same SVG. named: marks say the ids of their traces as `data-id`.
    Raises UnsupportedError where the figure has what is not drawn here.
    """
    prefix = id_prefix if id_prefix is not None else _prefix(figure, width)
    canvas = Canvas(colours, prefix=prefix, named=named)
    size = _draw(figure, width, canvas)
    return f"<svg{_sized(*size)}>{canvas.markup}</svg>"


def render_outlined(figure: Figure, *, title: str, description: str, width: float | None = None) -> str:
    """Return a figure as an SVG file that looks the same everywhere: its letters are paths, no font is needed.

    Raises UnsupportedError where the figure has what is not drawn here.
    """
    canvas = Canvas(prefix="p", outlined=True)
    size = _draw(figure, width, canvas)
    said = "".join(
        f"<{tag}>{escape(plain(text), quote=False)}</{tag}>" for tag, text in (("title", title), ("desc", description))
    )
    return f'<svg xmlns="{_SVG}"{_sized(*size)} role="img">{said}{canvas.markup}</svg>\n'


def _sized(width: float, height: float) -> str:
    w, h = num(width), num(height)
    return f' width="{w}" height="{h}" viewBox="0 0 {w} {h}"'


def _prefix(figure: Figure, width: float | None) -> str:
    content = json.dumps([figure.get("data"), figure.get("layout"), width], sort_keys=True)
    return f"p{hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]}-"


def _draw(figure: Figure, width: float | None, canvas: Canvas) -> tuple[float, float]:
    """Draw all layers, the lowest first; the size of the whole."""
    check(figure)
    layout, drawn_traces = figure.get("layout") or {}, figure.get("data") or ()
    whole = Rect(0, 0, width or layout.get("width") or _SIZE[0], layout.get("height") or _SIZE[1])
    inner = _inner(layout, whole)
    ink = style(layout.get("font") or {}, _INK)
    x, y = (Axis(letter, layout.get(f"{letter}axis") or {}, inner) for letter in "xy")
    plot = traces.Plot(x, y, ink, layout.get("barcornerradius") or 0)
    bars = [trace for trace in drawn_traces if trace.get("type") == "bar"]
    if len(bars) > 1 and layout.get("barmode") != "overlay":
        raise UnsupportedError("layout.barmode: several traces of bars are drawn only over each other")

    paper = (layout.get("paper_bgcolor") or "#ffffff").lower()
    ground = (layout.get("plot_bgcolor") or "#ffffff").lower()
    canvas.layer([Element("path", f' d="{rect_path(whole)}"', {"fill": paper})])
    if ground != paper:
        canvas.layer([Element("path", f' d="{rect_path(plot.area)}"', {"fill": ground})])
    drawn = list(layout.get("shapes") or ())
    below = sorted((shape for shape in drawn if shapes.is_below(shape)), key=_is_on_axes)
    canvas.layer(shapes.draw(below, plot, (inner, whole), canvas))
    separators = str(layout.get("separators") or ".,")
    canvas.layer([*axes.grid(x, y, separators, canvas), *axes.grid(y, x, separators, canvas)])
    for trace in [*bars, *(trace for trace in drawn_traces if trace.get("type") != "bar")]:
        traces.draw(trace, plot, canvas)
    canvas.layer([*axes.labels(x, y, layout, ink, canvas), *axes.labels(y, x, layout, ink, canvas)])
    above = [shape for shape in drawn if not shapes.is_below(shape)]
    canvas.layer(shapes.draw(above, plot, (inner, whole), canvas))
    parts = [list(notes.draw(one, plot, inner, canvas)) for one in layout.get("annotations") or ()]
    canvas.layer(element for part in parts for element in part)
    return whole.right, whole.bottom


def _inner(layout: Mapping[str, Any], whole: Rect) -> Rect:
    margins = {**_MARGINS, **(layout.get("margin") or {})}
    left, right, top, bottom = (nearest(margins[side]) for side in "lrtb")
    return Rect(left, top, nearest(whole.right) - right, nearest(whole.bottom) - bottom)


def _is_on_axes(shape: Mapping[str, Any]) -> bool:
    """Such shapes are over those that are placed on the figure."""
    return "paper" not in (shape.get("xref"), shape.get("yref"))
