"""Rites and meetings at no venue of the tables: prayed for someone, met the governor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.extraction.itinerary.actions import Action, Match
from data.extraction.itinerary.noun_phrases import NounPhrase
from data.extraction.itinerary.visit_sentence import VisitSentence

_MAX_GAP_WORDS = 7  # words between an action and the stop that it is done at
_MAX_PARTNER_WORDS = 6  # words between an action and whom it is done with
# Tags of words that do not say for whom a prayer is.
_OTHER_ROLES = (
    "guest",
    "trip",
    "order",
    "also",
    "bar",
    "people",
    "slot:",
    "day:",
    "rel:",
    "weekday:",
    "month:",
    "before",
)


def find_events_without_venue(
    line: VisitSentence, actions: list[Action], phrases: list[NounPhrase], assigned: Sequence[Match]
) -> Iterator[tuple[NounPhrase, Action]]:
    """Yield the actions that are stops by themselves, with the words that say with whom or for whom."""
    for action in actions:
        is_talks = action.kinds.get("do") == "talks"
        is_in_phrase = any(phrase.first <= action.first < phrase.last for phrase in phrases)
        if is_in_phrase or not (action.has_kind("rite", "meet") or is_talks):
            continue
        is_offered = any(line.has(index, "possible") for index in range(action.first - 3, action.last + 3))
        if is_offered or any(other_action is action for _, other_action in assigned):
            continue
        span = _rite_words(line, action) if action.has_kind("rite") else _meeting_words(line, action)
        if span is not None and not any(_belongs_to_stop(line, phrase, action, span) for phrase, _ in assigned):
            kind = next(kind for kind in ("rite", "meet", "do") if action.has_kind(kind))
            category, _, noun = action.kinds[kind].rpartition(":")
            yield NounPhrase(span[0], span[1], span[1], True, category or "diplomacy", noun), action


def _belongs_to_stop(line: VisitSentence, phrase: NounPhrase, action: Action, span: tuple[int, int]) -> bool:
    """Return whether an action is done at a stop beside it; officials are met at another if the clause has no venue."""
    first, last = (phrase.last, action.first) if phrase.first < action.first else (action.last, phrase.first)
    words = line.words[first:last]
    if len(words) > _MAX_GAP_WORDS or any(word in (";", ":") for word in words):
        return False
    if not action.has_kind("rite") and any(line.has(index, "official") for index in range(*span)):
        return "," not in words and not any(word in line.visit_grammar.list_words for word in words)
    return phrase.first < action.first or not line.visit_grammar.is_verb_last


def _rite_words(line: VisitSentence, action: Action) -> tuple[int, int] | None:
    """Return the words for whom a prayer is and its verb, where the verb comes last; else the verb alone."""
    if not line.visit_grammar.is_verb_last:
        return action.first, action.last
    first = action.first
    limit = max(0, action.first - _MAX_PARTNER_WORDS)
    while first > limit and line.words[first - 1][:1].isalpha() and not _has_other_role(line, first - 1):
        first -= 1
    return (first, action.last) if first < action.first else None


def _has_other_role(line: VisitSentence, index: int) -> bool:
    return any(tag.startswith(_OTHER_ROLES) for tag in line.at(index))


def _meeting_words(line: VisitSentence, action: Action) -> tuple[int, int] | None:
    """Return the words that say whom a meeting is with, None where they name no office."""
    if line.visit_grammar.is_verb_last:
        indexes = range(action.first - 1, max(0, action.first - _MAX_PARTNER_WORDS) - 1, -1)
        person = next((index for index in indexes if line.has(index, "people")), None)
        if person is None or _is_interrupted(line, person, action.first):
            return None
        is_with = any(word.endswith(line.visit_grammar.with_endings) for word in line.words[person : action.first])
        return (person, action.first) if is_with else None
    at = action.last
    if line.word(at) in line.visit_grammar.with_words:
        at += 1
    elif not action.word.startswith(line.visit_grammar.transitive_meeting_stems):
        return None
    person = next((index for index in range(at, at + _MAX_PARTNER_WORDS) if line.has(index, "people")), None)
    return (person, person + 1) if person is not None and not _is_interrupted(line, at, person) else None


def _is_interrupted(line: VisitSentence, first: int, last: int) -> bool:
    return any(word in (",", ";", ":", "–") for word in line.words[first:last])
