"""Amounts: a number with its unit, the words that hedge it, and where they stand."""

from __future__ import annotations

from data.extraction.amount import Amount
from data.extraction.hedges import is_ablative, relation_of
from data.extraction.number_parser import number_at
from data.extraction.sentence import Line, Number
from data.extraction.shared_units import share_units

_SIGNS = {"$": "USD", "€": "EUR", "₸": "KZT", "₽": "RUB"}
_CODES = {"usd": "USD", "eur": "EUR", "kzt": "KZT", "uzs": "UZS", "rub": "RUB", "$": "USD"} | _SIGNS
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


_FRACTION_STEP = 5.0  # "a third" is no figure of three digits: 30.8 to 35.8
_MOST = 30  # amounts of one sentence
_ENDLESS, _FEW = 150, 10  # words of a sentence that was cut, and the amounts read of it


def amounts(line: Line) -> list[Amount]:
    """All amounts of a sentence from left to right; years, dates and list numbers are none."""
    found: list[Amount] = []
    reached = 0
    if is_table(line):
        return found
    for at in _numerals(line):
        if at < reached:
            continue
        amount = _times(line, at) or _amount(line, at)
        if amount is not None:
            found.append(amount)
            if len(found) == (_MOST if len(line.words) < _ENDLESS else _FEW):
                break  # a table, not a sentence
            reached = max(amount.last, at + 1)
    share_units(line, found)
    return found


def is_table(line: Line) -> bool:
    """Whether a line is rows of digits and no words to speak of."""
    digits = sum(word[0].isdecimal() for word in line.words)
    return digits > _MOST and digits > len(line.words) / 2


def _numerals(line: Line) -> list[int]:
    """Where an amount can begin: digits, and words that are or multiply a number."""
    places = {place for place, word in enumerate(line.words) if word[0].isdecimal()}
    places.update(mark.first for mark in line.marks if mark.tag.partition(":")[0] in _NUMERAL)
    places.update(place for place in range(len(line.words)) if line.words[place] in ("a", "an")) if places else None
    return sorted(places)


_NUMERAL = frozenset(("number", "scale", "half", "hundred", "times", "grew", "fraction"))


def _times(line: Line, at: int) -> Amount | None:
    """A multiple or a part said in one word: doubled, вдвое, a quarter."""
    mark = line.starting(at, "times:") or line.starting(at, "grew:")
    if mark:
        amount = Amount(mark.first, mark.last, float(mark.tag.partition(":")[2]), 1.0, "x", worded=True)
        amount.grew = mark.tag.startswith("grew:")
        amount.relation = relation_of(line, amount)
        return amount
    mark = line.starting(at, "fraction:")
    if mark:
        value = round(float(mark.tag[9:]) * 100, 1)
        amount = Amount(mark.first, mark.last, value, _FRACTION_STEP, "%", worded=True, fraction=True)
        amount.relation = relation_of(line, amount)
        return amount
    return None


def _amount(line: Line, at: int) -> Amount | None:
    word = line.words[at]
    if not (word[0].isdecimal() or line.at(at)):
        return None
    number = number_at(line, at)
    if number is None:
        return None
    first, last = number.first, number.last
    unit = ""
    before = line.word(first - 1)
    if before in _CODES and not (first > 1 and line.words[first - 2][0].isdecimal() and before not in _SIGNS):
        unit, first = _CODES[before], first - 1
        if before == "$" and line.word(first - 1) in ("us", "u"):
            first -= 1
        line_last = last
        if line.starting(last, f"unit:{unit}"):
            last = line.starting(last, f"unit:{unit}").last  # type: ignore[union-attr]
        del line_last
    sign = -1 if line.word(first - 1) in ("–", "-", "−") and _opens(line, first - 2) else 1
    ranged = _is_range(line, number)
    inner, after = _infix(line, number)
    if not unit:
        unit, last = _unit(line, after, number)
        if unit in ("bare", "scaled"):
            last = number.last
    if unit == "bare" and (_is_year(line, number) or _is_date(line, number) or not _plausible(line, number)):
        return None
    amount = Amount(first, last, number.value * sign, number.step, unit, sign=sign, worded=number.worded)
    amount.ranged = ranged
    amount.relation = inner or relation_of(line, amount)
    if amount.relation == "upto":
        amount.relation, amount.upto = "=", True
    return amount


def _opens(line: Line, place: int) -> bool:
    """Whether a sign before a number is a minus: after a bracket, with nothing between it and the digits."""
    return line.word(place) in ("(", "")


