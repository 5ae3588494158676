"""Bars of a trace: their outlines, rounded at the end, and their fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, floor, sqrt
from typing import Any, NamedTuple

from components.svg.canvas import Canvas, Element, Rect, format_number, path_attribute
from components.svg.plot import Plot, Trace, clip_if_outside, drawn_points, id_attribute, value_at
from components.svg.supported_properties import UnsupportedError

_MIN_BAR_PX = 2  # a thinner bar without an outline is widened to whole pixels


class _Bar(NamedTuple):
    """A bar: start and end along x and along y, in pixels."""

    x: tuple[float, float]
    y: tuple[float, float]
    is_horizontal: bool

    def rect(self, outline: float) -> Rect:
        (x0, x1), (y0, y1), more = self.x, self.y, outline / 2
        return Rect(min(x0, x1) - more, min(y0, y1) - more, max(x0, x1) + more, max(y0, y1) + more)


def draw_bars(trace: Trace, plot: Plot, canvas: Canvas) -> Iterator[Element]:
    """Yield the bars of a trace. Raises UnsupportedError if it sets no width or colour."""
    if trace.get("width") is None:
        raise UnsupportedError("data[].width: bars without one are not drawn")
    marker = trace.get("marker") or {}
    line = marker.get("line") or {}
    outline = line.get("width", 0)
    for number, x, y in drawn_points(trace):
        bar = _bar(trace, (number, x, y), plot, outline)
        if bar is None:
            continue
        colour = value_at(marker.get("color"), number)
        if colour is None:
            raise UnsupportedError("data[].marker.color: bars without one are not drawn")
        presentation = {"fill": _fill_attribute(marker.get("pattern") or {}, number, colour.lower(), plot, canvas)}
        if outline:
            presentation |= {
                "stroke": (value_at(line.get("color"), number) or "#444444").lower(),
                "stroke-width": format_number(outline),
            }
        presentation = clip_if_outside(presentation, bar.rect(outline), plot, canvas)
        yield Element("path", _bar_path(bar, plot.radius) + id_attribute(trace, number, canvas), presentation)


def _bar(trace: Trace, point: tuple[int, float, float], plot: Plot, outline: float) -> _Bar | None:
    number, x, y = point
    is_horizontal = trace.get("orientation") == "h"
    value, place = (x, y) if is_horizontal else (y, x)
    along, across = (plot.x, plot.y) if is_horizontal else (plot.y, plot.x)
    half = trace["width"] / 2
    base = value_at(trace.get("base"), number) or 0
    length = (along.pixel(base), along.pixel(base + value))
    width = (across.pixel(place - half), across.pixel(place + half))
    if length[0] == length[1] and not outline:
        return None
    if not outline:
        length, width = _snap_to_pixels(*length, keep=True), _snap_to_pixels(*width, keep=False)
    return _Bar(length, width, is_horizontal=True) if is_horizontal else _Bar(width, length, is_horizontal=False)


def _snap_to_pixels(start: float, end: float, *, keep: bool) -> tuple[float, float]:
    """Return both ends, moved to whole pixels if they are so near that the bar could be invisible."""

    def moved(one: float, other: float) -> float:
        if abs(one - other) >= _MIN_BAR_PX or (keep and one == other):
            return one
        return ceil(one) if one > other else floor(one)

    start = moved(start, end)
    return start, moved(end, start)


def _bar_path(bar: _Bar, radius: float) -> str:
    """Return the path of a bar with a rounded end, as far as its size allows."""
    (x0, x1), (y0, y1) = bar.x, bar.y
    across, along = (abs(y1 - y0), abs(x1 - x0)) if bar.is_horizontal else (abs(x1 - x0), abs(y1 - y0))
    r = max(min(radius, across / 2, along), 0)
    if not r:
        return path_attribute(["M", x0, y0, "V", y1, "H", x1, "V", y0, "Z"])
    right, down = (1 if x1 > x0 else -1), (1 if y1 > y0 else -1)
    inner_x, inner_y = x1 - r * right, y1 - r * down
    arc: tuple[str | float, ...] = ("A", r, r, f" 0 0 {int(right == -down)}")
    if bar.is_horizontal:
        start: list[str | float] = ["M", x0, y0, "V", y1, "H", inner_x, *arc, x1, inner_y]
        return path_attribute([*start, "V", y0 + r * down, *arc, inner_x, y0, "Z"])
    start = ["M", x0, y0, "V", inner_y, *arc, x0 + r * right, y1]
    return path_attribute([*start, "H", inner_x, *arc, x1, inner_y, "V", y0, "Z"])


def _fill_attribute(pattern: Mapping[str, Any], number: int, colour: str, plot: Plot, canvas: Canvas) -> str:
    """Return the fill of a bar: its colour, or a pattern on it."""
    shape = value_at(pattern.get("shape"), number)
    if not shape:
        return colour
    size, solidity = pattern.get("size", 8), pattern.get("solidity", 0.3)
    if not pattern.get("fgcolor"):
        raise UnsupportedError("data[].marker.pattern.fgcolor: without one, is not drawn")
    side = size * sqrt(2)
    quarter, half = side / 4, side / 2
    strokes: list[str | float] = ["M", -quarter, quarter, "l", half, -half, "M", 0.0, side, "L", side, 0.0]
    strokes += ["M", 3 * quarter, 5 * quarter, "l", half, -half]
    if shape == "x":
        strokes += ["M", 3 * quarter, -quarter, "l", half, half, "M", 0.0, 0.0, "L", side, side]
        strokes += ["M", -quarter, 3 * quarter, "l", half, half]
    width = solidity * size if shape == "/" else size - size * sqrt(1 - solidity)
    lines = Element(
        "path", path_attribute(strokes), {"stroke": pattern["fgcolor"].lower(), "stroke-width": format_number(width)}
    )
    left, top = format_number(plot.area.left), format_number(plot.area.top)
    geometry = f' x="{left}" y="{top}" width="{side:.4f}" height="{side:.4f}"'
    return canvas.pattern(geometry, colour, lines)
