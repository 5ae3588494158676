"""How Russian tells of a visit: prepositions say where, adjectives stand before a noun and genitives after it."""

from __future__ import annotations

import re

from data.extraction.grammar import word_set
from data.extraction.itinerary.grammar import VisitGrammar
from data.extraction.itinerary.phrase_bounds import MAX_NAME_WORDS, has_other_role, quote_end
from data.extraction.itinerary.visit_sentence import VisitSentence
from data.extraction.lexicon import Mark

_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ого|его|ому|ему|ом|ем|ым|им|ая|яя|ую|юю|ое|ее|ые|ие|ых|их|ыми|ими|ов|ев)$")
_GENITIVE = re.compile(r"(?:а|я|ы|и|ов|ев|ей|ого|его|ой|ых|их)$")
_STOP_WORDS = word_set(
    "в во на и а но по с со из от до к ко о об у за для при под над перед после между через где когда "
    "который их его ее им они он она этом этой который также затем или как что чтобы не"
)
_ADJECTIVE_SUFFIXES = ("ск", "чик", "чан", "ник", "н")  # завод-ской, завод-чанин
_MAX_ENDING_LETTERS = 3  # of a case
_MIN_ADJECTIVE_LETTERS = 4
_MAX_WORDS_AFTER = 4


def _is_noun(line: VisitSentence, mark: Mark) -> bool:
    ending = line.words[mark.last - 1][mark.stem :]
    return len(ending) <= _MAX_ENDING_LETTERS and not ending.startswith(_ADJECTIVE_SUFFIXES)


def _find_bounds(line: VisitSentence, mark: Mark) -> tuple[int, int]:
    first, last = _first_adjective(line, mark), mark.last
    quoted_end = quote_end(line, last)
    if quoted_end is None:
        last = _last_attribute(line, last)
        quoted_end = quote_end(line, last)
    last = last if quoted_end is None else quoted_end
    if line.word(last) in ("в", "во") and (place := line.starting(last + 1, "place:")) is not None:
        last = place.last
    return first, last


def _first_adjective(line: VisitSentence, mark: Mark) -> int:
    first = mark.first
    while first > 0 and mark.first - first < MAX_NAME_WORDS:
        word = line.words[first - 1]
        is_adjective = _ADJECTIVE.search(word) and word not in _STOP_WORDS and len(word) >= _MIN_ADJECTIVE_LETTERS
        if not is_adjective or (has_other_role(line, first - 1) and not line.has(first - 1, "people")):
            break
        first -= 1
    return first


def _last_attribute(line: VisitSentence, last: int) -> int:
    """Return the end of the genitives and names after a noun ("завод имени Кирова", "школа № 5")."""
    end = last + _MAX_WORDS_AFTER
    while last < min(end, len(line.words)):
        word, before = line.words[last], line.words[last - 1]
        is_number = word[:1].isdecimal() and before == "№"
        if word == ".":
            if before != "им":
                break
        elif word not in ("им", "имени", "№") and not is_number and not _is_attribute(line, last):
            break
        last += 1
    return last


def _is_attribute(line: VisitSentence, index: int) -> bool:
    word = line.words[index]
    if word in _STOP_WORDS or not word[:1].isalpha() or has_other_role(line, index):
        return False
    return line.is_capitalized(index) or bool(_GENITIVE.search(word))


GRAMMAR = VisitGrammar(
    is_verb_last=False,
    hints=("делегаци", "визит", "поездк", "гости", "посети", "миссии"),
    max_action_words=14,
    conjunctions=word_set("и"),
    list_words=word_set("и ,"),
    clause_breaks=word_set("; но однако а"),
    past=re.compile(r"(?:л|ла|ли|ло|лся|лась|лись|лось)$"),
    find_bounds=_find_bounds,
    is_noun=_is_noun,
    with_words=word_set("с со"),
    at_prepositions=word_set("в во на у при возле перед"),
    before_prepositions=word_set("до перед"),
    excluded_prepositions=word_set("из от о об обо против для под без ради вокруг"),
    excluded_before_action=word_set("из от о об обо против для под без ради вокруг за"),
    distant_prepositions=word_set("о об"),
    object_may_lead=True,
    transitive_meeting_stems=("прин",),
)
