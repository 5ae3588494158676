"""What an amount is classified as, and how words weigh in that."""

from __future__ import annotations

from dataclasses import dataclass

from data.extraction.cue_distance import Cue

# Families of words for what is no trade or output. Things counted are no money, and shares no sum.
COUNTED = ("not:people", "not:count", "not:jobs")
NOT_OF_MONEY = ("not:share", "not:rate", "not:unit")
# A word for another matter (price, investment, …) must be clearly nearer than one for trade: half a word.
OTHER_MATTER = 0.5


@dataclass
class Classification:
    """A kind of fact, or the reason why the amount is none.

    kind: turnover, export, import, balance, output or growth (then `of` is what grew). reason: a key of `Doubt.why`.
    verb: sell, buy, surplus or deficit where such a word gave the kind. cue: the word that decided.
    """

    kind: str = ""
    of: str | None = None
    verb: str = ""
    reason: str = ""
    is_capacity: bool = False
    cue: Cue | None = None


def cue_weight(tag: str, kinds: dict[str, float]) -> float | None:
    """Return what a tag adds to its distance from an amount; None for one that says nothing here.

    kinds: tags for facts with their weights; tags for other matters count beside them.
    """
    if tag in kinds:
        return kinds[tag]
    if tag.startswith("not:") and tag not in COUNTED and tag not in NOT_OF_MONEY:
        return OTHER_MATTER
    return None
