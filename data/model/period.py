"""The period that a figure is for: a year, a month, or a range of months.

>>> Period.parse("2024-01/2024-08").month_count
8
>>> str(Period.parse("2024-01/2024-08").shifted(-1))
'2023-01/2023-08'

A yearly rate has no period: its fact has `period_basis = "rate"` and no months.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# 2017, 2018-04 or 2024-01/2024-08, as a regular expression that programs in other languages read too.
PERIOD_PATTERN = r"\d{4}(-(0[1-9]|1[0-2])(/\d{4}-(0[1-9]|1[0-2]))?)?"
_FORM = re.compile(PERIOD_PATTERN, re.ASCII)
_MONTHS_PER_YEAR = 12


class Month(NamedTuple):
    """A month of the calendar; month counts from 1."""

    year: int
    month: int

    def __str__(self) -> str:
        """YYYY-MM."""
        return f"{self.year:04}-{self.month:02}"


class Period(NamedTuple):
    """The months from `first` to `last`, both included; ordered by the first, then by the last."""

    first: Month
    last: Month

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(text: str) -> Period:
        """Return the period that the tables write as `text`: 2017, 2018-04 or 2024-01/2024-08.

        Raises ValueError for any other form. A period has one form, so texts can be compared: a range that is a month
        or a year is not written as a range.
        """
        if _FORM.fullmatch(text):
            first, _, last = text.partition("/")
            period = Period(_month(first, 1), _month(last or first, _MONTHS_PER_YEAR))
            if period.first <= period.last and str(period) == text:
                return period
        raise ValueError(f"'{text}' is not a period; write 2017, 2018-04 or 2024-01/2024-08")

    def __str__(self) -> str:
        """As the tables write it: a whole calendar year as YYYY, one month as YYYY-MM, others as YYYY-MM/YYYY-MM."""
        if self.is_year:
            return f"{self.first.year:04}"
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def is_year(self) -> bool:
        """Whether it is January to December of one year."""
        return self.first.year == self.last.year and self.month_count == _MONTHS_PER_YEAR

    @property
    def month_count(self) -> int:
        """How many months it covers."""
        return _MONTHS_PER_YEAR * (self.last.year - self.first.year) + self.last.month - self.first.month + 1

    @property
    def years(self) -> range:
        """The calendar years that it touches."""
        return range(self.first.year, self.last.year + 1)

    def shifted(self, years: int) -> Period:
        """Return the same months so many years later."""
        return Period(*(Month(end.year + years, end.month) for end in self))


def _month(text: str, default: int) -> Month:
    year, _, month = text.partition("-")
    return Month(int(year), int(month or default))
