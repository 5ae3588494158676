"""The marks of traces: bars, markers, texts at points, and the whiskers of errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, sqrt
from typing import Any, NamedTuple

from components.svg.axes import Axis
from components.svg.canvas import Canvas, Element, Rect, nearest, num, path
from components.svg.supported_properties import UnsupportedError
from components.svg.text import Block, Style, style

_THIN = 2  # pixels: a thinner bar without an outline is widened to whole ones
_MITRE = "2"
_MIDDLE = 0.75  # of the size of a text, as it is set at a point
_SIDES = {"bottom": 1, "middle": 0, "top": -1}

Trace = Mapping[str, Any]


class Plot(NamedTuple):
    """What marks are drawn on: the axes, and the style of texts where a trace says none."""

    x: Axis
    y: Axis
    style: Style
    radius: float  # of the corners of bars, in pixels

    @property
    def area(self) -> Rect:
        """Between the ends of the axes."""
        x, y = self.x, self.y
        return Rect(x.offset, y.offset, x.offset + x.length, y.offset + y.length)


class _Bar(NamedTuple):
    """A bar: along x and along y, from where it starts to its end, in pixels."""

    x: tuple[float, float]
    y: tuple[float, float]
    lies: bool

    def rect(self, outline: float) -> Rect:
        (x0, x1), (y0, y1), more = self.x, self.y, outline / 2
        return Rect(min(x0, x1) - more, min(y0, y1) - more, max(x0, x1) + more, max(y0, y1) + more)


def draw(trace: Trace, plot: Plot, canvas: Canvas) -> None:
    """Draw one trace; its errors are over bars and under markers."""
    if trace.get("type") == "bar":
        canvas.layer(_bars(trace, plot, canvas))
        canvas.layer(_errors(trace, plot, canvas, is_clipped=True))
        return
    is_clipped = trace.get("cliponaxis") is not False
    canvas.layer(_errors(trace, plot, canvas, is_clipped=is_clipped))
    if trace.get("mode") is None:
        raise UnsupportedError("data[].mode: without one, is not drawn")
    if "markers" in trace["mode"]:
        canvas.layer(_markers(trace, plot, canvas, is_clipped=is_clipped))
    if "text" in trace["mode"]:
        canvas.layer(_texts(trace, plot, canvas))


def _each(value: Any, number: int) -> Any:  # noqa: ANN401 - JSON
    """The value for one point, of a list or of what holds for all."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return value[number] if number < len(value) else None


def _points(trace: Trace) -> Iterator[tuple[int, float, float]]:
    pairs = zip(trace.get("x") or (), trace.get("y") or (), strict=False)
    return ((number, x, y) for number, (x, y) in enumerate(pairs) if x is not None and y is not None)


def _name(trace: Trace, number: int, canvas: Canvas) -> str:
    name = _each(trace.get("ids"), number) if canvas.named else None
    return "" if name is None else f' data-id="{escape(str(name))}"'


def _clipped(look: dict[str, str], rect: Rect, plot: Plot, canvas: Canvas) -> dict[str, str]:
    """Cut off at the ends of the axes, where something is beyond them."""
    return look if plot.area.holds(rect) else {**look, "clip-path": canvas.clip(plot.area)}


def _bars(trace: Trace, plot: Plot, canvas: Canvas) -> Iterator[Element]:
    if trace.get("width") is None:
        raise UnsupportedError("data[].width: bars without one are not drawn")
    marker = trace.get("marker") or {}
    line = marker.get("line") or {}
    outline = line.get("width", 0)
    for number, x, y in _points(trace):
        bar = _bar(trace, x, y, plot, outline)
        if bar is None:
            continue
        colour = _each(marker.get("color"), number)
        if colour is None:
            raise UnsupportedError("data[].marker.color: bars without one are not drawn")
        look = {"fill": _fill(marker.get("pattern") or {}, number, colour.lower(), plot, canvas)}
        if outline:
            look |= {"stroke": (_each(line.get("color"), number) or "#444444").lower(), "stroke-width": num(outline)}
        look = _clipped(look, bar.rect(outline), plot, canvas)
        yield Element("path", _bar_path(bar, plot.radius) + _name(trace, number, canvas), look)


