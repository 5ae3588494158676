"""Accounts of trade: what belongs to one, which of a year is chosen, and which may stand side by side."""

from __future__ import annotations

from typing import Any

import pytest

from data import Dataset, Fact
from data.analysis.subject import PARTNER, REGION
from data.analysis.trade_accounts import (
    METRICS,
    Account,
    best_by_year,
    comparable_groups,
    find_accounts,
    first_territories,
    newest_full,
)


def trade(source: str, period: str | None, *metrics: str, **more: Any) -> list[Fact]:
    """Figures of one source on the region's trade, one dollar each."""
    whole: dict[str, Any] = {
        **{"value": 1.0, "unit": "USD", "low": 1.0, "high": 1.0, "source": source, "period": period},
        **{"reporter": REGION, "partner": PARTNER},
    }
    return [Fact(id=f"{source}-{period}-{metric}", metric=metric, **{**whole, **more}) for metric in metrics]


def told(accounts: Any) -> list[tuple[str, str]]:
    """Source and period of each."""
    return [(one.source, str(one.period)) for one in accounts]


def test_the_projects_own_accounts(dataset: Dataset) -> None:
    accounts = best_by_year(find_accounts(dataset.facts))
    of_region = {str(one.period): one for one in accounts if one.reporter == REGION and one.partner == PARTNER}
    assert [fact.value for fact in of_region["2017"].flows] == [36e6, 15.8e6, 20.2e6, pytest.approx(-4.4e6)]
    (south,) = (one for one in accounts if one.reporter == "south-kazakhstan-region")
    assert south.figures["turnover"].value == pytest.approx(252.8e6 + 369.8e6)  # it is not stated, so it is their sum


@pytest.mark.parametrize(
    "left_out",
    [
        {"modality": "target"},
        {"product": "wheat"},
        {"partner": None},
        {"reporter_basis": "open"},
        {"unit": "KZT"},
        {"repeats": "x"},
    ],
)
def test_what_is_no_account_of_all_trade(left_out: dict[str, Any]) -> None:
    assert find_accounts(trade("a", "2017", *METRICS, **left_out)) == ()


@pytest.mark.parametrize("period", [None, "2017-02", "2017-04/2017-09", "2016-07/2017-06"])
def test_an_account_is_of_a_year_or_of_its_first_months(period: str | None) -> None:
    assert find_accounts(trade("a", period, *METRICS)) == ()


@pytest.mark.parametrize(
    ("first", "second"),  # the first is chosen
    [
        (trade("a", "2017", "turnover"), trade("b", "2017-01/2017-11", *METRICS)),  # the whole year
        (trade("a", "2017", *METRICS), trade("b", "2017", "turnover", basis="official")),  # in full
        (trade("a", "2017", "exports", basis="official"), trade("b", "2017", "exports")),  # by an office
        (trade("a", "2017-01/2017-09", "turnover"), trade("b", "2017-01/2017-06", "turnover")),  # more of the year
        (trade("a", "2017", "turnover", confidence="high"), trade("b", "2017", "turnover", confidence="low")),
    ],
)
def test_one_account_of_a_year_is_chosen(first: list[Fact], second: list[Fact]) -> None:
    for facts in ([*first, *second], [*second, *first]):
        assert {one.source for one in best_by_year(find_accounts(facts))} == {"a"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([*trade("a", "2017", *METRICS), *trade("b", "2018", *METRICS)], ("b", "2018")),
        ([*trade("a", "2017", *METRICS), *trade("b", "2018", *METRICS[:3])], ("a", "2017")),  # full before new
        (
            [*trade("a", "2017", *METRICS[:2]), *trade("b", "2017", *METRICS[2:])],
            ("a", "2017"),
        ),  # one report
        ([*trade("a", "2017", *METRICS), *trade("b", "2018-01/2018-11", *METRICS)], ("a", "2017")),
    ],
)
def test_the_newest_full_account(facts: list[Fact], expected: tuple[str, str]) -> None:
    newest = newest_full(find_accounts(facts))
    assert newest and told([newest]) == [expected]
    assert newest_full([]) is None


def test_only_what_is_comparable_stands_in_one_group() -> None:
    facts = [
        *trade("wits", "2018", *METRICS, basis="official"),
        *trade("wits", "2019", *METRICS, basis="official"),
        *trade("bureau", "2020", *METRICS, basis="official"),
        *trade("a", "2021", "turnover"),
        *trade("b", "2022", "turnover"),
        *trade("c", "2023-01/2023-08", "turnover"),
        *trade("d", "2024", "turnover", reporter="other"),
    ]
    groups = comparable_groups(find_accounts(facts))
    assert [told(group) for group in groups] == [
        [("wits", "2018"), ("wits", "2019")],
        [("bureau", "2020")],
        [("a", "2021"), ("b", "2022")],
        [("c", "2023-01/2023-08")],
        [("d", "2024")],
    ]


def test_the_first_of_a_succession_of_territories() -> None:
    areas = [{"id": name, "succeeds": before} for name, before in (("c", "b"), ("b", "a"), ("a", None), ("d", "d"))]
    assert first_territories(areas) == {"b": "a", "c": "a", "d": "d"}


def test_an_account_of_an_open_period_has_no_year() -> None:
    assert Account(REGION, PARTNER, None, "a", {}).year == 0
