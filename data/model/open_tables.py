"""The tables as anyone may take them: those of the schema, and the one that is computed from them."""

from __future__ import annotations

from dataclasses import replace

from data.model.column_types import Column, Table
from data.model.schema import METRICS, OBSERVATIONS, TABLES

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
