"""The figures and rows that pages are about, chosen by pure functions."""

from __future__ import annotations

from dataclasses import replace

from data import Dataset
from data.analysis import selection
from data.analysis.subject import PLANT, REGION


def test_the_plants_output(dataset: Dataset) -> None:
    output = selection.plant_output(dataset.facts)
    assert set(output) == {"before", "now", "output-multiple", "output-change"}
    assert output["now"].reporter == PLANT and output["now"].baseline == output["before"].id
    assert selection.plant_output([replace(fact, reporter="x") for fact in dataset.facts], "x")["now"].reporter == "x"
    assert selection.plant_output([]) == {}


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
