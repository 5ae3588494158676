"""Where a noun phrase begins and ends: what the languages share."""

from __future__ import annotations

from data.extraction.itinerary.visit_sentence import VisitSentence
from data.extraction.lexicon import Mark

MAX_NAME_WORDS = 6  # words of a name before its noun
_MIN_SECOND_HALF_LETTERS = 6  # of a compound with a hyphen
# Tags of words with a part of their own in the sentence: no noun phrase reaches over them.
_OTHER_ROLES = (
    *("go:", "show:", "rite:", "meet:", "do:", "attend:", "hold:", "be", "begin", "end", "point"),
    *("order", "also", "within", "slot:", "day:", "rel:", "weekday:", "month:", "before", "after", "planned"),
    *("guest", "bar", "trip", "belongs", "venue:", "event:", "people", "there", "where"),
)
_OFFICES = frozenset({"embassy", "regional administration", "ministry", "agency", "parliament", "government"})


def has_other_role(line: VisitSentence, index: int) -> bool:
    """Return whether a word has a part of its own in the sentence, and so belongs to no noun phrase beside it."""
    return any(tag.startswith(_OTHER_ROLES) for tag in line.at(index))


def quote_start(line: VisitSentence, closing: int) -> int | None:
    """Return the index of the quotation mark that opens what the one at `closing` closes."""
    return next((left for left, right in line.quotes if right == closing), None)


def quote_end(line: VisitSentence, opening: int) -> int | None:
    """Return the index after the quotation mark that closes what the one at `opening` opens."""
    return next((right + 1 for left, right in line.quotes if left == opening), None)


def is_no_compound(line: VisitSentence, mark: Mark) -> bool:
    """Return whether a Kazakh or Uzbek noun is not the first half of a compound with a hyphen."""
    following = line.word(mark.last + 1)
    return line.word(mark.last) != "-" or not following[:4].isalpha() or len(following) < _MIN_SECOND_HALF_LETTERS


def bounds_before_noun(line: VisitSentence, mark: Mark) -> tuple[int, int]:
    """Return the words [first, last) of a noun phrase of Kazakh or Uzbek: all that belongs to the noun precedes it."""
    grammar = line.visit_grammar
    is_office = mark.tag.rpartition(":")[2] in _OFFICES
    at, steps = mark.first, 0
    while at > 0 and steps < MAX_NAME_WORDS:
        word = line.words[at - 1]
        opening = quote_start(line, at - 1)
        if opening is not None:
            at, steps = opening, steps + 1
            continue
        if word == "-" or word in grammar.named_after_words:
            at -= 1
            continue
        if not word[:1].isalpha() or has_other_role(line, at - 1):
            break
        if word.endswith(grammar.place_attribute_endings):
            if is_office:
                break
        elif _ends_phrase(line, at - 1, is_office=is_office):
            break
        at, steps = at - 1, steps + 1
    while at < mark.first and line.words[at] == "-":
        at += 1
    return at, mark.last


def _ends_phrase(line: VisitSentence, index: int, *, is_office: bool) -> bool:
    is_place = any(tag.startswith("place:") for tag in line.at(index))
    if is_place and is_office:
        return True
    if not line.visit_grammar.bounds_endings.search(line.words[index]):
        return False
    return is_place or index == 0 or not line.is_capitalized(index)
