"""The venues that a report has named so far: one that is named again is no new stop."""

from __future__ import annotations

from typing import NamedTuple

from data.extraction.itinerary.noun_phrases import NounPhrase
from data.extraction.itinerary.visit_sentence import VisitSentence

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
_PARTNER_EVENTS = frozenset({"meeting", "talks", "reception"})
_TALK_TAGS = ("do:talks", "meet:meeting")
_STEM_LETTERS = 4  # by which a name in another case is recognized
_PARTNER_WORDS = 4  # that say whom a meeting is with


class _KnownVenue(NamedTuple):
    """A venue named before: its noun, the words beside it, its category, the number of its stop and its sentence."""

    noun: str
    name: tuple[str, ...]
    category: str
    stop: int
    sentence_start: int


class VenueMemory:
    """The venues and events of a report so far."""

    def __init__(self) -> None:
        self._known: list[_KnownVenue] = []
        self._count = 0

    def add_if_new(self, line: VisitSentence, phrase: NounPhrase) -> bool:
        """Remember a venue; return False where it was named before, or is meant by its noun alone ("the plant")."""
        parts = [(part, _own_name(line, part)) for part in (phrase, *phrase.parts)]
        if self._known and any(line.has(index, "this") for index in range(phrase.first - 1, phrase.head - 1)):
            return False
        if all(self._find(line, part, name) is not None for part, name in parts):
            return False
        self._known += [
            _KnownVenue(part.noun, name, part.category, self._count, line.sentence.start) for part, name in parts
        ]
        self._count += 1
        return True

    def add_talks(self, line: VisitSentence, first: int, last: int, stop: int) -> None:
        """Remember that there were talks or a meeting at a stop, where a verb in the words [first, last) says so."""
        for mark in line.marks:
            if first <= mark.first < last and mark.tag in _TALK_TAGS:
                self._known.append(_KnownVenue(mark.tag.rpartition(":")[2], (), "diplomacy", stop, line.sentence.start))

    def find_preceding_stop(self, line: VisitSentence, found: list[NounPhrase]) -> int | None:
        """Return the number of the stop that a sentence says it comes after ("after the fair"), else None."""
        for phrase in found:
            near = (phrase.last,) if line.visit_grammar.is_verb_last else (phrase.first - 1, phrase.first - 2)
            if any(line.has(index, "after") for index in near):
                known = self._find(line, phrase, _own_name(line, phrase))
                if known is not None:
                    return known.stop
        return None

    def _find(self, line: VisitSentence, phrase: NounPhrase, name: tuple[str, ...]) -> _KnownVenue | None:
        return next((known for known in self._known if _is_same_venue(line, phrase, name, known)), None)


def _is_same_venue(line: VisitSentence, phrase: NounPhrase, name: tuple[str, ...], known: _KnownVenue) -> bool:
    """Return whether a venue is the known one: the same noun and no other name, or a bare noun of its kind."""
    is_bare = phrase.noun in _GENERIC and not name
    is_generic = is_bare and phrase.category == known.category and known.sentence_start != line.sentence.start
    is_same_noun = phrase.noun == known.noun or (is_generic and (phrase.noun != "plant" or known.noun in _PLANTS))
    return is_same_noun and all(
        any(word[:_STEM_LETTERS] == other[:_STEM_LETTERS] for other in known.name) for word in name
    )


def _own_name(line: VisitSentence, phrase: NounPhrase) -> tuple[str, ...]:
    """Return the words of a noun phrase beside its noun; for a meeting, also whom it is with."""
    noun = phrase.head - 1
    first, last = phrase.first, phrase.last
    if phrase.is_event and phrase.noun in _PARTNER_EVENTS and not phrase.parts:
        if line.visit_grammar.is_verb_last and line.word(first - 1).endswith(line.visit_grammar.with_endings):
            first = max(0, first - _PARTNER_WORDS)
        elif line.word(last) in line.visit_grammar.with_words:
            last = min(len(line.words), last + _PARTNER_WORDS)
    return tuple(
        word
        for index, word in enumerate(line.words[first:last], first)
        if index != noun and word[:1].isalpha() and not line.has(index, "bar") and not _is_own_noun(line, index, phrase)
    )


def _is_own_noun(line: VisitSentence, index: int, phrase: NounPhrase) -> bool:
    return any(tag.startswith(("venue:", "event:")) and tag.endswith(phrase.noun) for tag in line.at(index))
