"""Which figures imply a third: a level and its growth, a part and its whole, two years of an official series.

Only operands are paired here; `data.analysis.derived_figures` computes with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from data.model.fact import Fact
from data.model.period import Period
from data.model.schema import MONEY

WORLD = "world"  # the partner of a figure with all countries
SUM_METRIC = "trade-sum"
_TRUSTED = (None, "high")


class Operands(NamedTuple):
    """Two figures, and the period of the one that follows from them."""

    first: Fact
    second: Fact
    period: str | None


def pairs_for_year_before(stated: Sequence[Fact], level: str, growth: str) -> Iterator[Operands]:
    """Levels with their growth in per cent, both of one source and period: they imply the level of the year before.

    Where the source states that year's level itself, nothing is implied; so in `pairs_for_year_after`.
    """
    stated_levels = {_subject(fact, fact.parsed_period) for fact in stated if fact.metric == level}
    for one, grown, period in _levels_with_growth(stated, level, growth, 0):
        if _subject(one, period.shifted(-1)) not in stated_levels:
            yield Operands(one, grown, str(period.shifted(-1)))


def pairs_for_year_after(stated: Sequence[Fact], level: str, growth: str) -> Iterator[Operands]:
    """Levels with the growth that the same source gives for the next year: they imply the level of that year."""
    stated_levels = {_subject(fact, fact.parsed_period) for fact in stated if fact.metric == level}
    for one, grown, period in _levels_with_growth(stated, level, growth, 1):
        if _subject(one, period) not in stated_levels:
            yield Operands(one, grown, grown.period)


def pairs_for_share(
    facts: Sequence[Fact], metric: str, within: Mapping[str, str | None], vintages: Mapping[str, str | None]
) -> Iterator[Operands]:
    """Figures of a region with the same figure of the country it lies in, by that country's own statistics.

    An official figure of the country is preferred, of the latest vintage; for turnover, also the sum of official
    exports and imports. Else, of several figures the one with the narrowest interval is taken; those that are hedged,
    not trusted, or of unknown statistics are not. What two reports repeat counts once.
    """
    parts = _parts(facts, metric)
    wholes = _wholes(facts, metric)
    for part in parts:
        country = within.get(part.reporter or "")
        candidates = [one for one in wholes if one.reporter == country and _has_same_subject(one, part)]
        if country and (whole := _best(candidates, facts, vintages)):
            yield Operands(part, whole, part.period)


def pairs_for_world_share(facts: Sequence[Fact], metric: str, vintages: Mapping[str, str | None]) -> Iterator[Operands]:
    """Figures with one partner, with that of the same reporter, in the same boundaries, with the whole world.

    The figure with the world is chosen as in `pairs_for_share`.
    """
    wholes = [one for one in _wholes(facts, metric) if one.partner == WORLD]
    for part in _parts(facts, metric):
        candidates = [one for one in wholes if _has_same_subject(replace(one, partner=part.partner), part)]
        candidates = [one for one in candidates if one.reporter == part.reporter]
        if part.partner not in (None, WORLD) and (whole := _best(candidates, facts, vintages)):
            yield Operands(part, whole, part.period)


def pairs_for_growth(facts: Sequence[Fact], metric: str) -> Iterator[Operands]:
    """Figures of a year in an official series, with that of the year before in the same series."""
    official = official_sources(facts)
    of_series = [fact for fact in facts if fact.metric == metric and fact.source in official and fact.is_of_year]
    of_series = [fact for fact in of_series if _is_actual_money(fact)]
    by_subject = {(*_subject(fact, fact.parsed_period), fact.unit): fact for fact in of_series}
    for fact in of_series:
        if fact.parsed_period and (
            before := by_subject.get((*_subject(fact, fact.parsed_period.shifted(-1)), fact.unit))
        ):
            yield Operands(fact, before, fact.period)


def official_sources(facts: Sequence[Fact]) -> frozenset[str]:
    """Return the sources that official figures are from; what is derived within one of them is official too."""
    return frozenset(fact.source for fact in facts if fact.basis == "official")


def _parts(facts: Sequence[Fact], metric: str) -> list[Fact]:
    stated = (fact for fact in facts if fact.metric == metric and fact.basis != "derived" and not fact.repeats)
    return [fact for fact in stated if _is_actual_money(fact)]


def _wholes(facts: Sequence[Fact], metric: str) -> list[Fact]:
    """Figures that may stand for a whole: official ones, and exact, trusted ones by the reporter's statistics."""
    official = official_sources(facts)
    also = (SUM_METRIC,) if metric == "turnover" else ()
    return [
        fact
        for fact in facts
        if fact.metric in (metric, *also)
        and _is_actual_money(fact)
        and not fact.repeats
        and fact.relation == "="
        and (
            fact.source in official
            or (fact.basis == "stated" and fact.confidence in _TRUSTED and fact.reporter_basis == "stated")
        )
    ]


def _best(wholes: Sequence[Fact], facts: Sequence[Fact], vintages: Mapping[str, str | None]) -> Fact | None:
    """Return the official figure of the latest vintage, else that with the narrowest interval; None of none."""
    official = official_sources(facts)
    exact = sorted(wholes, key=lambda one: (one.high - one.low, one.id))
    return max(
        exact, key=lambda one: (one.source in official, vintages.get(one.source) or ""), default=None
    )  # of equals the first


def _has_same_subject(one: Fact, other: Fact) -> bool:
    return (one.partner, one.product, one.period, one.unit) == (other.partner, other.product, other.period, other.unit)


def _levels_with_growth(
    stated: Sequence[Fact], level: str, growth: str, years: int
) -> Iterator[tuple[Fact, Fact, Period]]:
    """Each level, the growth that the same source gives for the same thing `years` later, and the latter's period."""
    growths = {
        _subject(fact, fact.parsed_period): fact
        for fact in reversed(stated)
        if fact.metric == growth and fact.unit == "%"
    }
    for fact in stated:
        if fact.metric == level and _is_actual_money(fact) and fact.parsed_period and not fact.repeats:
            period = fact.parsed_period.shifted(years)
            if grown := growths.get(_subject(fact, period)):
                yield fact, grown, period


def _is_actual_money(fact: Fact) -> bool:
    """Whether it is an amount of money that was counted for a known period, not planned."""
    return fact.unit in MONEY and bool(fact.period) and fact.modality == "actual"


def _subject(fact: Fact, period: Period | None) -> tuple[str | Period | None, ...]:
    return (fact.source, fact.reporter, fact.partner, fact.product, fact.modality, period)
