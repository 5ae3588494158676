"""What the words of one period say, whatever their order."""

from __future__ import annotations

from data.extraction.month_ranges import Span
from data.extraction.number_parser import number_at
from data.extraction.sentence import Line

CODES = frozenset(("q", "h", "m", "кв"))
FIRST_YEAR, LAST_YEAR = 1990, 2060
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
            if word.isdecimal() and len(word) == 4 and FIRST_YEAR <= int(word) <= LAST_YEAR:
                self.years.append(int(word))
            elif word in CODES and (line.word(place - 1).isdecimal() or line.word(place + 1).isdecimal()):
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
        digit = next((int(word) for word in (before, after) if word.isdecimal() and len(word) <= 2), 0)
        year = after if before.isdecimal() and after.isdecimal() else ""
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
