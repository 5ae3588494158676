"""How English tells of a visit: prepositions say where, and a noun phrase reaches over "of", "for", "near" and "in"."""

from __future__ import annotations

import re

from data.extraction.grammar import word_set
from data.extraction.itinerary.grammar import VisitGrammar
from data.extraction.itinerary.phrase_bounds import MAX_NAME_WORDS, has_other_role, quote_end, quote_start
from data.extraction.itinerary.visit_sentence import VisitSentence
from data.extraction.lexicon import Mark

_STOP_WORDS = word_set(
    "a an the of in at to and or from with by for on into through around near over after before during "
    "while where who which that as but then their its his her this these those was were is are be been "
    "has had have he she they we it not also than until about between via some several two three four "
    "both each all more"
)
_JOINTS = ("-", "'s", "'", "–")  # within a name
_LINKS = {"of": True, "for": True, "near": False, "in": False}  # whether what follows may be in small letters
_MAX_WORDS_BEFORE = MAX_NAME_WORDS + 2
_MAX_LINKED_WORDS = 4


def _is_noun(line: VisitSentence, mark: Mark) -> bool:
    return not (line.word(mark.last) == "-" and line.word(mark.last + 1).endswith(("ed", "based")))


def _is_plural(word: str, _stem_letters: int) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "works", "quarters", "gardens", "talks"))


def _find_bounds(line: VisitSentence, mark: Mark) -> tuple[int, int]:
    return _first_word(line, mark), _last_word(line, mark)


def _first_word(line: VisitSentence, mark: Mark) -> int:
    first = mark.first
    while first > 0 and mark.first - first < _MAX_WORDS_BEFORE:
        opening = quote_start(line, first - 1)
        if opening is not None:
            first = opening
            continue
        word = line.words[first - 1]
        if word == "–":
            if not (first > 1 and line.is_capitalized(first - 2) and line.is_capitalized(first)):
                break
        elif word not in _JOINTS and (not word[:1].isalpha() or word in _STOP_WORDS or has_other_role(line, first - 1)):
            break
        first -= 1
    while first < mark.first and line.words[first] in _JOINTS:
        first += 1
    return first


def _last_word(line: VisitSentence, mark: Mark) -> int:
    quoted_end = quote_end(line, mark.last)
    last = mark.last if quoted_end is None else quoted_end
    for link, may_be_lower in _LINKS.items():
        if line.word(last) != link or line.has(last, "relative"):
            continue
        start = last + 1
        start += line.word(start) in ("the", "a")
        at = start
        while at < min(start + _MAX_LINKED_WORDS, len(line.words)):
            word = line.words[at]
            if not word[:1].isalpha() or word in _STOP_WORDS or has_other_role(line, at):
                break
            if not (may_be_lower or line.is_capitalized(at)):
                break
            at += 1
        last = at if at > start else last
    return last


GRAMMAR = VisitGrammar(
    is_verb_last=False,
    hints=("visit", "delegation", " tour", " trip", "guests", "mission"),
    max_action_words=16,
    conjunctions=word_set("and"),
    list_words=word_set("and ,"),
    clause_breaks=word_set("; but while"),
    past=re.compile(r"(?:ed|went|met|saw|took|held|laid|came|began|drove|flew|gave|were|was)$"),
    find_bounds=_find_bounds,
    is_noun=_is_noun,
    is_plural=_is_plural,
    with_words=word_set("with"),
    topic_endings=("began",),
    is_planned_by_clause=True,
    at_prepositions=word_set("in at inside on near"),
    of_prepositions=word_set("of"),
    before_prepositions=word_set("before ahead"),
    excluded_prepositions=word_set("from about against towards"),
    excluded_before_action=word_set("from about against towards of by"),
    exit_words=("from", "where"),
    inner_prepositions=word_set("of at"),
    passive_auxiliaries=word_set("was were be been"),
)
