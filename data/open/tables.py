"""Which tables are open, and their rows as plain values."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

from data.dataset import Dataset
from data.fact import Fact
from data.form import Column, Table
from data.schema import METRICS, OBSERVATIONS, TABLES

Value = str | int | float | None
Row = dict[str, Value]

_OF_OBSERVATIONS = {column.name: column for column in OBSERVATIONS.columns}
_OPERATION = next(column for column in METRICS.columns if column.name == "operation")


def _as(name: str, meaning: str | None = None) -> Column:
    """The column of the table `observations`, here perhaps with another meaning."""
    column = _OF_OBSERVATIONS[name]
    return replace(column, meaning=meaning or column.meaning)


DERIVED = Table(
    "derived",
    "Figures that follow from the stated ones, computed and never typed: one row a figure",
    ("id",),
    (
        _as("id", "Short name of the row, made of what the figure is"),
        _as("metric"),
        _as("value"),
        _as("unit"),
        _as("relation", "How the figure is bounded, given how the figures that it follows from are"),
        _as("low", "Lower end of the interval that the rounding of those figures leaves"),
        _as("high"),
        _as("modality"),
        _as("reporter"),
        _as("reporter_basis"),
        _as("partner"),
        _as("product"),
        _as("period"),
        _as("period_basis"),
        _as("confidence", "That of the least trusted figure that it follows from; empty where nobody judged those"),
        _as("authority", "Who stands behind the first of those figures, where its source says"),
        replace(_OPERATION, meaning=_OPERATION.meaning.replace("How it is derived", "How it is computed")),
        Column("inputs", "Observations that it follows from, in order", refers="observations", many=True),
        _as("source", "Source of the first of those observations"),
    ),
)

OPEN: dict[str, Table] = {**TABLES, DERIVED.name: DERIVED}


def rows(dataset: Dataset, name: str) -> list[Row]:
    """The rows of one of `OPEN`, columns in the order declared, None for an empty cell, whole numbers as int.

    Raises DataError where the table, or one that it follows from, is not sound.
    """
    if name == DERIVED.name:
        return [_derived(fact) for fact in dataset.facts if fact.basis == "derived"]
    header = OPEN[name].header
    return [{column: _plain(row[column]) for column in header} for _, row in dataset.rows(name)]


def _derived(fact: Fact) -> Row:
    row = {column: getattr(fact, column) for column in DERIVED.header}
    return {column: _plain(value) for column, value in {**row, "inputs": " ".join(fact.inputs)}.items()}


def _plain(value: Value) -> Value:
    """The value with no more digits than the tables have: what is computed would end in the machine's own noise."""
    if not isinstance(value, float):
        return value
    if not isfinite(value):
        return None
    exact = round(float(f"{value:.12g}"), 6)
    return int(exact) if exact.is_integer() else exact
