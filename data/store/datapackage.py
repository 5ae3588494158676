"""What stands beside the tables, made from the schema: datapackage.json for programs, COLUMNS.md for people.

The first describes them as a Frictionless Data Package.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from data.model.column_types import Column, Table
from data.model.open_tables import OPEN
from data.model.schema import PERIOD, TABLES
from data.store import data_dictionary
from data.store.dataset import DESCRIPTOR, hashed
from data.store.table_reader import FOLDER
from data.system.files import read, write_atomically

BESIDE = (DESCRIPTOR, data_dictionary.NAME)

NAME = "almaty-uzbekistan-trade"
TITLE = "Trade between Almaty region and Uzbekistan, as reported"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
ABOUT = (
    "Figures, stops and commitments read from news reports and public statistics, each with the words or the page it "
    "was read from. Spans are half-open character offsets in the source's text. The licence is that of the tables as "
    "compiled here; the phrases quoted and the texts belong to their publishers."
)
_KEYWORDS = ("trade", "exports", "imports", "mirror statistics", "Almaty region", "Kazakhstan", "Uzbekistan")


def describe(folder: Path = FOLDER) -> str:
    """The text of datapackage.json for the tables as they are in `folder`."""
    return described(TABLES.values(), {name: read(folder / f"{name}.csv")[0] for name in TABLES})


def described(tables: Iterable[Table], files: Mapping[str, bytes]) -> str:
    """The text of datapackage.json for these tables, whose CSV is these bytes: UTF-8, with its mark or without."""
    package = {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": ABOUT,
        "keywords": list(_KEYWORDS),
        "licenses": [LICENCE],
        "sources": [{"title": row["publisher"], "path": row["url"]} for row in _rows(files["sources"]) if row["url"]],
        "resources": [_resource(table, files[table.name]) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def beside(folder: Path = FOLDER) -> dict[str, str]:
    """The text of each file of BESIDE, for the tables as they are in `folder`."""
    return dict(zip(BESIDE, (describe(folder), data_dictionary.markdown(OPEN.values())), strict=True))


def write(folder: Path = FOLDER) -> None:
    """Bring the files of BESIDE up to date."""
    for name, text in beside(folder).items():
        write_atomically(folder / name, text)


def _rows(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def _resource(table: Table, file: bytes) -> dict[str, Any]:
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
        "bytes": len(file),
        "hash": hashed(file),
        "rows": len(_rows(file)),
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
