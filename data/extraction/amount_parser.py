"""Amounts: a number with its unit, the words that hedge it, and where they stand."""

from __future__ import annotations

from data.extraction.amount import Amount
from data.extraction.hedges import UP_TO, find_relation, is_ablative
from data.extraction.notation import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DASHES,
    DOLLAR_PREFIXES,
    HALF_CODE,
    NUMBER_SIGNS,
    PERIOD_CODES,
    QUARTER_CODE,
)
from data.extraction.number_parser import number_at
from data.extraction.sentence import Number, TaggedSentence
from data.extraction.shared_units import apply_shared_units
from data.extraction.tokenizer import MAX_SENTENCE_WORDS

# A bare number between these is a year.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_DAY = 31
_LIST_NUMBER_LIMIT = 100  # "12." at the beginning of a line
_FRACTION_STEP = 5.0  # "a third" has no decimals: it stands for 30.8 to 35.8 per cent
# Number words of less are amounts only with a unit or a multiplier, or above the lower bound before a product.
_MIN_WORDED, _MIN_WORDED_PRODUCT = 1000, 20
_MAX_AMOUNTS = 30  # of one sentence; more are a table
_MAX_AMOUNTS_OF_CUT = 10  # of a piece of text without sentences, which is a table sooner
_MAX_SUFFIX_LETTERS = 4  # of a case ending after a hyphen
_NUMERAL_FAMILIES = frozenset({"number", "scale", "half", "hundred", "times", "grew", "fraction"})
_COUNTS_OF_TIME = ("month:", "months", "year", "quarter", "half-year", "years-ago", "same")


def find_amounts(sentence: TaggedSentence) -> list[Amount]:
    """Return all amounts of a sentence from left to right; years, dates and list numbers are none.

    "In 2023 exports grew by 12 % to $5 million" holds 12 % and 5e6 USD.
    """
    found: list[Amount] = []
    if is_table(sentence):
        return found
    limit = _MAX_AMOUNTS if len(sentence.words) < MAX_SENTENCE_WORDS else _MAX_AMOUNTS_OF_CUT
    after = 0
    for at in _numeral_indexes(sentence):
        if at < after:
            continue
        amount = _multiple_or_part(sentence, at) or _number_with_unit(sentence, at)
        if amount is not None:
            found.append(amount)
            if len(found) == limit:
                break
            after = max(amount.last, at + 1)
    apply_shared_units(sentence, found)
    return found


def is_table(sentence: TaggedSentence) -> bool:
    """Whether a line is rows of digits and hardly any words."""
    digits = sum(word[0].isdecimal() for word in sentence.words)
    return digits > _MAX_AMOUNTS and digits > len(sentence.words) / 2


def _numeral_indexes(sentence: TaggedSentence) -> list[int]:
    """Return where an amount can begin: digits, and words that are or multiply a number."""
    indexes = {index for index, word in enumerate(sentence.words) if word[0].isdecimal()}
    indexes.update(mark.first for mark in sentence.marks if mark.tag.partition(":")[0] in _NUMERAL_FAMILIES)
    articles = sentence.rules.numbers.articles
    if indexes and articles:
        indexes.update(index for index, word in enumerate(sentence.words) if word in articles)
    return sorted(indexes)


def _multiple_or_part(sentence: TaggedSentence, at: int) -> Amount | None:
    """Return a multiple (x) or a part (%) in one word: doubled, вдвое, a quarter."""
    mark = sentence.starting(at, "times:") or sentence.starting(at, "grew:")
    if mark:
        amount = Amount(mark.first, mark.last, float(mark.tag.partition(":")[2]), 1.0, "x", in_words=True)
        amount.growth_verb = mark.tag.startswith("grew:")
    else:
        mark = sentence.starting(at, "fraction:")
        if mark is None:
            return None
        value = round(float(mark.tag[9:]) * 100, 1)
        amount = Amount(mark.first, mark.last, value, _FRACTION_STEP, "%", in_words=True, fraction=True)
    amount.relation = find_relation(sentence, amount)
    return amount


def _number_with_unit(sentence: TaggedSentence, at: int) -> Amount | None:
    word = sentence.words[at]
    if not (word[0].isdecimal() or sentence.at(at)):
        return None
    number = number_at(sentence, at)
    if number is None:
        return None
    first, last, unit = _currency_before(sentence, number)
    sign = -1 if sentence.word(first - 1) in ("–", "-", "−") and sentence.word(first - 2) in ("(", "") else 1
    bound, unit_at = _words_before_unit(sentence, number)
    if not unit:
        unit, last = _unit(sentence, unit_at, number)
        if unit in ("bare", "scaled"):
            last = number.last
    if unit == "bare" and (
        _is_year(sentence, number) or _is_date_or_label(sentence, number) or not _is_plausible(sentence, number)
    ):
        return None
    amount = Amount(first, last, number.value * sign, number.step, unit, sign=sign, in_words=number.in_words)
    amount.in_range = _is_in_range(sentence, number)
    amount.relation = bound or find_relation(sentence, amount)
    if amount.relation == UP_TO:
        amount.relation, amount.up_to = "=", True
    return amount


