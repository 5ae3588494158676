"""The labelled reports are read at least this well, and what holds no fact yields none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data import extraction as reader
from tests.data.extraction import score

# Development scores; unseen news is harder. A change that lowers one of them is a loss.
FLOORS = {"value": 0.99, "fact": 0.98, "full": 0.97, "stops": 0.92}


@pytest.fixture(scope="module")
def read() -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    return list(score.read_reports())


@pytest.mark.parametrize("level", list(FLOORS))
def test_the_labelled_reports_are_read(level: str, read: list[Any]) -> None:
    counts = score.count_matches(read)
    assert score.f1(*counts["all", level]) >= FLOORS[level]
    best = max(score.f1(*row) for (_, at), row in counts.items() if at == level and row[1])
    worst = min(score.f1(*row) for (_, at), row in counts.items() if at == level and row[1])
    assert best - worst <= 0.1, "each language is read within ten points of the best"


def test_stops_are_in_the_right_order(read: list[Any]) -> None:
    right, pairs = score.count_ordered_pairs(read)
    assert right >= 0.97 * pairs


def test_reports_without_facts_yield_none(read: list[Any]) -> None:
    empty = [report["file"] for report, _ in read if not report["facts"]]
    assert len(empty) == 7
    assert {report["file"]: facts for report, facts in read if report["file"] in empty and facts} == {}


def test_every_phrase_stands_at_its_span(read: list[Any]) -> None:
    for report, facts in read:
        text = (score.REPORTS / "texts" / report["file"]).read_bytes().decode("utf-8")
        for fact in facts:
            assert text[fact["start"] : fact["stop"]] == fact["phrase"]
        for fact in report["facts"] + report["distractors"]:
            assert text[fact["start"] : fact["stop"]] == fact["phrase"], "the label itself"


def test_windows_newlines_change_nothing(read: list[Any]) -> None:
    for report, facts in read:
        text = (score.REPORTS / "texts" / report["file"]).read_bytes().decode("utf-8").replace("\n", "\r\n")
        published = date.fromisoformat(report["published"]) if report["published"] else None
        again = reader.read(text, published).as_json()
        assert [_without_span(fact) for fact in again] == [_without_span(fact) for fact in facts], report["file"]


def _without_span(fact: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fact.items() if key not in ("start", "stop")}


def test_a_text_in_another_language_is_read_as_nothing() -> None:
    for text in ("12345 67", "", "人民币 5 亿", "تجارة ٥ مليون دولار", "Το εμπόριο 5 εκατομμύρια"):
        assert reader.read(text).as_json() == []
