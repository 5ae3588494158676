"""The canvas: elements of an SVG in short form.

A group has the attributes that its elements share; numbers have at most two decimals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import floor
from typing import NamedTuple

from components.svg import fonts
from components.svg.text import REGULAR, TextBlock, TextLine, TextRun, TextStyle

TEXT_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_ANCHOR_OFFSETS = {"start": 0.0, "middle": 0.5, "end": 1.0}  # part of a line that lies before its anchor
# Attributes that a group can set for its elements.
_INHERITED_ATTRIBUTES = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "font-size",
    "font-weight",
    "text-anchor",
)
_GROUP_ATTRIBUTES = (*_INHERITED_ATTRIBUTES, "stroke-miterlimit", "shape-rendering", "clip-path")
_COLOUR_ATTRIBUTES = ("fill", "stroke")


class Element(NamedTuple):
    """An element. `geometry`: attributes of its place, as markup. `presentation`: attributes of its look, by name."""

    tag: str
    geometry: str
    presentation: Mapping[str, str]
    content: str = ""


class Rect(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Rect) -> bool:
        """Return whether the other rectangle is within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Canvas:
    """Layers of elements, the first at the bottom.

    colours: replacements by colour (#rrggbb). prefix: begins every id. outlined: text is drawn as outlines of its
    letters, for programs without the font. with_ids: marks have the ids of their traces as `data-id`.
    """

    def __init__(
        self,
        colours: Mapping[str, str] | None = None,
        *,
        prefix: str = "",
        outlined: bool = False,
        with_ids: bool = False,
    ) -> None:
        self.outlined, self.with_ids = outlined, with_ids
        self._colours = colours or {}
        self._prefix = prefix
        self._definitions: dict[str, str] = {}
        self._layers: list[str] = []

    def layer(self, elements: Iterable[Element]) -> None:
        """Add elements above all others."""
        parts = list(elements)
        if not parts:
            return
        shared = _shared_presentation(parts) if len(parts) > 1 else {}
        markup = "".join(self._markup(part, shared) for part in parts)
        self._layers.append(f"<g{self._attributes(shared)}>{markup}</g>" if shared else markup)

    def pattern(self, place: str, ground: str, lines: Element) -> str:
        """Return a fill that repeats `lines` on the colour `ground`, as the value of an attribute."""
        rect = self._markup(Element("rect", ' width="100%" height="100%"', {"fill": ground}), {})
        content = rect + self._markup(lines, {})
        return self._reference(f'<pattern patternUnits="userSpaceOnUse"{place}>{content}</pattern>')

    def clip(self, rect: Rect) -> str:
        """Return a clip path of this rectangle, as the value of an attribute."""
        return self._reference(f'<clipPath><path d="{rect_path_data(rect)}"/></clipPath>')

    def texts(self, block: TextBlock, x: float, y: float, anchor: str) -> Iterable[Element]:
        """Yield the lines of a text; `y` is the baseline of the first."""
        for number, line in enumerate(block.lines):
            if any(run.text.strip() for run in line):
                yield from self._line(line, x, y + number * block.step, anchor)

    @property
    def markup(self) -> str:
        """All layers, after the definitions that they refer to."""
        defined = "".join(self._definitions)
        for markup, name in self._definitions.items():
            tag = markup[1:].split(" ", 1)[0].split(">", 1)[0]
            defined = defined.replace(markup, f'<{tag} id="{name}"{markup[1 + len(tag) :]}', 1)
        return (f"<defs>{defined}</defs>" if defined else "") + "".join(self._layers)

    def _reference(self, markup: str) -> str:
        name = self._definitions.setdefault(markup, f"{self._prefix}{len(self._definitions)}")
        return f"url(#{name})"

    def _line(self, line: TextLine, x: float, y: float, anchor: str) -> Iterable[Element]:
        if self.outlined:
            at = x - _ANCHOR_OFFSETS[anchor] * sum(run.width for run in line)
            for run in line:
                yield from _glyph_outlines(run, at, y)
                at += run.width
            return
        first = line[0]
        presentation = _font_attributes(first.style) | ({} if anchor == "start" else {"text-anchor": anchor})
        content = escape(first.text, quote=False) + "".join(self._span(run, first.style) for run in line[1:])
        text = "".join(run.text for run in line)
        preserve = ' xml:space="preserve"' if text != text.strip(" ") or "  " in text else ""
        yield Element("text", f' x="{format_number(x)}" y="{format_number(y)}"{preserve}', presentation, content)

    def _span(self, run: TextRun, outer: TextStyle) -> str:
        presentation = _font_attributes(run.style, outer)
        text = escape(run.text, quote=False)
        is_visible = run.text.strip() or "font-size" in presentation
        return f"<tspan{self._attributes(presentation)}>{text}</tspan>" if presentation and is_visible else text

    def _markup(self, part: Element, shared: Mapping[str, str]) -> str:
        own = {name: value for name, value in part.presentation.items() if shared.get(name) != value}
        opened = f"<{part.tag}{part.geometry}{self._attributes(own)}"
        return f"{opened}>{part.content}</{part.tag}>" if part.content else f"{opened}/>"

    def _attributes(self, presentation: Mapping[str, str]) -> str:
        """Return attributes as markup; replaced colours as a style, in which all browsers accept CSS variables."""
        styled = {
            name: self._colours[presentation[name]]
            for name in _COLOUR_ATTRIBUTES
            if presentation.get(name) in self._colours
        }
        plain = "".join(f' {name}="{value}"' for name, value in presentation.items() if name not in styled)
        style = ";".join(f"{name}:{value}" for name, value in styled.items())
        return plain + (f' style="{escape(style)}"' if style else "")


