"""For how many figures the words that they were read from are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from data.model.fact import Fact


class QuotationCoverage(NamedTuple):
    """Numbers of figures that reports state: those whose words are known, and all."""

    quoted: int
    stated: int


def quotation_coverage(facts: Iterable[Fact]) -> QuotationCoverage:
    """Return how many of the stated figures have a phrase; official values and derived figures have none by nature."""
    stated = [fact for fact in facts if fact.basis == "stated"]
    return QuotationCoverage(sum(fact.phrase is not None for fact in stated), len(stated))
