"""Venues and the events held in them, merged into one noun phrase where one clause names both."""

from __future__ import annotations

from data.extraction.itinerary.actions import Action
from data.extraction.itinerary.noun_phrases import NounPhrase
from data.extraction.itinerary.visit_sentence import VisitSentence

_MAX_GAP_WORDS = 7  # words between a venue and its event
_MAX_HELD_GAP_WORDS = 5  # the same, with a verb between them
_SEPARATORS = (":", ";", "–", "(")


def merge_noun_phrases(line: VisitSentence, found: list[NounPhrase], actions: list[Action]) -> list[NounPhrase]:
    """Return the venues and events of a sentence, a venue and the event held in it as one."""
    phrases: list[NounPhrase] = []
    for phrase in found:
        before = phrases[-1] if phrases else None
        if before is not None and _is_one_stop(line, before, phrase, actions):
            phrases[-1] = _merge_pair(line, before, phrase)
        else:
            phrases.append(phrase)
    return phrases


def _merge_pair(line: VisitSentence, before: NounPhrase, phrase: NounPhrase) -> NounPhrase:
    is_of_people = line.has(phrase.last, "people") or line.has(phrase.last, "title")
    is_head_last = line.visit_grammar.is_verb_last and not (is_of_people and before.case == "in")
    head, other = (phrase, before) if is_head_last else (before, phrase)
    merged = NounPhrase(before.first, phrase.last, head.head, head.is_event, head.category, head.noun)
    merged.case, merged.preposition, merged.is_plural = head.case, before.preposition, head.is_plural
    merged.parts = [other, *other.parts, *head.parts]
    return merged


def _is_one_stop(line: VisitSentence, before: NounPhrase, phrase: NounPhrase, actions: list[Action]) -> bool:
    words = line.words[before.last : phrase.first]
    is_of = phrase.preposition in line.visit_grammar.of_prepositions
    is_same_kind = before.noun == phrase.noun and before.is_event == phrase.is_event and not is_of
    if len(words) > _MAX_GAP_WORDS or (is_same_kind and words):
        return False
    inside = [
        action
        for action in actions
        if before.last <= action.first < phrase.first and not action.has_kind("begin", "end", "point")
    ]
    if line.visit_grammar.is_verb_last:
        return not inside and _is_one_phrase(line, before, phrase)
    if (
        phrase.is_event
        and not before.is_event
        and any(line.has(index, "where") for index in range(before.last, phrase.first))
    ):
        return True
    if any(word in line.visit_grammar.list_words or word in _SEPARATORS for word in words):
        return False
    if any(line.has(index, "order") for index in range(before.last, phrase.first)):
        return False
    return _is_one_clause(line, before, phrase, inside)


def _is_one_phrase(line: VisitSentence, before: NounPhrase, phrase: NounPhrase) -> bool:
    """Languages with cases: a venue in the locative or genitive, or the bare first part of a compound."""
    words = line.words[before.last : phrase.first]
    if before.case in ("to", "object", "from") or (before.case == "with" and words):
        return False
    if before.case == "" and words and not phrase.is_event:
        return False
    return not any(
        word in _SEPARATORS or word in line.visit_grammar.list_words or word in line.visit_grammar.with_words
        for word in words
    )


def _is_one_clause(line: VisitSentence, before: NounPhrase, phrase: NounPhrase, inside: list[Action]) -> bool:
    """Languages with prepositions: "talks (were held) at the ministry", "at the ministry talks were held"."""
    grammar = line.visit_grammar
    gap = phrase.first - before.last
    if phrase.is_event and not before.is_event and before.preposition in grammar.at_prepositions:
        is_held = len(inside) == 1 and inside[0].has_kind("hold", "do", "attend", "meet")
        return is_held and inside[0].last == phrase.first
    if before.is_event and not phrase.is_event and len(inside) == 1 and inside[0].has_kind("hold"):
        return phrase.preposition in grammar.at_prepositions and gap <= _MAX_HELD_GAP_WORDS
    if inside:
        return False
    if phrase.preposition in grammar.at_prepositions or not gap:
        return True
    is_of = phrase.preposition in grammar.of_prepositions
    if before.is_event:
        return is_of or phrase.preposition in grammar.with_words
    return is_of and not phrase.is_event
