"""Markers at the points of a trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import sqrt

from components.svg.canvas import Canvas, Element, Rect, format_number, path_attribute, round_half_up
from components.svg.plot import Plot, Trace, clip_if_outside, drawn_points, expand, id_attribute, value_at
from components.svg.supported_properties import UnsupportedError

_MITER_LIMIT = "2"


def draw_markers(trace: Trace, plot: Plot, canvas: Canvas, *, is_clipped: bool) -> Iterator[Element]:
    """Yield the markers of a trace. is_clipped: cut off at the ends of the axes. Raises UnsupportedError."""
    marker = trace.get("marker") or {}
    line = marker.get("line") or {}
    opacity = marker.get("opacity", 1)
    for number, x, y in drawn_points(trace):
        if not opacity or not (plot.x.has(x) and plot.y.has(y)):
            continue
        colour, size = value_at(marker.get("color"), number), value_at(marker.get("size", 6), number)
        if colour is None or size is None:
            raise UnsupportedError("data[].marker: without a colour is not drawn")
        symbol = value_at(marker.get("symbol"), number) or "circle"
        base, is_open = symbol.removesuffix("-open"), symbol.endswith("-open")
        width = line.get("width", 0) or (1 if is_open else 0)
        presentation = {"fill": "none" if is_open else colour.lower()}
        if width:
            edge = colour if is_open else value_at(line.get("color"), number) or "#444444"
            presentation |= {"stroke": edge.lower(), "stroke-width": format_number(width)}
            if base != "circle":
                presentation["stroke-miterlimit"] = _MITER_LIMIT
        if opacity != 1:
            presentation["opacity"] = format_number(opacity)
        at = (plot.x.pixel(x), plot.y.pixel(y))
        if is_clipped:
            presentation = clip_if_outside(presentation, expand(Rect(*at, *at), size + width), plot, canvas)
        yield _marker(base, at, size / 2, presentation, id_attribute(trace, number, canvas))


def _marker(symbol: str, at: tuple[float, float], r: float, presentation: Mapping[str, str], name: str) -> Element:
    x, y = at
    if symbol == "circle":
        return Element(
            "circle",
            f' cx="{format_number(x)}" cy="{format_number(y)}" r="{format_number(round_half_up(r, 2))}"{name}',
            presentation,
        )
    if symbol == "line-ew":
        return Element("path", path_attribute(["M", x + 1.4 * r, y, "h", -2.8 * r]) + name, presentation)
    return Element("path", _outline_path(at, symbol, r) + name, presentation)


def _outline_path(at: tuple[float, float], symbol: str, r: float) -> str:
    """Return the closed path through the corners of a symbol."""
    parts: list[str | float] = []
    for x, y in _corners(symbol, r):
        parts += ["L" if parts else "M", at[0] + x, at[1] + y]
    return path_attribute([*parts, "Z"])


def _corners(symbol: str, r: float) -> list[tuple[float, float]]:
    """Return the corners of a symbol around its middle."""
    if symbol == "square":
        return [(r, r), (-r, r), (-r, -r), (r, -r)]
    if symbol == "diamond":
        return [(1.3 * r, 0), (0, 1.3 * r), (-1.3 * r, 0), (0, -1.3 * r)]
    if symbol == "triangle-up":
        return [(-2 * r / sqrt(3), r / 2), (2 * r / sqrt(3), r / 2), (0, -r)]
    right = [(0, -1), (0.225, -0.309), (0.951, -0.309), (0.363, 0.118), (0.588, 0.809), (0, 0.382)]
    star = right + [(-x, y) for x, y in right[-2:0:-1]]
    return [(1.4 * r * x, 1.4 * r * y) for x, y in star]
