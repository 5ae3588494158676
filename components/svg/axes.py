"""Axes: from values to pixels, and their ticks, grid and labels, chosen as plotly.js chooses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import ceil, floor, log10
from typing import Any, NamedTuple

from components.svg.canvas import Canvas, Element, Rect, nearest, num, path
from components.svg.supported_properties import UnsupportedError
from components.svg.text import Block, Style, style

_STEPS = (2, 5, 10)
_SPILL = 1e-4  # part of the range that a tick may lie outside of it
_FAR = {"x": 80, "y": 40}  # pixels between ticks, where their number is not said
_FEWEST, _MOST = 4, 9
_EXPONENT = 3  # up to which numbers are written in full
_PREFIXES = {-15: "f", -12: "p", -9: "n", -6: "μ", -3: "m", 3: "k", 6: "M", 9: "B", 12: "T"}
_MIDDLE = 0.35  # of the size of a label, from its line to its middle
_LINE = 1.0  # pixels that the unseen line of an axis takes


class Tick(NamedTuple):
    """A tick: its value and its label."""

    value: float
    text: str


class Axis:
    """An axis of numbers; `pixel` places its values on the whole figure."""

    def __init__(self, letter: str, options: Mapping[str, Any], area: Rect) -> None:
        """`area` is that of all axes: the figure without its margins."""
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
        """Where a value lies."""
        start, end = self.ends if self.letter == "x" else self.ends[::-1]
        return self.offset + nearest((value - start) / (end - start) * self.length, 2)

    def has(self, value: float) -> bool:
        """Whether a value lies within the range."""
        return min(self.ends) <= value <= max(self.ends)

    def ticks(self, separators: str) -> list[Tick]:
        """The ticks within the range; `separators`: of decimals and of thousands."""
        options = self.options
        low, high = min(self.ends), max(self.ends)
        spill = _SPILL * (high - low)
        if options.get("tickvals") is not None:
            if len(options.get("ticktext") or ()) < len(options["tickvals"]):
                raise UnsupportedError(f"layout.{self.letter}axis.tickvals: without ticktext are not drawn")
            pairs = zip(options["tickvals"], options["ticktext"], strict=False)
            return [Tick(value, str(text)) for value, text in pairs if low - spill < value < high + spill]
        step = self._step()
        numbers = range(ceil((low - spill) / step), floor((high + spill) / step) + 1)
        return [Tick(number * step, self._label(number * step, step, separators)) for number in numbers]

    def _step(self) -> float:
        wished = self.options.get("nticks") or min(max(self.length / _FAR[self.letter], _FEWEST), _MOST) + 1
        rough = abs(self.ends[1] - self.ends[0]) / wished
        base = 10.0 ** floor(log10(rough))
        return base * next((step for step in _STEPS if step > rough / base), _STEPS[-1])

    def _label(self, value: float, step: float, separators: str) -> str:
        decimals = 2 - floor(log10(step) + 0.01)
        largest = floor(log10(max(map(abs, self.ends))) + 0.01)
        power = 3 * int(nearest((largest - 1) / 3)) if abs(largest) > _EXPONENT else 0
        if abs(value) < 10.0**-decimals / 2:
            return "0"
        if power and power not in _PREFIXES:
            raise UnsupportedError(f"layout.{self.letter}axis.range: so large or small is not drawn")
        digits = f"{abs(value) / 10.0**power:.{max(decimals + power, 0)}f}"
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        whole, _, rest = digits.partition(".")
        if len(separators) > 1 and (rest or len(whole) > _EXPONENT + 1 or self.options.get("separatethousands")):
            whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", separators[1], whole)
        number = f"{whole}{separators[0]}{rest}" if rest else whole
        return ("−" if value < 0 else "") + number + _PREFIXES.get(power, "")


def grid(axis: Axis, across: Axis, separators: str, canvas: Canvas) -> Iterator[Element]:
    """The lines of the grid, and the one at zero."""
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


def labels(axis: Axis, across: Axis, layout: Mapping[str, Any], inherited: Style, canvas: Canvas) -> Iterator[Element]:
    """The labels of the ticks: below the plot, or at its left."""
    if axis.options.get("visible") is False:
        return
    look = style(axis.options.get("tickfont") or {}, inherited)
    away = nearest((layout.get("margin") or {}).get("pad", 0)) + _LINE
    for tick in axis.ticks(layout.get("separators", ".,")):
        block, at = Block(tick.text, look), axis.pixel(tick.value)
        if axis.letter == "x":
            yield from canvas.texts(block, at, across.offset + across.length + away + look.size, "middle")
        else:
            yield from canvas.texts(block, across.offset - away, at + _MIDDLE * look.size, "end")


def _is_inside(axis: Axis, value: float) -> bool:
    return 1 < axis.pixel(value) - axis.offset < axis.length - 1


def _line(axes: tuple[Axis, Axis], value: float, colour: str, width: float, canvas: Canvas) -> Element:
    """A line across the plot; on a screen it is whole pixels wide."""
    axis, across = axes
    at = axis.pixel(value)
    place = path(
        ["M", at, across.offset, "v", across.length]
        if axis.letter == "x"
        else ["M", across.offset, at, "h", across.length]
    )
    width = width if canvas.outlined or not width else max(nearest(width), 1)
    look = {"stroke": colour.lower(), "stroke-width": num(width)}
    return Element("path", place, look if canvas.outlined else {**look, "shape-rendering": "crispEdges"})
