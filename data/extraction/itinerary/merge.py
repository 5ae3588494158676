"""Venues and what is held in them, in one clause, as one stop."""

from __future__ import annotations

from data.extraction.itinerary.actions import ANDS, Deed
from data.extraction.itinerary.noun_phrases import Unit
from data.extraction.itinerary.vocabulary import AT, VERB_LAST, WITH
from data.extraction.sentence import Line

_APART = 7  # words that a venue and its event may stand apart
_BREAKS = (":", ";", "–", "(")


def merged(line: Line, found: list[Unit], done: list[Deed]) -> list[Unit]:
    """The venues and events of a sentence, a venue and what is held in it as one."""
    units: list[Unit] = []
    for unit in found:
        before = units[-1] if units else None
        if before is not None and _one(line, before, unit, done):
            units[-1] = _both(line, before, unit)
        else:
            units.append(unit)
    return units


def _both(line: Line, before: Unit, unit: Unit) -> Unit:
    people = line.has(unit.last, "people") or line.has(unit.last, "title")
    last = line.language in VERB_LAST and not (people and before.case == "in")
    head, other = (unit, before) if last else (before, unit)
    both = Unit(before.first, unit.last, head.head, head.event, head.sort, head.noun)
    both.case, both.lead, both.plural = head.case, before.lead, head.plural
    both.parts = [other, *other.parts, *head.parts]
    return both


def _one(line: Line, before: Unit, unit: Unit, done: list[Deed]) -> bool:
    words = line.words[before.last : unit.first]
    alike = before.noun == unit.noun and before.event == unit.event and unit.lead != "of"
    if len(words) > _APART or (alike and words):
        return False
    inside = [deed for deed in done if before.last <= deed.first < unit.first and not deed.can("begin", "end", "point")]
    if line.language in VERB_LAST:
        return not inside and _one_phrase(before, unit, words)
    if unit.event and not before.event and any(line.has(place, "where") for place in range(before.last, unit.first)):
        return True
    if any(word in ANDS or word in _BREAKS for word in words):
        return False
    if any(line.has(place, "order") for place in range(before.last, unit.first)):
        return False
    return _one_clause(before, unit, words, inside)


def _one_phrase(before: Unit, unit: Unit, words: list[str]) -> bool:
    """Kazakh and Uzbek: a venue in the locative or genitive, or the bare first part of a compound."""
    if before.case in ("to", "it", "from") or (before.case == "with" and words):
        return False
    if before.case == "" and words and not unit.event:
        return False
    return not any(word in ANDS or word in _BREAKS or word == "bilan" for word in words)


def _one_clause(before: Unit, unit: Unit, words: list[str], inside: list[Deed]) -> bool:
    """Russian and English: "talks (were held) at the ministry", "at the ministry talks were held"."""
    if unit.event and not before.event and before.lead in AT:
        return len(inside) == 1 and inside[0].can("hold", "do", "attend", "meet") and inside[0].last == unit.first
    if before.event and not unit.event and len(inside) == 1 and inside[0].can("hold"):
        return unit.lead in AT and len(words) <= _APART - 2
    if inside:
        return False
    within = unit.lead == "of" and not before.event and not unit.event
    return unit.lead in AT or not words or within or (before.event and (unit.lead == "of" or unit.lead in WITH))
