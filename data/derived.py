"""Derived figures: balance, sum, ratios and changes, computed from the stated ones and never typed.

How a metric is derived stands in the table `metrics` (operation and operands); here is what
each operation does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import pandas as pd

from data.fact import Fact
from data.interval import Interval
from data.schema import MONEY

_PAIRS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "sum": lambda first, second: first + second,
    "difference": lambda first, second: first - second,
    "percentage": lambda first, second: (first / second).scaled(100),
}
_AGAINST_BASELINE: dict[str, Callable[[Interval, Interval], Interval]] = {
    "multiple": lambda now, before: now / before,
    "change": lambda now, before: (now / before).scaled(100, -100),
}


def derive(stated: Sequence[Fact], metrics: pd.DataFrame) -> tuple[Fact, ...]:
    """All figures that follow from `stated`, by the operations of the table `metrics`.

    Sums, differences and percentages are formed only of money, within one source, reporter, partner,
    product, period, modality and currency; multiples and changes only where the source itself compares
    a figure with another (`baseline`). Money that is derived has the currency of its operands.
    """
    by_id = {fact.id: fact for fact in stated}
    found: list[Fact] = []
    for row in metrics[metrics["basis"] == "derived"].itertuples():
        operands = tuple(str(row.operands).split())
        if row.operation in _PAIRS:
            pairs = _same_subject(stated, operands)
            operate = _PAIRS[str(row.operation)]
        else:
            pairs = ((fact, by_id[fact.baseline]) for fact in stated if fact.metric in operands and fact.baseline)
            operate = _AGAINST_BASELINE[str(row.operation)]
        for first, second in pairs:
            try:
                result = operate(first.interval, second.interval)
            except ZeroDivisionError:
                continue  # a ratio to what may be nothing is not known
            unit = first.unit if row.unit in MONEY else str(row.unit)
            found.append(_fact(str(row.id), unit, str(row.operation), result, first, second))
    return tuple(_distinct(found))


def _same_subject(stated: Sequence[Fact], operands: Sequence[str]) -> Iterator[tuple[Fact, Fact]]:
    def subject(fact: Fact) -> tuple[str, ...]:
        parts = (fact.source, fact.reporter, fact.partner, fact.product, fact.period, fact.period_basis, fact.modality)
        return tuple(part or "" for part in (*parts, fact.unit))

    wanted = (fact for fact in stated if fact.metric in operands and fact.reporter and fact.unit in MONEY)
    for _, group in groupby(sorted(wanted, key=subject), key=subject):
        facts: dict[str, Fact] = {}
        for fact in group:
            facts.setdefault(fact.metric, fact)  # told twice: the first in the table counts
        if all(operand in facts for operand in operands):
            first, second = operands
            yield facts[first], facts[second]


def _fact(metric: str, unit: str, operation: str, result: Interval, first: Fact, second: Fact) -> Fact:
    relation = "=" if first.relation == second.relation == "=" else "~"
    return Fact(
        id=_name(metric, unit, first),
        metric=metric,
        value=result.value,
        unit=unit,
        low=result.low,
        high=result.high,
        source=first.source,
        relation=relation,
        modality=first.modality,
        basis="derived",
        reporter=first.reporter,
        partner=first.partner,
        product=first.product,
        period=first.period,
        period_basis=first.period_basis,
        period_text=first.period_text,
        operation=operation,
        inputs=(first.id, second.id),
    )


def _name(metric: str, unit: str, first: Fact) -> str:
    """Figures whose operands go by their source's name go by it too; others by what they are alone."""
    source = first.source if first.id.startswith(f"{first.source}-") else None
    when = (first.period or "rate").replace("/", "-")
    modality = first.modality if first.modality != "actual" else None
    currency = unit.lower() if unit in MONEY[1:] else None
    parts = (source, metric, first.reporter, first.partner, first.product, when, modality, currency)
    return "-".join(filter(None, parts))


def _distinct(facts: Sequence[Fact]) -> Iterator[Fact]:
    seen: Counter[str] = Counter()
    for fact in facts:
        seen[fact.id] += 1
        yield fact if seen[fact.id] == 1 else replace(fact, id=f"{fact.id}-{seen[fact.id]}")
