"""Figures on the trade of two countries, whichever of the two reports, seen from the side of the first.

One country's exports are the other's imports, counted by another office: the mirror flow. Here both are
statements on one flow, so that they can stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.model.fact import Fact
from data.model.interval import Interval

HOME, ABROAD = "kazakhstan", "uzbekistan"
FLOWS = ("turnover", "exports", "imports", "balance", "turnover-growth", "exports-growth", "imports-growth")

# What a derived metric is a figure of.
_OF = {
    "turnover-before": "turnover",
    "turnover-after": "turnover",
    "trade-sum": "turnover",
    "exports-before": "exports",
    "imports-before": "imports",
}
_MIRROR = {
    "exports": "imports",
    "imports": "exports",
    "exports-growth": "imports-growth",
    "imports-growth": "exports-growth",
}


@dataclass(frozen=True)
class Statement:
    """One figure on one flow.

    flow: a metric of FLOWS, as the first country has it. side: whose statistics, None where that is not said.
    interval: the figure in base units, turned round where the other country's balance is meant. repeated: other
    reports of the same release.
    """

    fact: Fact
    flow: str
    side: str | None
    interval: Interval
    repeated: tuple[Fact, ...] = ()

    @property
    def is_mirror(self) -> bool:
        """Whether it is the other country's count of the flow: its imports for our exports."""
        return self.fact.reporter == ABROAD and self.flow not in ("turnover", "turnover-growth")


def statements(facts: Iterable[Fact]) -> tuple[Statement, ...]:
    """All that is said of the two countries' whole trade, in the order of the facts; plans are left out."""
    every = [fact for fact in facts if {fact.reporter, fact.partner} == {HOME, ABROAD}]
    every = [fact for fact in every if fact.product is None and fact.modality == "actual"]
    repeated: dict[str, list[Fact]] = {}
    for fact in every:
        if fact.repeats:
            repeated.setdefault(fact.repeats, []).append(fact)
    return tuple(_stated(every, repeated))


def _stated(facts: Iterable[Fact], repeated: dict[str, list[Fact]]) -> Iterator[Statement]:
    for fact in facts:
        flow, interval = _OF.get(fact.metric, fact.metric), fact.interval
        if fact.reporter == ABROAD:
            flow = _MIRROR.get(flow, flow)
            if flow == "balance":
                interval = Interval(-interval.value, -interval.high, -interval.low)
        if flow in FLOWS and not fact.repeats and not (flow.endswith("-growth") and fact.unit != "%"):
            side = None if fact.reporter_basis == "open" else fact.reporter
            yield Statement(fact, flow, side, interval, tuple(repeated.get(fact.id, ())))
