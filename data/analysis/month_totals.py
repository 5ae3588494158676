"""Months of an official series, added up to years and to the months since January."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import takewhile
from operator import add

from data.model.fact import Fact
from data.model.period import Period
from data.model.schema import MONEY

_MONTHS_PER_YEAR = 12


def is_month_of_series(fact: Fact) -> bool:
    """Whether the fact is one month of an official series."""
    return fact.basis == "official" and fact.parsed_period is not None and fact.parsed_period.month_count == 1


def add_months(facts: Sequence[Fact]) -> list[Fact]:
    """Return the totals of months of official series: of a year, else of January to the last month that is known.

    So, too, of those first months of a year for which another figure of the same reporter is given. A total is a figure
    of the same metric, source, reporter and partner, with the months as `inputs`; a month that is missing ends the sum.
    """
    years: dict[tuple[str | int | None, ...], dict[int, Fact]] = {}
    for fact in facts:
        if is_month_of_series(fact) and fact.parsed_period and fact.unit in MONEY:
            first = fact.parsed_period.first
            who = (fact.source, fact.metric, fact.reporter, fact.partner, fact.product, fact.modality, fact.unit)
            years.setdefault((*who, first.year), {})[first.month] = fact
    spans: dict[str | None, set[Period]] = {}
    for fact in facts:
        if fact.parsed_period:
            spans.setdefault(fact.reporter, set()).add(fact.parsed_period)
    return [total for months in years.values() for total in _totals(months, spans)]


def _totals(months: dict[int, Fact], spans: dict[str | None, set[Period]]) -> Iterator[Fact]:
    run = [months[month] for month in takewhile(months.__contains__, range(1, _MONTHS_PER_YEAR + 1))]
    for count in range(2, len(run) + 1):
        first, *_ = chosen = run[:count]
        period = Period(Period.parse(str(first.period)).first, Period.parse(str(chosen[-1].period)).last)
        if count == len(run) or period in spans[first.reporter]:
            yield _total(chosen, str(period))


def _total(months: Sequence[Fact], period: str) -> Fact:
    first = months[0]
    interval = reduce(add, (month.interval for month in months))
    relations = {month.relation for month in months}
    who = (first.source, first.metric, first.reporter, first.partner, first.product, period.replace("/", "-"))
    return replace(
        first,
        id="-".join(filter(None, who)),
        value=interval.value,
        low=interval.low,
        high=interval.high,
        relation=relations.pop() if len(relations) == 1 else "~",
        rounding=None,
        basis="derived",
        period=period,
        period_text=None,
        method=None,
        phrase=None,
        operation="total-of-months",
        inputs=tuple(month.id for month in months),
    )
