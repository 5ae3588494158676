"""What is asked for of the open data, and what is answered where it is not there."""

from __future__ import annotations

import csv
import io

import pytest

from data import Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.export.formats import render_table
from data.model.language import LANGUAGES
from tests.components.server.open_data.asking import OTHERS, Asking, problem


def test_filters_choose_rows_and_leave_columns(ask: Asking, dataset: Dataset) -> None:
    query = "metric=exports&metric=imports&area=almaty-region&lang=uz"
    told = ask(f"/observations.json?{query}").told
    wanted = [
        row
        for row in open_table_rows(dataset, "observations")
        if row["metric"] in ("exports", "imports") and "almaty-region" in (row["reporter"], row["partner"])
    ]
    assert told["rows"] == wanted != []
    assert told["filters"] == {"metric": ["exports", "imports"], "area": ["almaty-region"]}
    assert told["count"] == len(wanted) < len(open_table_rows(dataset, "observations"))
    header, *lines = csv.reader(io.StringIO(ask(f"/observations.csv?{query}").body.decode("utf-8-sig"), newline=""))
    assert header == OPEN_TABLES["observations"].header
    assert [line[0] for line in lines] == [row["id"] for row in wanted]
    assert ask(f"/observations.xlsx?{query}").body == render_table("xlsx", OPEN_TABLES["observations"], wanted)


def test_what_is_filtered_has_a_tag_of_its_own(ask: Asking) -> None:
    whole, some = ask("/areas.csv"), ask("/areas.csv?kind=country")
    assert whole.headers["etag"] != some.headers["etag"]
    assert ask("/areas.csv?kind=country", If_None_Match=some.headers["etag"]).status == 304
    assert ask("/areas.csv?kind=country", If_None_Match=whole.headers["etag"]).status == 200


@pytest.mark.parametrize("query", ["colour=red", "value=1", "metric=exports&colour=red", "="])
def test_an_unknown_parameter_is_told_with_those_there_are(ask: Asking, query: str) -> None:
    exists = problem(ask(f"/observations.json?{query}"), 400)["exists"]
    assert {"metric", "area", "period", "source", "lang"} <= set(exists)


@pytest.mark.parametrize("path", OTHERS)
def test_what_is_no_table_has_no_filter_but_the_language(ask: Asking, path: str) -> None:
    assert problem(ask(f"{path}?metric=exports"), 400)["exists"] == ["lang"]
    assert problem(ask(f"{path}?lang=tlh"), 400)["exists"] == list(LANGUAGES)
    assert ask(f"{path}?lang=uz").status == 200


def test_an_unknown_value_is_told_with_those_there_are(ask: Asking) -> None:
    told = problem(ask("/areas.csv?kind=moon%22%0d%0a"), 400)
    assert 'moon"\r\n' in told["detail"]
    assert set(told["exists"]) >= {"country", "region", "city"}


def test_a_derived_metric_is_shown_the_way(ask: Asking) -> None:
    told = problem(ask("/observations.json?metric=coverage-ratio"), 400)
    assert "derived" in told["detail"]
    assert told["elsewhere"] == ["/open/derived.json?metric=coverage-ratio"]
    found = ask(told["elsewhere"][0].removeprefix("/open")).told
    assert found["count"] > 0
    assert {row["metric"] for row in found["rows"]} == {"coverage-ratio"}


@pytest.mark.parametrize(
    ("path", "exists"),
    [
        ("/trade.csv", "observations"),
        ("/%2e%2e.csv", "observations"),
        ("/areas.pdf", "xlsx"),
        ("/areas.CSV", "csv"),
        ("/areas", "/open/areas.csv"),
        ("/areas.csv/", "/open/openapi.json"),
        ("/observations/areas.csv", "/open/areas.csv"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(ask: Asking, path: str, exists: str) -> None:
    assert exists in problem(ask(path), 404)["exists"]
