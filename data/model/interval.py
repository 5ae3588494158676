"""Intervals: the numbers that a figure may stand for, and those of sums and ratios of such figures.

Pure arithmetic on (value, low, high). Inputs are taken to vary independently, so an
interval is never narrower than what the source allows. An open end is infinite.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True)
class Interval:
    """A value and the bounds it may lie between, all in one unit."""

    value: float
    low: float
    high: float

    def __add__(self, other: Interval) -> Interval:
        """Sum; both in the same unit."""
        return Interval(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        """Difference; both in the same unit."""
        return Interval(self.value - other.value, self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        """Product of two intervals not below zero."""
        high = self.high * other.high if self.high and other.high else 0.0  # nothing, however often, is nothing
        return Interval(self.value * other.value, self.low * other.low, high)

    def __truediv__(self, other: Interval) -> Interval:
        """Ratio of two intervals above zero; ZeroDivisionError where the divisor may be zero."""
        if other.low <= 0:
            raise ZeroDivisionError("the divisor's interval reaches zero")
        return Interval(self.value / other.value, self.low / other.high, self.high / other.low)

    def part_of_sum(self, other: Interval) -> Interval:
        """Part of the sum of two intervals not below zero that the first is, 0 to 1; ZeroDivisionError if it is 0."""
        low = 1 / (1 + other.high / self.low) if self.low else 0.0
        return Interval(self.value / (self.value + other.value), low, 1 / (1 + other.low / self.high))

    def scaled(self, factor: float, shift: float = 0) -> Interval:
        """The interval times `factor`, plus `shift`, for a factor above zero."""
        return Interval(self.value * factor + shift, self.low * factor + shift, self.high * factor + shift)

    @property
    def finite(self) -> Interval:
        """The interval with an open end at the value: as much of it as can be drawn."""
        low, high = (end if isfinite(end) else self.value for end in (self.low, self.high))
        return Interval(self.value, low, high)

    @property
    def sign(self) -> int | None:
        """1 or −1 where the whole interval lies on one side of zero, else None: the sign is open."""
        if self.low > 0:
            return 1
        return -1 if self.high < 0 else None

    def meets(self, other: Interval) -> bool:
        """True where the two may stand for the same number."""
        return self.low <= other.high and other.low <= self.high
