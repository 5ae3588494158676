"""Arithmetic on intervals: nothing that the inputs allow falls outside the result."""

from __future__ import annotations

import math
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.interval import Interval

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


def test_an_open_end_stays_open() -> None:
    at_least, exact = Interval(4, 4, inf), Interval(2, 1, 3)
    assert at_least + exact == Interval(6, 5, inf)
    assert at_least - exact == Interval(2, 1, inf)
    assert exact - at_least == Interval(-2, -inf, -1)
    assert at_least / exact == Interval(2, 4 / 3, inf)
    assert exact / at_least == Interval(0.5, 0, 0.75)
    assert at_least * exact == Interval(8, 4, inf)
    assert at_least * Interval(0, 0, 0) == Interval(0, 0, 0)
    assert (at_least - at_least).sign is None
    assert (exact - at_least).sign == -1
    assert at_least.finite == Interval(4, 4, 4)


@given(positive, positive, shares, shares)
def test_a_part_of_a_sum_holds_every_pair(a: Interval, b: Interval, one: float, other: float) -> None:
    part, x, y = a.part_of_sum(b), within(a, one), within(b, other)
    assert part.low <= x / (x + y) * (1 + 1e-9)
    assert x / (x + y) <= part.high * (1 + 1e-9)
    assert 0 <= part.low <= part.value <= part.high <= 1


def test_a_part_of_a_sum_with_an_open_end() -> None:
    assert Interval(4, 4, inf).part_of_sum(Interval(4, 4, 4)) == Interval(0.5, 0.5, 1)
    assert Interval(4, 4, 4).part_of_sum(Interval(4, 4, inf)) == Interval(0.5, 0, 0.5)


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
