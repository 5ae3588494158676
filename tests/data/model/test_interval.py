"""Arithmetic on intervals: nothing that the inputs allow falls outside the result."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.interval import Interval, interval_of_rounded, widen_by_hedge

numbers = st.integers(-10_000, 10_000).map(float)
widths = st.integers(0, 500).map(float)
intervals = st.builds(lambda value, down, up: Interval(value, value - down, value + up), numbers, widths, widths)
positive = st.builds(
    lambda value, share, up: Interval(value, value * share, value + up),
    st.integers(1, 10_000).map(float),
    st.floats(0.01, 1),
    widths,
)
shares = st.floats(0, 1)


def within(interval: Interval, share: float) -> float:
    return interval.low + share * (interval.high - interval.low)


@given(intervals, intervals, shares, shares)
def test_sum_and_difference_hold_every_pair(a: Interval, b: Interval, one: float, other: float) -> None:
    x, y = within(a, one), within(b, other)
    slack = 1e-6
    assert (a + b).low - slack <= x + y <= (a + b).high + slack
    assert (a - b).low - slack <= x - y <= (a - b).high + slack


@given(positive, positive, shares, shares)
def test_ratio_holds_every_pair(a: Interval, b: Interval, one: float, other: float) -> None:
    ratio, exact = a / b, within(a, one) / within(b, other)
    assert ratio.low <= exact * (1 + 1e-9)
    assert exact <= ratio.high * (1 + 1e-9)
    assert ratio.low <= ratio.value <= ratio.high


@given(positive, positive, shares, shares)
def test_product_holds_every_pair(a: Interval, b: Interval, one: float, other: float) -> None:
    product, exact = a * b, within(a, one) * within(b, other)
    assert product.low <= exact * (1 + 1e-9)
    assert exact <= product.high * (1 + 1e-9)
    assert product.low <= product.value <= product.high


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        Interval(1, 1, 1) / Interval(1, 0, 2)


@pytest.mark.parametrize(
    ("value", "rounding", "low", "high"), [(36e6, 1e6, 35.5e6, 36.5e6), (1500, 100, 1450, 1550), (900, 1, 899.5, 900.5)]
)
def test_rounding_is_half_a_unit_of_the_last_digit(value: float, rounding: float, low: float, high: float) -> None:
    assert interval_of_rounded(value, rounding) == Interval(value, low, high)


@pytest.mark.parametrize(
    ("value", "relation", "low", "high"),
    [
        (36.0, "=", 35.5, 36.5),
        (36.0, "~", 34.5, 37.5),
        (36.0, ">", 35.5, math.inf),
        (36.0, ">=", 35.5, math.inf),
        (36.0, "<", -math.inf, 36.5),
        (-36.0, ">", -math.inf, -35.5),  # a deficit of more than 36
    ],
)
def test_a_hedge_leaves_room(value: float, relation: str, low: float, high: float) -> None:
    assert widen_by_hedge(interval_of_rounded(value, 1), relation, 1) == Interval(value, low, high)


@pytest.mark.parametrize(
    ("interval", "sign"),
    [(Interval(-1, -2, -0.5), -1), (Interval(1, 0.5, 2), 1), (Interval(1, -1, 2), None), (Interval(0, 0, 1), None)],
)
def test_the_sign_is_open_where_the_interval_holds_zero(interval: Interval, sign: int | None) -> None:
    assert interval.sign == sign


def test_scaling_keeps_order() -> None:
    scaled = Interval(2, 1, 3).scaled(100, -100)
    assert (scaled.low, scaled.value, scaled.high) == (0, 100, 200)
    assert math.isclose(scaled.high, 200)