def _bar(trace: Trace, x: float, y: float, plot: Plot, outline: float) -> _Bar | None:
    lies = trace.get("orientation") == "h"
    value, place = (x, y) if lies else (y, x)
    along, across = (plot.x, plot.y) if lies else (plot.y, plot.x)
    half = trace["width"] / 2
    length = (along.pixel(0), along.pixel(value))
    width = (across.pixel(place - half), across.pixel(place + half))
    if length[0] == length[1] and not outline:
        return None
    if not outline:
        length, width = _seen(*length, keep=True), _seen(*width, keep=False)
    return _Bar(length, width, lies=True) if lies else _Bar(width, length, lies=False)


def _seen(start: float, end: float, *, keep: bool) -> tuple[float, float]:
    """Both ends, moved to whole pixels where they are so near that the bar might not be seen."""

    def moved(one: float, other: float) -> float:
        if abs(one - other) >= _THIN or (keep and one == other):
            return one
        return ceil(one) if one > other else floor(one)

    start = moved(start, end)
    return start, moved(end, start)


def _bar_path(bar: _Bar, radius: float) -> str:
    """Round at its end, as far as its size lets it be."""
    (x0, x1), (y0, y1) = bar.x, bar.y
    across, along = (abs(y1 - y0), abs(x1 - x0)) if bar.lies else (abs(x1 - x0), abs(y1 - y0))
    r = max(min(radius, across / 2, along), 0)
    if not r:
        return path(["M", x0, y0, "V", y1, "H", x1, "V", y0, "Z"])
    right, down = (1 if x1 > x0 else -1), (1 if y1 > y0 else -1)
    inner_x, inner_y = x1 - r * right, y1 - r * down
    arc: tuple[str | float, ...] = ("A", r, r, f" 0 0 {int(right == -down)}")
    if bar.lies:
        start: list[str | float] = ["M", x0, y0, "V", y1, "H", inner_x, *arc, x1, inner_y]
        return path([*start, "V", y0 + r * down, *arc, inner_x, y0, "Z"])
    start = ["M", x0, y0, "V", inner_y, *arc, x0 + r * right, y1]
    return path([*start, "H", inner_x, *arc, x1, inner_y, "V", y0, "Z"])


def _fill(pattern: Mapping[str, Any], number: int, colour: str, plot: Plot, canvas: Canvas) -> str:
    """The colour, or a hatching over it."""
    shape = _each(pattern.get("shape"), number)
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
    lines = Element("path", path(strokes), {"stroke": pattern["fgcolor"].lower(), "stroke-width": num(width)})
    place = f' x="{num(plot.area.left)}" y="{num(plot.area.top)}" width="{side:.4f}" height="{side:.4f}"'
    return canvas.pattern(place, colour, lines)


def _errors(trace: Trace, plot: Plot, canvas: Canvas, *, is_clipped: bool) -> Iterator[Element]:
    for letter in "xy":
        error = trace.get(f"error_{letter}") or {}
        if error.get("array") is None:
            continue
        if error.get("color") is None or error.get("width") is None:
            raise UnsupportedError(f"data[].error_{letter}: without a colour and a width is not drawn")
        parts: list[str | float] = []
        ends: list[Rect] = []
        width, thick = error["width"], error.get("thickness", 2)
        for number, x, y in _points(trace):
            more, less = (_each(error.get(name) or error["array"], number) for name in ("array", "arrayminus"))
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
            look = {"fill": "none", "stroke": error["color"].lower(), "stroke-width": num(thick)}
            for rect in ends if is_clipped else ():
                look = _clipped(look, _wider(rect, thick / 2), plot, canvas)
            yield Element("path", path(parts), look)


def _wider(rect: Rect, by: float) -> Rect:
    return Rect(rect.left - by, rect.top - by, rect.right + by, rect.bottom + by)


