"""Which figures imply a third: a level and its growth a level of another year, a part and its whole a share.

Only pairs are formed here; `data.analysis.derived_figures` computes with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data.model.fact import Fact
from data.model.schema import MONEY

_YEAR = re.compile(r"\d{4}")
_TRUSTED = (None, "high")


class Pair(NamedTuple):
    """Two figures, and the period of the one that follows from them."""

    first: Fact
    second: Fact
    period: str | None


def before(stated: Sequence[Fact], level: str, growth: str) -> Iterator[Pair]:
    """Levels with their growth in per cent, both told by one source of one period: they imply the year before.

    Where the source states that year's level itself, nothing is implied; so in `after`.
    """
    levels = {_subject(fact, fact.period) for fact in stated if fact.metric == level}
    for one, grown in _told_together(stated, level, growth, 0):
        earlier = shifted(one.period or "", -1)
        if _subject(one, earlier) not in levels:
            yield Pair(one, grown, earlier)


def after(stated: Sequence[Fact], level: str, growth: str) -> Iterator[Pair]:
    """Levels with the growth that the same source tells of the next year."""
    levels = {_subject(fact, fact.period) for fact in stated if fact.metric == level}
    for one, grown in _told_together(stated, level, growth, 1):
        if _subject(one, grown.period) not in levels:
            yield Pair(one, grown, grown.period)


def share(stated: Sequence[Fact], metric: str, within: Mapping[str, str | None]) -> Iterator[Pair]:
    """Figures of a region with the same figure of the country it lies in, by that country's own statistics.

    Of several figures of the country the one that leaves the least open is taken; those that are hedged, not
    trusted, or of unsaid statistics are not. What two reports repeat counts once.
    """
    every = [fact for fact in stated if _is_whole(fact) and fact.metric == metric and not fact.repeats]
    wholes = [fact for fact in every if fact.relation == "=" and fact.confidence in _TRUSTED]
    wholes = [fact for fact in wholes if fact.reporter_basis == "stated"]
    for part in every:
        country = within.get(part.reporter or "")
        same = (part.partner, part.product, part.period, part.unit)
        fits = [one for one in wholes if one.reporter == country]
        fits = [one for one in fits if (one.partner, one.product, one.period, one.unit) == same]
        if country and fits:
            yield Pair(part, min(fits, key=lambda one: (one.high - one.low, one.id)), part.period)


def shifted(period: str, years: int) -> str:
    """The same months so many years later: 2024-01/2024-08 and −1 give 2023-01/2023-08."""
    return _YEAR.sub(lambda year: f"{int(year[0]) + years:04}", period)


def _told_together(stated: Sequence[Fact], level: str, growth: str, later: int) -> Iterator[tuple[Fact, Fact]]:
    """Levels with the growth that the same source tells of the same thing, `later` years on."""
    grown = {
        _subject(fact, fact.period): fact for fact in reversed(stated) if fact.metric == growth and fact.unit == "%"
    }
    for fact in stated:
        if fact.metric == level and _is_whole(fact) and not fact.repeats:
            key = _subject(fact, shifted(fact.period or "", later))
            if key in grown:
                yield fact, grown[key]


def _is_whole(fact: Fact) -> bool:
    return fact.unit in MONEY and bool(fact.period) and fact.modality == "actual"


def _subject(fact: Fact, period: str | None) -> tuple[str | None, ...]:
    return (fact.source, fact.reporter, fact.partner, fact.product, fact.modality, period)
