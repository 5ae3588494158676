"""Months of the calendar: a span of them, written as the tables write a period."""

from __future__ import annotations

from typing import NamedTuple

_QUARTER = 3


class Span(NamedTuple):
    """Months from (year, month) to (year, month), both in it."""

    year: int
    month: int
    last_year: int
    last_month: int

    def shifted(self, years: int) -> Span:
        """The same months, `years` later."""
        return Span(self.year + years, self.month, self.last_year + years, self.last_month)

    def holds(self, other: Span) -> bool:
        """Whether the other span is a strict part of this one."""
        return (
            self != other
            and (self.year, self.month) <= (other.year, other.month)
            and (other.last_year, other.last_month) <= (self.last_year, self.last_month)
        )

    def __str__(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM/YYYY-MM."""
        if self.year == self.last_year and (self.month, self.last_month) == (1, 12):
            return str(self.year)
        first, last = f"{self.year}-{self.month:02}", f"{self.last_year}-{self.last_month:02}"
        return first if first == last else f"{first}/{last}"


def whole_year(year: int) -> Span:
    """January to December of one year."""
    return Span(year, 1, year, 12)


def quarter_before(main: Span | None) -> Span | None:
    """The quarter before a quarter; None where the main period is none."""
    if main is None or main.last_month - main.month != _QUARTER - 1 or main.month % _QUARTER != 1:
        return None
    if main.month == 1:
        return Span(main.year - 1, 10, main.year - 1, 12)
    return Span(main.year, main.month - _QUARTER, main.year, main.last_month - _QUARTER)
