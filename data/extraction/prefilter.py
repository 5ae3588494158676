"""Whether a text can hold a fact at all: most news is passed over after one look at its words."""

from __future__ import annotations

from data.extraction.tags import TRADE

_OUTPUT = frozenset({"output", "capacity", "can"})
_PRODUCERS = frozenset({"plant", "this-plant", "nation"})
_TRADING = frozenset({"sell", "buy", "move"})


def may_hold_facts(families: set[str]) -> bool:
    """Whether a text with these families of tags can hold a fact.

    It does with a word for trade; of texts with goods or units, with a word for output, for making beside one for a
    plant, or for selling beside a place.
    """
    if not families.isdisjoint(TRADE):
        return True
    if "product" not in families and "unit" not in families:
        return False
    is_output = bool(families & _OUTPUT) or ("make" in families and bool(families & _PRODUCERS))
    return is_output or ("place" in families and bool(families & _TRADING))