def _infix(line: Line, number: Number) -> tuple[str, int]:
    """A hedge between the number and its unit ("1 200-ден астам бұйым"), and where to go on."""
    at = number.last
    if line.starting(at, "after:>") and line.language == "en":
        mark = line.starting(at, "after:>")
        if mark and line.starting(mark.last, "unit:"):
            return ">", mark.last
    if line.word(at) == "-" and line.word(at + 1).isalpha() and len(line.word(at + 1)) <= 4:
        if line.starting(at, "unit:") or line.starting(at, "after:"):
            return "", at
        at += 2
    elif line.language == "uz" and line.word(at) in ("dan", "ga", "ta", "tadan", "taga"):
        at += 1
    moved = at
    if line.word(at) in ("сал", "сәл", "sal"):
        at += 1
    mark = line.starting(at, "after:")
    if mark and (number.scaled or moved > number.last):
        mood = mark.tag[6:]
        if mood in (">", "<", "<=", ">=") and not is_ablative(line, at - 1):
            return "", number.last
        if line.starting(mark.last, "unit:") or line.starting(mark.last, "product:"):
            return mood, mark.last
    return "", moved if moved > number.last and line.starting(moved, "unit:") else number.last


def _unit(line: Line, at: int, number: Number) -> tuple[str, int]:
    if line.word(at) in _SIGNS:
        return _SIGNS[line.word(at)], at + 1
    mark = line.starting(at, "unit:")
    if mark is None and line.word(at) == "-" and line.language != "en":
        mark = line.starting(at + 1, "unit:") if line.word(at + 1) not in ("та",) else None
    if mark is not None:
        unit = mark.tag[5:]
        if unit == "piece":
            return "units", mark.last
        return unit, mark.last
    if line.word(number.last - 1).startswith("mingta"):
        return "units", number.last
    return ("scaled" if number.scaled else "bare"), number.last


def _is_range(line: Line, number: Number) -> bool:
    """Part of a span such as 10–15, or 5 to 7 after a word for between."""
    before, after = line.word(number.first - 1), line.word(number.last)
    if (
        before in ("–", "-")
        and line.word(number.first - 2)[:1].isdecimal()
        and not _is_year_word(line, number.first - 2)
    ):
        return True
    return after in ("–", "-") and line.word(number.last + 1)[:1].isdecimal()


def _is_year_word(line: Line, place: int) -> bool:
    word = line.word(place)
    return word.isdecimal() and len(word) == 4


def _is_year(line: Line, number: Number) -> bool:
    word = line.words[number.first]
    return (
        number.last == number.first + 1
        and word.isdecimal()
        and len(word) == 4
        and _FIRST_YEAR <= int(word) <= _LAST_YEAR
        and not line.starting(number.last, "product:")
    )


def _is_date(line: Line, number: Number) -> bool:
    """A day of a month, a year, a count of months, a quarter, an ordinal, a clock or a list number."""
    after = number.last
    if (
        line.word(after) in ("-", "–")
        and line.word(after + 1).isdecimal()
        and (line.starting(after + 2 + (line.word(after + 2) == "-"), "month:"))
    ):
        return True  # "11–12 марта"
    if line.word(after) == "-":
        after += 1
    for tag in ("month:", "months", "year", "quarter", "half-year", "years-ago", "same"):
        if line.starting(after, tag):
            return True
    if line.starting(number.first, "ordinal:"):
        return True
    if line.word(number.last) == "-" and line.word(after) in ("ші", "ши", "й", "го", "м", "я", "е", "ой", "th"):
        return True
    if line.word(number.first - 1) in ("№", "no", "q", "n"):
        return True
    if line.word(number.last) == ":" and line.word(number.last + 1)[:1].isdecimal():
        return True
    if line.word(number.first - 1) == ":" and line.word(number.first - 2)[:1].isdecimal():
        return True
    if line.word(number.last) in ("q", "h", "m") and line.word(number.last + 1).isdecimal():
        return True
    if line.word(number.first - 1) in ("q", "h") and number.value < _LAST_YEAR:
        return True
    if any(tag.startswith("month:") for tag in line.at(number.first - 1)) and (number.value <= 31):
        return True
    return number.first == 0 and line.word(number.last) in (".", ")") and number.value < 100


def _plausible(line: Line, number: Number) -> bool:
    """A single small number word is a number only with a unit or a multiplier."""
    if not number.worded:
        return True
    return number.value >= 1000 or (number.value >= 20 and line.starting(number.last, "product:") is not None)
