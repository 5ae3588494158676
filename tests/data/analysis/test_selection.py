"""The figures and rows that pages are about, chosen by pure functions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from data import Dataset, Fact
from data.analysis import selection
from data.analysis.subject import PARTNER, PLANT, REGION


def trade(source: str, period: str | None, *metrics: str, **more: Any) -> list[Fact]:
    """One report's figures of the region's trade, one dollar each."""
    whole: dict[str, Any] = {
        **{"value": 1.0, "unit": "USD", "low": 1.0, "high": 1.0, "source": source, "period": period},
        **{"reporter": REGION, "partner": PARTNER},
    }
    return [Fact(id=f"{source}-{period}-{metric}", metric=metric, **{**whole, **more}) for metric in metrics]


FULL = ("turnover", "exports", "imports", "balance")


def test_the_projects_own_trade_and_output(dataset: Dataset) -> None:
    areas = [row for _, row in dataset.rows("areas")]
    chosen = selection.latest_year_of_trade(dataset.facts, selection.territories(areas))
    assert {chosen[metric].period for metric in FULL} == {"2017"}
    output = selection.plant_output(dataset.facts)
    assert set(output) == {"before", "now", "output-multiple", "output-change"}
    assert output["now"].reporter == PLANT and output["now"].baseline == output["before"].id


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([*trade("a", "2017", *FULL), *trade("b", "2018", *FULL)], ("b", "2018")),
        ([*trade("a", "2017", *FULL), *trade("b", "2018", *FULL[:3])], ("a", "2017")),  # full before late
        ([*trade("a", "2017", *FULL[:2]), *trade("b", "2017", *FULL[2:])], ("a", "2017")),  # reports are not mixed
        ([*trade("a", "2017", *FULL), *trade("b", "2018-01/2018-11", *FULL)], ("a", "2017")),
        ([*trade("a", "2017", *FULL), *trade("b", None, *FULL)], ("a", "2017")),
        ([*trade("a", "2017", *FULL), *trade("b", "2018", *FULL, modality="target")], ("a", "2017")),
        ([*trade("a", "2017", *FULL), *trade("b", "2018", *FULL, product="wheat")], ("a", "2017")),
        ([*trade("a", "2017", *FULL), *trade("b", "2018", *FULL, reporter="jetisu-region")], ("a", "2017")),
        ([*trade("a", "2017", *FULL), *trade("b", "2018", *FULL, partner="russia")], ("a", "2017")),
    ],
)
def test_the_latest_whole_year_of_one_report(facts: list[Fact], expected: tuple[str, str]) -> None:
    chosen = selection.latest_year_of_trade(facts)
    assert {(fact.source, fact.period) for fact in chosen.values()} == {expected}


def test_other_parties(dataset: Dataset) -> None:
    facts = trade("a", "2017", *FULL, reporter="turkistan-region", partner="china")
    assert set(selection.latest_year_of_trade(facts, ("turkistan-region",), "china")) == set(FULL)
    assert selection.latest_year_of_trade(facts) == {} == selection.plant_output(facts)
    assert selection.plant_output([replace(fact, reporter="x") for fact in dataset.facts], "x")["now"].reporter == "x"


def test_territories_are_all_that_succeeded_the_region() -> None:
    areas = [{"id": name, "succeeds": before} for name, before in (("c", "b"), ("b", "a"), ("a", None), ("d", "e"))]
    assert selection.territories(areas, "a") == {"a", "b", "c"}
    assert selection.territories([]) == {REGION}


def test_the_visit_is_one_with_commitments_else_that_with_most_stops() -> None:
    rows = (("a", 1, 2), ("a", 1, 1), ("a", 2, 1), ("b", 2, 1), ("b", 1, 1))
    events = [{"source": source, "day": day, "order": order} for source, day, order in rows]
    assert selection.visit_source(events, []) == "a"
    assert selection.visit_source(events, [{"source": "b"}]) == "b"
    assert selection.visit_source([], [{"source": "b"}]) is None
    assert [(row["day"], row["order"]) for row in selection.visit_stops(events, "a")] == [(1, 1), (1, 2)]
    assert selection.visit_stops(events, None) == ()


def test_the_reports_of_the_visit() -> None:
    tellings = [{"visit": "a", "source": "x"}, {"visit": "b", "source": "y"}]
    assert [row["source"] for row in selection.visit_reports(tellings, "a")] == ["x"]
