"""Figures on the trade of two countries, whichever of the two reports, seen from the side of the first.

One country's exports are the other's imports, counted by another office: the mirror flow. Here both are
statements on one flow, so that they can stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.analysis.subject import COUNTRY, PARTNER
from data.model.fact import Fact
from data.model.interval import Interval
from data.model.metric import is_growth, level_of

FLOWS = ("turnover", "exports", "imports", "balance", "turnover-growth", "exports-growth", "imports-growth")

# The flow that a derived metric is a figure of.
_FLOW_BY_METRIC = {
    "turnover-before": "turnover",
    "turnover-after": "turnover",
    "trade-sum": "turnover",
    "exports-before": "exports",
    "imports-before": "imports",
}
_MIRROR_FLOW = {
    "exports": "imports",
    "imports": "exports",
    "exports-growth": "imports-growth",
    "imports-growth": "exports-growth",
}


@dataclass(frozen=True)
class Statement:
    """One figure on one flow.

    flow: a metric of FLOWS, as the first country has it. side: whose statistics, None where that is not said.
    interval: the figure in base units, its sign turned where it is the other country's balance. is_mirror: whether it
    is the other country's count of the flow, its imports for our exports. repetitions: the same figure in other
    reports of one release.
    """

    fact: Fact
    flow: str
    side: str | None
    interval: Interval
    is_mirror: bool
    repetitions: tuple[Fact, ...] = ()


def find_statements(facts: Iterable[Fact], country: str = COUNTRY, partner: str = PARTNER) -> tuple[Statement, ...]:
    """Return all that is said of the whole trade of two countries, in the order of the facts; plans are left out."""
    trade = [
        fact
        for fact in facts
        if {fact.reporter, fact.partner} == {country, partner} and fact.product is None and fact.modality == "actual"
    ]
    repetitions: dict[str, list[Fact]] = {}
    for fact in trade:
        if fact.repeats:
            repetitions.setdefault(fact.repeats, []).append(fact)
    statements = (_statement(fact, partner, repetitions.get(fact.id, ())) for fact in trade if not fact.repeats)
    return tuple(filter(None, statements))


def _statement(fact: Fact, partner: str, repetitions: Iterable[Fact]) -> Statement | None:
    flow, interval = _FLOW_BY_METRIC.get(fact.metric, fact.metric), fact.interval
    if fact.reporter == partner:
        flow = _MIRROR_FLOW.get(flow, flow)
        if flow == "balance":
            interval = Interval(-interval.value, -interval.high, -interval.low)
    if flow not in FLOWS or (is_growth(flow) and fact.unit != "%"):
        return None
    side = None if fact.reporter_basis == "open" else fact.reporter
    is_mirror = fact.reporter == partner and level_of(flow) != "turnover"
    return Statement(fact, flow, side, interval, is_mirror, tuple(repetitions))
