"""Which figures imply a third: a level and its growth a level of another year, a part and its whole a share.

Only operands are paired here; `data.analysis.derived_figures` computes with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data.model.fact import Fact
from data.model.period import Period
from data.model.schema import MONEY

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


def pairs_for_share(stated: Sequence[Fact], metric: str, within: Mapping[str, str | None]) -> Iterator[Operands]:
    """Figures of a region with the same figure of the country it lies in, by that country's own statistics.

    Of several figures of the country the one with the narrowest interval is taken; those that are hedged, not
    trusted, or of unknown statistics are not. What two reports repeat counts once.
    """
    parts = [fact for fact in stated if _is_actual_money(fact) and fact.metric == metric and not fact.repeats]
    wholes = [fact for fact in parts if fact.relation == "=" and fact.confidence in _TRUSTED]
    wholes = [fact for fact in wholes if fact.reporter_basis == "stated"]
    for part in parts:
        country = within.get(part.reporter or "")
        same = (part.partner, part.product, part.period, part.unit)
        matching = [one for one in wholes if one.reporter == country]
        matching = [one for one in matching if (one.partner, one.product, one.period, one.unit) == same]
        if country and matching:
            yield Operands(part, min(matching, key=lambda one: (one.high - one.low, one.id)), part.period)


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
