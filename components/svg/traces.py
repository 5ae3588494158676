"""Traces: bars, or markers and texts at points, and their error bars."""

from __future__ import annotations

from collections.abc import Iterator

from components.svg.bars import draw_bars
from components.svg.canvas import Canvas, Element, Rect, format_number, path_attribute
from components.svg.markers import draw_markers, draw_texts
from components.svg.plot import Plot, Trace, clip_if_outside, drawn_points, expand, value_at
from components.svg.supported_properties import UnsupportedError


def draw_trace(trace: Trace, plot: Plot, canvas: Canvas) -> None:
    """Draw a trace, its error bars above bars and below markers. Raises UnsupportedError."""
    if trace.get("type") == "bar":
        canvas.layer(draw_bars(trace, plot, canvas))
        canvas.layer(error_bars(trace, plot, canvas, is_clipped=True))
        return
    is_clipped = trace.get("cliponaxis") is not False
    canvas.layer(error_bars(trace, plot, canvas, is_clipped=is_clipped))
    if trace.get("mode") is None:
        raise UnsupportedError("data[].mode: without one, is not drawn")
    if "markers" in trace["mode"]:
        canvas.layer(draw_markers(trace, plot, canvas, is_clipped=is_clipped))
    if "text" in trace["mode"]:
        canvas.layer(draw_texts(trace, plot, canvas))


def error_bars(trace: Trace, plot: Plot, canvas: Canvas, *, is_clipped: bool) -> Iterator[Element]:
    """Yield the error bars of a trace along x and along y. is_clipped: cut off at the ends of the axes."""
    for letter in "xy":
        error = trace.get(f"error_{letter}") or {}
        if error.get("array") is None:
            continue
        if error.get("color") is None or error.get("width") is None:
            raise UnsupportedError(f"data[].error_{letter}: without a colour and a width is not drawn")
        parts: list[str | float] = []
        ends: list[Rect] = []
        width, thick = error["width"], error.get("thickness", 2)
        for number, x, y in drawn_points(trace):
            more, less = (value_at(error.get(name) or error["array"], number) for name in ("array", "arrayminus"))
            if more is None or less is None:
                continue
            if letter == "y":
                at, high, low = plot.x.pixel(x), plot.y.pixel(y + more), plot.y.pixel(y - less)
                parts += ["M", at - width, high, "h", 2 * width, "m", -width, 0.0, "V", low]
                parts += ["m", -width, 0.0, "h", 2 * width]
                ends.append(Rect(at - width, min(high, low), at + width, max(high, low)))
            else:
                at, high, low = plot.y.pixel(y), plot.x.pixel(x + more), plot.x.pixel(x - less)
                parts += ["M", high, at - width, "v", 2 * width, "m", 0.0, -width, "H", low]
                parts += ["m", 0.0, -width, "v", 2 * width]
                ends.append(Rect(min(high, low), at - width, max(high, low), at + width))
        if parts:
            presentation = {"fill": "none", "stroke": error["color"].lower(), "stroke-width": format_number(thick)}
            for rect in ends if is_clipped else ():
                presentation = clip_if_outside(presentation, expand(rect, thick / 2), plot, canvas)
            yield Element("path", path_attribute(parts), presentation)
