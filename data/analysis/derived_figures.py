"""Derived figures: balance, sum, ratios and changes, computed from the stated ones and never typed.

The table `metrics` says how a metric is derived (operation and operands); here is what each operation does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from data.analysis.implied_figures import Operands, pairs_for_share, pairs_for_year_after, pairs_for_year_before
from data.model.column_types import NumberedRows
from data.model.fact import Fact
from data.model.interval import Interval
from data.model.schema import MONEY

_Operation = Callable[[Interval, Interval], Interval]
_OF_SAME_SUBJECT: dict[str, _Operation] = {
    "sum": lambda first, second: first + second,
    "difference": lambda first, second: first - second,
    "percentage": lambda first, second: (first / second).scaled(100),
}
_OF_LEVEL: dict[str, _Operation] = {
    "before": lambda level, growth: level / growth.scaled(0.01, 1),
    "after": lambda level, growth: level * growth.scaled(0.01, 1),
    "share": lambda part, whole: (part / whole).scaled(100),
}
_AGAINST_BASELINE: dict[str, _Operation] = {
    "multiple": lambda now, before: now / before,
    "change": lambda now, before: (now / before).scaled(100, -100),
}
_OPERATIONS = {**_OF_SAME_SUBJECT, **_OF_LEVEL, **_AGAINST_BASELINE}
# A derived figure is trusted no more than the least trusted of its operands; one that is implied by a growth, no more
# than medium.
_CONFIDENCES = ("low", "medium", "high")
_BY_GROWTH = ("before", "after")
_REVERSED_RELATION = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def derive_facts(
    stated: Sequence[Fact], metrics: NumberedRows, within: Mapping[str, str | None] = MappingProxyType({})
) -> tuple[Fact, ...]:
    """Return all figures that follow from `stated`, by the operations of `metrics`, rows of that table.

    within: by id of an area, the area that it lies in; without it no shares are formed.

    Sums, differences and percentages are formed only of money, within one source, reporter, partner, product, period,
    modality and currency; multiples and changes only where the source itself compares a figure with another
    (`baseline`); levels of another year and shares as `data.analysis.implied_figures` pairs them. Derived money has
    the currency of its operands.
    """
    by_id = {fact.id: fact for fact in stated}
    found: list[Fact] = []
    for row in (row for _, row in metrics if row["basis"] == "derived"):
        operands, operation = tuple(row["operands"].split()), row["operation"]
        pairs: Iterable[Operands]
        if operation in _OF_SAME_SUBJECT:
            pairs = _same_subject(stated, operands)
        elif operation == "share":
            pairs = pairs_for_share(stated, operands[0], within)
        elif operation in _OF_LEVEL:
            pair_up = pairs_for_year_before if operation == "before" else pairs_for_year_after
            pairs = pair_up(stated, *operands)
        else:
            compared = (fact for fact in stated if fact.metric in operands and fact.baseline)
            pairs = (Operands(fact, by_id[str(fact.baseline)], fact.period) for fact in compared)
        for pair in pairs:
            first, second, _ = pair
            try:
                result = _OPERATIONS[operation](first.interval, second.interval)
            except ZeroDivisionError:
                continue  # a ratio to what may be zero is not known
            unit = first.unit if row["unit"] in MONEY else row["unit"]
            found.append(_fact(row["id"], unit, operation, result, pair))
    return tuple(_with_unique_ids(found))


def _same_subject(stated: Sequence[Fact], operands: Sequence[str]) -> Iterator[Operands]:
    def subject(fact: Fact) -> tuple[str, ...]:
        parts = (fact.source, fact.reporter, fact.partner, fact.product, fact.period, fact.period_basis, fact.modality)
        return tuple(part or "" for part in (*parts, fact.unit))

    wanted = (fact for fact in stated if fact.metric in operands and fact.reporter and fact.unit in MONEY)
    for _, group in groupby(sorted(wanted, key=subject), key=subject):
        facts: dict[str, Fact] = {}
        for fact in group:
            facts.setdefault(fact.metric, fact)  # stated twice: the first in the table counts
        if all(operand in facts for operand in operands):
            first, second = operands
            yield Operands(facts[first], facts[second], facts[first].period)


def _fact(metric: str, unit: str, operation: str, result: Interval, pair: Operands) -> Fact:
    first, second, period = pair
    first_of = replace(first, period=period)
    confidences = [fact.confidence for fact in (first, second) if fact.confidence]
    if confidences and operation in _BY_GROWTH:
        confidences.append("medium")
    return Fact(
        id=_fact_id(metric, unit, first_of),
        metric=metric,
        value=result.value,
        unit=unit,
        low=result.low,
        high=result.high,
        source=first.source,
        relation=_relation(operation, first, second),
        modality=first.modality,
        basis="derived",
        reporter=first.reporter,
        reporter_basis=first.reporter_basis,
        partner=first.partner,
        product=first.product,
        period=period,
        period_basis=first.period_basis,
        period_text=first.period_text,
        confidence=min(confidences, key=_CONFIDENCES.index, default=None),
        authority=first.authority,
        operation=operation,
        inputs=(first.id, second.id),
    )


def _relation(operation: str, first: Fact, second: Fact) -> str:
    """Exact operands give an exact result; a bound stays one where nothing else is hedged; else it is about."""
    bounds = {first.relation, second.relation} - {"="}
    if not bounds:
        return "="
    if operation == "before":
        # The more it grew, the less it was before.
        bounds = {first.relation, _REVERSED_RELATION.get(second.relation, second.relation)} - {"="}
        return bounds.pop() if len(bounds) == 1 else "~"
    return bounds.pop() if operation == "after" and len(bounds) == 1 else "~"


def _fact_id(metric: str, unit: str, first: Fact) -> str:
    """Return an id made of what the figure is; it begins with the source's if that of the first operand does."""
    source = first.source if first.id.startswith(f"{first.source}-") else None
    when = (first.period or "rate").replace("/", "-")
    modality = first.modality if first.modality != "actual" else None
    currency = unit.lower() if unit in MONEY[1:] else None
    parts = (source, metric, first.reporter, first.partner, first.product, when, modality, currency)
    return "-".join(filter(None, parts))


def _with_unique_ids(facts: Sequence[Fact]) -> Iterator[Fact]:
    seen: Counter[str] = Counter()
    for fact in facts:
        seen[fact.id] += 1
        yield fact if seen[fact.id] == 1 else replace(fact, id=f"{fact.id}-{seen[fact.id]}")
