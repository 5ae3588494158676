"""What follows from official series: totals of months, growth, shares in the trade with the world, amounts in tenge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from data import Dataset, Fact
from data.analysis.derived_figures import derive_facts
from data.analysis.exchange import in_tenge
from data.analysis.month_totals import add_months

WITHIN = {"almaty-region": "kazakhstan"}


def fact(metric: str, value: float, period: str, **more: Any) -> Fact:
    """A figure of Almaty region's trade with Uzbekistan, of the daily, to 0.1 million dollars."""
    parts = {
        "source": "daily",
        "reporter": "almaty-region",
        "partner": "uzbekistan",
        "reporter_basis": "stated",
        **more,
    }
    name = "-".join((parts["source"], metric, parts["reporter"], parts["partner"], period.replace("/", "-")))
    return Fact(name, metric, value, "USD", value - 5e4, value + 5e4, period=period, period_basis="stated", **parts)


def official(metric: str, value: float, period: str, **more: Any) -> Fact:
    """A figure of an official series, to a thousand dollars."""
    one = fact(metric, value, period, **{"source": "bureau", "partner": "world", **more})
    return replace(one, basis="official", low=value - 500, high=value + 500)


def months(metric: str, total: float, year: int, count: int = 12, reporter: str = "almaty-region") -> list[Fact]:
    """The first months of a year, which add up to `total`."""
    return [official(metric, total / count, f"{year}-{month:02}", reporter=reporter) for month in range(1, count + 1)]


def follows(dataset: Dataset, *stated: Fact, vintages: Mapping[str, str | None] = {}) -> dict[str, Fact]:
    return {one.metric: one for one in derive_facts(stated, dataset.rows("metrics"), WITHIN, vintages)}


ARTICLE = (
    *(fact("exports", 15.8e6, "2017"), fact("imports", 20.2e6, "2017")),
    replace(fact("turnover", 36e6, "2017"), low=35.5e6, high=36.5e6),
)
WORLD = (*months("exports", 317.7e6, 2017), *months("imports", 1213.8e6, 2017))


def test_the_partner_s_part_in_all_the_region_s_trade(dataset: Dataset) -> None:
    found = follows(dataset, *ARTICLE, *WORLD)
    shares = {metric: one.value for metric, one in found.items() if metric.endswith("world-share")}
    assert {metric: round(share, 2) for metric, share in shares.items()} == {
        "exports-world-share": 4.97,
        "imports-world-share": 1.66,
        "turnover-world-share": 2.35,
    }
    share = found["exports-world-share"]
    assert (share.unit, share.relation, share.source, share.partner) == ("%", "~", "daily", "uzbekistan")
    assert share.inputs == ("daily-exports-almaty-region-uzbekistan-2017", "bureau-exports-almaty-region-world-2017")
    assert (share.low, share.high) == pytest.approx((100 * 15.75 / 317.706, 100 * 15.85 / 317.694))


def test_the_first_months_of_a_year_in_new_boundaries(dataset: Dataset) -> None:
    who = "almaty-region-2022"
    world = [*months("exports", 900e6, 2024, 8, who), *months("imports", 1418.7e6, 2024, 8, who)]
    turnover = fact("turnover", 171e6, "2024-01/2024-08", reporter=who)
    share = follows(dataset, turnover, *world)["turnover-world-share"]
    assert (round(share.value, 2), share.period) == (7.37, "2024-01/2024-08")
    assert "turnover-world-share" not in follows(dataset, replace(turnover, reporter="almaty-region"), *world)


def test_months_are_added_up_to_the_year_and_to_the_months_that_another_figure_is_for() -> None:
    year = months("exports", 120e6, 2024)
    (total,) = add_months(year)
    assert (total.id, total.metric, total.period) == ("bureau-exports-almaty-region-world-2024", "exports", "2024")
    assert (total.value, total.low, total.high) == pytest.approx((120e6, 120e6 - 6000, 120e6 + 6000))
    assert (total.basis, total.operation, len(total.inputs)) == ("derived", "total-of-months", 12)
    part, _ = add_months([*year, fact("turnover", 1e6, "2024-01/2024-08")])
    assert (part.period, len(part.inputs)) == ("2024-01/2024-08", 8)
    assert part.value == pytest.approx(80e6)
    assert [one.period for one in add_months(year[:5] + year[6:])] == ["2024-01/2024-05"]
    assert add_months(year[1:]) == []
    assert add_months([replace(one, basis="stated") for one in year]) == []


def test_growth_is_within_one_series(dataset: Dataset) -> None:
    old, new = (
        official("exports", value, year, partner="uzbekistan") for value, year in ((80e6, "2018"), (90e6, "2019"))
    )
    growth = follows(dataset, old, new)["exports-growth"]
    assert (growth.value, growth.unit, growth.period) == (12.5, "%", "2019")
    assert growth.inputs == (new.id, old.id)
    assert "exports-growth" not in follows(dataset, replace(old, source="other"), new)
    assert "exports-growth" not in follows(dataset, old, replace(new, period="2020"))
    assert "exports-growth" not in follows(dataset, *(replace(one, basis="stated") for one in (old, new)))


def test_a_region_s_share_is_of_the_official_total_of_the_latest_vintage(dataset: Dataset) -> None:
    country = {"reporter": "kazakhstan", "partner": "uzbekistan"}
    told = replace(fact("turnover", 2e9, "2017", **country), confidence="high")
    old = [official(name, value, "2017", **country) for name, value in (("exports", 1.2e9), ("imports", 0.7e9))]
    new = [replace(one, id=f"{one.id}-2", source="revised", value=one.value * 1.1) for one in old]
    assert follows(dataset, ARTICLE[2], told)["national-share"].inputs[1] == told.id
    share = follows(dataset, ARTICLE[2], told, *old)["national-share"]
    assert share.inputs[1] == "bureau-trade-sum-kazakhstan-uzbekistan-2017"
    assert share.value == pytest.approx(3600 / 1900)
    vintages = {"bureau": "2018", "revised": "2025"}
    share = follows(dataset, ARTICLE[2], told, *new, *old, vintages=vintages)["national-share"]
    assert share.value == pytest.approx(3600 / 2090)


def test_money_of_a_year_in_tenge() -> None:
    rates = [{"id": "usd-2017", "currency": "USD", "period": "2017", "value": 326.0, "low": 312.0, "high": 345.0}]
    exports = ARTICLE[0]
    found = in_tenge(exports, rates)
    assert found
    assert (found.unit, found.value, found.low, found.high) == ("KZT", 15.8e6 * 326, 15.75e6 * 326, 15.85e6 * 326)
    assert (found.operation, found.inputs, found.basis) == ("convert", (exports.id, "usd-2017"), "derived")
    assert in_tenge(replace(exports, period="2018"), rates) is None
    assert in_tenge(replace(exports, period="2017-01/2017-08"), rates) is None
    assert in_tenge(replace(exports, unit="EUR"), rates) is None


def test_the_region_s_shares_by_its_own_statistics(dataset: Dataset) -> None:
    shares = [one for one in dataset.facts if one.operation == "world-share"]
    found = {(one.metric, one.reporter, one.period): round(one.value, 1) for one in shares}
    assert found == {
        ("exports-world-share", "almaty-region", "2017"): 5.0,
        ("imports-world-share", "almaty-region", "2017"): 1.7,
        ("turnover-world-share", "almaty-region", "2017"): 2.4,
        ("turnover-world-share", "almaty-region-2022", "2024-01/2024-08"): 7.4,
    }
