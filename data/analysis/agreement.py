"""Whether a printed figure agrees with a more exact one: equal, rounded, cut off, or something else."""

from __future__ import annotations

from math import floor, isclose
from typing import Literal

from data.model.fact import Fact

# equal: the same number. rounded: to the nearest unit of the last printed digit. truncated: further digits cut off.
# hedged: the source's words (more than, about, almost) allow it. above, below: where the printed figure lies instead.
Agreement = Literal["equal", "rounded", "truncated", "hedged", "above", "below"]

_NOISE = 1e-9  # relative, of floating-point numbers


def compare(printed: Fact, exact: float) -> Agreement:
    """Return how a printed figure stands to an exact number in its unit.

    2.19 billion, printed to 0.01 billion, is 2.1955 billion truncated.
    """
    if isclose(printed.value, exact, rel_tol=_NOISE):
        return "equal"
    slack = _NOISE * abs(exact)
    if printed.low - slack <= exact <= printed.high + slack:
        return "rounded" if printed.relation == "=" else "hedged"
    step = printed.rounding
    if step and printed.relation == "=" and printed.value * exact > 0:
        cut_off = floor(abs(exact) / step + _NOISE) * step
        if isclose(cut_off, abs(printed.value), rel_tol=_NOISE):
            return "truncated"
    return "above" if printed.value > exact else "below"


def compare_derived(printed: Fact, derived: Fact) -> Agreement:
    """Return how a printed figure stands to the same one as it follows from others: a share, and exports and imports.

    Where the two intervals meet, they may be one number: then it is rounded unless it is truncated.
    """
    found = compare(printed, derived.value)
    if found in ("above", "below") and printed.interval.meets(derived.interval):
        return "rounded" if printed.relation == "=" else "hedged"
    return found
