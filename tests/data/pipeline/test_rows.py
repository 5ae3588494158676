"""One reading to rows: every kind of claim and stop fits the tables, or it is told why it does not."""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from data.extraction import Claim, Doubt, Reading
from data.pipeline import readings
from tests.data import sample_feeds
from tests.data.sample_readings import TEXT, TRADE, build_dataset, build_rows, claim, stop

KINDS: dict[str, dict[str, Any]] = {
    "turnover in tenge": {"unit": "KZT"},
    "turnover in soum": {"unit": "UZS"},
    "turnover in euro": {"unit": "EUR"},
    "turnover in roubles": {"unit": "RUB"},
    "exports": {"kind": "export"},
    "imports, a target of next year": {"kind": "import", "modality": "target", "period": "2021"},
    "exports of one product by weight": {"kind": "export", "product": "flour", "unit": "t"},
    "exports of one product by piece": {"kind": "export", "product": "tractors", "unit": "units"},
    "a deficit": {"kind": "balance", "value": -5.0},
    "output in pieces": {
        "kind": "output",
        "reporter": "Shymkent Farm",
        "partner": None,
        "unit": "units",
        "product": "flour",
    },
    "output by weight": {"kind": "output", "partner": None, "unit": "t", "product": "flour"},
    "output by worth": {"kind": "output", "partner": None, "unit": "KZT", "product": "flour"},
    "capacity": {"kind": "output", "partner": None, "unit": "t", "product": "flour", "modality": "capacity"},
    "a yearly rate": {
        "kind": "output",
        "partner": None,
        "unit": "t",
        "product": "flour",
        "period": None,
        "period_basis": "rate",
    },
    "growth in per cent": {"kind": "growth", "of": "turnover", "unit": "%"},
    "a fall in per cent": {
        "kind": "growth",
        "of": "export",
        "unit": "%",
        "value": -7.5,
        "rounding": 0.1,
        "phrase": "7.5",
    },
    "a multiple": {"kind": "growth", "of": "import", "unit": "x"},
    "growth by an amount": {"kind": "growth", "of": "output", "unit": "USD"},
    "growth in points": {"kind": "growth", "of": "turnover", "unit": "pp"},
    "a month": {"period": "2020-03"},
    "a range of months": {"period": "2020-01/2020-08"},
    "an open period": {"period": None, "period_basis": "none"},
    "no words for the period": {
        "period": None,
        "period_basis": "none",
        "period_text": None,
        "period_start": None,
        "period_stop": None,
    },
    "about": {"relation": "~"},
    "more than": {"relation": ">"},
    "up to": {"relation": "<="},
    "nearly nothing": {"value": 0.0, "phrase": "nil: 0"},
    "two partners": {"partner": "Uzbekistan+Kyrgyzstan"},
    "the world": {"partner": "World"},
    "a partner that nobody knows": {"partner": "Ruritania"},
    "a fraction": {"value": 1234.5678, "rounding": 0.0001, "phrase": "1,234.5678"},
    "a great sum": {"value": 120e12, "rounding": 1e12, "unit": "UZS", "phrase": "120 trillion"},
}


