"""What a report told of before: a venue that is named again is no new stop."""

from __future__ import annotations

from typing import NamedTuple

from data.extraction.itinerary.noun_phrases import Unit
from data.extraction.itinerary.vocabulary import VERB_LAST, WITH
from data.extraction.sentence import Line

# Nouns that stand for any venue of their kind: "the enterprise" after a factory.
_GENERIC = frozenset({"enterprise", "plant", "complex", "centre", "construction site", "production", "production line"})
_PLANTS = frozenset(
    {
        "automobile plant",
        "oil mill",
        "processing plant",
        "factory",
        "mill",
        "works",
        "refinery",
        "power station",
        "company",
    }
)
_WITH = frozenset({"meeting", "talks", "reception"})
_SAID = ("do:talks", "meet:meeting")
_STEM = 4  # letters by which a name in another case is known


class _Known(NamedTuple):
    """A venue that was told of: its noun, the words beside it, its sort, and the number of its stop as told."""

    noun: str
    name: tuple[str, ...]
    sort: str
    stop: int
    line: int


class Memory:
    """The venues and events of a report so far."""

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._count = 0

    def is_new(self, line: Line, unit: Unit) -> bool:
        """Not a venue that was told of before: named again, or meant by its noun alone. It is known from now on."""
        parts = [(part, _name(line, part)) for part in (unit, *unit.parts)]
        if self._known and any(line.has(place, "this") for place in range(unit.first - 1, unit.head - 1)):
            return False
        if all(self._find(line, part, name) is not None for part, name in parts):
            return False
        self._known += [_Known(part.noun, name, part.sort, self._count, line.sentence.start) for part, name in parts]
        self._count += 1
        return True

    def say(self, line: Line, first: int, last: int, stop: int) -> None:
        """Keep that there were talks or a meeting at a stop, where the words [first, last) say so with a verb."""
        for mark in line.marks:
            if first <= mark.first < last and mark.tag in _SAID:
                self._known.append(_Known(mark.tag.rpartition(":")[2], (), "diplomacy", stop, line.sentence.start))

    def anchor(self, line: Line, found: list[Unit]) -> int | None:
        """The number of the stop that a sentence says it comes after ("after the fair")."""
        for unit in found:
            near = (unit.last,) if line.language in VERB_LAST else (unit.first - 1, unit.first - 2)
            if any(line.has(place, "after") for place in near):
                known = self._find(line, unit, _name(line, unit))
                if known is not None:
                    return known.stop
        return None

    def _find(self, line: Line, unit: Unit, name: tuple[str, ...]) -> _Known | None:
        return next((known for known in self._known if _same(line, unit, name, known)), None)


def _same(line: Line, unit: Unit, name: tuple[str, ...], known: _Known) -> bool:
    """Whether a venue is the known one: the same noun and no other name, or a bare noun of its kind."""
    meant = unit.noun in _GENERIC and not name and unit.sort == known.sort and known.line != line.sentence.start
    alike = unit.noun == known.noun or (meant and (unit.noun != "plant" or known.noun in _PLANTS))
    return alike and all(any(word[:_STEM] == other[:_STEM] for other in known.name) for word in name)


def _name(line: Line, unit: Unit) -> tuple[str, ...]:
    """The words of a noun phrase beside its noun; for a meeting, also whom it is with."""
    noun = unit.head - 1
    first, last = unit.first, unit.last
    if unit.event and unit.noun in _WITH and not unit.parts:
        if line.language in VERB_LAST and line.word(first - 1).endswith(("bilan", "мен", "пен", "бен")):
            first = max(0, first - 4)
        elif line.word(last) in WITH:
            last = min(len(line.words), last + 4)
    return tuple(
        word
        for place, word in enumerate(line.words[first:last], first)
        if place != noun and word[:1].isalpha() and not line.has(place, "bar") and not _marked(line, place, unit)
    )


def _marked(line: Line, place: int, unit: Unit) -> bool:
    return any(tag.startswith(("venue:", "event:")) and tag.endswith(unit.noun) for tag in line.at(place))
