"""Words of time: where they stand together, and what they say, whatever their order."""

from __future__ import annotations

from data.reading.line import Line
from data.reading.months import Span
from data.reading.numbers import number_at

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


_CODES = frozenset(("q", "h", "m", "кв"))


_FIRST_YEAR, _LAST_YEAR = 1990, 2060


_QUARTER, _HALF = 3, 6


class TimeWords:
    """What the words of one period say, whatever their order."""

    def __init__(self, line: Line, first: int, last: int) -> None:
        self.tags: list[str] = []
        self.years: list[int] = []
        self.names: list[int] = []
        self.count = 0
        self.ordinals: list[int] = []
        self.pairs: Span | None = None
        pair: list[tuple[int, int]] = []
        place = first
        while place < last:
            word = line.words[place]
            tags = [mark.tag for mark in line.at(place).values() if mark.first == place]
            if word.isdigit() and len(word) == 4 and _FIRST_YEAR <= int(word) <= _LAST_YEAR:
                self.years.append(int(word))
            elif word in _CODES and (line.word(place - 1).isdigit() or line.word(place + 1).isdigit()):
                self._code(line, place, word)
            else:
                number = number_at(line, place)
                if number and number.last <= last and line.starting(number.last, "months"):
                    self.count = int(number.value)
                    place = number.last
                    continue
                if number and number.last < last and line.starting(number.last, "quarter"):
                    self.ordinals.append(int(number.value))
            for tag in tags:
                self.tags.append(tag)
                if tag.startswith("month:"):
                    self.names.append(int(tag[6:]))
                    if self.years:
                        pair.append((self.years[-1], self.names[-1]))
                elif tag.startswith("ordinal:"):
                    self.ordinals.append(int(tag[8:]))
            place += 1
        if len(pair) == 2 and len(self.years) == 2 and pair[0][0] < pair[1][0]:
            self.pairs = Span(*pair[0], *pair[1])
        elif len(self.names) == 2 and len(self.years) == 2 and self.years[0] < self.years[1]:
            self.pairs = Span(self.years[0], self.names[0], self.years[1], self.names[1])
        relatives = [int(tag.partition(":")[2]) for tag in self.tags if tag.startswith(("rel:", "when:"))]
        self.relative = relatives[0] if relatives else (-1 if self.has("last-year's") else None)
        seasons = [int(tag[7:]) for tag in self.tags if tag.startswith("season:")]
        self.season = bool(seasons)
        if seasons:
            self.relative = seasons[0]

    def _code(self, line: Line, place: int, letter: str) -> None:
        before, after = line.word(place - 1), line.word(place + 1)
        digit = int(before) if before.isdigit() and len(before) <= 2 else int(after) if after.isdigit() else 0
        year = after if before.isdigit() and after.isdigit() else ""
        if len(year) == 2:
            self.years.append(2000 + int(year))
        if letter == "m":
            self.count = digit
        else:
            self.tags.append("quarter" if letter != "h" else "half-year")
            self.ordinals.append(digit)

    def has(self, tag: str) -> bool:
        """Whether a tag is among the words."""
        return tag in self.tags

    @property
    def months(self) -> bool:
        """Whether months are named or counted."""
        return bool(self.names or self.count)

    @property
    def quarter(self) -> bool:
        """Whether a quarter is said."""
        return self.has("quarter")

    @property
    def half(self) -> bool:
        """Whether half a year is said."""
        return self.has("half-year") or (self.has("half-word") and bool(self.ordinals))

    @property
    def single_month(self) -> bool:
        """Whether the words are "last month" or "this month"."""
        return self.has("months") and not self.months and self.relative is not None and not self.half

    def range(self) -> tuple[int, int]:
        """First and last month; (0, 0) where no months are said."""
        ordinal = self.ordinals[0] if self.ordinals else 1
        if self.quarter and 1 <= ordinal <= 4:
            return ordinal * _QUARTER - 2, ordinal * _QUARTER
        if self.half:
            return (1, _HALF) if ordinal == 1 else (7, 12)
        if self.names:
            return self.names[0], self.names[-1] if self.names[-1] >= self.names[0] else self.names[0]
        if self.count and 1 <= self.count <= 12:
            return 1, self.count
        return 0, 0

    def tells(self) -> bool:
        """Whether the words say a time at all, even one that cannot be resolved."""
        year = self.relative is not None and (
            self.has("year") or self.has("months") or self.has("same") or self.has("last-year's") or self.has("period")
        )
        alone = any(tag.startswith("when:") for tag in self.tags)
        return (
            bool(self.years or self.months or self.quarter or self.half or year or alone or self.season)
            or self.has("year-end")
            or self.has("year-start")
        )


def beside(line: Line, first: int, span: Span, main: Span) -> bool:
    """An earlier whole year right after a word of comparison ("18 % above 2019") is no new main period."""
    return (
        span.last_year < main.year
        and (span.month, span.last_month) == (1, 12)
        and any(line.has(first - back, tag) for back in (1, 2) for tag in ("up", "down", "compare"))
    )


def count_before(line: Line, place: int) -> int:
    """The small number that "years ago" counts; 0 where there is none."""
    for start in range(max(0, place - 2), place + 1):
        number = number_at(line, start)
        if number and 1 <= number.value <= 20:
            return int(number.value)
    return 0


def _candidates(line: Line) -> set[int]:
    """Words that can be of time: digits, codes such as Q, and those with a tag of time."""
    places = {place for place, word in enumerate(line.words) if word[0] in _DIGITS or word in _CODES}
    for mark in line.marks:
        tag = mark.tag
        if tag in _TIMES or tag.partition(":")[0] in _TIME_FAMILIES:
            places.update(range(mark.first, mark.last))
    return places


def _is_time(line: Line, place: int) -> bool:
    word = line.words[place]
    if word == "may" and line.language == "en":  # the month, not the verb
        return line.word(place - 1) in _BEFORE_MAY or line.word(place + 1)[:1].isdigit()
    if word.isdigit() and len(word) == 4 and _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        after = [tag for tag in line.at(place + 1) if tag.startswith("unit:")]
        before = line.word(place - 1)
        return not any(tag in ("unit:t", "unit:piece") or tag.startswith("unit:U") for tag in after) and before != "$"
    for tag, mark in line.at(place).items():
        if tag in _TIMES or (tag.partition(":")[0] in _TIME_FAMILIES and tag[:6] != "number"):
            return mark.first <= place
    if word in _CODES:
        return line.word(place - 1).isdigit() or line.word(place + 1).isdigit()
    if line.starting(place, "number:") or word.isdigit():
        number = number_at(line, place)
        if number is not None:
            at = number.last + (line.word(number.last) == "-")
            return bool(line.starting(at, "months") or line.starting(at, "quarter")) or (
                line.word(number.last) in ("q", "h", "m", "кв") and line.word(number.last + 1).isdigit()
            )
    if word.isdigit() and len(word) == 2:
        return line.word(place - 1) in _CODES and line.word(place - 2).isdigit()
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
        number = number_at(line, place) if line.starting(place, "number:") or line.words[place].isdigit() else None
        is_count = number is not None and not (len(line.words[place]) == 4 and line.words[place].isdigit())
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
            before = line.word(place - 2) if line.word(place - 2).isdigit() else before
        if before.isdigit() and len(before) <= 2 and int(before) <= 31:
            return True
        if line.language == "en" and after.isdigit() and len(after) <= 2 and int(after) <= 31:
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
    if endings and final.endswith(endings) and not final.isdigit():
        return bag.relative == -1 or bool(bag.years) or bag.has("same")
    return bag.has("last-year's")
