"""Figures on the trade of two countries, whichever of the two reports, seen from the side of the first.

One country's exports are the other's imports, counted by another office: the mirror flow. Here both are
statements on one flow, so that they can stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.analysis.subject import COUNTRY, PARTNER
from data.model.fact import Fact
from data.model.interval import Interval

FLOWS = ("turnover", "exports", "imports", "balance")

# The flow that a metric is a figure of; that of others is named as they are.
_FLOW_BY_METRIC = {"trade-sum": "turnover"}
_MIRROR_FLOW = {"exports": "imports", "imports": "exports"}


@dataclass(frozen=True)
class Statement:
    """One figure on one flow, stated by a report or of an official series.

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
    """Return what reports state of the whole trade of two countries, in the order of the facts; plans are left out."""
    trade = [fact for fact in facts if fact.basis == "stated" and _is_of_pair(fact, country, partner)]
    repetitions: dict[str, list[Fact]] = {}
    for fact in trade:
        if fact.repeats:
            repetitions.setdefault(fact.repeats, []).append(fact)
    statements = (_statement(fact, partner, repetitions.get(fact.id, ())) for fact in trade if not fact.repeats)
    return tuple(filter(None, statements))


def official_statements(
    facts: Iterable[Fact], vintages: Mapping[str, str | None], country: str = COUNTRY, partner: str = PARTNER
) -> dict[tuple[str, str, int], Statement]:
    """Return the official value of whole years, by flow, side and year: that of the newest vintage.

    vintages: when a series was taken, by the id of its source. Turnover and balance are computed from the exports and
    imports of one series.
    """
    by_id = {fact.id: fact for fact in facts}
    found: dict[tuple[str, str, int], Statement] = {}
    for fact in by_id.values():
        parts = (fact,) if fact.basis == "official" else tuple(by_id[name] for name in fact.inputs)
        is_official = parts and all(part.basis == "official" and part.period == fact.period for part in parts)
        if not (is_official and fact.is_of_year and fact.unit == "USD" and _is_of_pair(fact, country, partner)):
            continue
        one = _statement(fact, partner, ())
        if one and one.side:
            key = (one.flow, one.side, int(str(fact.period)))
            if key not in found or _vintage(found[key], vintages) < _vintage(one, vintages):
                found[key] = one
    return found


def _vintage(one: Statement, vintages: Mapping[str, str | None]) -> str:
    return vintages.get(one.fact.source) or ""


def _is_of_pair(fact: Fact, country: str, partner: str) -> bool:
    return {fact.reporter, fact.partner} == {country, partner} and fact.product is None and fact.modality == "actual"


def _statement(fact: Fact, partner: str, repetitions: Iterable[Fact]) -> Statement | None:
    flow, interval = _FLOW_BY_METRIC.get(fact.metric, fact.metric), fact.interval
    if fact.reporter == partner:
        flow = _MIRROR_FLOW.get(flow, flow)
        if flow == "balance":
            interval = Interval(-interval.value, -interval.high, -interval.low)
    if flow not in FLOWS:
        return None
    side = None if fact.reporter_basis == "open" else fact.reporter
    is_mirror = fact.reporter == partner and flow != "turnover"
    return Statement(fact, flow, side, interval, is_mirror, tuple(repetitions))
