"""Bounds in words: open ends are said, not drawn, and not said twice."""

from __future__ import annotations

import pytest

from components.charts.fact_text import amount, bounds, bounds_beside_amount
from components.i18n import Messages
from data import Fact
from data.model.relation import stated_bounds

BOUNDS = {
    "more than": (4, ">", 1, "%", "more than 4%", "4% or more", ""),
    "up to": (5000, "<=", 1000, "units", "up to 5,000 machines", "5,000 or less", ""),
    "about": (30, "~", 1, "%", "about 30%", "29–31%", "29–31%"),
    "a fall by more than": (-8, ">", 1, "%", "less than −8%", "−8% or less", ""),
    "a fall by less than": (-8, "<", 1, "%", "more than −8%", "−8 to 0%", "−8 to 0%"),
    "a count": (900, "=", 1, "seats", "900 seats", "900", ""),
    "a rounded count": (1500, "=", 100, "units", "1,500 machines", "1,450–1,550", "1,450–1,550"),
}


@pytest.mark.parametrize(
    ("value", "relation", "step", "unit", "figure", "range_", "beside"), BOUNDS.values(), ids=list(BOUNDS)
)
def test_bounds_in_words(
    value: float, relation: str, step: float, unit: str, figure: str, range_: str, beside: str
) -> None:
    ends = stated_bounds(value, relation, step, unit=unit)
    fact = Fact("one", "output", value, unit, ends.low, ends.high, "daily", relation, rounding=step)
    words = Messages("en")
    found = [amount(fact, words), bounds(fact, words), bounds_beside_amount(fact, words)]
    assert [text.replace("\u00a0", " ") for text in found] == [figure, range_, beside]


def test_a_sum_of_months_says_how_many() -> None:
    assert Messages("en")("formula.total-of-months", n=12) == "sum of 12 months"
