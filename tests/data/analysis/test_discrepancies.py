"""What is said of one flow is judged by the official series, whoever counts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from data import Fact
from data.analysis.discrepancies import Discrepancy, Judgement, find_discrepancies, judge
from data.analysis.mirror_flows import find_statements, official_statements
from data.model.relation import stated_bounds


def fact(name: str, value: float, **more: Any) -> Fact:
    """A turnover of Kazakhstan with Uzbekistan in 2020 by Kazakhstan's statistics, to 0.1 billion dollars."""
    step = more.get("rounding", 1e8)
    bounds = stated_bounds(value, more.get("relation", "="), step, unit="USD", hedge=more.get("hedge"))
    whole: dict[str, Any] = {
        **{"id": name, "metric": "turnover", "value": value, "unit": "USD", "source": name, "rounding": step},
        **{"low": bounds.low, "high": bounds.high, "reporter": "kazakhstan", "partner": "uzbekistan"},
        **{"reporter_basis": "stated", "period": "2020", "period_basis": "stated", "confidence": "high"},
    }
    return Fact(**{**whole, **more})


UZBEK = {"reporter": "uzbekistan", "partner": "kazakhstan"}
OPEN = {"reporter_basis": "open"}
OFFICIAL = {"basis": "official", "rounding": 1e3}
EXACT = fact("official", 4.922e9, **OFFICIAL)


def judged(*facts: Fact) -> tuple[Judgement, ...]:
    return judge(find_statements(facts), official_statements(facts, {}))


def found(*facts: Fact) -> tuple[Discrepancy, ...]:
    return find_discrepancies(judged(*facts), official_statements(facts, {}))


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        (fact("a", 4.922e9, rounding=1e6), "equal"),
        (fact("a", 4.9e9), "rounding"),
        (fact("a", 5e9, rounding=1e9), "rounding"),
        (fact("a", 4e9, relation=">", rounding=1e9), "rounding"),
        (fact("a", 4.92e9, relation=">", rounding=1e7), "rounding"),
        (fact("a", 4.9e9, relation=">"), "rounding"),
        (fact("a", 4.91e9, rounding=1e7), "revision"),
        (fact("a", 5.0e9), "revision"),
        (fact("a", 5.0e9, **OPEN), "above"),
        (fact("a", 5.5e9), "above"),
        (fact("a", 6e9, rounding=1e9), "above"),
        (fact("a", 4.0e9), "unexplained"),
        (fact("a", 4e9, rounding=1e9), "unexplained"),  # cut off, but by a fifth
        (fact("a", 4.6e9, **UZBEK), "other-side"),
        (fact("a", 9e9, **UZBEK), "other-side"),
        (fact("a", 4.9e9, **UZBEK), "rounding"),
    ],
)
def test_a_figure_is_judged_by_the_official_one(stated: Fact, verdict: str) -> None:
    (one,) = judged(EXACT, stated)
    assert one.verdict == verdict
    assert one.percentage == pytest.approx(100 * stated.value / 4.922e9)


@pytest.mark.parametrize(
    ("value", "exact", "verdict"),
    [(2.19, 2.1955, "truncation"), (2.4, 2.49, "truncation"), (1.3, 1.249, "rounding"), (4.9, 4.949, "rounding")],
)
def test_a_number_may_be_cut_off_or_rounded_twice(value: float, exact: float, verdict: str) -> None:
    step = 1e7 if value == 2.19 else 1e8
    (one,) = judged(fact("official", exact * 1e9, **OFFICIAL), fact("a", value * 1e9, rounding=step))
    assert one.verdict == verdict


def test_the_other_side_is_judged_by_its_own_series() -> None:
    ours = fact("official", 0.71e9, metric="imports", **OFFICIAL)
    theirs = fact("theirs", 1.85e9, metric="exports", **OFFICIAL, **UZBEK)
    flow = {"metric": "exports", **UZBEK}
    for value, verdict in [(1.78e9, "revision"), (1.85e9, "other-side"), (0.7e9, "unexplained"), (2.5e9, "above")]:
        (one,) = judged(ours, theirs, fact("a", value, rounding=1e7, **flow))
        assert (one.statement.flow, one.verdict, one.official.side) == ("imports", verdict, "uzbekistan"), value


def test_a_row_compares_all_its_figures_with_the_first_country_s() -> None:
    ours, theirs = (
        fact("ours", 1e9, metric="imports", **OFFICIAL),
        fact("theirs", 2e9, metric="exports", **OFFICIAL, **UZBEK),
    )
    (one,) = found(ours, theirs, fact("a", 2e9, metric="exports", **UZBEK), fact("b", 1e9, metric="imports"))
    assert (one.flow, one.year, one.verdicts) == ("imports", 2020, ("other-side",))
    assert [round(each.percentage) for each in one.judgements] == [100, 200]


def test_the_newest_vintage_counts() -> None:
    old, new = fact("old", 5e9, **OFFICIAL), fact("new", 4.9e9, **OFFICIAL)
    for facts in ((old, new), (new, old)):
        official = official_statements(facts, {"old": "2023-05", "new": "2026-07"})
        assert official["turnover", "kazakhstan", 2020].fact.id == "new"


@pytest.mark.parametrize(
    "facts",
    [
        (EXACT, fact("a", 4.9e9), fact("b", 4.9e9)),  # they agree
        (fact("a", 5.0e9), fact("b", 6.0e9)),  # nothing official
        (EXACT, fact("a", 6.0e9, period="2021")),  # of another year
        (EXACT, fact("a", 3.0e9, period="2020-01/2020-09")),  # of a part of it
        (EXACT, fact("a", 6.0e9, modality="target")),  # a plan
        (EXACT, fact("a", 6.0e9, product="wheat")),  # of one product
        (EXACT, fact("a", 6.0e9, partner="world")),  # with others
        (EXACT, fact("a", 6.0e9, basis="derived", operation="before", inputs=("official",))),  # nobody states it
    ],
)
def test_what_is_no_discrepancy(facts: Sequence[Fact]) -> None:
    assert found(*facts) == ()


def test_a_balance_is_turned_round_for_the_other_side() -> None:
    (one,) = find_statements([fact("a", -1.8e9, metric="balance", low=-1.9e9, high=-1.7e9, **UZBEK)])
    assert (one.interval.value, one.interval.low, one.interval.high) == (1.8e9, 1.7e9, 1.9e9)
