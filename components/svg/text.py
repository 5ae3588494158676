"""Text of figures: its markup, its lines and their sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import ceil
from typing import Any, NamedTuple

from components.svg import fonts

REGULAR, BOLD = 400, 700
_SUBPIXELS = 64  # of a pixel: the precision of browsers
LINE_HEIGHT = 1.3  # multiple of the size of the text

# The tags that charts use; any other is text. A style sets a colour, a size in pixels or both.
_DECLARATION = r"(?:color:#[0-9a-fA-F]{6}|font-size:\d+(?:\.\d+)?px)"
_TAG = re.compile(rf'(<br>|</?b>|</?span>|<(?:b|span) style="{_DECLARATION}(?:;{_DECLARATION})*;?">)')
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-z]+);")
_ENTITIES = {"mu": "μ", "amp": "&", "lt": "<", "gt": ">", "nbsp": "\u00a0", "times": "×", "plusmn": "±", "deg": "°"}
_MAX_CODE_POINT = 0x10FFFF
# Characters that XML does not allow, not even escaped.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile(r"\r\n?|\n|\t")


class TextStyle(NamedTuple):
    """Size in pixels, weight, and colour as #rrggbb."""

    size: float
    weight: int
    colour: str


class TextRun(NamedTuple):
    """Text of one style within a line."""

    text: str
    style: TextStyle

    @property
    def width(self) -> float:
        """Width in pixels, as browsers round it."""
        return ceil(fonts.shape_text(self.text, self.style.weight).width * self.style.size * _SUBPIXELS) / _SUBPIXELS


TextLine = tuple[TextRun, ...]


class TextBlock:
    """Lines of text. Sizes are in pixels; heights are counted down from the baseline of the first line."""

    def __init__(self, text: str, style: TextStyle) -> None:
        self.lines = _lines(text, style)
        self.step = LINE_HEIGHT * style.size

    @cached_property
    def width(self) -> float:
        """Width of the widest line."""
        return max(sum(piece.width for piece in line) for line in self.lines)

    @cached_property
    def top(self) -> float:
        """Top of the highest letters, negative above the first baseline."""
        return min(self._edges(0), default=0.0)

    @cached_property
    def height(self) -> float:
        """Height from `top` to the bottom of the lowest letters."""
        return max(self._edges(1), default=0.0) - self.top

    def _edges(self, side: int) -> Iterator[float]:
        for number, line in enumerate(self.lines):
            for piece in line:
                above, below = fonts.line_extents(piece.style.size)
                yield number * self.step + (below if side else -above)


def font_style(font: Mapping[str, Any], inherited: TextStyle) -> TextStyle:
    """Return the style of a font of a figure; what it does not set is inherited."""
    return TextStyle(
        float(font.get("size") or inherited.size), inherited.weight, str(font.get("color") or inherited.colour).lower()
    )


def xml_text(text: str) -> str:
    """Return text with line breaks as spaces and without characters that XML does not allow; it is not escaped."""
    return _FORBIDDEN.sub("\ufffd", _BREAK.sub(" ", text))


def _lines(text: str, style: TextStyle) -> list[TextLine]:
    open_tags = [style]
    lines: list[list[TextRun]] = [[]]
    for number, part in enumerate(_TAG.split(text)):
        if not number % 2:
            if part:
                lines[-1].append(TextRun(xml_text(_ENTITY.sub(_entity_text, part)), open_tags[-1]))
        elif part == "<br>":
            lines.append([])
        elif part.startswith("</"):
            del open_tags[max(len(open_tags) - 1, 1) :]
        else:
            open_tags.append(_tag_style(part, open_tags[-1]))
    return [_merge_runs(line) for line in lines]


def _merge_runs(line: list[TextRun]) -> TextLine:
    joined: list[TextRun] = []
    for piece in line:
        if joined and joined[-1].style == piece.style:
            joined[-1] = TextRun(joined[-1].text + piece.text, piece.style)
        else:
            joined.append(piece)
    return tuple(joined)


def _tag_style(tag: str, outer: TextStyle) -> TextStyle:
    size = re.search(r"font-size:([\d.]+)", tag)
    colour = re.search(r"color:(#\w+)", tag)
    return TextStyle(
        float(size[1]) if size else outer.size,
        BOLD if tag.startswith("<b") else outer.weight,
        colour[1].lower() if colour else outer.colour,
    )


def _entity_text(entity: re.Match[str]) -> str:
    name = entity[1]
    if name[0] != "#":
        return _ENTITIES.get(name, entity[0])
    number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    return chr(number) if 0 < number <= _MAX_CODE_POINT else entity[0]
