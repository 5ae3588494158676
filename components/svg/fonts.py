"""The font of the site, from the streamlit package: text shaped, measured, and as outlines."""

from __future__ import annotations

import importlib.util
import io
import unicodedata
from functools import cache, lru_cache
from math import floor
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from data.system.files import load_cached

UNITS_PER_EM = 1000  # of this font; outlines are in these units
_SUBUNITS = 1000  # a text is measured in thousandths of a unit
_ASCENT_EM, _DESCENT_EM = 1.0, 0.326  # from its table hhea
# Drawn for a letter that the font lacks, and the width of such a letter in a browser's fallback font.
_REPLACEMENT = "□"
_WIDE_EM, _NARROW_EM = 1.0, 0.6
_CACHE_SIZE = 8192  # texts, and glyphs


class Glyph(NamedTuple):
    """A glyph and its place in its text, in units, y up."""

    number: int
    x: int
    y: int


class ShapedText(NamedTuple):
    """A text in one weight: its width as a multiple of its size, and its glyphs in order."""

    width: float
    glyphs: tuple[Glyph, ...]


def line_extents(size: float) -> tuple[int, int]:
    """Return how far text of a size reaches above and below its baseline, in pixels, as browsers round it."""
    return floor(_ASCENT_EM * size + 0.5), floor(_DESCENT_EM * size + 0.5)


@lru_cache(maxsize=_CACHE_SIZE)
def shape_text(text: str, weight: int) -> ShapedText:
    """Return a text shaped with kerning, as browsers do; letters the font lacks are replaced. weight: 400 or 700."""
    extra = sum(_fallback_width(letter) - _replacement_width(weight) for letter in text if _is_missing(letter))
    text = "".join(_drawable(letter) for letter in text)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(_font(weight, _SUBUNITS), buffer)
    glyphs, at = [], 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = round((at + place.x_offset) / _SUBUNITS), round(place.y_offset / _SUBUNITS)
        glyphs.append(Glyph(info.codepoint, x, y))
        at += place.x_advance
    return ShapedText(at / _SUBUNITS / UNITS_PER_EM + extra, tuple(glyphs))


@lru_cache(maxsize=_CACHE_SIZE)
def glyph_outline(number: int, weight: int) -> tuple[tuple[int, int, str], ...]:
    """Return the contours of a glyph, y down: x and y of the start, and the rest of the path in relative commands."""
    pen = _ContourPen()
    _font(weight, 1).draw_glyph_with_pen(number, pen)
    return tuple((x, y, "".join(parts)) for x, y, parts in pen.contours)


class _ContourPen:
    """A fontTools pen that collects contours as SVG paths in whole units."""

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
    if _is_missing(letter):
        return _REPLACEMENT
    # HarfBuzz handles spaces and invisible characters itself, but would draw a missing accent as a box.
    return "" if ord(letter) not in _code_points() and unicodedata.category(letter)[0] == "M" else letter


@lru_cache(maxsize=_CACHE_SIZE)
def _is_missing(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return ord(letter) not in _code_points() and kind not in ("Zs", "Cf") and kind[0] != "M"


def _fallback_width(letter: str) -> float:
    return _WIDE_EM if unicodedata.east_asian_width(letter) in ("W", "F") else _NARROW_EM


@cache
def _replacement_width(weight: int) -> float:
    return shape_text(_REPLACEMENT, weight).width


@cache
def _code_points() -> frozenset[int]:
    return frozenset(_face().unicodes)


@cache
def _font(weight: int, fineness: int) -> hb.Font:
    font = hb.Font(_face())
    font.scale = (UNITS_PER_EM * fineness, UNITS_PER_EM * fineness)
    font.set_variations({"wght": weight})
    return font


@cache
def _face() -> hb.Face:
    file = font_file()
    return hb.Face(load_cached(file.with_suffix(".ttf").name, lambda: _to_truetype(file)))


@cache
def font_file() -> Path:
    """Return the font's WOFF2 file in the streamlit package; its name has a fingerprint. Raises FileNotFoundError."""
    found = importlib.util.find_spec("streamlit")  # not imported: that takes a second
    if found is None or found.origin is None:
        raise FileNotFoundError("the package streamlit, whose font this is, is not installed")
    return next((Path(found.origin).parent / "static" / "static" / "media").glob("SourceSansVF-Upright.ttf.*.woff2"))


def _to_truetype(file: Path) -> bytes:
    """Return the font as TrueType, which takes a quarter of a second."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only when there is something to unpack

    font = TTFont(file, recalcTimestamp=False)
    font.flavor = None
    unpacked = io.BytesIO()
    font.save(unpacked)
    return unpacked.getvalue()
