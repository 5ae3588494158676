"""Units and multipliers that a list prints once: each amount takes its neighbour's."""

from __future__ import annotations

from data.extraction.amount import GOODS, MONEY, RATIOS, Amount, has_multiplier, multiplier
from data.extraction.notation import DASHES
from data.extraction.sentence import TaggedSentence

_COUNTED = ("not:people", "not:count", "not:jobs", "product:", "unit:other")


def apply_shared_units(sentence: TaggedSentence, amounts: list[Amount]) -> None:
    """Give the amounts of a sentence the units and multipliers that they leave to a neighbour."""
    _share_units(sentence, amounts)
    _share_unit_of_list(sentence, amounts)
    _share_multipliers(sentence, amounts)


def _share_units(sentence: TaggedSentence, amounts: list[Amount]) -> None:
    """A multiplier without a unit takes the next unit, else the last: "5 million in May and 7 million dollars"."""
    for place, amount in enumerate(amounts):
        if amount.unit != "scaled":
            continue
        amount.unit_stated = False
        if any(sentence.starting(amount.last + step, tag) for step in (0, 1) for tag in _COUNTED):
            continue
        for other in amounts[place + 1 :]:
            if other.unit in MONEY or other.unit in GOODS:
                amount.unit = other.unit
                break
            if other.unit != "scaled" and other.unit not in RATIOS:
                break
        else:
            for other in reversed(amounts[:place]):
                if other.unit in MONEY or other.unit in GOODS:
                    amount.unit = other.unit
                    break


def _share_unit_of_list(sentence: TaggedSentence, amounts: list[Amount]) -> None:
    """A bare number after a place takes the unit of the list: "Italy – 10.8 million dollars, China – 9.7"."""
    full = next((other for other in amounts if other.unit in MONEY and has_multiplier(sentence, other)), None)
    if full is None:
        return
    factor = multiplier(sentence, full)
    for amount in amounts:
        is_item = amount.first > 1 and sentence.words[amount.first - 1] in (*DASHES, "(")
        if amount.unit == "bare" and is_item and any(tag.startswith("place:") for tag in sentence.at(amount.first - 2)):
            amount.value = round(amount.value * factor, 4)
            amount.step, amount.unit, amount.unit_stated = amount.step * factor, full.unit, False


def _share_multipliers(sentence: TaggedSentence, amounts: list[Amount]) -> None:
    """A number takes the multiplier of the next: "с 1,21 до 1,47 млрд долларов", "$3.1, $2.9 and $2.8 billion"."""
    rules = sentence.rules.lists
    shared: set[int] = set()
    for place in range(len(amounts) - 2, -1, -1):
        amount, after = amounts[place], amounts[place + 1]
        if (amount.unit != "bare" and amount.unit not in MONEY) or has_multiplier(sentence, amount):
            continue
        if not has_multiplier(sentence, after) and place + 1 not in shared:
            continue
        between = sentence.words[amount.last : after.first]
        if amount.unit == "bare":
            joiner = between[0] if len(between) == 1 else ""
            is_range = joiner in rules.range_words or joiner in DASHES
            is_ranked = "respectively" in sentence.tags and (joiner == "," or joiner in rules.rank_words)
            is_joined = is_range or is_ranked
        else:
            last = between[1:] if between[:1] == [","] else between
            is_list = between == [","] or (len(last) == 1 and last[0] in rules.unit_list_words)
            is_joined = amount.unit == after.unit and is_list
        if is_joined and (after.unit in MONEY or after.unit in GOODS):
            factor = multiplier(sentence, amounts[max(shared, default=place) + 1] if place + 1 in shared else after)
            shared.add(place)
            amount.value *= factor
            amount.step *= factor
            amount.unit = after.unit
