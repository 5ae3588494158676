"""Intervals: the numbers that a rounded figure may stand for, and those of sums and ratios of such figures.

Pure arithmetic on (value, low, high). Inputs are taken to vary independently, so an
interval is never narrower than what the source allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


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
        return Interval(self.value * other.value, self.low * other.low, self.high * other.high)

    def __truediv__(self, other: Interval) -> Interval:
        """Ratio of two intervals above zero; ZeroDivisionError where the divisor may be zero."""
        if other.low <= 0:
            raise ZeroDivisionError("the divisor's interval reaches zero")
        return Interval(self.value / other.value, self.low / other.high, self.high / other.low)

    def scaled(self, factor: float, shift: float = 0) -> Interval:
        """The interval times `factor`, plus `shift`, for a factor above zero."""
        return Interval(self.value * factor + shift, self.low * factor + shift, self.high * factor + shift)

    @property
    def sign(self) -> int | None:
        """1 or −1 where the whole interval lies on one side of zero, else None: the sign is open."""
        if self.low > 0:
            return 1
        return -1 if self.high < 0 else None

    def meets(self, other: Interval) -> bool:
        """True where the two may stand for the same number."""
        return self.low <= other.high and other.low <= self.high


def interval_of_rounded(value: float, rounding: float) -> Interval:
    """Return the interval of a rounded figure: half a unit of its last printed digit either way."""
    return Interval(value, value - rounding / 2, value + rounding / 2)


def widen_by_hedge(interval: Interval, relation: str, step: float) -> Interval:
    """Return the interval widened by a source's hedge.

    A figure that is only bounded ("more than") is open on the other side (for a deficit its size counts, not its
    sign); "about" (~) adds `step`, one more unit of the last printed digit, either way.
    """
    low, high = interval.low, interval.high
    if relation == "~":
        low, high = low - step, high + step
    elif relation != "=":
        if relation.startswith(">") == (interval.value >= 0):
            high = inf
        else:
            low = -inf
    return Interval(interval.value, low, high)
