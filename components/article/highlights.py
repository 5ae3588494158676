"""Where things were read in a text: which part of a long text to show, and how marks cut it into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

# A text up to this length is shown whole, a longer one around its marks; so many letters on either side.
WHOLE = 60_000
AROUND = 240


class Mark(NamedTuple):
    """A place that something of kind `kind` was read from: characters [start, stop) of the text."""

    name: str
    kind: str
    start: int
    stop: int


class Piece(NamedTuple):
    """A piece of text under the same marks from end to end, that of the fewest letters first."""

    text: str
    marks: tuple[Mark, ...]


def passages(text: str, marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """Parts [start, stop) of the text to show: all of a short one, of a long one what stands around its marks."""
    if len(text) <= WHOLE:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        first, last = _before(text, mark.start), _after(text, mark.stop)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found or [(0, _after(text, 2 * AROUND))]


def _before(text: str, place: int) -> int:
    """Where the line begins, or a word at most `AROUND` letters before `place`."""
    floor = max(place - AROUND, 0)
    line = text.rfind("\n", floor, place) + 1
    return line or (floor and (text.find(" ", floor, place) + 1 or floor))


def _after(text: str, place: int) -> int:
    """Where the line ends, or a word at most `AROUND` letters after `place`."""
    ceiling = min(place + AROUND, len(text))
    line = text.find("\n", place, ceiling)
    if line >= 0 or ceiling == len(text):
        return line if line >= 0 else ceiling
    word = text.rfind(" ", place, ceiling)
    return word if word >= 0 else ceiling


def pieces(text: str, marks: Sequence[Mark], start: int, stop: int) -> list[Piece]:
    """The part [start, stop) in pieces, in order; marks that overlap are cut apart."""
    inside = [mark for mark in marks if start <= mark.start < mark.stop <= stop]
    beginning: dict[int, list[Mark]] = {}
    for mark in inside:
        beginning.setdefault(mark.start, []).append(mark)
    edges = sorted({start, stop, *(edge for mark in inside for edge in (mark.start, mark.stop))})
    found = []
    running: list[Mark] = []
    for first, last in pairwise(edges):
        running = [mark for mark in running if mark.stop > first] + beginning.get(first, [])
        found.append(Piece(text[first:last], tuple(sorted(running, key=lambda mark: mark.stop - mark.start))))
    return found
