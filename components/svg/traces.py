"""Traces: bars, or lines and markers through points, and their error bars."""

from __future__ import annotations

from collections.abc import Iterator

from components.svg.bars import draw_bars
from components.svg.canvas import Canvas, Element, Rect, format_number, path_attribute
from components.svg.markers import draw_markers
from components.svg.plot import Plot, Trace, clip_if_outside, drawn_points, expand, value_at
from components.svg.shapes import dash_attribute
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
    if trace["mode"] == "lines":
        canvas.layer(_draw_line(trace, plot, canvas))
    else:
        canvas.layer(draw_markers(trace, plot, canvas, is_clipped=is_clipped))


def _draw_line(trace: Trace, plot: Plot, canvas: Canvas) -> Iterator[Element]:
    """Yield the area within the points of a trace if it is filled, and the line through them if that has a width."""
    points = [(plot.x.pixel(x), plot.y.pixel(y)) for _, x, y in drawn_points(trace)]
    parts: list[str | float] = []
    for x, y in points:
        parts += ["L" if parts else "M", x, y]
    if not parts:
        return
    xs, ys = zip(*points, strict=True)
    line = trace.get("line") or {}
    colour, width = line.get("color"), line.get("width", 2)
    if colour is None or (trace.get("fill") and trace.get("fillcolor") is None):
        raise UnsupportedError("data[].line.color: a line or area without a colour is not drawn")
    rect = expand(Rect(min(xs), min(ys), max(xs), max(ys)), width / 2)
    if trace.get("fill"):
        presentation = {"fill": trace["fillcolor"].lower()}
        yield Element("path", path_attribute([*parts, "Z"]), clip_if_outside(presentation, rect, plot, canvas))
    if width:
        presentation = {"fill": "none", "stroke": colour.lower(), "stroke-width": format_number(width)}
        presentation |= dash_attribute(line.get("dash"), width)
        yield Element("path", path_attribute(parts), clip_if_outside(presentation, rect, plot, canvas))


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
                raise UnsupportedError(f"data[].error_{letter}: a point without one gets one of no length in plotly.js")
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
