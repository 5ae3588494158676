"""Units that a list prints once: each amount takes its neighbour's."""

from __future__ import annotations

from data.extraction.amount import MONEY, Amount, factor_of, is_scaled
from data.extraction.sentence import Line


def share_units(line: Line, found: list[Amount]) -> None:
    """Give each multiplier without a unit the unit of its neighbour in the list."""
    for place, amount in enumerate(found):
        if amount.unit != "scaled":
            continue
        amount.told = False
        if any(line.starting(amount.last + step, tag) for step in (0, 1) for tag in _COUNTED):
            continue
        for other in found[place + 1 :]:
            if other.unit in MONEY or other.unit in ("t", "units"):
                amount.unit = other.unit
                break
            if other.unit not in ("scaled", "%", "x"):
                break
        else:
            for other in reversed(found[:place]):
                if other.unit in MONEY or other.unit in ("t", "units"):
                    amount.unit = other.unit
                    break
    whole = next((other for other in found if other.unit in MONEY and is_scaled(line, other)), None)
    for amount in found if whole else ():
        # "Italy – 10,884.1 million dollars, China – 9,730.5": the later items leave the unit out
        named = amount.first > 1 and line.words[amount.first - 1] in ("–", "-", "(")
        if (
            amount.unit == "bare"
            and named
            and whole
            and any(tag.startswith("place:") for tag in line.at(amount.first - 2))
        ):
            amount.value = round(amount.value * factor_of(line, whole), 4)
            amount.step, amount.unit, amount.told = amount.step * factor_of(line, whole), whole.unit, False
    shared: set[int] = set()
    for place in range(len(found) - 2, -1, -1):
        amount = found[place]
        # "с 1,21 до 1,47 млрд долларов", "$3.1, $2.9 and $2.8 billion": the multiplier stands once
        after = found[place + 1]
        if (
            amount.unit in ("bare", *MONEY)
            and not is_scaled(line, amount)
            and (is_scaled(line, after) or place + 1 in shared)
        ):
            between = line.words[amount.last : after.first]
            pair = amount.unit == "bare" and between in (["до"], ["to"], ["–"], ["-"])
            ranked = (
                amount.unit == "bare" and "respectively" in line.kinds and between in ([","], ["и"], ["and"], ["va"])
            )
            pair = pair or ranked
            listed = amount.unit in MONEY and amount.unit == after.unit and between in ([","], ["and"], [",", "and"])
            if (pair or listed) and after.unit in (*MONEY, "t", "units"):
                factor = factor_of(line, found[max(shared, default=place) + 1] if place + 1 in shared else after)
                shared.add(place)
                amount.value *= factor
                amount.step *= factor
                amount.unit = after.unit


_COUNTED = ("not:people", "not:count", "not:jobs", "product:", "unit:other")
