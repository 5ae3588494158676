"""Whether a sum is a level or a difference: "rose to 12 million", "rose by 12 million".

What shows a difference is a matter of the language (`ChangeGrammar.marking`): a case ending before a verb of change
("12 миллионға өсті"), a preposition ("вырос на 12 млн"), or one of several phrases ("rose by 12 million",
"a rise of 12 million", "up 8 %, or 12 million", "12 million more than").
"""

from __future__ import annotations

from data.extraction.amount import GOODS, MONEY, Amount
from data.extraction.notation import DOLLAR_PREFIXES
from data.extraction.sentence import TaggedSentence

_MOVES = ("up", "down")
_MAX_OR_WORDS = 2  # between a percentage and the sum it amounts to


def is_difference(sentence: TaggedSentence, amount: Amount, amounts: list[Amount]) -> bool:
    """Whether money, tonnes or pieces are a difference ("rose by 12.5 million") and not a level."""
    if amount.unit not in MONEY and amount.unit not in GOODS:
        return False
    at = amounts.index(amount)
    after = amounts[at + 1] if at + 1 < len(amounts) else None
    before = amounts[at - 1] if at else None
    beside_percentage = (
        after is not None and after.unit == "%" and _are_joined_by_or(sentence, amount.last, after.first)
    ) or (before is not None and before.unit == "%" and _are_joined_by_or(sentence, before.last, amount.first))
    marking = sentence.rules.changes.marking
    if marking == "suffix":
        return _marked_by_suffix(sentence, amount, beside_percentage)
    if marking == "preposition":
        return _marked_by_preposition(sentence, amount, beside_percentage)
    return _marked_by_phrase(sentence, amount, after, beside_percentage)


def _are_joined_by_or(sentence: TaggedSentence, first: int, last: int) -> bool:
    """Whether only "or" stands between two amounts: "на 12 %, или на 5 млн"."""
    rules = sentence.rules.changes
    between = [word for word in sentence.words[first:last] if word != "-" and word not in rules.or_fillers]
    return 0 < len(between) <= _MAX_OR_WORDS and all(word == "," or word in rules.or_words for word in between)


def _marked_by_suffix(sentence: TaggedSentence, amount: Amount, beside_percentage: bool) -> bool:
    rules = sentence.rules.changes
    has_hyphen = sentence.word(amount.last) == "-"
    is_dative = (
        sentence.words[amount.last - 1].endswith(rules.dative_endings)
        or (has_hyphen and sentence.word(amount.last + 1) in rules.dative_suffixes)
        or sentence.word(amount.last) in rules.dative_words
    )
    if not is_dative or amount.up_to:
        return False
    if beside_percentage:
        return True
    verb = amount.last + (2 if has_hyphen else 0)
    while sentence.word(verb) in rules.particles:
        verb += 1
    if sentence.word(verb).startswith(rules.falls_to):
        return False
    return sentence.has_any(verb, *_MOVES)


def _marked_by_preposition(sentence: TaggedSentence, amount: Amount, beside_percentage: bool) -> bool:
    rules = sentence.rules.changes
    first = _first_word(sentence, amount)
    if sentence.word(first - 1) not in rules.difference_prepositions:
        return False
    moves_before = any(sentence.has_any(first - back, *_MOVES) for back in (2, 3))
    moves_after = any(sentence.has_any(amount.last + step, *_MOVES) for step in (0, 1))
    return beside_percentage or moves_before or moves_after or sentence.word(amount.last) in rules.comparatives


def _marked_by_phrase(sentence: TaggedSentence, amount: Amount, after: Amount | None, beside_percentage: bool) -> bool:
    rules = sentence.rules.changes
    first = _first_word(sentence, amount)
    before, behind = sentence.word(first - 1), sentence.word(amount.last)
    if beside_percentage:
        preceding = sentence.word(amount.first - 1)
        has_comma = "," in (behind, preceding)
        if not has_comma or (preceding == "," and behind in rules.or_words):  # "up 12 %, 5 million or so"
            return before not in rules.level_words
        if after is not None and not rules.or_words.isdisjoint(sentence.words[amount.last : after.first]):
            end = after.last + (sentence.word(after.last) == ",")
            if sentence.starting(end, "up-after") or sentence.starting(end, "down-after"):
                return True  # "5 million, or 12 %, more"
    if before in rules.noun_prepositions and sentence.has_any(first - 2, "up", "down", "growth"):
        return True
    if before in rules.difference_prepositions:
        return any(sentence.has_any(first - back, *_MOVES) for back in (2, 3))
    if sentence.starting(amount.last, "up-after") or sentence.starting(amount.last, "down-after"):
        return True
    return behind in rules.comparatives and sentence.has(amount.last + 1, "compare")


def _first_word(sentence: TaggedSentence, amount: Amount) -> int:
    """Return where the amount begins with the hedges and currency signs before it: "by [about US$] 5 million"."""
    first = amount.first
    while first > 0:
        mark = sentence.ending(first, "before:")
        if mark:
            first = mark.first
        elif sentence.word(first - 1) == "$" or sentence.word(first - 1) in DOLLAR_PREFIXES:
            first -= 1
        else:
            break
    return first
