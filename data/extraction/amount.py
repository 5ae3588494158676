"""An amount: a number with its unit, and where it stands in its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from data.extraction.sentence import Line

MONEY = frozenset({"USD", "EUR", "KZT", "UZS", "RUB"})


@dataclass(eq=False)
class Amount:
    """A number with its unit on the words [first, last) of a sentence.

    `unit` is a currency, %, pp, x, t, units, other (a unit that is of no concern), `scaled` (a multiplier and
    no unit: to be told by the context) or `bare`.
    """

    first: int
    last: int
    value: float
    step: float
    unit: str
    relation: str = "="
    upto: bool = False
    ranged: bool = False
    sign: int = 1
    worded: bool = False
    fraction: bool = False
    told: bool = True  # the unit stands in the text
    grew: bool = False  # a verb that says growth itself: doubled


def is_scaled(line: Line, amount: Amount) -> bool:
    """Whether a multiplier ("million") stands in the amount."""
    return any("scale:" in tag for place in range(amount.first, amount.last) for tag in line.at(place))


def factor_of(line: Line, amount: Amount) -> float:
    """The first multiplier that stands in the amount; 1 where there is none."""
    for place in range(amount.first, amount.last):
        mark = line.starting(place, "scale:")
        if mark:
            return float(mark.tag[6:])
    return 1.0
