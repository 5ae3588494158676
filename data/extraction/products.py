"""What is made or traded, and by which region, where the sentence says."""

from __future__ import annotations

from data.extraction.amount import Amount
from data.extraction.context import Context
from data.extraction.cue_distance import Distances
from data.extraction.place_mentions import Mention
from data.extraction.sentence import Line

OF_PLACES = ("industrial output", "agricultural products")


def region_made(amount: Amount, found: list[Amount], places: list[Mention], context: Context, line: Line) -> str | None:
    """The region that stands right before an amount in a list of output by region."""
    if names_plant(line) or len(found) < 2:
        return None
    earlier = [other.last for other in found if other.last <= amount.first]
    start = earlier[-1] if earlier else 0
    near = [place for place in places if start <= place.first and place.last <= amount.first and context.home(place)]
    return near[-1].name if near else None


def names_plant(line: Line) -> bool:
    """Whether the sentence speaks of a plant."""
    return "plant" in line.kinds or "this-plant" in line.kinds


def product_of(line: Line, amount: Amount, distances: Distances, context: Context, kind: str) -> str | None:
    """What is made or traded, where a word for goods stands near; all trade otherwise."""
    cue = distances.nearest(
        amount,
        lambda tag: (0.0 if tag != "product:products" else 8.0) if tag.startswith("product:") else None,
        1.0,
        22.0,
    )
    if cue is not None and cue.mark.tag != "product:products":
        return cue.mark.tag[8:]
    if kind == "output" or amount.unit in ("t", "units"):
        return context.product
    return None
