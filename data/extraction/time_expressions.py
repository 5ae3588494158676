"""Where words of time stand together in a sentence, and which of them are a day or a thing compared with."""

from __future__ import annotations

from data.extraction.notation import DASHES, PERIOD_CODES
from data.extraction.number_parser import number_at
from data.extraction.sentence import TaggedSentence
from data.extraction.time_vocabulary import TimeWords, is_period_code, is_year
from data.extraction.tokenizer import MAX_SENTENCE_WORDS

_TIME_TAGS = frozenset(
    (
        *("year", "months", "quarter", "half-year", "half-word", "same", "period", "last-year's"),
        *("year-ago", "years-ago", "in-year", "per-year", "year-start", "year-end", "over-years", "open-future"),
    )
)
_TIME_FAMILIES = frozenset({"month", "ordinal", "rel", "when", "season"})
_CANDIDATE_FAMILIES = _TIME_FAMILIES | {"number"}
_DIGITS = frozenset("0123456789")
_MAX_TIME_WORDS = 60  # of one sentence; more are a table
_MAX_GLUE = 2  # small words between two words of time
_MAX_COMPARE_WORDS = 3  # small words between a word of comparison and the time
_LAST_DAY = 31
_NEUTRAL_GLUE = frozenset({"-", "–", ".", "'"})


def find_time_runs(sentence: TaggedSentence) -> list[tuple[int, int]]:
    """Return the words [first, last) of each period; small words may stand between the words of time.

    "в первом полугодии 2023 года экспорт …" has one run, from "первом" to "года".
    """
    runs: list[tuple[int, int]] = []
    candidates = _candidates(sentence)
    if len(candidates) > _MAX_TIME_WORDS or len(sentence.words) >= MAX_SENTENCE_WORDS:
        return runs
    glue = sentence.rules.times.glue
    after = 0
    for first in sorted(candidates):
        if first < after or not _is_time(sentence, first):
            continue
        word = sentence.words[first]
        is_number = bool(sentence.starting(first, "number:")) or word.isdecimal()
        number = number_at(sentence, first) if is_number else None
        last = number.last if number and not (len(word) == 4 and word.isdecimal()) else first + 1
        index = last
        while index < len(sentence.words) and index - last <= _MAX_GLUE:
            if index in candidates and _is_time(sentence, index):
                number = number_at(sentence, index) if sentence.starting(index, "number:") else None
                index = last = number.last if number else index + 1
                continue
            if sentence.words[index] not in glue and sentence.words[index] not in _NEUTRAL_GLUE:
                break
            index += 1
        runs.append((first, last))
        after = last
    return runs


def _candidates(sentence: TaggedSentence) -> set[int]:
    """Return the words that can be of time: digits, codes such as Q, and those with a tag of time."""
    quarter_codes = sentence.rules.times.quarter_codes
    indexes = {
        index
        for index, word in enumerate(sentence.words)
        if word[0] in _DIGITS or word in PERIOD_CODES or word in quarter_codes
    }
    for mark in sentence.marks:
        if mark.tag in _TIME_TAGS or mark.tag.partition(":")[0] in _CANDIDATE_FAMILIES:
            indexes.update(range(mark.first, mark.last))
    return indexes


def _is_time(sentence: TaggedSentence, index: int) -> bool:
    """Whether a candidate is a word of time where it stands."""
    word, before, after = sentence.words[index], sentence.word(index - 1), sentence.word(index + 1)
    before_month = sentence.rules.times.ambiguous_months.get(word)
    if before_month is not None:
        return before in before_month or after[:1].isdecimal()
    if is_year(word):
        is_counted = any(tag in ("unit:t", "unit:piece") or tag.startswith("unit:U") for tag in sentence.at(index + 1))
        return not is_counted and before != "$"
    if any(tag in _TIME_TAGS or tag.partition(":")[0] in _TIME_FAMILIES for tag in sentence.at(index)):
        return True
    if is_period_code(sentence, index):
        return before.isdecimal() or after.isdecimal()
    if sentence.starting(index, "number:") or word.isdecimal():
        number = number_at(sentence, index)
        if number is not None:
            return _counts_time(sentence, number.last)
    if word.isdecimal() and len(word) == 2:  # the year of "1Q 23"
        return index > 0 and is_period_code(sentence, index - 1) and sentence.word(index - 2).isdecimal()
    return False


def _counts_time(sentence: TaggedSentence, last: int) -> bool:
    """Whether months, a quarter or a code follow a number: "9 months", "1-тоқсан", "1Q 2023"."""
    at = last + (sentence.word(last) == "-")
    if sentence.starting(at, "months") or sentence.starting(at, "quarter"):
        return True
    return last < len(sentence.words) and is_period_code(sentence, last) and sentence.word(last + 1).isdecimal()


def is_day(sentence: TaggedSentence, first: int, last: int) -> bool:
    """Whether the words are a date ("July 10", "14–15 мая"), which is when something was said or done."""
    for index in range(first, last):
        if not sentence.starting(index, "month:"):
            continue
        before, after = sentence.word(index - 1), sentence.word(index + 1)
        if before in DASHES and sentence.word(index - 2).isdecimal():
            before = sentence.word(index - 2)
        if _is_day_number(before) or (sentence.rules.times.day_after_month and _is_day_number(after)):
            return True
    return False


def _is_day_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and int(word) <= _LAST_DAY


def is_base(sentence: TaggedSentence, time_words: TimeWords, first: int, last: int) -> bool:
    """Whether the period is what another is compared with: "compared with 2022", "2022 жылмен салыстырғанда"."""
    rules = sentence.rules
    if rules.head_final and (sentence.has(last, "compare") or sentence.has(last + 1, "compare")):
        return True
    for back in range(1, _MAX_COMPARE_WORDS + 1):
        if sentence.has(first - back, "compare"):
            return True
        word = sentence.word(first - back)
        is_any_word_allowed = back == 1 and not rules.head_final
        if word and word not in rules.times.glue and word not in _NEUTRAL_GLUE and not is_any_word_allowed:
            break
    final = sentence.word(last - 1)
    if final.endswith(rules.times.base_endings) and not final.isdecimal():
        return time_words.relative == -1 or bool(time_words.years) or time_words.has("same")
    return time_words.has("last-year's")
