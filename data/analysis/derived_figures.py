"""Derived figures: balance, sum, ratios and changes, computed from the stated ones and never typed.

The table `metrics` says how a metric is derived (operation and operands); here is what each operation does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from math import inf
from types import MappingProxyType

from data.analysis.implied_figures import (
    Operands,
    pairs_for_growth,
    pairs_for_share,
    pairs_for_world_share,
    pairs_for_year_after,
    pairs_for_year_before,
)
from data.analysis.month_totals import add_months, is_month_of_series
from data.model.column_types import NumberedRows, Row
from data.model.fact import Fact
from data.model.interval import Interval
from data.model.relation import REVERSED
from data.model.schema import MONEY


def _level_before(level: Interval, growth: Interval) -> Interval:
    factor = growth.scaled(0.01, 1)
    if growth.low == -inf:  # it fell by more than that, though not by more than all
        return Interval(level.value / factor.value, level.low / factor.high, inf)
    return level / factor


def _level_after(level: Interval, growth: Interval) -> Interval:
    factor = growth.scaled(0.01, 1)
    return level * replace(factor, low=max(factor.low, 0.0))


_Operation = Callable[[Interval, Interval], Interval]
_OF_SAME_SUBJECT: dict[str, _Operation] = {
    "sum": lambda first, second: first + second,
    "difference": lambda first, second: first - second,
    "percentage": lambda first, second: (first / second).scaled(100),
    "part-of-sum": lambda first, second: first.part_of_sum(second).scaled(100),
}
_OF_OTHERS: dict[str, _Operation] = {
    "before": _level_before,
    "after": _level_after,
    "share": lambda part, whole: (part / whole).scaled(100),
    "world-share": lambda part, whole: (part / whole).scaled(100),
    "growth": lambda now, before: (now / before).scaled(100, -100),
    "multiple": lambda now, before: now / before,
    "change": lambda now, before: (now / before).scaled(100, -100),
}
_OPERATIONS = {**_OF_SAME_SUBJECT, **_OF_OTHERS}
# Operations whose result is the greater the greater both operands are; in all others it falls with the second.
_RISING = ("sum", "after")
# A derived figure is trusted no more than the least trusted of its operands; one that is implied by a growth, no more
# than medium.
_CONFIDENCES = ("low", "medium", "high")
_BY_GROWTH = ("before", "after")
_ACROSS_SOURCES = ("share", "world-share")
_STRICT = {">=": ">", "<=": "<"}


def derive_facts(
    stated: Sequence[Fact],
    metrics: NumberedRows,
    within: Mapping[str, str | None] = MappingProxyType({}),
    vintages: Mapping[str, str | None] = MappingProxyType({}),
) -> tuple[Fact, ...]:
    """Return all figures that follow from `stated`, by the operations of `metrics`, rows of that table.

    within: by id of an area, the area that it lies in; without it no shares of regions are formed. vintages: by id of
    a source, as of when its series was taken: of official totals, the latest is used.

    Months of an official series are added up first. Sums, differences, percentages and parts of a sum are formed only
    of money, within one source, reporter, partner, product, period, modality and currency; multiples and changes only
    where the source itself compares a figure with another (`baseline`); growth of official series within one of them;
    levels of another year and shares as `data.analysis.implied_figures` pairs them. Derived money has the currency of
    its operands. Of what both ends are open, nothing is known, and there is no figure.
    """
    totals = add_months(stated)
    found: dict[str, list[Fact]] = {row["id"]: [] for _, row in metrics if row["basis"] == "derived"}
    rows = [row for _, row in metrics if row["id"] in found]
    known = [*stated, *totals]
    for row in rows:
        if row["operation"] in _OF_SAME_SUBJECT:
            pairs = _same_subject(known, row["operands"].split())
            found[row["id"]] = list(_compute(row, pairs))
    known += [fact for facts in found.values() for fact in facts]
    for row in rows:
        if row["operation"] in _OF_OTHERS:
            found[row["id"]] = list(_compute(row, _pairs(row, stated, known, within, vintages)))
    return tuple(_with_unique_ids([*totals, *(fact for facts in found.values() for fact in facts)], stated))


def _pairs(
    row: Row,
    stated: Sequence[Fact],
    known: Sequence[Fact],
    within: Mapping[str, str | None],
    vintages: Mapping[str, str | None],
) -> Iterable[Operands]:
    """Yield the operands of a metric. known: the stated figures and what was derived of them within one source."""
    operation, operands = row["operation"], row["operands"].split()
    if operation == "share":
        return pairs_for_share(known, operands[0], within, vintages)
    if operation == "world-share":
        return pairs_for_world_share(known, operands[0], vintages)
    if operation == "growth":
        return pairs_for_growth(known, operands[0])
    if operation in _BY_GROWTH:
        pair_up = pairs_for_year_before if operation == "before" else pairs_for_year_after
        return pair_up(stated, *operands)
    by_id = {fact.id: fact for fact in stated}
    compared = (fact for fact in stated if fact.metric in operands and fact.baseline)
    return (Operands(fact, by_id[str(fact.baseline)], fact.period) for fact in compared)


def _compute(row: Row, pairs: Iterable[Operands]) -> Iterator[Fact]:
    for pair in pairs:
        try:
            result = _OPERATIONS[row["operation"]](pair.first.interval, pair.second.interval)
        except ZeroDivisionError:
            continue  # a ratio to what may be zero is not known
        if result.low > -inf or result.high < inf:
            unit = pair.first.unit if row["unit"] in MONEY else row["unit"]
            yield _fact(row["id"], unit, row["operation"], result, pair)


def _same_subject(stated: Sequence[Fact], operands: Sequence[str]) -> Iterator[Operands]:
    def subject(fact: Fact) -> tuple[str, ...]:
        parts = (fact.source, fact.reporter, fact.partner, fact.product, fact.period, fact.period_basis, fact.modality)
        return tuple(part or "" for part in (*parts, fact.unit))

    wanted = (
        fact
        for fact in stated
        if fact.metric in operands and fact.reporter and fact.unit in MONEY and not is_month_of_series(fact)
    )
    for _, group in groupby(sorted(wanted, key=subject), key=subject):
        facts: dict[str, Fact] = {}
        for fact in group:
            facts.setdefault(fact.metric, fact)  # stated twice: the first in the table counts
        if all(operand in facts for operand in operands):
            first, second = operands
            yield Operands(facts[first], facts[second], facts[first].period)


def _fact(metric: str, unit: str, operation: str, result: Interval, pair: Operands) -> Fact:
    first, second, period = pair
    relation = _relation(operation, first, second)
    # Of a bound, the end is the figure: it is more than that, whatever the other operand was rounded from.
    value = {">": result.low, ">=": result.low, "<": result.high, "<=": result.high}.get(relation, result.value)
    first_of = replace(first, period=period)
    confidences = [fact.confidence for fact in (first, second) if fact.confidence]
    if confidences and operation in _BY_GROWTH:
        confidences.append("medium")
    return Fact(
        id=_fact_id(metric, unit, first_of),
        metric=metric,
        value=value,
        unit=unit,
        low=result.low,
        high=result.high,
        source=first.source,
        relation=_on_number_line(relation, value),
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
    """Return how a result is bounded, as a number: exact operands give an exact one, bounds of one direction a bound.

    Bounds that contradict each other, and what is about, make it about; so do two sources.
    """
    of_second = _on_number_line(second.relation, second.value)
    of_second = of_second if operation in _RISING else REVERSED.get(of_second, of_second)
    bounds = {_on_number_line(first.relation, first.value), of_second} - {"="}
    if len(bounds) > 1:
        bounds = {_STRICT.get(bound, bound) for bound in bounds}
    if len(bounds) == 1:
        return bounds.pop()
    is_exact = not bounds and not (operation in _ACROSS_SOURCES and first.source != second.source)
    return "=" if is_exact else "~"


def _on_number_line(relation: str, value: float) -> str:
    """Return the relation of a size as that of a number, and back: a fall by more than 5 is a number below −5."""
    return REVERSED.get(relation, relation) if value < 0 else relation


def _fact_id(metric: str, unit: str, first: Fact) -> str:
    """Return an id made of what the figure is; it begins with the source's if that of the first operand does."""
    source = first.source if first.id.startswith(f"{first.source}-") else None
    when = (first.period or "rate").replace("/", "-")
    modality = first.modality if first.modality != "actual" else None
    currency = unit.lower() if unit in MONEY[1:] else None
    parts = (source, metric, first.reporter, first.partner, first.product, when, modality, currency)
    return "-".join(filter(None, parts))


def _with_unique_ids(facts: Sequence[Fact], stated: Sequence[Fact]) -> Iterator[Fact]:
    seen = Counter(fact.id for fact in stated)
    for fact in facts:
        seen[fact.id] += 1
        yield fact if seen[fact.id] == 1 else replace(fact, id=f"{fact.id}-{seen[fact.id]}")
