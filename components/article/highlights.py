"""Highlights in a text: which passages of a long text to show, and its segments under overlapping highlights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

# A text up to this length is shown whole; a longer one in passages, with context on either side of highlights.
MAX_WHOLE_TEXT_CHARS = 60_000
CONTEXT_CHARS = 240


class Highlight(NamedTuple):
    """The characters [start, stop) of a text that something of a kind was extracted from."""

    name: str
    kind: str
    start: int
    stop: int


class Segment(NamedTuple):
    """A part of a text that is under the same highlights from end to end, the shortest of them first."""

    text: str
    highlights: tuple[Highlight, ...]


def passages(text: str, highlights: Iterable[Highlight]) -> list[tuple[int, int]]:
    """Return the parts [start, stop) of the text to show: all of a short one, the surroundings of highlights else."""
    if len(text) <= MAX_WHOLE_TEXT_CHARS:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    for highlight in sorted(highlights, key=lambda highlight: highlight.start):
        start, stop = _context_start(text, highlight.start), _context_stop(text, highlight.stop)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found or [(0, _context_stop(text, 2 * CONTEXT_CHARS))]


def _context_start(text: str, position: int) -> int:
    """Return the start of the line, or of a word at most `CONTEXT_CHARS` characters before `position`."""
    floor = max(position - CONTEXT_CHARS, 0)
    line = text.rfind("\n", floor, position) + 1
    return line or (floor and (text.find(" ", floor, position) + 1 or floor))


def _context_stop(text: str, position: int) -> int:
    """Return the end of the line, or of a word at most `CONTEXT_CHARS` characters after `position`."""
    ceiling = min(position + CONTEXT_CHARS, len(text))
    line = text.find("\n", position, ceiling)
    if line >= 0 or ceiling == len(text):
        return line if line >= 0 else ceiling
    word = text.rfind(" ", position, ceiling)
    return word if word >= 0 else ceiling


def split_segments(text: str, highlights: Sequence[Highlight], start: int, stop: int) -> list[Segment]:
    """Return the part [start, stop) of the text as segments, in order. Overlapping highlights are cut apart."""
    inside = [one for one in highlights if start <= one.start < one.stop <= stop]
    starting: dict[int, list[Highlight]] = {}
    for one in inside:
        starting.setdefault(one.start, []).append(one)
    edges = sorted({start, stop, *(edge for one in inside for edge in (one.start, one.stop))})
    segments = []
    active: list[Highlight] = []
    for first, last in pairwise(edges):
        active = [one for one in active if one.stop > first] + starting.get(first, [])
        segments.append(Segment(text[first:last], tuple(sorted(active, key=lambda one: one.stop - one.start))))
    return segments