def _currency_before(sentence: TaggedSentence, number: Number) -> tuple[int, int, str]:
    """Return first and last word, and the currency that stands before a number: "US$ 5 million [dollars]"."""
    first, last = number.first, number.last
    before = sentence.word(first - 1)
    # In "5 USD 7" the code is the 5's; a sign can only be the 7's.
    is_other = first > 1 and sentence.words[first - 2][0].isdecimal() and before not in CURRENCY_SIGNS
    if before not in CURRENCY_CODES or is_other:
        return first, last, ""
    unit, first = CURRENCY_CODES[before], first - 1
    if before == "$" and sentence.word(first - 1) in DOLLAR_PREFIXES:
        first -= 1
    repeated = sentence.starting(last, f"unit:{unit}")
    return first, repeated.last if repeated else last, unit


def _words_before_unit(sentence: TaggedSentence, number: Number) -> tuple[str, int]:
    """Return the bound between a number and its unit ("1 200-ден астам бұйым": >), and where the unit is."""
    rules = sentence.rules.numbers
    at = number.last
    mark = sentence.starting(at, "after:>") if rules.bound_before_unit else None
    if mark and sentence.starting(mark.last, "unit:"):
        return ">", mark.last
    if (
        sentence.word(at) == "-"
        and sentence.word(at + 1).isalpha()
        and len(sentence.word(at + 1)) <= _MAX_SUFFIX_LETTERS
    ):
        if sentence.starting(at, "unit:") or sentence.starting(at, "after:"):
            return "", at
        at += 2
    elif sentence.word(at) in rules.suffixes:
        at += 1
    after_suffix = at
    if sentence.word(at) in rules.degree_adverbs:
        at += 1
    mark = sentence.starting(at, "after:")
    if mark and (number.scaled or after_suffix > number.last):
        bound = mark.tag[6:]
        if bound in (">", "<", "<=", ">=") and not is_ablative(sentence, at - 1):
            return "", number.last
        if sentence.starting(mark.last, "unit:") or sentence.starting(mark.last, "product:"):
            return bound, mark.last
    has_unit = after_suffix > number.last and sentence.starting(after_suffix, "unit:")
    return "", after_suffix if has_unit else number.last


def _unit(sentence: TaggedSentence, at: int, number: Number) -> tuple[str, int]:
    """Return the unit at a word, and where it ends; "scaled" or "bare" where there is none."""
    rules = sentence.rules.numbers
    if sentence.word(at) in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[sentence.word(at)], at + 1
    mark = sentence.starting(at, "unit:")
    if mark is None and sentence.word(at) == "-" and rules.hyphen_before_unit:
        mark = sentence.starting(at + 1, "unit:")
    if mark is not None:
        unit = mark.tag[5:]
        return ("units" if unit == "piece" else unit), mark.last
    if sentence.word(number.last - 1).startswith(rules.counted_thousand):
        return "units", number.last
    return ("scaled" if number.scaled else "bare"), number.last


def _is_in_range(sentence: TaggedSentence, number: Number) -> bool:
    """Whether a number is one end of a range such as 10–15; the year of "2023 – 15" is none."""
    if sentence.word(number.first - 1) in DASHES:
        other = sentence.word(number.first - 2)
        if other[:1].isdecimal() and not (other.isdecimal() and len(other) == 4):
            return True
    return sentence.word(number.last) in DASHES and sentence.word(number.last + 1)[:1].isdecimal()


def _is_year(sentence: TaggedSentence, number: Number) -> bool:
    word = sentence.words[number.first]
    return (
        number.last == number.first + 1
        and word.isdecimal()
        and len(word) == 4
        and _FIRST_YEAR <= int(word) <= _LAST_YEAR
        and not sentence.starting(number.last, "product:")
    )


def _is_date_or_label(sentence: TaggedSentence, number: Number) -> bool:
    """Whether a number is a day, a count of months, a quarter, an ordinal, a clock time or a list number."""
    first, last = number.first, number.last
    before, after = sentence.word(first - 1), sentence.word(last)
    if after in DASHES and sentence.word(last + 1).isdecimal():
        month_at = last + 2 + (sentence.word(last + 2) == "-")
        if sentence.starting(month_at, "month:"):
            return True  # "11–12 марта"
    unit_at = last + (after == "-")
    for tag in _COUNTS_OF_TIME:
        if sentence.starting(unit_at, tag):
            return True
    if sentence.starting(first, "ordinal:"):
        return True
    if after == "-" and sentence.word(unit_at) in sentence.rules.numbers.ordinal_suffixes:
        return True
    if before in NUMBER_SIGNS or before == QUARTER_CODE:
        return True
    if after == ":" and sentence.word(last + 1)[:1].isdecimal():
        return True  # "18:30"
    if before == ":" and sentence.word(first - 2)[:1].isdecimal():
        return True
    if after in PERIOD_CODES and sentence.word(last + 1).isdecimal():
        return True  # "1Q 2023"
    if before == HALF_CODE and number.value < _LAST_YEAR:
        return True
    if any(tag.startswith("month:") for tag in sentence.at(first - 1)) and number.value <= _LAST_DAY:
        return True
    return first == 0 and after in (".", ")") and number.value < _LIST_NUMBER_LIMIT


def _is_plausible(sentence: TaggedSentence, number: Number) -> bool:
    """Whether a number without unit and multiplier is an amount; a small number word is none."""
    if not number.in_words or number.value >= _MIN_WORDED:
        return True
    return number.value >= _MIN_WORDED_PRODUCT and sentence.starting(number.last, "product:") is not None
