"""What an amount was judged to be, and how words weigh in that."""

from __future__ import annotations

from dataclasses import dataclass

from data.extraction.cue_distance import Cue

COUNTED = ("not:people", "not:count", "not:jobs")


NOT_MONEY = ("not:share", "not:rate", "not:unit")


SOFT = 0.5


@dataclass
class Verdict:
    """A kind (with `of` on growth and the verb that told it), or `why` it is no fact."""

    kind: str = ""
    of: str | None = None
    verb: str = ""
    why: str = ""
    capacity: bool = False
    cue: Cue | None = None


def weigh(tag: str, kinds: dict[str, float]) -> float | None:
    """How far a tag stands off by its kind; None for one that says nothing here."""
    if tag in kinds:
        return kinds[tag]
    if tag.startswith("not:") and tag not in COUNTED and tag not in NOT_MONEY:
        return SOFT
    return None
