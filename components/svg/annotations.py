"""Annotations of the layout: texts with a ground, and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import atan2, cos, degrees, hypot, sin
from typing import Any

from components.svg.axes import Axis
from components.svg.canvas import ANCHORS, Canvas, Element, Rect, nearest, num, path, rect_path
from components.svg.text import Block, style
from components.svg.traces import Plot

_BORDER = 1  # pixels: of an unseen border
_PADDING = 1
_SHIFTS = {"left": 0.5, "top": 0.5, "right": -0.5, "bottom": -0.5, "center": 0.0, "middle": 0.0}
_HEAD, _BACK = "M-3.7-2.5V2.5L1.3 0Z", 1.3  # of an arrow one pixel wide, and how far its tip is before its line's end
_THIRD = 1 / 3

Annotation = Mapping[str, Any]


def draw(annotation: Annotation, plot: Plot, inner: Rect, canvas: Canvas) -> Iterator[Element]:
    """The elements of an annotation; `inner`: the figure without its margins. None where it is off its axes."""
    axes = {"x": plot.x, "y": plot.y}
    if any(_is_off(annotation, letter, axis) for letter, axis in axes.items()):
        return
    block = Block(str(annotation.get("text", "")), style(annotation.get("font") or {}, plot.style))
    padding = annotation.get("borderpad", _PADDING) + _BORDER
    width, height = nearest(block.width + 2 * padding), nearest(block.height + 2 * padding)
    if annotation.get("showarrow", True):
        yield from _arrow(annotation, plot, (width - _BORDER, height - _BORDER), inner)
    left = nearest(_middle(annotation, "x", (width, plot.x), inner) - width / 2)
    top = nearest(_middle(annotation, "y", (height, plot.y), inner) - height / 2)
    if annotation.get("bgcolor"):
        half = _BORDER / 2
        ground = Rect(left + half, top + half, left + width - half, top + height - half)
        yield Element("path", f' d="{rect_path(ground)}"', {"fill": annotation["bgcolor"].lower()})
    anchor = ANCHORS[annotation.get("align", "center")]
    x = left + padding + {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * block.width
    yield from canvas.texts(block, x, top + padding - block.top, anchor)


def _is_off(annotation: Annotation, letter: str, axis: Axis) -> bool:
    """Whether it belongs to an axis and lies beyond its ends, its tail too."""
    reference = annotation.get(f"{letter}ref", letter)
    if reference == "paper" or axis.has(annotation[letter]):
        return False
    return annotation.get(f"a{letter}ref", "pixel") != reference or not axis.has(annotation[f"a{letter}"])


def _base(annotation: Annotation, letter: str, axis: Axis, inner: Rect) -> float:
    value = float(annotation[letter])
    if annotation.get(f"{letter}ref", letter) != "paper":
        return axis.pixel(value)
    if letter == "x":
        return inner.left + (inner.right - inner.left) * value
    return inner.bottom - (inner.bottom - inner.top) * value


def _shift(annotation: Annotation, letter: str) -> float:
    shift = float(annotation.get(f"{letter}shift", 0))
    return shift if letter == "x" else -shift


def _tail(annotation: Annotation, letter: str, axis: Axis, inner: Rect) -> float:
    """Where an arrow starts, which its text is set at."""
    start = float(annotation.get(f"a{letter}", -10 if letter == "x" else -30))
    on_axis = annotation.get(f"a{letter}ref", "pixel") == annotation.get(f"{letter}ref", letter)
    return axis.pixel(start) if on_axis else _base(annotation, letter, axis, inner) + start


def _middle(annotation: Annotation, letter: str, room: tuple[float, Axis], inner: Rect) -> float:
    """The middle of the text along one axis; `room`: its size and the axis."""
    size, axis = room
    place = (_tail if annotation.get("showarrow", True) else _base)(annotation, letter, axis, inner)
    return place + _SHIFTS[_anchor(annotation, letter)] * size + _shift(annotation, letter)


def _anchor(annotation: Annotation, letter: str) -> str:
    """Which part of the text is at its place: of one on the figure, where none is said, the nearest to its edge."""
    said = annotation.get(f"{letter}anchor", "auto")
    if said != "auto":
        return str(said)
    if annotation.get("showarrow", True) or annotation.get(f"{letter}ref", letter) != "paper":
        return "center"
    along = annotation[letter] if letter == "x" else 1 - annotation[letter]
    if _THIRD <= along <= 2 * _THIRD:
        return "center"
    return "left" if along < _THIRD else "right"


def _arrow(annotation: Annotation, plot: Plot, box: tuple[float, float], inner: Rect) -> Iterator[Element]:
    """A line from the edge of its text, which is `box` wide and high, and its head."""
    axes = {"x": plot.x, "y": plot.y}
    tip = [_base(annotation, letter, axis, inner) + _shift(annotation, letter) for letter, axis in axes.items()]
    tail = [_tail(annotation, letter, axis, inner) + _shift(annotation, letter) for letter, axis in axes.items()]
    rooms = {"x": (box[0] + _BORDER, plot.x), "y": (box[1] + _BORDER, plot.y)}
    text = [_middle(annotation, letter, room, inner) for letter, room in rooms.items()]
    if all(abs(end - middle) <= size / 2 for end, middle, size in zip(tip, text, box, strict=True)):
        return
    right, down = tip[0] - tail[0], tip[1] - tail[1]
    # Out of the text: the farthest of its edges that the line crosses.
    parts = [0.0]
    for end, way, middle, size in zip(tail, (right, down), text, box, strict=True):
        parts.append(((middle + size / 2 if way > 0 else middle - size / 2) - end) / way if way else 1.0)
    start = min(parts[1:]) if min(parts[1:]) > 0 else 0.0
    x0, y0 = tail[0] + start * right, tail[1] + start * down
    length, width = hypot(tip[0] - x0, tip[1] - y0), annotation.get("arrowwidth", 2)
    if length < _BACK * width:
        return
    angle = atan2(down, right)
    x1, y1 = tip[0] - _BACK * width * cos(angle), tip[1] - _BACK * width * sin(angle)
    colour = (annotation.get("arrowcolor") or "#444444").lower()
    yield Element("path", path(["M", x0, y0, "L", x1, y1]), {"stroke": colour, "stroke-width": num(width)})
    place = f' transform="translate({num(x1)} {num(y1)})rotate({num(degrees(angle))})scale({num(width)})" d="{_HEAD}"'
    yield Element("path", place, {"fill": colour})
