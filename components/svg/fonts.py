"""The font of the site, as the streamlit package carries it: text shaped, measured and drawn as outlines."""

from __future__ import annotations

import importlib.util
import io
import unicodedata
from functools import cache, lru_cache
from math import floor
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from data.system.files import cached

UNITS = 1000  # of the em of this font, in which outlines are given
_FINE = 1000  # of which a text is measured in each unit
_ASCENT, _DESCENT = 1.0, 0.326  # of the em, as its table hhea says
# What stands for a letter that the font lacks, and how wide such a letter is taken to be on a page.
_REPLACEMENT = "□"
_WIDE, _NARROW = 1.0, 0.6
_SHAPED = 8192  # texts that are remembered


class Glyph(NamedTuple):
    """A glyph and where it stands in its text, in units, y up."""

    number: int
    x: int
    y: int


class Shaped(NamedTuple):
    """A text in one weight: its width as a multiple of its size, and its glyphs, first to last."""

    width: float
    glyphs: tuple[Glyph, ...]


def box(size: float) -> tuple[int, int]:
    """How far text of this size (pixels) reaches above and below its line, as browsers round it."""
    return floor(_ASCENT * size + 0.5), floor(_DESCENT * size + 0.5)


@lru_cache(maxsize=_SHAPED)
def shape(text: str, weight: int) -> Shaped:
    """Shape a text with kerning, as browsers do; letters that the font lacks are replaced."""
    extra = sum(_width_elsewhere(letter) - _advance_of_replacement(weight) for letter in text if _is_lacking(letter))
    text = "".join(_drawable(letter) for letter in text)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(_font(weight, _FINE), buffer)
    glyphs, at = [], 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = round((at + place.x_offset) / _FINE), round(place.y_offset / _FINE)
        glyphs.append(Glyph(info.codepoint, x, y))
        at += place.x_advance
    return Shaped(at / _FINE / UNITS + extra, tuple(glyphs))


@lru_cache(maxsize=_SHAPED)
def outline(number: int, weight: int) -> tuple[tuple[int, int, str], ...]:
    """The contours of a glyph, y down: where each begins, and the rest of its path in relative commands."""
    pen = _Pen()
    _font(weight, 1).draw_glyph_with_pen(number, pen)
    return tuple((x, y, "".join(parts)) for x, y, parts in pen.contours)


class _Pen:
    """Collects contours as SVG paths in whole units."""

    def __init__(self) -> None:
        self.contours: list[tuple[int, int, list[str]]] = []
        self._at = (0, 0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' names
        self._at = (round(point[0]), -round(point[1]))
        self.contours.append((*self._at, []))

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def closePath(self) -> None:  # noqa: N802
        self.contours[-1][2].append("z")

    def _add(self, command: str, *points: tuple[float, float]) -> None:
        numbers = []
        for x, y in points:
            numbers += [round(x) - self._at[0], -round(y) - self._at[1]]
        self._at = (round(points[-1][0]), -round(points[-1][1]))
        first, *rest = numbers
        self.contours[-1][2].append(command + str(first) + "".join(f"{n}" if n < 0 else f" {n}" for n in rest))


def _drawable(letter: str) -> str:
    if _is_lacking(letter):
        return _REPLACEMENT
    # HarfBuzz makes spaces of any width and leaves out what is never seen; it would draw a lacking accent as a box.
    return "" if ord(letter) not in _letters() and unicodedata.category(letter)[0] == "M" else letter


@lru_cache(maxsize=_SHAPED)
def _is_lacking(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return ord(letter) not in _letters() and kind not in ("Zs", "Cf") and kind[0] != "M"


def _width_elsewhere(letter: str) -> float:
    return _WIDE if unicodedata.east_asian_width(letter) in ("W", "F") else _NARROW


@cache
def _advance_of_replacement(weight: int) -> float:
    return shape(_REPLACEMENT, weight).width


@cache
def _letters() -> frozenset[int]:
    return frozenset(_face().unicodes)


@cache
def _font(weight: int, fineness: int) -> hb.Font:
    font = hb.Font(_face())
    font.scale = (UNITS * fineness, UNITS * fineness)
    font.set_variations({"wght": weight})
    return font


@cache
def _face() -> hb.Face:
    file = font_file()
    return hb.Face(cached(file.with_suffix(".ttf").name, lambda: _unpacked(file)))


@cache
def font_file() -> Path:
    """Return the font as the streamlit package carries it, WOFF2; its name has a fingerprint."""
    found = importlib.util.find_spec("streamlit")  # not imported: that takes a second
    if found is None or found.origin is None:
        raise FileNotFoundError("the package streamlit, whose font this is, is not installed")
    return next((Path(found.origin).parent / "static" / "static" / "media").glob("SourceSansVF-Upright.ttf.*.woff2"))


def _unpacked(file: Path) -> bytes:
    """Return the font as TrueType, which takes a quarter of a second."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only when there is something to unpack

    font = TTFont(file, recalcTimestamp=False)
    font.flavor = None
    unpacked = io.BytesIO()
    font.save(unpacked)
    return unpacked.getvalue()
