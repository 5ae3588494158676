"""Elements of an SVG written short: what those of a layer share is said once, numbers have two decimals at most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import floor
from typing import NamedTuple

from components.svg import fonts
from components.svg.text import REGULAR, Block, Line, Piece, Style

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}  # part of a line that lies before its anchor
# What a group may say for all that is in it.
_INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor")
_SHARED = (*_INHERITED, "stroke-miterlimit", "shape-rendering", "clip-path")
_COLOURED = ("fill", "stroke")


class Element(NamedTuple):
    """An element: its tag, the attributes that say where it is, how it looks, by attribute, and what is in it."""

    tag: str
    place: str
    look: Mapping[str, str]
    content: str = ""


class Rect(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Rect) -> bool:
        """Whether nothing of the other is outside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Canvas:
    """Layers of elements, the first at the bottom.

    colours: by colour as #rrggbb, what is written in its place. prefix: begins every id. outlined: text is drawn
    as the outlines of its letters, for programs that have no font. named: marks carry the ids of their traces.
    """

    def __init__(
        self, colours: Mapping[str, str] | None = None, *, prefix: str = "", outlined: bool = False, named: bool = False
    ) -> None:
        self.outlined, self.named = outlined, named
        self._colours = colours or {}
        self._prefix = prefix
        self._definitions: dict[str, str] = {}
        self._layers: list[str] = []

    def layer(self, elements: Iterable[Element]) -> None:
        """Put elements above all that is there."""
        parts = list(elements)
        if not parts:
            return
        shared = _common(parts) if len(parts) > 1 else {}
        written = "".join(self._written(part, shared) for part in parts)
        self._layers.append(f"<g{self._attributes(shared)}>{written}</g>" if shared else written)

    def pattern(self, place: str, ground: str, lines: Element) -> str:
        """A fill that repeats `lines` on a `ground` of a colour; as an attribute says it."""
        rect = self._written(Element("rect", ' width="100%" height="100%"', {"fill": ground}), {})
        content = rect + self._written(lines, {})
        return self._defined(f'<pattern patternUnits="userSpaceOnUse"{place}>{content}</pattern>')

    def clip(self, rect: Rect) -> str:
        """What lets only this rectangle be seen; as an attribute says it."""
        return self._defined(f'<clipPath><path d="{rect_path(rect)}"/></clipPath>')

    def texts(self, block: Block, x: float, y: float, anchor: str) -> Iterable[Element]:
        """The lines of a text, the first standing on `y`."""
        for number, line in enumerate(block.lines):
            if any(piece.text.strip() for piece in line):
                yield from self._line(line, x, y + number * block.step, anchor)

    @property
    def markup(self) -> str:
        """All that was put, with what it refers to before it."""
        defined = "".join(self._definitions)
        for markup, name in self._definitions.items():
            tag = markup[1:].split(" ", 1)[0].split(">", 1)[0]
            defined = defined.replace(markup, f'<{tag} id="{name}"{markup[1 + len(tag) :]}', 1)
        return (f"<defs>{defined}</defs>" if defined else "") + "".join(self._layers)

    def _defined(self, markup: str) -> str:
        name = self._definitions.setdefault(markup, f"{self._prefix}{len(self._definitions)}")
        return f"url(#{name})"

    def _line(self, line: Line, x: float, y: float, anchor: str) -> Iterable[Element]:
        if self.outlined:
            at = x - _BEFORE[anchor] * sum(piece.width for piece in line)
            for piece in line:
                yield from _outlined(piece, at, y)
                at += piece.width
            return
        first = line[0]
        look = _font(first.style) | ({} if anchor == "start" else {"text-anchor": anchor})
        content = escape(first.text, quote=False) + "".join(self._span(piece, first.style) for piece in line[1:])
        whole = "".join(piece.text for piece in line)
        kept = ' xml:space="preserve"' if whole != whole.strip(" ") or "  " in whole else ""
        yield Element("text", f' x="{num(x)}" y="{num(y)}"{kept}', look, content)

    def _span(self, piece: Piece, outer: Style) -> str:
        look = _font(piece.style, outer)
        text = escape(piece.text, quote=False)
        seen = piece.text.strip() or "font-size" in look
        return f"<tspan{self._attributes(look)}>{text}</tspan>" if look and seen else text

    def _written(self, part: Element, shared: Mapping[str, str]) -> str:
        own = {name: value for name, value in part.look.items() if shared.get(name) != value}
        opened = f"<{part.tag}{part.place}{self._attributes(own)}"
        return f"{opened}>{part.content}</{part.tag}>" if part.content else f"{opened}/>"

    def _attributes(self, look: Mapping[str, str]) -> str:
        """As attributes; what stands for a colour as a style, where every browser takes any expression."""
        styled = {name: self._colours[look[name]] for name in _COLOURED if look.get(name) in self._colours}
        plain = "".join(f' {name}="{value}"' for name, value in look.items() if name not in styled)
        style = ";".join(f"{name}:{value}" for name, value in styled.items())
        return plain + (f' style="{escape(style)}"' if style else "")


def num(value: float) -> str:
    """A number as SVG takes it, to two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    whole, _, decimals = text.partition(".")
    if whole in ("0", "-0"):
        return f"{whole[:-1]}.{decimals}" if decimals else "0"
    return text


def nearest(value: float, decimals: int = 0) -> float:
    """Rounded as JavaScript does: halves up."""
    return floor(value * 10.0**decimals + 0.5) / 10.0**decimals


def path(commands: Sequence[str | float]) -> str:
    """The attribute of a path of letters and numbers."""
    written = ""
    for part in commands:
        text = part if isinstance(part, str) else num(part)
        joined = not written or isinstance(part, str) or written[-1].isalpha() or text[0] == "-"
        written += text if joined else f" {text}"
    return f' d="{written}"'


def rect_path(rect: Rect) -> str:
    """A rectangle as the data of a path."""
    left, top, right, bottom = map(num, rect)
    return f"M{left} {top}H{right}V{bottom}H{left}Z"


def _common(parts: Sequence[Element]) -> dict[str, str]:
    """What all say that it means something to, in the way that most do."""
    found = {}
    for name in _SHARED:
        written = name.startswith(("font", "text"))
        values = [part.look.get(name) for part in parts if part.tag == "text" or not written] or [None]
        value = Counter(values).most_common(1)[0][0]
        whole = name in _INHERITED or len(set(values)) == 1
        if value is not None and None not in values and whole:
            found[name] = value
    return found


def _font(style: Style, outer: Style | None = None) -> dict[str, str]:
    look = {}
    if outer is None or style.size != outer.size:
        look["font-size"] = num(style.size)
    if style.weight != (outer.weight if outer else REGULAR):
        look["font-weight"] = str(style.weight)
    if outer is None or style.colour != outer.colour:
        look["fill"] = style.colour
    return look


def _outlined(piece: Piece, x: float, y: float) -> Iterable[Element]:
    weight = piece.style.weight
    contours: list[str] = []
    for glyph in fonts.shape(piece.text, weight).glyphs:
        for left, top, rest in fonts.outline(glyph.number, weight):
            contours.append(f"M{glyph.x + left} {top - glyph.y}{rest}")
    if contours:
        scale = f"{piece.style.size / fonts.UNITS:.6f}".rstrip("0")
        place = f' transform="translate({num(x)} {num(y)})scale({scale})" d="{"".join(contours)}"'
        yield Element("path", place, {"fill": piece.style.colour})