def format_number(value: float) -> str:
    """Return a number with at most two decimals, in the shortest form."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    whole, _, decimals = text.partition(".")
    if whole in ("0", "-0"):
        return f"{whole[:-1]}.{decimals}" if decimals else "0"
    return text


def round_half_up(value: float, decimals: int = 0) -> float:
    """Return a number rounded as in JavaScript, halves up."""
    return floor(value * 10.0**decimals + 0.5) / 10.0**decimals


def path_attribute(commands: Sequence[str | float]) -> str:
    """Return the attribute `d` of a path. commands: letters and numbers."""
    markup = ""
    for part in commands:
        text = part if isinstance(part, str) else format_number(part)
        joined = not markup or isinstance(part, str) or markup[-1].isalpha() or text[0] == "-"
        markup += text if joined else f" {text}"
    return f' d="{markup}"'


def rect_path_data(rect: Rect) -> str:
    """Return a rectangle as path data."""
    left, top, right, bottom = map(format_number, rect)
    return f"M{left} {top}H{right}V{bottom}H{left}Z"


def _shared_presentation(parts: Sequence[Element]) -> dict[str, str]:
    """Return the attributes that a group of these elements can set, with their most common values."""
    found = {}
    for name in _GROUP_ATTRIBUTES:
        markup = name.startswith(("font", "text"))
        values = [part.presentation.get(name) for part in parts if part.tag == "text" or not markup] or [None]
        value = Counter(values).most_common(1)[0][0]
        whole = name in _INHERITED_ATTRIBUTES or len(set(values)) == 1
        if value is not None and None not in values and whole:
            found[name] = value
    return found


def _font_attributes(style: TextStyle, outer: TextStyle | None = None) -> dict[str, str]:
    presentation = {}
    if outer is None or style.size != outer.size:
        presentation["font-size"] = format_number(style.size)
    if style.weight != (outer.weight if outer else REGULAR):
        presentation["font-weight"] = str(style.weight)
    if outer is None or style.colour != outer.colour:
        presentation["fill"] = style.colour
    return presentation


def _glyph_outlines(run: TextRun, x: float, y: float) -> Iterable[Element]:
    weight = run.style.weight
    contours: list[str] = []
    for glyph in fonts.shape_text(run.text, weight).glyphs:
        for left, top, rest in fonts.glyph_outline(glyph.number, weight):
            contours.append(f"M{glyph.x + left} {top - glyph.y}{rest}")
    if contours:
        scale = f"{run.style.size / fonts.UNITS_PER_EM:.6f}".rstrip("0")
        place = f' transform="translate({format_number(x)} {format_number(y)})scale({scale})" d="{"".join(contours)}"'
        yield Element("path", place, {"fill": run.style.colour})
