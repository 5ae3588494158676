"""datapackage.json: the tables described as a Frictionless Data Package, made from the schema."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

from data.files import write_atomically
from data.form import Column, Table
from data.schema import PERIOD, TABLES
from data.tables import FOLDER

_HOME = "almaty-uzbekistan-trade"
_TITLE = "Trade between Almaty region and Uzbekistan, as reported"


def describe(folder: Path = FOLDER) -> str:
    """The text of datapackage.json for the tables as they are in `folder`."""
    package = {
        "profile": "data-package",
        "name": _HOME,
        "title": _TITLE,
        "description": "Figures, stops and commitments read from news reports, each with the words it was read from. "
        "Spans are half-open character offsets in the source's text; the texts belong to their publishers.",
        "resources": [_resource(table, folder) for table in TABLES.values()],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def write(folder: Path = FOLDER) -> Path:
    """Bring datapackage.json up to date; returns its path."""
    path = folder / "datapackage.json"
    write_atomically(path, describe(folder))
    return path


def _resource(table: Table, folder: Path) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    with path.open("rb") as file:
        fingerprint = hashlib.file_digest(file, "sha256").hexdigest()
    with path.open(encoding="utf-8", newline="") as lines:
        rows = sum(1 for _ in csv.reader(lines)) - 1
    foreign = [_foreign(table, column) for column in table.columns if column.refers and not column.many]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{fingerprint}",
        "rows": rows,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    if column.type == "period":
        constraints["pattern"] = PERIOD
    field: dict[str, Any] = {
        "name": column.name,
        "type": "string" if column.type == "period" else column.type,
        "description": column.meaning,
    }
    if column.unit:
        field["unit"] = column.unit
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign(table: Table, column: Column) -> dict[str, Any]:
    # An empty resource name stands for the table itself.
    target = "" if column.refers == table.name else column.refers
    return {"fields": [column.name], "reference": {"resource": target, "fields": ["id"]}}
