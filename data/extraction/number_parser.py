"""Numbers: digits with separators, number words, multipliers, halves, compounds."""

from __future__ import annotations

import re

from data.extraction.grammar import NumberGrammar
from data.extraction.sentence import Number, TaggedSentence

_GROUP_DIGITS = 3  # of a thousands group
_GROUPS_BY_DOT, _GROUPS_BY_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+"), re.compile(r"\d{1,3}(?:,\d{3})+")
_MAX_DIGITS_LENGTH = 24  # characters of a number in digits; a longer run is none
# From here a number in words counts as one with a multiplier, even if it names none ("yüz ming").
_MIN_SCALED_WORDS = 1e5


def number_at(sentence: TaggedSentence, index: int) -> Number | None:
    """Return the longest number that starts at a word, multipliers included; None where there is none.

    "1 миллиард 480 миллион" is 1.48e9 with a step of 1e6.
    """
    if index in sentence.numbers:
        return sentence.numbers[index]
    sentence.numbers[index] = number = _simple_number(sentence, index) or _compound_number(sentence, index)
    return number


def _simple_number(sentence: TaggedSentence, index: int) -> Number | None:
    """Return digits with at most one multiplier after them, the common case; None for all else."""
    word = sentence.words[index]
    if not word[0].isdecimal() or len(word) > _MAX_DIGITS_LENGTH or not word.isascii():
        return None
    scale = sentence.starting(index + 1, "scale:")
    last = scale.last if scale else index + 1
    after = sentence.word(last)
    if after[:1].isdecimal() or after == "." or sentence.starting(last, "half") or sentence.starting(last, "scale:"):
        return None
    factor = float(scale.tag[6:]) if scale else 1.0
    digits = _parse_digits(word, sentence.rules.numbers, scaled=scale is not None)
    if digits is None:
        return None
    value, decimals = digits
    return Number(
        round(value * factor, 4), round(10.0**-decimals * factor, 6), index, last, scale is not None, in_words=False
    )


def _compound_number(sentence: TaggedSentence, first: int) -> Number | None:
    """Return a number of several parts, each smaller than the one before it: "2 ming 415", "five hundred and ten"."""
    rules = sentence.rules.numbers
    total = 0.0  # of the parts that have their multiplier
    current: float | None = None  # the part that may still get one
    step = 1.0
    scaled = in_words = False
    smallest = float("inf")  # multiplier so far
    limit = float("inf")  # a further part must be below it
    in_digits = False
    at = first
    while at < len(sentence.words):
        word = sentence.words[at]
        scale = sentence.starting(at, "scale:")
        if word[0].isdecimal():
            if len(word) > _MAX_DIGITS_LENGTH or not word.isascii() or in_digits or current is not None:
                break
            following = _multiplier_at(sentence, at + 1)
            digits = _parse_digits(word, rules, scaled=following is not None)
            if digits is None:
                break
            value, decimals = digits
            if value >= limit or (total and not _continues(value, decimals, following, smallest)):
                break
            current, step, in_digits = value, 10.0**-decimals, True
            at += 1
        elif scale is not None and (current is not None or (at == first and _stands_alone(sentence, at))):
            factor = float(scale.tag[6:])
            if factor >= smallest:
                break
            total += (1.0 if current is None else current) * factor
            step *= factor
            if current is None:
                in_words = True
                step = factor
            current, in_digits, scaled, smallest, limit = None, False, True, factor, factor
            at = scale.last
            if sentence.word(at) == "." and (sentence.starting(at + 1, "unit:") or _digits_follow(sentence, at)):
                at += 1  # the dot of an abbreviation
        elif in_digits:
            if not (sentence.starting(at, "half") and rules.half_after_digits and current is not None):
                break
            current, step = current + 0.5, 0.5
            at += 1
        else:
            after = at + (in_words and word == "-" and current is not None)  # "twenty-five"
            part = _add_word(sentence, after, current, limit) if after < len(sentence.words) else None
            if part is None:
                break
            current, step = part
            in_words = True
            at = after + 1
    if at == first or (current is None and not scaled):
        return None
    value = round(total + (current or 0.0), 4)
    if total and current and not in_digits:
        step = 1.0
    return Number(
        value, round(step, 6), first, at, scaled or (in_words and value >= _MIN_SCALED_WORDS), in_words=in_words
    )


