"""What the words of one period say, whatever their order."""

from __future__ import annotations

from data.extraction.month_ranges import MonthRange
from data.extraction.notation import HALF_CODE, MONTHS_CODE, PERIOD_CODES
from data.extraction.number_parser import number_at
from data.extraction.sentence import TaggedSentence

# A number between these is a year.
FIRST_YEAR, LAST_YEAR = 1990, 2060
_CENTURY = 2000  # of a year in two digits: "Q1 23"
_MONTHS_OF_QUARTER, _MONTHS_OF_HALF = 3, 6
_MAX_YEARS_AGO = 20


def is_year(word: str) -> bool:
    """Whether a word is a year in digits."""
    return word.isdecimal() and len(word) == 4 and FIRST_YEAR <= int(word) <= LAST_YEAR


def is_period_code(sentence: TaggedSentence, index: int) -> bool:
    """Whether a word is a code such as the Q of "Q1"."""
    word = sentence.words[index]
    return word in PERIOD_CODES or word in sentence.rules.times.quarter_codes


class TimeWords:
    """Years, months, quarters and halves on the words [first, last), and the tags of time.

    "в январе–марте 2023 года": names [1, 3], years [2023]; "first half of last year": ordinals [1], relative −1.
    """

    def __init__(self, sentence: TaggedSentence, first: int, last: int) -> None:
        self.tags: list[str] = []
        self.years: list[int] = []
        self.names: list[int] = []  # months by name
        self.count = 0  # "nine months"
        self.ordinals: list[int] = []  # of quarters and halves
        dated_months: list[tuple[int, int]] = []
        index = first
        while index < last:
            if is_year(sentence.words[index]):
                self.years.append(int(sentence.words[index]))
            elif is_period_code(sentence, index) and (
                sentence.word(index - 1).isdecimal() or sentence.word(index + 1).isdecimal()
            ):
                self._add_code(sentence, index)
            else:
                number = number_at(sentence, index)
                if number and number.last <= last and sentence.starting(number.last, "months"):
                    self.count = int(number.value)
                    index = number.last
                    continue
                if number and number.last < last and sentence.starting(number.last, "quarter"):
                    self.ordinals.append(int(number.value))
            for tag in [mark.tag for mark in sentence.at(index).values() if mark.first == index]:
                self.tags.append(tag)
                if tag.startswith("month:"):
                    self.names.append(int(tag[6:]))
                    if self.years:
                        dated_months.append((self.years[-1], self.names[-1]))
                elif tag.startswith("ordinal:"):
                    self.ordinals.append(int(tag[8:]))
            index += 1
        self.across_years = self._across_years(dated_months)
        relatives = [int(tag.partition(":")[2]) for tag in self.tags if tag.startswith(("rel:", "when:"))]
        seasons = [int(tag[7:]) for tag in self.tags if tag.startswith("season:")]
        self.season = bool(seasons)
        self.relative: int | None = None  # −1 for last year, 0 for this one, 1 for the next
        if seasons or relatives:
            self.relative = (seasons or relatives)[0]
        elif self.has("last-year's"):
            self.relative = -1

    def _across_years(self, dated_months: list[tuple[int, int]]) -> MonthRange | None:
        """Return a range that names both of its years: "from September 2022 to May 2023"."""
        if len(self.years) != 2:
            return None
        if len(dated_months) == 2 and dated_months[0][0] < dated_months[1][0]:
            return MonthRange(*dated_months[0], *dated_months[1])
        if len(self.names) == 2 and self.years[0] < self.years[1]:
            return MonthRange(self.years[0], self.names[0], self.years[1], self.names[1])
        return None

    def _add_code(self, sentence: TaggedSentence, index: int) -> None:
        """Add what a code says: "Q1 2023", "1H 23", "9M 2023"."""
        code, before, after = sentence.words[index], sentence.word(index - 1), sentence.word(index + 1)
        digit = next((int(word) for word in (before, after) if word.isdecimal() and len(word) <= 2), 0)
        if before.isdecimal() and after.isdecimal() and len(after) == 2:
            self.years.append(_CENTURY + int(after))
        if code == MONTHS_CODE:
            self.count = digit
        else:
            self.tags.append("half-year" if code == HALF_CODE else "quarter")
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
        """Whether a quarter is named."""
        return self.has("quarter")

    @property
    def half(self) -> bool:
        """Whether half a year is named."""
        return self.has("half-year") or (self.has("half-word") and bool(self.ordinals))

    @property
    def has_part(self) -> bool:
        """Whether a part of a year is named."""
        return self.months or self.quarter or self.half

    @property
    def single_month(self) -> bool:
        """Whether the words are "last month" or "this month"."""
        return self.has("months") and not self.months and self.relative is not None and not self.half

    def month_bounds(self) -> tuple[int, int]:
        """Return first and last month; (0, 0) where no months are named."""
        ordinal = self.ordinals[0] if self.ordinals else 1
        if self.quarter and 1 <= ordinal <= 4:
            return ordinal * _MONTHS_OF_QUARTER - 2, ordinal * _MONTHS_OF_QUARTER
        if self.half:
            return (1, _MONTHS_OF_HALF) if ordinal == 1 else (_MONTHS_OF_HALF + 1, 12)
        if self.names:
            return self.names[0], self.names[-1] if self.names[-1] >= self.names[0] else self.names[0]
        if self.count and 1 <= self.count <= 12:
            return 1, self.count
        return 0, 0

    def names_time(self) -> bool:
        """Whether the words are a time at all, even one that cannot be resolved."""
        if self.years or self.has_part or self.season or self.has("year-end") or self.has("year-start"):
            return True
        if any(tag.startswith("when:") for tag in self.tags):
            return True
        needs = ("year", "months", "same", "last-year's", "period")
        return self.relative is not None and any(self.has(tag) for tag in needs)


def is_compared_year(sentence: TaggedSentence, first: int, period: MonthRange, main: MonthRange) -> bool:
    """Whether an earlier whole year stands right after a word of comparison: "18 % above 2019"."""
    return (
        period.last_year < main.year
        and (period.month, period.last_month) == (1, 12)
        and any(sentence.has_any(first - back, "up", "down", "compare") for back in (1, 2))
    )


def years_ago(sentence: TaggedSentence, index: int) -> int:
    """Return the small number before "years ago"; 0 where there is none."""
    for start in range(max(0, index - 2), index + 1):
        number = number_at(sentence, start)
        if number and 1 <= number.value <= _MAX_YEARS_AGO:
            return int(number.value)
    return 0
