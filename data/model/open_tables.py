"""The tables that are published: those of the schema, and the one of derived figures, which is computed from them."""

from __future__ import annotations

from dataclasses import replace

from data.model.column_types import Column, Table
from data.model.schema import METRICS, OBSERVATIONS, TABLES

_OBSERVATION_COLUMNS = {column.name: column for column in OBSERVATIONS.columns}
_OPERATION = next(column for column in METRICS.columns if column.name == "operation")


def _column(name: str, meaning: str | None = None) -> Column:
    """Return a column of the table `observations`, with its own meaning or another one."""
    column = _OBSERVATION_COLUMNS[name]
    return replace(column, meaning=meaning or column.meaning)


DERIVED = Table(
    "derived",
    "Figures that follow from the stated ones, computed and never typed: one row a figure",
    ("id",),
    (
        _column("id", "Short name of the row, made of what the figure is"),
        _column("metric"),
        _column("value"),
        _column("unit"),
        _column("relation", "How the figure is bounded, given how the figures that it follows from are"),
        _column("low", "Lower end of the interval that those figures leave; empty where it is open"),
        _column("high"),
        _column("modality"),
        _column("reporter"),
        _column("reporter_basis"),
        _column("partner"),
        _column("product"),
        _column("period"),
        _column("period_basis"),
        _column("confidence", "That of the least trusted figure that it follows from; empty where nobody judged those"),
        _column("authority", "Who stands behind the first of those figures, where its source says"),
        replace(
            _OPERATION,
            meaning=_OPERATION.meaning.replace("How it is derived", "How it is computed")
            + "; total-of-months: the months of an official series, added up",
            allowed=(*_OPERATION.allowed, "total-of-months"),
        ),
        Column("inputs", "Observations, or rows of this table, that it follows from, in order", many=True),
        _column("source", "Source of the first of those"),
    ),
)

OPEN_TABLES: dict[str, Table] = {**TABLES, DERIVED.name: DERIVED}
