"""Axes: values to pixels, and ticks, grid lines and labels, chosen by the rules of plotly.js."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import ceil, floor, log10
from typing import Any, NamedTuple

from components.svg.canvas import Canvas, Element, Rect, format_number, path_attribute, round_half_up
from components.svg.supported_properties import UnsupportedError
from components.svg.text import TextBlock, TextStyle, font_style

_STEPS = (2, 5, 10)
_RANGE_TOLERANCE = 1e-4  # part of the range by which a tick may be outside
_TICK_SPACING_PX = {"x": 80, "y": 40}  # between ticks, if their number is not given
_MIN_TICKS, _MAX_TICKS = 4, 9
_MAX_PLAIN_EXPONENT = 3  # larger or smaller powers of ten are written with a prefix
_PREFIXES = {-15: "f", -12: "p", -9: "n", -6: "μ", -3: "m", 3: "k", 6: "M", 9: "B", 12: "T"}
_LABEL_MIDDLE = 0.35  # of the size of a label: from its baseline up to its middle
_AXIS_LINE_PX = 1.0  # width of the invisible line of an axis


class Tick(NamedTuple):
    """A tick of an axis and its label."""

    value: float
    text: str


class Axis:
    """A linear axis. `offset` and `length` are in pixels of the whole figure."""

    def __init__(self, letter: str, options: Mapping[str, Any], area: Rect) -> None:
        """letter: x or y. options: of the layout. area: the figure without its margins. Raises UnsupportedError."""
        if options.get("range") is None:
            raise UnsupportedError(f"layout.{letter}axis: without a range is not drawn")
        self.letter, self.options = letter, options
        self.ends: tuple[float, float] = tuple(options["range"])
        first, last = options.get("domain") or (0, 1)
        if letter == "x":
            self.offset = area.left + first * (area.right - area.left)
            self.length = (last - first) * (area.right - area.left)
        else:
            self.offset = area.top + (1 - last) * (area.bottom - area.top)
            self.length = (last - first) * (area.bottom - area.top)
        if self.length <= 0 or self.ends[0] == self.ends[1]:
            raise UnsupportedError(f"layout.{letter}axis: without room or without a range is not drawn")

    def pixel(self, value: float) -> float:
        """Return the pixel of a value."""
        start, end = self.ends if self.letter == "x" else self.ends[::-1]
        return self.offset + round_half_up((value - start) / (end - start) * self.length, 2)

    def has(self, value: float) -> bool:
        """Return whether a value is within the range."""
        return min(self.ends) <= value <= max(self.ends)

    def ticks(self, separators: str) -> list[Tick]:
        """Return the ticks within the range. separators: of decimals and of thousands. Raises UnsupportedError."""
        options = self.options
        low, high = min(self.ends), max(self.ends)
        tolerance = _RANGE_TOLERANCE * (high - low)
        if options.get("tickvals") is not None:
            if len(options.get("ticktext") or ()) < len(options["tickvals"]):
                raise UnsupportedError(f"layout.{self.letter}axis.tickvals: without ticktext are not drawn")
            pairs = zip(options["tickvals"], options["ticktext"], strict=False)
            return [Tick(value, str(text)) for value, text in pairs if low - tolerance < value < high + tolerance]
        step = self._step()
        numbers = range(ceil((low - tolerance) / step), floor((high + tolerance) / step) + 1)
        return [Tick(number * step, self._label(number * step, step, separators)) for number in numbers]

    def _step(self) -> float:
        count = (
            self.options.get("nticks")
            or min(max(self.length / _TICK_SPACING_PX[self.letter], _MIN_TICKS), _MAX_TICKS) + 1
        )
        minimum = abs(self.ends[1] - self.ends[0]) / count
        base = 10.0 ** floor(log10(minimum))
        return base * next((step for step in _STEPS if step > minimum / base), _STEPS[-1])

    def _label(self, value: float, step: float, separators: str) -> str:
        decimals = 2 - floor(log10(step) + 0.01)
        largest = floor(log10(max(map(abs, self.ends))) + 0.01)
        power = 3 * int(round_half_up((largest - 1) / 3)) if abs(largest) > _MAX_PLAIN_EXPONENT else 0
        if abs(value) < 10.0**-decimals / 2:
            return "0"
        if power and power not in _PREFIXES:
            raise UnsupportedError(f"layout.{self.letter}axis.range: so large or small is not drawn")
        digits = f"{abs(value) / 10.0**power:.{max(decimals + power, 0)}f}"
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        whole, _, rest = digits.partition(".")
        if len(separators) > 1 and (
            rest or len(whole) > _MAX_PLAIN_EXPONENT + 1 or self.options.get("separatethousands")
        ):
            whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", separators[1], whole)
        number = f"{whole}{separators[0]}{rest}" if rest else whole
        return ("−" if value < 0 else "") + number + _PREFIXES.get(power, "")


def grid_lines(axis: Axis, across: Axis, separators: str, canvas: Canvas) -> Iterator[Element]:
    """Yield the grid lines of an axis and its zero line. across: the other axis."""
    options = axis.options
    if options.get("visible") is False:
        return
    at_zero = options.get("zeroline", True) and axis.ends[0] * axis.ends[1] <= 0
    width = options.get("gridwidth", 1)
    for tick in axis.ticks(separators) if options.get("showgrid", True) else ():
        if not (at_zero and tick.value == 0) and _is_inside(axis, tick.value):
            yield _line((axis, across), tick.value, options.get("gridcolor", "#eeeeee"), width, canvas)
    if at_zero:
        width = options.get("zerolinewidth", 1)
        yield _line((axis, across), 0, options.get("zerolinecolor", "#444444"), width, canvas)


def tick_labels(
    axis: Axis, across: Axis, layout: Mapping[str, Any], inherited: TextStyle, canvas: Canvas
) -> Iterator[Element]:
    """Yield the labels of the ticks, below the plot (x) or left of it (y). across: the other axis."""
    if axis.options.get("visible") is False:
        return
    style = font_style(axis.options.get("tickfont") or {}, inherited)
    distance = round_half_up((layout.get("margin") or {}).get("pad", 0)) + _AXIS_LINE_PX
    for tick in axis.ticks(layout.get("separators", ".,")):
        block, at = TextBlock(tick.text, style), axis.pixel(tick.value)
        if axis.letter == "x":
            yield from canvas.texts(block, at, across.offset + across.length + distance + style.size, "middle")
        else:
            yield from canvas.texts(block, across.offset - distance, at + _LABEL_MIDDLE * style.size, "end")


def _is_inside(axis: Axis, value: float) -> bool:
    return 1 < axis.pixel(value) - axis.offset < axis.length - 1


def _line(axes: tuple[Axis, Axis], value: float, colour: str, width: float, canvas: Canvas) -> Element:
    """Return a line across the plot, whole pixels wide if it is for a screen."""
    axis, across = axes
    at = axis.pixel(value)
    place = path_attribute(
        ["M", at, across.offset, "v", across.length]
        if axis.letter == "x"
        else ["M", across.offset, at, "h", across.length]
    )
    width = width if canvas.outlined or not width else max(round_half_up(width), 1)
    presentation = {"stroke": colour.lower(), "stroke-width": format_number(width)}
    return Element(
        "path", place, presentation if canvas.outlined else {**presentation, "shape-rendering": "crispEdges"}
    )
