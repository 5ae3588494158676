"""What `data.load()` promises to a program."""

from __future__ import annotations

from dataclasses import fields

import pytest

from data import Dataset, Fact
from data.model.schema import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_columns_and_types_are_those_of_the_schema(dataset: Dataset, name: str) -> None:
    frame = dataset.table(name)
    types = {"string": "str", "period": "str", "date": "str", "number": "float64", "integer": "Int64"}
    assert list(frame.columns) == TABLES[name].header
    assert [str(kind) for kind in frame.dtypes] == [types[column.type] for column in TABLES[name].columns]


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_a_property(dataset: Dataset, name: str) -> None:
    assert getattr(dataset, name).equals(dataset.table(name))


def test_changing_a_frame_changes_nothing_in_the_dataset(dataset: Dataset) -> None:
    frame = dataset.observations
    frame.loc[0, "value"] = 0.0
    frame["extra"] = 1
    assert dataset.observations.loc[0, "value"] == 36e6
    assert "extra" not in dataset.observations


def test_a_fact_is_an_observation_with_what_a_derivation_adds() -> None:
    added = {"operation", "inputs"}
    assert {field.name for field in fields(Fact)} - added == set(TABLES["observations"].header)


def test_every_id_of_a_fact_is_its_own(dataset: Dataset) -> None:
    ids = [fact.id for fact in dataset.facts]
    assert len(ids) == len(set(ids))
