"""Money in tenge, at the mean exchange rate of its year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from data.model.column_types import Row
from data.model.fact import Fact


def in_tenge(fact: Fact, rates: Iterable[Row]) -> Fact | None:
    """Return a figure of a year in tenge; None where it is no year's, or its currency has no rate for that year.

    rates: rows of the table `exchange_rates`. The interval is that of the figure at the mean rate of the year: how the
    rate moved within the year is not in it. `inputs` are the ids of the figure and of the rate.
    """
    if not fact.is_of_year:
        return None
    rate = next((row for row in rates if (row["currency"], row["period"]) == (fact.unit, fact.period)), None)
    if rate is None:
        return None
    interval = fact.interval.scaled(rate["value"])
    return replace(
        fact,
        id=f"{fact.id}-kzt",
        value=interval.value,
        unit="KZT",
        low=interval.low,
        high=interval.high,
        rounding=None,
        basis="derived",
        method=None,
        phrase=None,
        phrase_start=None,
        phrase_end=None,
        operation="convert",
        inputs=(fact.id, rate["id"]),
    )
