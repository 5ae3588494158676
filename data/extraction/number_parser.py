"""Numbers: digits with separators, number words, multipliers, halves, compounds."""

from __future__ import annotations

from data.extraction.sentence import Line, Number

_THREE = 3


_LONGEST = 24  # characters of a number; longer runs of digits are none


def number_at(line: Line, place: int) -> Number | None:
    """The longest number that starts at the word `place`, multipliers included; None where there is none."""
    if place in line.numbers:
        return line.numbers[place]
    line.numbers[place] = number = _plain(line, place) or _number_at(line, place)
    return number


def _plain(line: Line, place: int) -> Number | None:
    """Digits with at most one multiplier after them, the common case."""
    word = line.words[place]
    if not word[0].isdecimal() or len(word) > _LONGEST or not word.isascii():
        return None
    scale = line.starting(place + 1, "scale:")
    last = scale.last if scale else place + 1
    after = line.word(last)
    if after[:1].isdecimal() or after == "." or line.starting(last, "half") or line.starting(last, "scale:"):
        return None
    factor = float(scale.tag[6:]) if scale else 1.0
    value, places = _digits(word, line.language, scale is not None)
    step = round(10.0**-places * factor, 6)
    return Number(round(value * factor, 4), step, place, last, scale is not None, worded=False)


def _number_at(line: Line, place: int) -> Number | None:
    total = 0.0
    current: float | None = None
    step = 1.0
    scaled = worded = False
    smallest = float("inf")
    limit = float("inf")  # a further part must be smaller than the one before it
    digits = False
    at = place
    while at < len(line.words):
        word = line.words[at]
        scale = line.starting(at, "scale:")
        if word[0].isdecimal():
            if len(word) > _LONGEST or not word.isascii():
                break
            if digits or (current is not None):
                break
            followed = _scale_after(line, at + 1)
            value, places = _digits(word, line.language, followed is not None)
            if value >= limit or (total and not _continues(value, places, followed, smallest)):
                break
            current, step, digits = value, 10.0**-places, True
            at += 1
        elif scale is not None and (current is not None or worded_start(line, at, place)):
            factor = float(scale.tag[6:])
            if factor >= smallest:
                break
            total += (1.0 if current is None else current) * factor
            step *= factor
            if current is None:
                worded = True
                step = factor
            current, digits, scaled, smallest, limit = None, False, True, factor, factor
            at = scale.last
            if line.word(at) == "." and (line.starting(at + 1, "unit:") or _joined(line, at)):
                at += 1
        elif digits:
            if line.starting(at, "half") and line.language in ("kk", "uz") and current is not None:
                current, step = current + 0.5, 0.5
                at += 1
                continue
            break
        else:
            part = _word(line, at, current, limit)
            if part is None:
                break
            current, step = part
            worded = True
            at += 1
    if at == place:
        return None
    value = round(total + (current or 0.0), 4)
    if current is None and not scaled:
        return None
    scaled = scaled or (worded and value >= 1e5)
    if total and current:
        step = step if digits else 1.0
    return Number(value, round(step, 6), place, at, scaled, worded)


def _continues(value: float, places: int, followed: float | None, smallest: float) -> bool:
    """Whether digits go on with the number before them: "1 million 480 thousand", "2 thousand 415"."""
    if followed is not None:
        return followed < smallest
    return places == 0 and smallest == 1000 and value < 1000


def worded_start(line: Line, at: int, place: int) -> bool:
    """A bare multiplier counts as one of itself ("минг дона") where the number begins with it."""
    return at == place and line.words[at] in ("миң", "ming", "mingta", "тысяча", "тысячу", "миллион", "million")


def _joined(line: Line, at: int) -> bool:
    """Whether the dot at `at` belongs to the abbreviation before it and the number goes on."""
    return at + 1 < len(line.words) and line.words[at + 1][0].isdecimal()


def _scale_after(line: Line, at: int) -> float | None:
    mark = line.starting(at, "scale:")
    return float(mark.tag[6:]) if mark else None


def _digits(word: str, language: str, scaled: bool) -> tuple[float, int]:
    """Value and decimal places of a token such as 1 480, 15,8, 1,308 or 1,512.4."""
    word = word.replace(" ", "")
    dots, commas = word.count("."), word.count(",")
    if dots and commas and not (dots > 1 and commas > 1):
        decimal = "." if word.rfind(".") > word.rfind(",") else ","
        if word.count(decimal) > 1:
            return float(word.replace(".", "").replace(",", "")), 0
        word = word.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif dots + commas > 1:
        word = word.replace(".", "").replace(",", "")
    elif dots + commas == 1:
        mark = "." if dots else ","
        whole, part = word.split(mark)
        grouped = len(part) == _THREE and whole != "0" and len(whole) <= _THREE
        if grouped and ((language == "en" and mark == ",") or (not scaled and not (language == "en" and mark == "."))):
            word = whole + part
        else:
            word = f"{whole}.{part}"
    return float(word), len(word.partition(".")[2])


def _word(line: Line, at: int, current: float | None, limit: float) -> tuple[float, float] | None:
    """The number so far with the number word at `at` added, and its step."""
    word = line.words[at]
    if line.starting(at, "half"):
        if current is None:
            # "half a billion", "yarim milliard": only before a multiplier
            after = at + 1 + (line.word(at + 1) in ("a", "an"))
            if _scale_after(line, after) is not None:
                return 0.5, 0.5
            return None
        return current + 0.5, 0.5
    if word in ("a", "an") and (current == 0.5 or (current is None and _scale_after(line, at + 1) is not None)):
        return (current, 0.5) if current else (1.0, 1.0)
    if word == "and" and line.starting(at + 1, "half") and current is not None:
        return current, 1.0
    if word == "a" and line.starting(at + 1, "half") and current is not None:
        return current, 1.0
    if line.starting(at, "hundred"):
        value = (current if current is not None and current < 100 else 1.0) * 100
        if current is not None and current >= 100:
            return None
        return value, 100.0
    mark = line.starting(at, "number:")
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
    if value != int(value):
        return 0.5
    place = 1.0
    while value and value % (place * 10) == 0 and place < 1e12:
        place *= 10
    return place
