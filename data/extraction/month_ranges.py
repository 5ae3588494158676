"""Months of the calendar: a range of them, written as the tables write a period."""

from __future__ import annotations

from typing import NamedTuple

_MONTHS_OF_YEAR, _MONTHS_OF_QUARTER = 12, 3


class MonthRange(NamedTuple):
    """Months from (year, month) to (last_year, last_month), both in it."""

    year: int
    month: int
    last_year: int
    last_month: int

    def shifted(self, years: int) -> MonthRange:
        """Return the same months, `years` later."""
        return MonthRange(self.year + years, self.month, self.last_year + years, self.last_month)

    def contains(self, other: MonthRange) -> bool:
        """Whether the other range is a strict part of this one."""
        return (
            self != other
            and (self.year, self.month) <= (other.year, other.month)
            and (other.last_year, other.last_month) <= (self.last_year, self.last_month)
        )

    def length(self) -> int:
        """Return how many months there are."""
        return (self.last_year - self.year) * _MONTHS_OF_YEAR + self.last_month - self.month + 1

    def number(self) -> int:
        """Return the number of the first month since the year 0, as `single_month` takes it."""
        return self.year * _MONTHS_OF_YEAR + self.month - 1

    def is_whole_year(self) -> bool:
        """Whether this is January to December of one year."""
        return self.year == self.last_year and (self.month, self.last_month) == (1, _MONTHS_OF_YEAR)

    def __str__(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM/YYYY-MM."""
        if self.is_whole_year():
            return str(self.year)
        first, last = f"{self.year}-{self.month:02}", f"{self.last_year}-{self.last_month:02}"
        return first if first == last else f"{first}/{last}"


def whole_year(year: int) -> MonthRange:
    """Return January to December of one year."""
    return MonthRange(year, 1, year, _MONTHS_OF_YEAR)


def single_month(months: int) -> MonthRange:
    """Return one month by its number since the year 0: 12 × year + month − 1."""
    year, month = divmod(months, _MONTHS_OF_YEAR)
    return MonthRange(year, month + 1, year, month + 1)


def quarter_before(quarter: MonthRange | None) -> MonthRange | None:
    """Return the quarter before a quarter; None where the months are none."""
    if quarter is None or quarter.last_month - quarter.month != _MONTHS_OF_QUARTER - 1:
        return None
    if quarter.month % _MONTHS_OF_QUARTER != 1:
        return None
    if quarter.month == 1:
        return MonthRange(quarter.year - 1, 10, quarter.year - 1, _MONTHS_OF_YEAR)
    first = quarter.month - _MONTHS_OF_QUARTER
    return MonthRange(quarter.year, first, quarter.year, first + _MONTHS_OF_QUARTER - 1)
