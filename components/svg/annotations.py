"""Annotations of the layout: texts with a background, and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import atan2, cos, degrees, hypot, sin
from typing import Any

from components.svg.axes import Axis
from components.svg.canvas import (
    TEXT_ANCHORS,
    Canvas,
    Element,
    Rect,
    format_number,
    path_attribute,
    rect_path_data,
    round_half_up,
)
from components.svg.plot import Plot
from components.svg.text import TextBlock, font_style

_BORDER_PX = 1  # of the invisible border
_PADDING_PX = 1
_ANCHOR_SHIFTS = {"left": 0.5, "top": 0.5, "right": -0.5, "bottom": -0.5, "center": 0.0, "middle": 0.0}
_ARROW_HEAD, _ARROW_TIP = (
    "M-3.7-2.5V2.5L1.3 0Z",
    1.3,
)  # of an arrow one pixel wide, and how far its tip is from the end of its line
_THIRD = 1 / 3

Annotation = Mapping[str, Any]


def draw_annotation(annotation: Annotation, plot: Plot, inner: Rect, canvas: Canvas) -> Iterator[Element]:
    """Yield the elements of an annotation, none if it is outside its axes. inner: the figure without its margins."""
    axes = {"x": plot.x, "y": plot.y}
    if any(_is_off(annotation, letter, axis) for letter, axis in axes.items()):
        return
    block = TextBlock(str(annotation.get("text", "")), font_style(annotation.get("font") or {}, plot.style))
    padding = annotation.get("borderpad", _PADDING_PX) + _BORDER_PX
    width, height = round_half_up(block.width + 2 * padding), round_half_up(block.height + 2 * padding)
    if annotation.get("showarrow", True):
        yield from _arrow(annotation, plot, (width - _BORDER_PX, height - _BORDER_PX), inner)
    left = round_half_up(_text_middle(annotation, "x", (width, plot.x), inner) - width / 2)
    top = round_half_up(_text_middle(annotation, "y", (height, plot.y), inner) - height / 2)
    if annotation.get("bgcolor"):
        half = _BORDER_PX / 2
        ground = Rect(left + half, top + half, left + width - half, top + height - half)
        yield Element("path", f' d="{rect_path_data(ground)}"', {"fill": annotation["bgcolor"].lower()})
    anchor = TEXT_ANCHORS[annotation.get("align", "center")]
    x = left + padding + {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * block.width
    yield from canvas.texts(block, x, top + padding - block.top, anchor)


def _is_off(annotation: Annotation, letter: str, axis: Axis) -> bool:
    """Return whether it is placed on an axis, and beyond its ends together with the tail of its arrow."""
    reference = annotation.get(f"{letter}ref", letter)
    if reference == "paper" or axis.has(annotation[letter]):
        return False
    return annotation.get(f"a{letter}ref", "pixel") != reference or not axis.has(annotation[f"a{letter}"])


def _anchor_pixel(annotation: Annotation, letter: str, axis: Axis, inner: Rect) -> float:
    value = float(annotation[letter])
    if annotation.get(f"{letter}ref", letter) != "paper":
        return axis.pixel(value)
    if letter == "x":
        return inner.left + (inner.right - inner.left) * value
    return inner.bottom - (inner.bottom - inner.top) * value


def _shift(annotation: Annotation, letter: str) -> float:
    shift = float(annotation.get(f"{letter}shift", 0))
    return shift if letter == "x" else -shift


def _tail_pixel(annotation: Annotation, letter: str, axis: Axis, inner: Rect) -> float:
    """Return the pixel along one axis where the arrow starts and the text is placed."""
    start = float(annotation.get(f"a{letter}", -10 if letter == "x" else -30))
    on_axis = annotation.get(f"a{letter}ref", "pixel") == annotation.get(f"{letter}ref", letter)
    return axis.pixel(start) if on_axis else _anchor_pixel(annotation, letter, axis, inner) + start


def _text_middle(annotation: Annotation, letter: str, room: tuple[float, Axis], inner: Rect) -> float:
    """Return the middle of the text along one axis, in pixels. room: size of the text, and the axis."""
    size, axis = room
    place = (_tail_pixel if annotation.get("showarrow", True) else _anchor_pixel)(annotation, letter, axis, inner)
    return place + _ANCHOR_SHIFTS[_anchor(annotation, letter)] * size + _shift(annotation, letter)


def _anchor(annotation: Annotation, letter: str) -> str:
    """Return which part of the text is at its place; by default on paper coordinates, the nearest to the edge."""
    anchor = annotation.get(f"{letter}anchor", "auto")
    if anchor != "auto":
        return str(anchor)
    if annotation.get("showarrow", True) or annotation.get(f"{letter}ref", letter) != "paper":
        return "center"
    along = annotation[letter] if letter == "x" else 1 - annotation[letter]
    if _THIRD <= along <= 2 * _THIRD:
        return "center"
    return "left" if along < _THIRD else "right"


def _arrow(annotation: Annotation, plot: Plot, box: tuple[float, float], inner: Rect) -> Iterator[Element]:
    """Yield the line of an arrow, from the edge of its text, and its head. box: width and height of the text."""
    axes = {"x": plot.x, "y": plot.y}
    tip = [_anchor_pixel(annotation, letter, axis, inner) + _shift(annotation, letter) for letter, axis in axes.items()]
    tail = [_tail_pixel(annotation, letter, axis, inner) + _shift(annotation, letter) for letter, axis in axes.items()]
    rooms = {"x": (box[0] + _BORDER_PX, plot.x), "y": (box[1] + _BORDER_PX, plot.y)}
    text = [_text_middle(annotation, letter, room, inner) for letter, room in rooms.items()]
    if all(abs(end - middle) <= size / 2 for end, middle, size in zip(tip, text, box, strict=True)):
        return
    right, down = tip[0] - tail[0], tip[1] - tail[1]
    # The line starts at the farthest edge of the text that it crosses.
    parts = [0.0]
    for end, way, middle, size in zip(tail, (right, down), text, box, strict=True):
        parts.append(((middle + size / 2 if way > 0 else middle - size / 2) - end) / way if way else 1.0)
    start = min(parts[1:]) if min(parts[1:]) > 0 else 0.0
    x0, y0 = tail[0] + start * right, tail[1] + start * down
    length, width = hypot(tip[0] - x0, tip[1] - y0), annotation.get("arrowwidth", 2)
    if length < _ARROW_TIP * width:
        return
    angle = atan2(down, right)
    x1, y1 = tip[0] - _ARROW_TIP * width * cos(angle), tip[1] - _ARROW_TIP * width * sin(angle)
    colour = (annotation.get("arrowcolor") or "#444444").lower()
    yield Element(
        "path", path_attribute(["M", x0, y0, "L", x1, y1]), {"stroke": colour, "stroke-width": format_number(width)}
    )
    place, angle_text, scale = (
        f"{format_number(x1)} {format_number(y1)}",
        format_number(degrees(angle)),
        format_number(width),
    )
    geometry = f' transform="translate({place})rotate({angle_text})scale({scale})" d="{_ARROW_HEAD}"'
    yield Element("path", geometry, {"fill": colour})
