"""Rows of the published tables as plain values."""

from __future__ import annotations

from math import isfinite

from data.model.fact import Fact
from data.model.open_tables import DERIVED, OPEN_TABLES
from data.store.dataset import Dataset

Value = str | int | float | None
Row = dict[str, Value]


def open_table_rows(dataset: Dataset, name: str) -> list[Row]:
    """Return the rows of one of OPEN_TABLES: columns as declared, None for an empty cell, whole numbers as int.

    Raises DataError where the table, or one that it is derived from, is not sound.
    """
    if name == DERIVED.name:
        return [_derived(fact) for fact in dataset.facts if fact.basis == "derived"]
    header = OPEN_TABLES[name].header
    return [{column: _plain(row[column]) for column in header} for _, row in dataset.rows(name)]


def _derived(fact: Fact) -> Row:
    row = {column: getattr(fact, column) for column in DERIVED.header}
    return {column: _plain(value) for column, value in {**row, "inputs": " ".join(fact.inputs)}.items()}


def _plain(value: Value) -> Value:
    """Return the value with no more digits than the tables have: a computed one would end in floating-point noise."""
    if not isinstance(value, float):
        return value
    if not isfinite(value):
        return None
    exact = round(float(f"{value:.15g}"), 6)
    return int(exact) if exact.is_integer() else exact
