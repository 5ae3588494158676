"""Shapes of the layout: lines and rectangles, on the axes or on the figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from components.svg.canvas import Canvas, Element, Rect, format_number, path_attribute
from components.svg.plot import Plot

_MIN_DASH_WIDTH_PX = 3  # dots and dashes are as long as those of a line of at least this width
_DASH_LENGTHS = {"dot": 1, "dash": 3}  # multiples of that width


def draw_shapes(
    shapes: list[Mapping[str, Any]], plot: Plot, frame: tuple[Rect, Rect], canvas: Canvas
) -> Iterator[Element]:
    """Yield the elements of shapes. frame: the figure without its margins, and the whole figure."""
    inner, whole = frame
    for shape in shapes:
        on_x, on_y = shape.get("xref", "x") != "paper", shape.get("yref", "y") != "paper"
        width = inner.right - inner.left
        height = inner.bottom - inner.top
        xs = [plot.x.pixel(shape[end]) if on_x else inner.left + width * shape[end] for end in ("x0", "x1")]
        ys = [plot.y.pixel(shape[end]) if on_y else inner.bottom - height * shape[end] for end in ("y0", "y1")]
        place = (
            path_attribute(["M", xs[0], ys[0], "L", xs[1], ys[1]])
            if shape.get("type") == "line"
            else path_attribute(["M", xs[0], ys[0], "H", xs[1], "V", ys[1], "H", xs[0], "Z"])
        )
        presentation = _shape_presentation(shape)
        area = plot.area
        seen = Rect(
            area.left if on_x else whole.left,
            area.top if on_y else whole.top,
            area.right if on_x else whole.right,
            area.bottom if on_y else whole.bottom,
        )
        if not seen.holds(Rect(min(xs), min(ys), max(xs), max(ys))):
            presentation["clip-path"] = canvas.clip(seen)
        yield Element("path", place, presentation)


def is_below(shape: Mapping[str, Any]) -> bool:
    """Return whether a shape is below the traces."""
    return shape.get("layer") == "below"


def _shape_presentation(shape: Mapping[str, Any]) -> dict[str, str]:
    line = shape.get("line") or {}
    width = line.get("width", 2)
    presentation = (
        {"stroke": (line.get("color") or "#444444").lower(), "stroke-width": format_number(width)} if width else {}
    )
    if shape.get("type") != "line":
        presentation["fill"] = (shape.get("fillcolor") or "none").lower()
    return presentation | dash_attribute(line.get("dash"), width)


def dash_attribute(dash: str | None, width: float) -> dict[str, str]:
    """Return the presentation attribute of a dashed line of this width; none of a solid one."""
    if dash is None or dash == "solid":
        return {}
    length = _DASH_LENGTHS.get(dash, 0) * max(width, _MIN_DASH_WIDTH_PX)
    return {"stroke-dasharray": format_number(length) if length else dash.replace("px", "").replace(",", " ")}
