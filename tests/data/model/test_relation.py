"""The table of relations: what a source's words say of the bounds of a figure."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import Dataset
from data.model.relation import REACHES, set_bounds, stated_bounds

BOUNDS = {
    "15.8 million": (15.8e6, "=", 1e5, "USD", None, 15.75e6, 15.85e6),
    "1.5 thousand machines": (1500, "=", 100, "units", None, 1450, 1550),
    "6000 machines": (6000, "=", 1, "units", None, 6000, 6000),
    "900 seats": (900, "=", 1, "seats", None, 900, 900),
    "15,800,000 dollars": (15.8e6, "=", 1, "USD", None, 15.8e6 - 0.5, 15.8e6 + 0.5),
    "5 billion (rounded)": (5e9, "=", 1e9, "USD", "rounded", 4.5e9, 5.5e9),
    "more than 1 billion": (1e9, ">", 1e9, "USD", None, 1e9, inf),
    "more than 6000 machines": (6000, ">", 1, "units", None, 6000, inf),
    "at least 40,000": (40_000, ">=", 1000, "units", None, 40_000, inf),
    "up to 5 thousand": (5000, "<=", 1000, "units", None, 0, 5000),
    "less than 5 %": (5, "<", 1, "%", None, 0, 5),
    "about 4.3 billion": (4.3e9, "~", 1e8, "USD", None, 4.2e9, 4.4e9),
    "about 30 %": (30, "~", 1, "%", None, 29, 31),
    "about 6000 machines": (6000, "~", 1, "units", None, 5000, 7000),
    "almost 2 billion": (2e9, "~", 1e9, "USD", "almost", 1e9, 2e9),
    "a fall by almost 8 %": (-8, "~", 1, "%", "almost", -8, -7),
    "a deficit of more than 36": (-36, ">", 1, "USD", None, -inf, -36),
    "a fall by up to 5 %": (-5, "<=", 1, "%", None, -5, 0),
}


@pytest.mark.parametrize(
    ("value", "relation", "step", "unit", "hedge", "low", "high"), BOUNDS.values(), ids=list(BOUNDS)
)
def test_the_bounds_of(
    value: float, relation: str, step: float, unit: str, hedge: str | None, low: float, high: float
) -> None:
    found = stated_bounds(value, relation, step, unit=unit, hedge=hedge)
    assert (found.value, found.low, found.high) == (value, low, high)


@given(st.integers(-10_000, 10_000).map(float), st.sampled_from(sorted(REACHES)), st.sampled_from([0.1, 1.0, 1000.0]))
def test_a_figure_lies_within_its_bounds_and_a_bound_is_one(value: float, relation: str, step: float) -> None:
    found = stated_bounds(value, relation, step, unit="USD", signed=True)
    assert found.low <= value <= found.high
    if relation in (">", ">="):
        assert (found.low == value and found.high == inf) or (value < 0 and found.high == value)
    if relation == "~":
        assert found.high - found.low > step


def test_what_cannot_be_below_zero_is_not() -> None:
    assert stated_bounds(1e9, "~", 2e9, unit="USD").low == 0
    assert stated_bounds(3, "=", 10, unit="%", signed=True).low == -2


def test_bounds_of_a_row_are_empty_where_they_are_open() -> None:
    row = {"metric": "turnover", "value": 4e9, "unit": "USD", "relation": ">", "hedge": None, "rounding": 1e9}
    assert set_bounds(row) == {**row, "low": 4e9, "high": None}
    seats = {**row, "metric": "seats", "value": 900.0, "unit": "seats", "relation": "=", "rounding": None}
    assert set_bounds(seats) == {**seats, "rounding": 1, "low": 900, "high": 900}


def test_more_than_has_no_value_below_it_in_any_table(dataset: Dataset) -> None:
    bounded = [fact for fact in dataset.facts if fact.basis != "derived" and fact.relation in (">", ">=")]
    assert bounded
    for fact in bounded:
        assert (fact.low, fact.high) == ((fact.value, inf) if fact.value > 0 else (-inf, fact.value)), fact.id
    table = dataset.observations.set_index("id")
    assert table.loc[[fact.id for fact in bounded if fact.value > 0], "high"].isna().all()
    assert (table.query("unit == 'seats'")["low"] == 900).all()


def test_the_documented_table_has_every_relation() -> None:
    document = (Path(__file__).parents[3] / "docs/data-model.md").read_text("utf-8")
    rows = [line.split("|") for line in document.splitlines() if line.startswith("| `")]
    relations = " ".join(row[1] for row in rows if len(row) == 7)
    assert {relation for relation in REACHES if f"`{relation}`" in relations} == set(REACHES)