@pytest.mark.parametrize("changed", KINDS.values(), ids=KINDS)
def test_every_kind_of_claim_fits_the_tables(
    changed: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = claim(**changed)
    dataset = build_dataset(tmp_path, monkeypatch, Reading("en", "Latn", (one,), (), ()))
    (row,) = dataset.observations.to_dict("records")
    assert (row["value"], row["unit"], row["phrase"]) == (pytest.approx(one.value), one.unit, one.phrase)
    assert (row["relation"], row["modality"], row["period_basis"]) == (one.relation, one.modality, one.period_basis)
    open_ends = {">": ["high"]}.get(one.relation, [])
    assert [name for name in ("low", "high") if isnan(row[name])] == open_ends
    assert not row["low"] > row["value"]
    assert not row["high"] < row["value"]
    assert set(dataset.areas["id"]) >= {row["reporter"]}


def test_several_partners_are_one_area_with_all_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [claim(partner="Uzbekistan+Kyrgyzstan"), claim("exports 5", kind="export", partner="Kyrgyzstan+Uzbekistan")]
    dataset = build_dataset(tmp_path, monkeypatch, Reading("en", "Latn", tuple(both), (), ()))
    assert set(dataset.observations["partner"]) == {"kyrgyzstan-uzbekistan"}
    labels = dataset.labels.query("table == 'areas' and id == 'kyrgyzstan-uzbekistan'")
    names = dict(zip(labels["language"], labels["text"], strict=True))
    assert (names["en"], names["ru"]) == ("Kyrgyzstan, Uzbekistan", "Кыргызстан, Узбекистан")


UNFIT: dict[str, tuple[dict[str, Any], str]] = {
    "nobody's figure": ({"reporter": None}, "neither reporter nor event is given"),
    "turnover in pieces": ({"unit": "units"}, "turnover is counted in USD, not in units"),
    "turnover below zero": ({"value": -5.0}, "turnover cannot be below zero"),
    "words that are elsewhere": ({"phrase": "Turn-over 5"}, "[8, 18) is 10 characters, the words have 11"),
    "other words": (
        {"phrase": "Exports! 5"},
        "the words of 'report-turnover-uzbekistan-2020' are not at [8, 18) of report",
    ),
    "unknown unit": ({"unit": "barrels"}, "'barrels' is not known"),
    "impossible period": ({"period": "2020-13"}, "'2020-13' is not a period"),
    "year from no date": ({"period_basis": "dated"}, "the year is counted from the date of report, which has none"),
}


@pytest.mark.parametrize(("changed", "said"), UNFIT.values(), ids=UNFIT)
def test_a_claim_that_breaks_a_rule_is_left_out_and_told(changed: dict[str, Any], said: str) -> None:
    one = build_rows(replace(TRADE, **changed), claim("exports 5", kind="export"))
    assert [row["metric"] for row in one.rows["observations"]] == ["exports"]
    (told,) = one.rejected
    assert told.startswith("report [8, ")
    assert said in told


def test_ids_do_not_depend_on_the_order_in_which_claims_come() -> None:
    claims = (claim("Turnover 5"), claim("exports 5"), claim("grew 5", modality="target"))
    names = {row["phrase"]: row["id"] for row in build_rows(*claims).rows["observations"]}
    assert names == {
        "Turnover 5": "report-turnover-uzbekistan-2020",
        "exports 5": "report-turnover-uzbekistan-2020-2",
        "grew 5": "report-turnover-uzbekistan-2020-target",
    }
    assert {row["phrase"]: row["id"] for row in build_rows(*claims[::-1]).rows["observations"]} == names


def output(phrase: str, **changed: Any) -> Claim:
    return claim(phrase, **{"kind": "output", "partner": None, "unit": "t", "product": "flour", **changed})


@pytest.mark.parametrize(
    ("later", "earlier", "compared"),
    [
        ({"period": None, "period_basis": "rate"}, {"period": "2020"}, True),
        ({"period": "2021"}, {"period": "2020"}, True),
        ({"period": "2021-01/2021-08"}, {"period": "2020-01/2020-08"}, True),
        ({"period": "2021-01/2021-08"}, {"period": "2020"}, False),
        ({"period": "2021-01/2021-08"}, {"period": "2020-01/2020-09"}, False),
        ({"period": None, "period_basis": "rate"}, {"period": "2020-03"}, False),
        ({"period": "2021", "modality": "target"}, {"period": "2020"}, False),
        ({"period": "2021", "modality": "capacity"}, {"period": "2020"}, False),
        ({"period": "2021"}, {"period": "2020", "product": "bread"}, False),
        ({"period": "2021"}, {"period": "2020", "unit": "units"}, False),
        ({"period": "2021"}, {"period": "2020", "reporter": "Uzbekistan"}, False),
        ({"period": "2021", "kind": "export"}, {"period": "2020", "kind": "export"}, False),
    ],
)
def test_an_output_is_compared_with_an_earlier_one_of_its_kind(
    later: dict[str, Any], earlier: dict[str, Any], compared: bool
) -> None:
    rows = {
        row["phrase"]: row
        for row in build_rows(output("Turnover 5", **later), output("exports 5", **earlier)).rows["observations"]
    }
    assert rows["Turnover 5"]["baseline"] == (rows["exports 5"]["id"] if compared else None)
    assert rows["exports 5"]["baseline"] is None


def test_of_several_earlier_ones_the_latest_counts() -> None:
    three = (output("Turnover 5", period="2021"), output("exports 5", period="2019"), output("grew 5", period="2020"))
    rows = {row["phrase"]: row for row in build_rows(*three).rows["observations"]}
    assert rows["Turnover 5"]["baseline"] == rows["grew 5"]["id"]
    assert rows["grew 5"]["baseline"] == rows["exports 5"]["id"]


def test_stops_become_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = (
        stop("the mill"),
        stop(
            "the forum",
            order=2,
            sort="business",
            basis="within",
            place="hall",
            action="forum",
            order_text="then",
            order_start=TEXT.index("then"),
            order_stop=TEXT.index("then") + 4,
        ),
        stop("the farm", order=3, note="planned for tomorrow", order_text="", order_start=0, order_stop=0),
    )
    dataset = build_dataset(tmp_path, monkeypatch, Reading("en", "Latn", (), found, ()))
    mill, forum = dataset.events.to_dict("records")
    assert (mill["id"], mill["kind"], mill["place"], mill["order_basis"]) == (
        "report-stop-1-1",
        "industry",
        "tashkent",
        "stated",
    )
    assert (forum["within"], forum["order_text"], forum["phrase"]) == ("report-stop-1-1", "then", "the forum")
    assert pytest.approx(float("nan"), nan_ok=True) == forum["place"] or forum["place"] is None
    titles = dataset.labels.set_index(["table", "id", "field", "language"])["text"]
    assert titles["events", "report-stop-1-2", "title", "kk"] == "hall: forum"


def test_a_stop_within_nothing_is_told_in_its_place() -> None:
    one = build_rows(stops=(stop("the mill", basis="within"),))
    assert [(row["order_basis"], row["within"]) for row in one.rows["events"]] == [("told", None)]


def test_two_stops_in_one_place_of_the_order_are_told_of() -> None:
    one = build_rows(stops=(stop("the mill"), stop("the forum")))
    assert [row["phrase"] for row in one.rows["events"]] == ["the mill"]
    assert "two stops with the order 1" in one.rejected[0]


def test_doubts_that_were_not_understood_are_told_with_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubts = (Doubt("unclear", "12", 96, 98), Doubt("price", "exports", 23, 30))
    monkeypatch.setattr(readings, "read_article", lambda *_: Reading("en", "Latn", (claim(),), (), doubts))
    summary = sample_feeds.derive(sample_feeds.feed(tmp_path / "feed", report=TEXT), tmp_path / "tables")
    assert summary.unclear == ["report [96, 98) «12»"]
