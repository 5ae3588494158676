"""The description of the tables, rendered from the schema: datapackage.json for programs, COLUMNS.md for people.

The first is a Frictionless Data Package.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from data.model.column_types import Column, Table
from data.model.open_tables import OPEN_TABLES
from data.model.period import PERIOD_PATTERN
from data.model.schema import TABLES
from data.store import data_dictionary
from data.store.dataset import DESCRIPTOR, content_hash
from data.store.table_reader import TABLES_FOLDER
from data.system.files import read_file, write_atomically

DESCRIPTION_FILES = (DESCRIPTOR, data_dictionary.FILE_NAME)

NAME = "almaty-uzbekistan-trade"
TITLE = "Trade between Almaty region and Uzbekistan, as reported"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
DESCRIPTION = (
    "Figures, stops and commitments read from news reports and public statistics, each with the words or the page it "
    "was read from. Spans are half-open character offsets in the source's text. The licence is that of the tables as "
    "compiled here; the phrases quoted and the texts belong to their publishers."
)
_KEYWORDS = ("trade", "exports", "imports", "mirror statistics", "Almaty region", "Kazakhstan", "Uzbekistan")


def build_descriptor(folder: Path = TABLES_FOLDER) -> str:
    """Return the text of datapackage.json for the tables as they are in `folder`."""
    return render_descriptor(TABLES.values(), {name: read_file(folder / f"{name}.csv")[0] for name in TABLES})


def render_descriptor(tables: Iterable[Table], files: Mapping[str, bytes]) -> str:
    """Return the text of datapackage.json for these tables. files: the CSV of each, UTF-8, with or without a BOM."""
    package = {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "keywords": list(_KEYWORDS),
        "licenses": [LICENCE],
        "sources": list(_package_sources(files)),
        "resources": [_resource(table, files[table.name]) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def render_files(folder: Path = TABLES_FOLDER) -> dict[str, str]:
    """Return the text of each of DESCRIPTION_FILES by name, for the tables as they are in `folder`."""
    descriptor = build_descriptor(folder)
    series = [source for source in json.loads(descriptor)["sources"] if "terms" in source]
    dictionary = data_dictionary.render_markdown(OPEN_TABLES.values()) + data_dictionary.render_terms(series)
    return {DESCRIPTOR: descriptor, data_dictionary.FILE_NAME: dictionary}


def write(folder: Path = TABLES_FOLDER) -> None:
    """Write DESCRIPTION_FILES for the tables as they are in `folder`."""
    for name, text in render_files(folder).items():
        write_atomically(folder / name, text)


def _rows(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def _package_sources(files: Mapping[str, bytes]) -> Iterator[dict[str, str]]:
    """Yield the pages and official series that the tables are made from; of a series with its terms, in English."""
    terms = {
        row["id"]: row["text"]
        for row in _rows(files["labels"])
        if (row["table"], row["field"], row["language"]) == ("sources", "terms", "en")
    }
    for row in _rows(files["sources"]):
        source = {"title": row["publisher"], "path": row["url"]}
        if row["kind"] == "series":
            when = f" (as of {row['vintage']})" if row["vintage"] else ""
            source["title"] += f", {row['series']}{when}"
            source["terms"] = terms.get(row["id"], "")
        if row["url"] or row["kind"] == "series":
            yield {name: text for name, text in source.items() if text}


def _resource(table: Table, file: bytes) -> dict[str, Any]:
    foreign = [_foreign(table, column) for column in table.columns if column.references and not column.many]
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
        "hash": content_hash(file),
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
        constraints["pattern"] = PERIOD_PATTERN
    field: dict[str, Any] = {
        "name": column.name,
        "type": "string" if column.type == "period" else column.type,
        "description": column.meaning,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.formerly:
        field["formerly"] = column.formerly
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign(table: Table, column: Column) -> dict[str, Any]:
    # An empty resource name stands for the table itself.
    target = "" if column.references == table.name else column.references
    return {"fields": [column.name], "reference": {"resource": target, "fields": ["id"]}}
