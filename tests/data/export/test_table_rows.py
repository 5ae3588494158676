"""The open tables are the tables, and the figures derived from them."""

from __future__ import annotations

import csv
from math import isfinite
from pathlib import Path

import pytest

import data
from data import DataError, Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.model.schema import TABLES
from data.store.csv_io import format_cell
from data.store.table_reader import TABLES_FOLDER


def kept(name: str) -> list[dict[str, str]]:
    """The rows of a table as its file has them."""
    with (TABLES_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_table_is_open_and_so_is_what_is_derived() -> None:
    assert list(OPEN_TABLES) == [*TABLES, "derived"]


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_those_of_the_file_to_the_last_cell(dataset: Dataset, name: str) -> None:
    found = open_table_rows(dataset, name)
    assert [list(row) for row in found] == [TABLES[name].header] * len(found)
    assert [{column: format_cell(value) for column, value in row.items()} for row in found] == kept(name)


def test_numbers_are_numbers_and_whole_ones_are_whole(dataset: Dataset) -> None:
    found = {row["id"]: row for row in open_table_rows(dataset, "observations")}
    turnover = found["turnover-2017"]
    assert (turnover["value"], turnover["phrase_start"], turnover["product"]) == (36_000_000, 1451, None)
    assert type(turnover["value"]) is type(turnover["phrase_start"]) is int
    assert any(type(row["value"]) is float for row in found.values())


def test_derived_figures_are_those_of_the_dataset(dataset: Dataset) -> None:
    facts = [fact for fact in dataset.facts if fact.basis == "derived"]
    found = open_table_rows(dataset, "derived")
    assert [row["id"] for row in found] == [fact.id for fact in facts]
    for row, fact in zip(found, facts, strict=True):
        assert list(row) == OPEN_TABLES["derived"].header
        assert row["inputs"] == " ".join(fact.inputs)
        for name in ("value", "low", "high"):
            exact = getattr(fact, name)
            assert row[name] == (pytest.approx(exact, rel=1e-11, abs=1e-6) if isfinite(exact) else None)
        for name in set(row) - {"inputs", "value", "low", "high"}:
            assert row[name] == getattr(fact, name), name


def test_what_derived_figures_follow_from_is_open_too(dataset: Dataset) -> None:
    stated = {row["id"] for row in open_table_rows(dataset, "observations")}
    derived = open_table_rows(dataset, "derived")
    assert derived
    ids = {row["id"] for row in derived}
    assert all(set(str(row["inputs"]).split()) <= stated | ids for row in derived)
    assert len(ids) == len(derived)
    assert not ids & stated


def test_no_number_has_more_digits_than_the_tables_allow(dataset: Dataset) -> None:
    for row in open_table_rows(dataset, "derived"):
        for value in (row[name] for name in ("value", "low", "high") if row[name] is not None):
            assert isinstance(value, int | float)
            assert float(format_cell(value)) == value
            assert len(format_cell(value).partition(".")[2]) <= 6


@pytest.mark.parametrize(("spoilt", "gone"), [("observations", {"observations", "derived"}), ("labels", {"labels"})])
def test_what_rests_on_a_table_that_is_not_sound_is_not_given(tables: Path, spoilt: str, gone: set[str]) -> None:
    path = tables / f"{spoilt}.csv"
    path.write_bytes(path.read_bytes()[:-1])
    broken = data.load(tables, strict=False)
    for name in OPEN_TABLES:
        if name in gone:
            with pytest.raises(DataError, match=rf"{spoilt}\.csv"):
                open_table_rows(broken, name)
        else:
            assert open_table_rows(broken, name)
