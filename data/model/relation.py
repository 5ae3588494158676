"""The table of relations: how far a figure may lie from the number that its source prints, by the words beside it.

A relation bounds the size of a figure, not its sign: a deficit of more than 4 million is -4 million or less.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from data.model.column_types import Row
from data.model.interval import Interval
from data.model.metric import can_be_negative

COUNTED_UNITS = ("units", "seats")
RELATIVE_UNITS = ("%", "pp", "x")
ALMOST = "almost"
REVERSED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_DECIMALS = 6  # of numbers in the tables


class Reach(NamedTuple):
    """How far below and above the printed number the true one may lie, in units of its last printed digit."""

    below: float
    above: float


REACHES = {
    "=": Reach(0.5, 0.5),
    "~": Reach(1, 1),
    ">": Reach(0, inf),
    ">=": Reach(0, inf),
    "<": Reach(inf, 0),
    "<=": Reach(inf, 0),
}
_REACH_OF_ALMOST = Reach(1, 0)
_REACH_OF_COUNT = Reach(0, 0)


def stated_bounds(
    value: float, relation: str, step: float, *, unit: str, hedge: str | None = None, signed: bool = False
) -> Interval:
    """Return the interval that a stated figure may lie in; an open end is infinite.

    step: what one unit of the last printed digit is worth, above zero. signed: whether a figure of its metric may be
    below zero. A count that is printed in full (step 1) is exact. Raise KeyError for an unknown relation.
    """
    reach = _REACH_OF_ALMOST if hedge == ALMOST else REACHES[relation]
    if unit in COUNTED_UNITS and step <= 1 and relation == "=":
        reach = _REACH_OF_COUNT
    elif relation == "~" and step == 1 and unit not in RELATIVE_UNITS:
        step = _trailing_step(value)
    size = abs(value)
    low = 0.0 if reach.below == inf else size - reach.below * step
    high = size + reach.above * step
    low, high = (-high, 0.0 - low) if value < 0 else (low if signed else max(low, 0.0), high)
    return Interval(value, round(low, _DECIMALS), round(high, _DECIMALS))


def _trailing_step(value: float) -> float:
    """Return what the last digit other than zero is worth: about 6000, printed in full, is said to the thousand."""
    step = 1.0
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def set_bounds(row: Row) -> Row:
    """Return the row of observations with `low` and `high` that follow from its other cells; None is an open end.

    Where `rounding` is empty, a count is printed in full; anything else has no bounds.
    """
    step = 1.0 if row["rounding"] is None and row["unit"] in COUNTED_UNITS else row["rounding"]
    low = high = None
    if step:
        signed = can_be_negative(row["metric"])
        bounds = stated_bounds(row["value"], row["relation"], step, unit=row["unit"], hedge=row["hedge"], signed=signed)
        low, high = (None if abs(end) == inf else end for end in (bounds.low, bounds.high))
    return {**row, "rounding": step, "low": low, "high": high}
