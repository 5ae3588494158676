"""Where words of time stand together in a sentence, and which of them are a day or a thing compared with."""

from __future__ import annotations

from data.extraction.number_parser import number_at
from data.extraction.sentence import Line
from data.extraction.time_vocabulary import CODES, FIRST_YEAR, LAST_YEAR, TimeWords

_TIMES = frozenset(
    (
        *("year", "months", "quarter", "half-year", "half-word", "same", "period", "last-year's"),
        *("year-ago", "years-ago", "in-year", "per-year", "year-start", "year-end", "over-years", "open-future"),
    )
)
_TIME_FAMILIES = frozenset(("month", "ordinal", "rel", "when", "season", "number"))
_DIGITS = frozenset("0123456789")
_MOST = 60  # words of time in one sentence; more are a table
_ENDLESS = 150  # words of a sentence that was cut
_GLUE = frozenset(
    [
        "-",
        "–",
        ".",
        "'",
        "in",
        "the",
        "of",
        "for",
        "and",
        "to",
        "over",
        "during",
        "at",
        "on",
        "s",
        "'s",
        "first",
        "within",
        "since",
        "full",
        "only",
        "through",
        "until",
        "just",
        "в",
        "за",
        "по",
        "с",
        "и",
        "на",
        "к",
        "го",
        "м",
        "й",
        "весь",
        "всего",
        "всю",
        "то",
        "целый",
        "итогам",
        "итоги",
        "первые",
        "мен",
        "пен",
        "бен",
        "ги",
        "ғи",
        "йил",
        "ning",
        "va",
        "ни",
        "нинг",
        "da",
        "бойи",
        "бойинша",
        "кезең",
        "ичида",
    ]
)

_BEFORE_MAY = frozenset(
    [
        "in",
        "of",
        "since",
        "until",
        "by",
        "last",
        "this",
        "early",
        "late",
        "through",
        "to",
        "and",
        "–",
        "-",
        "from",
        "january-",
        "mid",
        "for",
    ]
)


def _candidates(line: Line) -> set[int]:
    """Words that can be of time: digits, codes such as Q, and those with a tag of time."""
    places = {place for place, word in enumerate(line.words) if word[0] in _DIGITS or word in CODES}
    for mark in line.marks:
        tag = mark.tag
        if tag in _TIMES or tag.partition(":")[0] in _TIME_FAMILIES:
            places.update(range(mark.first, mark.last))
    return places


def _is_time(line: Line, place: int) -> bool:
    word = line.words[place]
    if word == "may" and line.language == "en":  # the month, not the verb
        return line.word(place - 1) in _BEFORE_MAY or line.word(place + 1)[:1].isdecimal()
    if word.isdecimal() and len(word) == 4 and FIRST_YEAR <= int(word) <= LAST_YEAR:
        after = [tag for tag in line.at(place + 1) if tag.startswith("unit:")]
        before = line.word(place - 1)
        return not any(tag in ("unit:t", "unit:piece") or tag.startswith("unit:U") for tag in after) and before != "$"
    for tag, mark in line.at(place).items():
        if tag in _TIMES or (tag.partition(":")[0] in _TIME_FAMILIES and tag[:6] != "number"):
            return mark.first <= place
    if word in CODES:
        return line.word(place - 1).isdecimal() or line.word(place + 1).isdecimal()
    if line.starting(place, "number:") or word.isdecimal():
        number = number_at(line, place)
        if number is not None:
            at = number.last + (line.word(number.last) == "-")
            return bool(line.starting(at, "months") or line.starting(at, "quarter")) or (
                line.word(number.last) in ("q", "h", "m", "кв") and line.word(number.last + 1).isdecimal()
            )
    if word.isdecimal() and len(word) == 2:
        return line.word(place - 1) in CODES and line.word(place - 2).isdecimal()
    return False


def runs(line: Line) -> list[tuple[int, int]]:
    """Neighbouring words of time, small words between them allowed."""
    runs: list[tuple[int, int]] = []
    place = 0
    candidates = _candidates(line)
    if len(candidates) > _MOST or len(line.words) >= _ENDLESS:
        return []
    for start in sorted(candidates):
        if start < place or not _is_time(line, start):
            continue
        place = start
        number = number_at(line, place) if line.starting(place, "number:") or line.words[place].isdecimal() else None
        is_count = number is not None and not (len(line.words[place]) == 4 and line.words[place].isdecimal())
        last = number.last if is_count and number else place + 1
        gap = last
        while gap < len(line.words) and gap - last <= 2:
            if gap in candidates and _is_time(line, gap):
                number = number_at(line, gap) if line.starting(gap, "number:") else None
                last = number.last if number else gap + 1
                gap = last
                continue
            if line.words[gap] not in _GLUE:
                break
            gap += 1
        runs.append((place, last))
        place = last
    return runs


def is_day(line: Line, first: int, last: int) -> bool:
    """Whether the words are a date ("July 10", "14–15 мая"), which is when something was said or done."""
    for place in range(first, last):
        if not line.starting(place, "month:"):
            continue
        before, after = line.word(place - 1), line.word(place + 1)
        if before in ("-", "–"):
            before = line.word(place - 2) if line.word(place - 2).isdecimal() else before
        if before.isdecimal() and len(before) <= 2 and int(before) <= 31:
            return True
        if line.language == "en" and after.isdecimal() and len(after) <= 2 and int(after) <= 31:
            return True
    return False


def is_base(line: Line, bag: TimeWords, first: int, last: int) -> bool:
    """Whether the period is what another is compared with."""
    if line.language in ("kk", "uz") and (line.has(last, "compare") or line.has(last + 1, "compare")):
        return True
    for back in range(1, 4):
        word = line.word(first - back)
        if line.has(first - back, "compare"):
            return True
        if word and word not in _GLUE and not (back == 1 and line.language in ("ru", "en")):
            break
    final = line.word(last - 1)
    endings = {"kk": ("дан", "ден", "нан", "нен", "мен", "ғидан"), "uz": ("dan",)}.get(line.language)
    if endings and final.endswith(endings) and not final.isdecimal():
        return bag.relative == -1 or bool(bag.years) or bag.has("same")
    return bag.has("last-year's")