def _markers(trace: Trace, plot: Plot, canvas: Canvas, *, is_clipped: bool) -> Iterator[Element]:
    marker = trace.get("marker") or {}
    line = marker.get("line") or {}
    opacity = marker.get("opacity", 1)
    for number, x, y in _points(trace):
        if not opacity or not (plot.x.has(x) and plot.y.has(y)):
            continue
        colour, size = _each(marker.get("color"), number), _each(marker.get("size", 6), number)
        if colour is None or size is None:
            raise UnsupportedError("data[].marker: without a colour is not drawn")
        symbol = _each(marker.get("symbol"), number) or "circle"
        base, is_open = symbol.removesuffix("-open"), symbol.endswith("-open")
        width = line.get("width", 0) or (1 if is_open else 0)
        look = {"fill": "none" if is_open else colour.lower()}
        if width:
            edge = colour if is_open else _each(line.get("color"), number) or "#444444"
            look |= {"stroke": edge.lower(), "stroke-width": num(width)}
            if base != "circle":
                look["stroke-miterlimit"] = _MITRE
        if opacity != 1:
            look["opacity"] = num(opacity)
        at = (plot.x.pixel(x), plot.y.pixel(y))
        if is_clipped:
            look = _clipped(look, _wider(Rect(*at, *at), size + width), plot, canvas)
        yield _marker(base, at, size / 2, look, _name(trace, number, canvas))


def _marker(symbol: str, at: tuple[float, float], r: float, look: Mapping[str, str], name: str) -> Element:
    x, y = at
    if symbol == "circle":
        return Element("circle", f' cx="{num(x)}" cy="{num(y)}" r="{num(nearest(r, 2))}"{name}', look)
    if symbol == "line-ew":
        return Element("path", path(["M", x + 1.4 * r, y, "h", -2.8 * r]) + name, look)
    return Element("path", _closed(at, symbol, r) + name, look)


def _closed(at: tuple[float, float], symbol: str, r: float) -> str:
    """A closed path through the corners of a symbol."""
    parts: list[str | float] = []
    for x, y in _outline(symbol, r):
        parts += ["L" if parts else "M", at[0] + x, at[1] + y]
    return path([*parts, "Z"])


def _outline(symbol: str, r: float) -> list[tuple[float, float]]:
    """The corners of a symbol around its middle."""
    if symbol == "square":
        return [(r, r), (-r, r), (-r, -r), (r, -r)]
    if symbol == "diamond":
        return [(1.3 * r, 0), (0, 1.3 * r), (-1.3 * r, 0), (0, -1.3 * r)]
    if symbol == "triangle-up":
        return [(-2 * r / sqrt(3), r / 2), (2 * r / sqrt(3), r / 2), (0, -r)]
    right = [(0, -1), (0.225, -0.309), (0.951, -0.309), (0.363, 0.118), (0.588, 0.809), (0, 0.382)]
    star = right + [(-x, y) for x, y in right[-2:0:-1]]
    return [(1.4 * r * x, 1.4 * r * y) for x, y in star]


def _texts(trace: Trace, plot: Plot, canvas: Canvas) -> Iterator[Element]:
    row, side = (trace.get("textposition") or "middle center").split()
    look = style(trace.get("textfont") or {}, plot.style)
    anchor = {"left": "end", "center": "middle", "right": "start"}[side]
    size = (trace.get("marker") or {}).get("size", 6) if "markers" in trace["mode"] else 0
    for number, x, y in _points(trace):
        text = _each(trace.get("text"), number)
        if text is None or text == "" or not (plot.x.has(x) and plot.y.has(y)):
            continue
        block = Block(str(text), look)
        radius = _each(size, number) / 2
        away = radius / 0.8 + 1 if radius else 0
        height = (len(block.lines) - 1) * block.step + look.size
        down = _MIDDLE * look.size + _SIDES[row] * away + (_SIDES[row] - 1) * height / 2
        right = {"start": 1, "middle": 0, "end": -1}[anchor] * away
        yield from canvas.texts(block, plot.x.pixel(x) + right, plot.y.pixel(y) + down, anchor)
