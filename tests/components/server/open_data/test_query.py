"""Filters of the open tables: what can be asked for, what it chooses, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

import data
from components.server.open_data.query import QueryError, column_filters, filter_rows, parse_parameters
from data import DataError, Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.model.language import LANGUAGES


def ids(dataset: Dataset, name: str, **wanted: list[str]) -> set[str]:
    return {str(row["id"]) for row in filter_rows(dataset, name, wanted)}


@pytest.mark.parametrize("name", OPEN_TABLES)
def test_what_is_of_known_values_is_a_filter(name: str) -> None:
    table = OPEN_TABLES[name]
    known = {column.name for column in table.columns if column.allowed or column.references or column.many}
    known |= {column.name for column in table.columns if column.type in ("period", "date")}
    assert known | set(table.key) <= column_filters(name).keys() <= known | {*table.key, "area"}
    assert not {"value", "phrase", "phrase_start"} & column_filters(name).keys()


@pytest.mark.parametrize("name", OPEN_TABLES)
def test_a_value_that_occurs_chooses_its_rows_and_no_others(dataset: Dataset, name: str) -> None:
    whole = open_table_rows(dataset, name)
    for by in column_filters(name).values():
        for value in sorted({value for row in whole for value in by.values(row)})[:8]:
            found = filter_rows(dataset, name, {by.name: [value]})
            assert found == [row for row in whole if value in by.values(row)] != []


def test_values_of_one_parameter_are_alternatives_and_parameters_hold_together(dataset: Dataset) -> None:
    exports, imports = (ids(dataset, "observations", metric=[metric]) for metric in ("exports", "imports"))
    region = ids(dataset, "observations", area=["almaty-region"])
    assert exports and imports and region and not exports & imports
    assert ids(dataset, "observations", metric=["exports", "imports"]) == exports | imports
    assert ids(dataset, "observations", metric=["exports"], area=["almaty-region"]) == exports & region
    assert {"exports-2017"} <= exports & region


def test_an_area_is_a_reporter_a_partner_or_a_place(dataset: Dataset) -> None:
    whole = open_table_rows(dataset, "observations")
    both = {row["id"] for row in whole if "uzbekistan" in (row["reporter"], row["partner"])}
    assert {row["reporter"] == "uzbekistan" for row in whole if row["id"] in both} == {True, False}
    assert ids(dataset, "observations", area=["uzbekistan"]) == both
    assert ids(dataset, "events", area=["tashkent-tractor-plant"]) == {"tractor-plant-tour"}
    lie_in = {row["id"] for row in open_table_rows(dataset, "areas") if row["within"] == "uzbekistan"}
    assert lie_in
    assert ids(dataset, "areas", area=["uzbekistan"]) == {"uzbekistan", *lie_in}
    assert all(row["area"] == "uzbekistan" for row in filter_rows(dataset, "authorities", {"area": ["uzbekistan"]}))


def test_a_cell_of_several_ids_is_found_by_each(dataset: Dataset) -> None:
    found = filter_rows(dataset, "derived", {"inputs": ["exports-2017"], "metric": ["balance"]})
    assert ["imports-2017" in str(row["inputs"]).split() for row in found] == [True]


def test_what_is_allowed_may_be_asked_for_though_it_does_not_occur(dataset: Dataset) -> None:
    by = column_filters("derived")["modality"]
    occur = {value for row in open_table_rows(dataset, "derived") for value in by.values(row)}
    absent = sorted(set(by.allowed) - occur)
    assert absent
    assert filter_rows(dataset, "derived", {"modality": [absent[0]]}) == []


def test_a_value_that_does_not_occur_is_told_with_those_that_do(dataset: Dataset) -> None:
    with pytest.raises(QueryError) as error:
        filter_rows(dataset, "events", {"kind": ["party"]})
    assert error.value.detail == "'party' does not occur in kind of events"
    assert error.value.exists == ("business", "culture", "diplomacy", "industry", "remembrance")
    assert error.value.elsewhere == ()


@pytest.mark.parametrize("value", ["", "Exports", "exports ", "exports imports"])
def test_a_value_is_taken_as_it_is_written(dataset: Dataset, value: str) -> None:
    with pytest.raises(QueryError) as error:
        filter_rows(dataset, "observations", {"metric": [value]})
    assert "exports" in error.value.exists


def test_a_derived_metric_is_shown_the_way_to_its_table(dataset: Dataset) -> None:
    with pytest.raises(QueryError) as error:
        filter_rows(dataset, "observations", {"metric": ["coverage-ratio"]})
    assert error.value.detail.startswith(
        "'coverage-ratio' does not occur in metric of observations. It does in derived: "
    )
    assert error.value.elsewhere == (("derived", "metric=coverage-ratio"),)
    assert "coverage-ratio" not in error.value.exists
    assert ids(dataset, "derived", metric=["coverage-ratio"])


def test_parameters_are_known_by_table_and_the_language_by_all() -> None:
    given = [("metric", "exports"), ("lang", "kk"), ("metric", "imports"), ("area", "kazakhstan")]
    wanted = {"metric": ["exports", "imports"], "area": ["kazakhstan"]}
    assert parse_parameters(given, column_filters("observations")) == wanted
    with pytest.raises(QueryError, match="no parameter 'metric' here") as error:
        parse_parameters(given)
    assert error.value.exists == ("lang",)
    with pytest.raises(QueryError, match="'de' is no language") as error:
        parse_parameters([("lang", "de")])
    assert error.value.exists == LANGUAGES


def test_where_the_other_table_is_not_sound_it_is_not_named(tables: Path) -> None:
    path = tables / "metrics.csv"
    path.write_bytes(path.read_bytes()[:-1])
    broken = data.load(tables, strict=False)
    with pytest.raises(QueryError) as error:
        filter_rows(broken, "observations", {"metric": ["coverage-ratio"]})
    assert error.value.elsewhere == ()
    with pytest.raises(DataError):
        filter_rows(broken, "derived", {"metric": ["coverage-ratio"]})
