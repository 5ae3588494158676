"""Values of official series as people keep them: one row a value, without what is the same for all of them."""

from __future__ import annotations

from dataclasses import replace

from data.model.column_types import Row, Table
from data.model.relation import set_bounds
from data.model.schema import OBSERVATIONS

# What tells the values of one source apart.
SUBJECT = ("metric", "reporter", "partner", "product")
_REQUIRED = ("source", "metric", "reporter", "period")
_COLUMNS = {column.name: column for column in OBSERVATIONS.columns}
_SAME_FOR_ALL = {
    **{"basis": "official", "method": "imported", "relation": "=", "modality": "actual"},
    **{"reporter_basis": "stated", "period_basis": "stated"},
}

OFFICIAL = Table(
    "editorial/official",
    "Values of official series, written by python -m data import-series",
    ("source", *SUBJECT, "period"),
    tuple(
        replace(_COLUMNS[name], required=_COLUMNS[name].required or name in _REQUIRED)
        for name in ("source", *SUBJECT, "period", "value", "unit", "rounding")
    ),
)


def to_observation(row: Row) -> Row:
    """Return a row of OFFICIAL as one of `observations`, with its id and bounds."""
    parts = (row["source"], *(row[column] for column in SUBJECT), row["period"].replace("/", "-"))
    name = "-".join(filter(None, parts))
    return set_bounds({**dict.fromkeys(OBSERVATIONS.header), **row, **_SAME_FOR_ALL, "id": name})
