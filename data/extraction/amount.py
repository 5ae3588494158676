"""An amount: a number with its unit, and where it stands in its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from data.extraction.sentence import TaggedSentence

MONEY = frozenset({"USD", "EUR", "KZT", "UZS", "RUB"})
GOODS = frozenset({"t", "units"})
RATIOS = frozenset({"%", "x"})  # x: a multiple


@dataclass(eq=False)
class Amount:
    """A number with its unit on the words [first, last) of a sentence.

    `unit` is a currency, %, pp (percentage points), x (a multiple), t (tonnes), units (pieces), other (of no concern
    here), scaled (a multiplier such as "million" and no unit: the context has it) or bare (a number alone).
    """

    first: int
    last: int
    value: float  # in base units, with its sign
    step: float  # what one unit of the last printed digit is worth
    unit: str
    relation: str = "="  # =, ~, >, <, >=, <=
    up_to: bool = False  # "up to", which may bound the amount or say where a change ended
    in_range: bool = False  # one end of "10–15"
    sign: int = 1
    in_words: bool = False
    fraction: bool = False  # a part in one word: a quarter
    unit_stated: bool = True  # the unit stands at this amount and was not taken from a neighbour
    growth_verb: bool = False  # a verb that says growth itself: doubled


def has_multiplier(sentence: TaggedSentence, amount: Amount) -> bool:
    """Whether a multiplier ("million") stands in the amount."""
    return any("scale:" in tag for index in range(amount.first, amount.last) for tag in sentence.at(index))


def multiplier(sentence: TaggedSentence, amount: Amount) -> float:
    """Return the first multiplier in the amount ("million": 1e6); 1 where there is none."""
    for index in range(amount.first, amount.last):
        mark = sentence.starting(index, "scale:")
        if mark:
            return float(mark.tag[6:])
    return 1.0
