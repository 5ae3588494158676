"""Shapes of the layout: lines and rectangles, on the axes or on the figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from components.svg.canvas import Canvas, Element, Rect, num, path
from components.svg.traces import Plot

_THINNEST = 3  # pixels: dots and dashes are as long as if the line were at least so thick
_LENGTHS = {"dot": 1, "dash": 3}  # of that thickness


def draw(shapes: list[Mapping[str, Any]], plot: Plot, frame: tuple[Rect, Rect], canvas: Canvas) -> Iterator[Element]:
    """The elements of shapes; `frame`: the figure without its margins, and the whole figure."""
    inner, whole = frame
    for shape in shapes:
        on_x, on_y = shape.get("xref", "x") != "paper", shape.get("yref", "y") != "paper"
        width = inner.right - inner.left
        height = inner.bottom - inner.top
        xs = [plot.x.pixel(shape[end]) if on_x else inner.left + width * shape[end] for end in ("x0", "x1")]
        ys = [plot.y.pixel(shape[end]) if on_y else inner.bottom - height * shape[end] for end in ("y0", "y1")]
        place = (
            path(["M", xs[0], ys[0], "L", xs[1], ys[1]])
            if shape.get("type") == "line"
            else path(["M", xs[0], ys[0], "H", xs[1], "V", ys[1], "H", xs[0], "Z"])
        )
        look = _look(shape)
        area = plot.area
        seen = Rect(
            area.left if on_x else whole.left,
            area.top if on_y else whole.top,
            area.right if on_x else whole.right,
            area.bottom if on_y else whole.bottom,
        )
        if not seen.holds(Rect(min(xs), min(ys), max(xs), max(ys))):
            look["clip-path"] = canvas.clip(seen)
        yield Element("path", place, look)


def is_below(shape: Mapping[str, Any]) -> bool:
    """Whether it is under the traces."""
    return shape.get("layer") == "below"


def _look(shape: Mapping[str, Any]) -> dict[str, str]:
    line = shape.get("line") or {}
    width = line.get("width", 2)
    look = {"stroke": (line.get("color") or "#444444").lower(), "stroke-width": num(width)} if width else {}
    if shape.get("type") != "line":
        look["fill"] = (shape.get("fillcolor") or "none").lower()
    dash = line.get("dash") or "solid"
    if dash != "solid":
        length = _LENGTHS.get(dash, 0) * max(width, _THINNEST)
        look["stroke-dasharray"] = num(length) if length else dash.replace("px", "").replace(",", " ")
    return look
