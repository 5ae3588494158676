"""What the drawing of all traces shares: the plot, and access to the points of a trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from components.svg.axes import Axis
from components.svg.canvas import Canvas, Rect
from components.svg.text import TextStyle

Trace = Mapping[str, Any]


class Plot(NamedTuple):
    """What traces are drawn on: the axes, and defaults for texts and bars."""

    x: Axis
    y: Axis
    style: TextStyle  # of texts without one of their own
    radius: float  # of the corners of bars, in pixels

    @property
    def area(self) -> Rect:
        """The rectangle between the ends of the axes."""
        x, y = self.x, self.y
        return Rect(x.offset, y.offset, x.offset + x.length, y.offset + y.length)


def value_at(value: Any, number: int) -> Any:  # noqa: ANN401 - JSON
    """Return the value of one point: from a list, or one that is the same for all points."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return value[number] if number < len(value) else None


def drawn_points(trace: Trace) -> Iterator[tuple[int, float, float]]:
    """Yield number, x and y of each point that has both."""
    pairs = zip(trace.get("x") or (), trace.get("y") or (), strict=False)
    return ((number, x, y) for number, (x, y) in enumerate(pairs) if x is not None and y is not None)


def id_attribute(trace: Trace, number: int, canvas: Canvas) -> str:
    """Return the attribute with the id of a point, empty without one or if the canvas has no ids."""
    name = value_at(trace.get("ids"), number) if canvas.with_ids else None
    return "" if name is None else f' data-id="{escape(str(name))}"'


def clip_if_outside(presentation: dict[str, str], rect: Rect, plot: Plot, canvas: Canvas) -> dict[str, str]:
    """Return presentation attributes with a clip path if `rect` reaches beyond the axes."""
    return presentation if plot.area.holds(rect) else {**presentation, "clip-path": canvas.clip(plot.area)}


def expand(rect: Rect, by: float) -> Rect:
    """Return a rectangle that is larger by so many pixels on each side."""
    return Rect(rect.left - by, rect.top - by, rect.right + by, rect.bottom + by)
