"""Text of figures: what of it is markup, its lines, and how large they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import ceil
from typing import Any, NamedTuple

from components.svg import fonts

REGULAR, BOLD = 400, 700
_PARTS = 64  # of a pixel, in which browsers measure
LINE = 1.3  # of the size of the text, from line to line

# The charts' own tags; any other is text. A style says a colour, a size in pixels or both.
_DECLARATION = r"(?:color:#[0-9a-fA-F]{6}|font-size:\d+(?:\.\d+)?px)"
_TAG = re.compile(rf'(<br>|</?b>|</?span>|<(?:b|span) style="{_DECLARATION}(?:;{_DECLARATION})*;?">)')
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-z]+);")
_ENTITIES = {"mu": "μ", "amp": "&", "lt": "<", "gt": ">", "nbsp": "\u00a0", "times": "×", "plusmn": "±", "deg": "°"}
_LAST = 0x10FFFF
# What no XML may hold, not even escaped.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile(r"\r\n?|\n|\t")


class Style(NamedTuple):
    """How a piece of text looks: its size in pixels, its weight and its colour as #rrggbb."""

    size: float
    weight: int
    colour: str


class Piece(NamedTuple):
    """Text of one style within one line."""

    text: str
    style: Style

    @property
    def width(self) -> float:
        """In pixels, as browsers round it."""
        return ceil(fonts.shape(self.text, self.style.weight).width * self.style.size * _PARTS) / _PARTS


Line = tuple[Piece, ...]


class Block:
    """Lines of text; sizes are in pixels, heights count from the line that the first stands on, down."""

    def __init__(self, text: str, style: Style) -> None:
        self.lines = _lines(text, style)
        self.step = LINE * style.size

    @cached_property
    def width(self) -> float:
        """Of the widest line."""
        return max(sum(piece.width for piece in line) for line in self.lines)

    @cached_property
    def top(self) -> float:
        """Where the highest letters may begin, above zero as a negative number."""
        return min(self._edges(0), default=0.0)

    @cached_property
    def height(self) -> float:
        """From the top to where the lowest letters may end."""
        return max(self._edges(1), default=0.0) - self.top

    def _edges(self, side: int) -> Iterator[float]:
        for number, line in enumerate(self.lines):
            for piece in line:
                above, below = fonts.box(piece.style.size)
                yield number * self.step + (below if side else -above)


def style(font: Mapping[str, Any], inherited: Style) -> Style:
    """The style that a font of a figure asks for."""
    return Style(
        float(font.get("size") or inherited.size), inherited.weight, str(font.get("color") or inherited.colour).lower()
    )


def plain(text: str) -> str:
    """The text with what XML cannot hold replaced and its line breaks as spaces, not escaped."""
    return _FORBIDDEN.sub("\ufffd", _BREAK.sub(" ", text))


def _lines(text: str, style: Style) -> list[Line]:
    open_tags = [style]
    lines: list[list[Piece]] = [[]]
    for number, part in enumerate(_TAG.split(text)):
        if not number % 2:
            if part:
                lines[-1].append(Piece(plain(_ENTITY.sub(_letter, part)), open_tags[-1]))
        elif part == "<br>":
            lines.append([])
        elif part.startswith("</"):
            del open_tags[max(len(open_tags) - 1, 1) :]
        else:
            open_tags.append(_within(part, open_tags[-1]))
    return [_joined(line) for line in lines]


def _joined(line: list[Piece]) -> Line:
    joined: list[Piece] = []
    for piece in line:
        if joined and joined[-1].style == piece.style:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.style)
        else:
            joined.append(piece)
    return tuple(joined)


def _within(tag: str, outer: Style) -> Style:
    size = re.search(r"font-size:([\d.]+)", tag)
    colour = re.search(r"color:(#\w+)", tag)
    return Style(
        float(size[1]) if size else outer.size,
        BOLD if tag.startswith("<b") else outer.weight,
        colour[1].lower() if colour else outer.colour,
    )


def _letter(entity: re.Match[str]) -> str:
    name = entity[1]
    if name[0] != "#":
        return _ENTITIES.get(name, entity[0])
    number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    return chr(number) if 0 < number <= _LAST else entity[0]
