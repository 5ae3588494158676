"""What is made or traded, and by which region, where the sentence says."""

from __future__ import annotations

from data.extraction.amount import GOODS, Amount
from data.extraction.context import SentenceContext
from data.extraction.sentence import TaggedSentence

# What a place makes and no plant does.
PRODUCTS_OF_PLACES = ("industrial output", "agricultural products")
ANY_PRODUCT = "product:products"  # the word "products" itself: a particular one is preferred
_PRODUCT_REACH, _PRODUCT_AFTER = 22.0, 1.0  # words between an amount and its product
_ANY_PRODUCT_WEIGHT = 8.0


def region_beside(context: SentenceContext, amount: Amount) -> str | None:
    """Return the region right before an amount in a list of output by region: "Almaty region – 5 thousand tonnes"."""
    if mentions_plant(context.sentence) or len(context.amounts) < 2:
        return None
    start = max((other.last for other in context.amounts if other.last <= amount.first), default=0)
    regions = [
        place
        for place in context.places
        if start <= place.first and place.last <= amount.first and context.report.is_home(place)
    ]
    return regions[-1].name if regions else None


def mentions_plant(sentence: TaggedSentence) -> bool:
    """Whether the sentence has a word for a plant."""
    return "plant" in sentence.tags or "this-plant" in sentence.tags


def find_product(context: SentenceContext, amount: Amount, kind: str) -> str | None:
    """Return what is made or traded, from a word near the amount or, for goods and output, the claim before.

    None stands for all trade.
    """
    cue = context.distances.nearest(amount, _product_weight, _PRODUCT_AFTER, _PRODUCT_REACH)
    if cue is not None and cue.mark.tag != ANY_PRODUCT:
        return cue.mark.tag[8:]
    if kind == "output" or amount.unit in GOODS:
        return context.report.last_product
    return None


def _product_weight(tag: str) -> float | None:
    if not tag.startswith("product:"):
        return None
    return _ANY_PRODUCT_WEIGHT if tag == ANY_PRODUCT else 0.0
