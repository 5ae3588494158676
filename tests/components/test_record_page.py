"""The record page and its filters, run as Streamlit runs them."""

from __future__ import annotations

import pytest

from components.words import Words
from tests.cards import cards
from tests.components.test_pages import opened, said


def test_the_record_shows_charts_contradictions_and_where_it_is_from() -> None:
    app = opened("record")
    names = ["national-trade", "trade-to-date", "region-scale", "works-in-time", "visit-reports"]
    assert [card["name"] for card in cards(app)] == names
    text = " ".join(said(app).split())
    words = Words("en")
    ends = {"low": "4.6 billion dollars", "high": "5.0 billion dollars"}
    assert words("record.finding", year="2022", **ends) in text
    assert words("reason.side") in text
    assert "April 12, 2018" in text


def test_a_link_restores_the_filters_of_the_record() -> None:
    query = {"metric": ["exports"], "side": ["uzbekistan"], "confidence": ["high"], "years": ["2020-2023"]}
    app = opened("record", **query)
    card = cards(app)[0]
    assert not app.text
    assert {row[3] for row in card["rows"]} == {Words("en")("record.side.uzbekistan")}
    assert {row[0] for row in card["rows"]} == {"2022"}
    assert card["file"] == "almaty-uzbekistan-national-trade-exports-uzbekistans-statistics-trusted-2020-2023"
    assert [box.value for box in app.selectbox] == [2020, 2023]


def test_filters_of_the_record_go_into_the_link_and_out_again() -> None:
    app = opened("record")
    metric = app.button_group[1]
    metric.set_value("imports").run()
    assert app.query_params["metric"] == "imports"
    assert cards(app)[0]["title"].startswith("Imports from Uzbekistan in 2022: 1.3\u00a0billion dollars")
    app.button_group[1].set_value("turnover").run()
    assert "metric" not in app.query_params
    app.selectbox[0].set_value(2018).run()
    app.selectbox[1].set_value(2017).run()  # the wrong way round is turned round
    assert app.query_params["years"] == "2017-2018"
    assert {row[0] for row in cards(app)[0]["rows"]} == {"2017", "2018"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("metric", "foo"), ("side", "x"), ("confidence", "’; drop"), ("years", "abc"), ("years", "9" * 500)],
)
def test_a_wrong_filter_of_the_record_is_a_quiet_note(name: str, value: str) -> None:
    app = opened("record", **{name: [value]})
    assert not app.exception
    (note,) = app.text
    assert "Not among the choices here" in note.value
    assert len(note.value) < 300
    assert len(cards(app)) == 5


@pytest.mark.parametrize("value", ["2030-2040", "1990-1995"])
def test_years_that_nothing_is_said_of_are_all_years(value: str) -> None:
    app = opened("record", years=[value])
    assert not app.exception
    assert "Not among the choices here" in app.text[0].value
    assert [box.value for box in app.selectbox] == [2009, 2025]


def test_filters_that_leave_nothing_say_so() -> None:
    app = opened("record", metric=["balance"], side=["open"])
    assert not app.exception
    assert Words("en")("record.nothing") in said(app)
    assert [card["name"] for card in cards(app)] == ["region-scale", "works-in-time", "visit-reports"]
