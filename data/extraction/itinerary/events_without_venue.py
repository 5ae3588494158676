"""Rites and meetings at no venue of the tables: prayed for someone, met the governor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.extraction.itinerary.actions import ANDS, Deed
from data.extraction.itinerary.noun_phrases import Unit
from data.extraction.itinerary.vocabulary import VERB_LAST, WITH
from data.extraction.sentence import Line

_NEAR = 7  # words between a deed and the stop that it is done at
_REACH = 6  # words between a deed and whom it is done with
_INSTRUMENTAL = ("мен", "пен", "бен")
_TAKEN = ("guest", "trip", "order", "also", "bar", "people", "slot:", "day:", "rel:", "weekday:", "month:", "before")


def alone(
    line: Line, done: list[Deed], units: list[Unit], taken: Sequence[tuple[Unit, Deed | None]]
) -> Iterator[tuple[Unit, Deed]]:
    """Deeds that are stops by themselves, with the words that say with whom or for whom."""
    for deed in done:
        talks = deed.kinds.get("do") == "talks"
        if not (deed.can("rite", "meet") or talks) or any(unit.first <= deed.first < unit.last for unit in units):
            continue
        offered = any(line.has(place, "possible") for place in range(deed.first - 3, deed.last + 3))
        if offered or any(its is deed for _, its in taken):
            continue
        spot = _rite(line, deed) if deed.can("rite") else _meeting(line, deed)
        if spot is not None and not any(_near(line, unit, deed, spot) for unit, _ in taken):
            kind = next(kind for kind in ("rite", "meet", "do") if deed.can(kind))
            sort, _, noun = deed.kinds[kind].rpartition(":")
            yield Unit(spot[0], spot[1], spot[1], True, sort or "diplomacy", noun), deed


def _near(line: Line, unit: Unit, deed: Deed, spot: tuple[int, int]) -> bool:
    """Whether a deed is done at a stop beside it; officials are met elsewhere, if the clause names no venue."""
    first, last = (unit.last, deed.first) if unit.first < deed.first else (deed.last, unit.first)
    words = line.words[first:last]
    if len(words) > _NEAR or any(word in (";", ":") for word in words):
        return False
    if not deed.can("rite") and any(line.has(place, "official") for place in range(*spot)):
        return "," not in words and not any(word in ANDS for word in words)
    return unit.first < deed.first or line.language not in VERB_LAST


def _rite(line: Line, deed: Deed) -> tuple[int, int] | None:
    """For whom a prayer is, before its verb in Kazakh and Uzbek; else the deed alone."""
    if line.language not in VERB_LAST:
        return deed.first, deed.last
    first = deed.first
    while first > max(0, deed.first - _REACH) and line.words[first - 1][:1].isalpha() and not _taken(line, first - 1):
        first -= 1
    return (first, deed.last) if first < deed.first else None


def _taken(line: Line, place: int) -> bool:
    return any(tag.startswith(_TAKEN) for tag in line.at(place))


def _meeting(line: Line, deed: Deed) -> tuple[int, int] | None:
    """Whom a meeting is with, if with anyone whose office is known."""
    if line.language in VERB_LAST:
        places = range(deed.first - 1, max(0, deed.first - _REACH) - 1, -1)
        person = next((place for place in places if line.has(place, "people")), None)
        if person is None or _crossed(line, person, deed.first):
            return None
        words = line.words[person : deed.first]
        return (person, deed.first) if any(word.endswith(_INSTRUMENTAL) or word == "bilan" for word in words) else None
    at = deed.last
    if line.word(at) in WITH:
        at += 1
    elif line.language == "ru" and not deed.word.startswith("прин"):
        return None
    person = next((place for place in range(at, at + _REACH) if line.has(place, "people")), None)
    return (person, person + 1) if person is not None and not _crossed(line, at, person) else None


def _crossed(line: Line, first: int, last: int) -> bool:
    return any(word in (",", ";", ":", "–") for word in line.words[first:last])
