"""Periods: a year, a month, or a range of months, each written in one way."""

from __future__ import annotations

import pytest

from data.model.period import Period


@pytest.mark.parametrize(
    ("text", "first", "last", "months", "is_year"),
    [
        ("2017", (2017, 1), (2017, 12), 12, True),
        ("2018-04", (2018, 4), (2018, 4), 1, False),
        ("2024-01/2024-08", (2024, 1), (2024, 8), 8, False),
        ("2023-11/2024-10", (2023, 11), (2024, 10), 12, False),
    ],
)
def test_each_form(text: str, first: tuple[int, int], last: tuple[int, int], months: int, *, is_year: bool) -> None:
    period = Period.parse(text)
    assert period == (first, last) and str(period) == text
    assert (period.month_count, period.is_year) == (months, is_year)
    assert list(period.years) == sorted({first[0], last[0]})


@pytest.mark.parametrize(
    "text",
    [
        *("", "17", "20175", "2017-00", "2017-13", "2017-1", "2017-04-01", "2017/2018", "2017/2018-04", "٢٠١٧"),
        *("2024-08/2024-01", "2024-01/2024-12", "2024-04/2024-04", " 2017", "2017\n"),
    ],
)
def test_no_other_form(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(text)


def test_order_is_that_of_time() -> None:
    texts = ["2017-12", "2018-01", "2018-01/2018-03", "2018", "2018-02", "2019"]
    assert sorted(sorted(texts), key=Period.parse) == texts


def test_shifted_keeps_the_months() -> None:
    assert [str(Period.parse(text).shifted(-1)) for text in ("2017", "2018-04", "2023-11/2024-02")] == [
        "2016",
        "2017-04",
        "2022-11/2023-02",
    ]
