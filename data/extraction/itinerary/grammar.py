"""What reading a visit needs to know of a language beside its words: word order, endings, prepositions.

Each language keeps its own in `languages/<language>/itinerary.py`, as `GRAMMAR`. Words and patterns are in the
spelling of `data.extraction.normalize`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from data.extraction.grammar import Endings, Words
from data.extraction.lexicon import Mark

if TYPE_CHECKING:
    from data.extraction.itinerary.visit_sentence import VisitSentence

_NEVER = re.compile(r"(?!)")
_NONE: Words = frozenset()


def no_plural(_word: str, _stem_letters: int) -> bool:
    """Return False: for languages in which no rule asks about the number of a noun."""
    return False


@dataclass(frozen=True, kw_only=True)
class VisitGrammar:
    """The rules of one language; sets are empty where the language has nothing of the kind."""

    is_verb_last: bool  # the verb ends its clause, and all that belongs to a noun stands before it
    hints: tuple[str, ...]  # a text without any of these substrings describes no visit: a cheap first check
    max_action_words: int  # words between a venue and its action
    conjunctions: Words
    list_words: Words  # what may stand between the items of a list
    clause_breaks: Words  # signs and words after which another clause begins
    past: re.Pattern[str]  # found in a finite verb in the past tense
    find_bounds: Callable[[VisitSentence, Mark], tuple[int, int]]  # the noun phrase around a noun: words [first, last)
    is_noun: Callable[[VisitSentence, Mark], bool]  # whether a found noun is one, and no part of another word
    is_plural: Callable[[str, int], bool] = no_plural  # of a noun and the letters of its stem
    with_words: Words = _NONE  # "with", as a word
    topic_endings: Endings = ()  # of a verb after "last year" that is no background to the visit
    is_planned_by_clause: bool = False  # verbs show no tense by which a planned stop is told from a past one

    # Languages with cases.
    future: re.Pattern[str] = _NEVER  # found in the ending of a verb in the future tense
    case_endings: re.Pattern[str] = _NEVER  # groups: of, from, in, with, to, object
    whole_word_case_endings: re.Pattern[str] = _NEVER  # the same, of a word whose stem is not known
    with_endings: Endings = ()
    participle_endings: Endings = ()
    auxiliaries: Words = _NONE  # words after a participle that make it a finite verb
    bounds_endings: re.Pattern[str] = _NEVER  # of words that a noun phrase does not reach over
    place_attribute_endings: Endings = ()  # "that is in Talgar"
    named_after_words: Words = _NONE

    # Languages with prepositions.
    at_prepositions: Words = _NONE
    of_prepositions: Words = _NONE
    before_prepositions: Words = _NONE  # "before the meeting": it is yet to come
    excluded_prepositions: Words = _NONE  # "from", "about": nothing was done at that venue
    excluded_before_action: Words = _NONE  # the same, of a venue that stands before its action
    exit_words: tuple[str, str] = ("", "")  # "from the plant, where …": it was visited all the same
    distant_prepositions: Words = _NONE  # stand up to three words before the noun phrase
    inner_prepositions: Words = _NONE  # never skipped in search of the preposition before a phrase
    passive_auxiliaries: Words = _NONE
    object_may_lead: bool = False  # "the plant visited the delegation": the delegation did
    transitive_meeting_stems: Endings = ("",)  # verbs of meeting that need no "with"

    def case_of(self, word: str, stem_letters: int) -> str:
        """Return the case of a noun: of, from, in, with, to, object, or nothing; `stem_letters` are no ending."""
        is_whole = stem_letters >= len(word)
        found = None if is_whole else self.case_endings.search(word[stem_letters:])
        found = found or self.whole_word_case_endings.search(word)
        return str(found.lastgroup) if found else ""

    def is_future(self, word: str, stem_letters: int) -> bool:
        """Return whether a verb is in the future tense, by what follows its stem."""
        return bool(self.future.search(word[stem_letters:]))

    def is_past(self, word: str, stem_letters: int) -> bool:
        """Return whether a verb is in the past tense."""
        return bool(self.past.search(word)) and not self.is_future(word, stem_letters)


@cache
def load_visit_grammar(language: str) -> VisitGrammar:
    """Return the grammar of `language` (kk, ru, uz, en)."""
    grammar: VisitGrammar = import_module(f"data.extraction.languages.{language}.itinerary").GRAMMAR
    return grammar