def _stands_alone(sentence: TaggedSentence, at: int) -> bool:
    """Whether a multiplier counts once; not behind digits that are no number ("1,2.3 million")."""
    return sentence.words[at] in sentence.rules.numbers.bare_multipliers and not sentence.word(at - 1)[:1].isdecimal()


def _continues(value: float, decimals: int, following: float | None, smallest: float) -> bool:
    """Whether digits go on with the number before them: "1 million 480 thousand", "2 thousand 415"."""
    if following is not None:
        return following < smallest
    return decimals == 0 and smallest == 1000 and value < 1000


def _digits_follow(sentence: TaggedSentence, at: int) -> bool:
    return at + 1 < len(sentence.words) and sentence.words[at + 1][0].isdecimal()


def _multiplier_at(sentence: TaggedSentence, at: int) -> float | None:
    mark = sentence.starting(at, "scale:")
    return float(mark.tag[6:]) if mark else None


def _parse_digits(word: str, rules: NumberGrammar, *, scaled: bool) -> tuple[float, int] | None:
    """Return value and decimal places of 1 480, 15,8, 1,308 or 1,512.4; None for 1,2.3. scaled: a multiplier follows.

    Thousands are groups of three digits. A single separator before three digits is ambiguous: "1,308" is 1308 in
    English and, without a multiplier, elsewhere; "1,308 млрд" is 1.308e9.
    """
    word, is_grouped = word.replace(" ", ""), " " in word
    separators = re.findall("[.,]", word)
    whole, decimals = word, ""
    if len(separators) == 1:
        whole, _, part = word.partition(separators[0])
        could_be_group = len(part) == _GROUP_DIGITS and whole != "0" and len(whole) <= _GROUP_DIGITS and not is_grouped
        is_group = separators[0] == "," if rules.decimal_point else not scaled
        whole, decimals = (whole + part, "") if could_be_group and is_group else (whole, part)
    elif separators:
        if separators[0] != separators[-1]:
            whole, _, decimals = word.rpartition(separators[-1])
        if is_grouped or not (_GROUPS_BY_DOT.fullmatch(whole) or _GROUPS_BY_COMMA.fullmatch(whole)):
            return None
        whole = re.sub("[.,]", "", whole)
    return float(f"{whole}.{decimals}"), len(decimals)


def _add_word(sentence: TaggedSentence, at: int, current: float | None, limit: float) -> tuple[float, float] | None:
    """Return the number so far with the number word at `at` added, and its step; None where it does not go on."""
    word = sentence.words[at]
    rules = sentence.rules.numbers
    if sentence.starting(at, "half"):
        if current is not None:
            return current + 0.5, 0.5
        # "half a billion", "yarim milliard": only before a multiplier
        after = at + 1 + (sentence.word(at + 1) in rules.articles)
        return (0.5, 0.5) if _multiplier_at(sentence, after) is not None else None
    if word in rules.articles and (
        current == 0.5 or (current is None and _multiplier_at(sentence, at + 1) is not None)
    ):
        return (current, 0.5) if current else (1.0, 1.0)
    if word in rules.half_links and sentence.starting(at + 1, "half") and current is not None:
        return current, 1.0
    if sentence.starting(at, "hundred"):
        if current is not None and current >= 100:
            return None
        return (1.0 if current is None else current) * 100, 100.0
    mark = sentence.starting(at, "number:")
    if mark is None or mark.last != at + 1:
        return None
    value = float(mark.tag[7:])
    if current is None:
        return (value, _last_place(value)) if value < limit else None
    # Only a smaller part can follow a greater one: 500 + 40, 40 + 5.
    room = _last_place(current)
    if value < room and room > 1:
        return current + value, _last_place(value)
    return None


def _last_place(value: float) -> float:
    """Return what one unit of the last digit that is no zero is worth: 40 → 10, 500 → 100, 1.5 → 0.5."""
    if value != int(value):
        return 0.5
    place = 1.0
    while value and value % (place * 10) == 0 and place < 1e12:
        place *= 10
    return place
