"""Whether a text can hold a claim at all: most news is passed over after one look."""

from __future__ import annotations

_TRADE = frozenset(("turnover", "export", "import", "balance", "surplus", "deficit"))
_OUTPUT = frozenset(("output", "capacity", "can"))
_MADE_BY = frozenset(("plant", "this-plant", "nation"))
_MOVING = frozenset(("sell", "buy", "move"))


def worth_reading(kinds: set[str]) -> bool:
    """Whether a text can hold a claim: a word for trade, for making beside one for a plant, for selling goods."""
    if kinds & _TRADE:
        return True
    if "product" not in kinds and "unit" not in kinds:
        return False
    made = bool(kinds & _OUTPUT) or ("make" in kinds and bool(kinds & _MADE_BY))
    return made or ("place" in kinds and bool(kinds & _MOVING))
