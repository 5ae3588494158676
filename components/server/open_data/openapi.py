"""The OpenAPI 3.1 document of the open data, generated from the declarations of tables, filters and formats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from components.server.open_data.files import ARCHIVE, DESCRIPTOR, OPENAPI, ZIP_MEDIA_TYPE
from components.server.open_data.query import LANGUAGE, ColumnFilter, column_filters
from components.server.responses import PROBLEM_MEDIA_TYPE
from data.export import OPEN_TABLES
from data.export.formats import MEDIA_TYPES
from data.model.column_types import Column, Table
from data.model.language import LANGUAGES
from data.model.period import PERIOD_PATTERN
from data.store.datapackage import DESCRIPTION, LICENCE, TITLE

VERSION = "2.0.0"  # of the addresses and their answers, not of the tables

_JSON = MEDIA_TYPES["json"]
_STRING = {"type": "string"}
_TYPES: dict[str, dict[str, Any]] = {
    "string": _STRING,
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "date": {**_STRING, "format": "date"},
    "period": {**_STRING, "pattern": f"^{PERIOD_PATTERN}$"},
}

Schema = dict[str, Any]


def openapi_document(folder: str) -> Schema:
    """Return the document for data served under the path `folder`."""
    files = {
        "/": ("The tables and their addresses", _JSON, {"type": "object"}),
        f"/{DESCRIPTOR}": ("All tables as a Frictionless Data Package", _JSON, {"type": "object"}),
        f"/{ARCHIVE}": ("All tables as CSV, their description, a readme", ZIP_MEDIA_TYPE, None),
        f"/{OPENAPI}": ("This document", _JSON, {"type": "object"}),
    }
    paths = {path: _path(path.strip("/") or "index", *parts) for path, parts in files.items()}
    paths["/"]["get"]["responses"]["200"]["content"]["text/html"] = {}  # for browsers, by the header Accept
    for table in OPEN_TABLES.values():
        for format, media_type in MEDIA_TYPES.items():
            schema = {"$ref": f"#/components/schemas/{table.name}"} if format == "json" else None
            name = f"{table.name}.{format}"
            paths[f"/{name}"] = _path(name, table.meaning, media_type, schema, _parameters(table))
    parameters = {name: part for table in OPEN_TABLES.values() for name, part in _parameters(table).items()}
    licence = {"name": LICENCE["title"], "identifier": LICENCE["name"]}
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "description": DESCRIPTION, "version": VERSION, "license": licence},
        "servers": [{"url": folder}],
        "paths": paths,
        "components": {
            "parameters": {**parameters, LANGUAGE: _language()},
            "responses": _responses(),
            "schemas": {**{table.name: _schema(table) for table in OPEN_TABLES.values()}, "problem": _problem()},
        },
    }


def _path(name: str, summary: str, media_type: str, schema: Schema | None, parameters: Iterable[str] = ()) -> Schema:
    content = {media_type: {"schema": schema} if schema else {}}
    headers = {name: {"schema": _STRING} for name in ("ETag", "Last-Modified")}
    get = {
        "operationId": name,
        "summary": summary,
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in (*parameters, LANGUAGE)],
        "responses": {
            "200": {"description": summary, "headers": headers, "content": content},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in _responses()},
        },
    }
    return {"get": get}


def _parameters(table: Table) -> dict[str, Schema]:
    """Return the filters of a table, by a name that is unique among all tables."""
    return {
        f"{table.name}.{by.name}": {
            "name": by.name,
            "in": "query",
            "description": f"{by.meaning}. Given several times: any of them",
            "schema": {"type": "array", "items": _values(by)},
        }
        for by in column_filters(table.name).values()
    }


def _values(by: ColumnFilter) -> Schema:
    column = by.columns[0]
    return {**_TYPES[column.type], **({"enum": list(by.allowed)} if by.allowed else {})}


def _language() -> Schema:
    description = "Language of the archive's readme; all else is the same in each"
    return {
        "name": LANGUAGE,
        "in": "query",
        "description": description,
        "schema": {**_STRING, "enum": list(LANGUAGES)},
    }


def _schema(table: Table) -> Schema:
    """Return the schema of a table as JSON."""
    return _object(
        {
            "name": {"const": table.name},
            "description": _STRING,
            "fields": {"type": "array", "items": _object(dict.fromkeys(("name", "type", "description"), _STRING))},
            "filters": {"type": "object", "additionalProperties": {"type": "array", "items": _STRING}},
            "count": {"type": "integer", "minimum": 0},
            "rows": {"type": "array", "items": _object({column.name: _cell(column) for column in table.columns})},
        },
        table.meaning,
    )


def _cell(column: Column) -> Schema:
    cell: Schema = {**_TYPES[column.type], "description": column.meaning}
    if column.allowed:
        cell["enum"] = list(column.allowed)
    if column.unit:
        cell["x-unit"] = column.unit
    if not column.required:
        cell["type"] = [cell["type"], "null"]
        if column.allowed:
            cell["enum"].append(None)
    return cell


def _object(properties: Schema, meaning: str | None = None) -> Schema:
    described = {"description": meaning} if meaning else {}
    return {"type": "object", **described, "required": list(properties), "properties": properties}


def _responses() -> dict[str, Schema]:
    meanings = {
        "400": "A parameter or value that does not exist; the answer lists what does",
        "404": "An address that does not exist; the answer lists what does",
        "503": "The tables are not sound; the answer names file, row and remedy",
    }
    content = {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}}
    found = {status: {"description": meaning, "content": content} for status, meaning in meanings.items()}
    return {"304": {"description": "The client has it already, by its tag or date"}, **found}


def _problem() -> Schema:
    """Return the schema of `components.server.responses.problem_response`, with the members that are added here."""
    strings = {"type": "array", "items": _STRING}
    required = {"type": _STRING, "title": _STRING, "status": {"type": "integer"}, "detail": _STRING}
    optional = {
        "exists": {**strings, "description": "What could be asked for"},
        "elsewhere": {**strings, "description": "Addresses where that value occurs"},
        "problems": {
            "type": "array",
            "description": "Faults of the tables",
            "items": _object(dict.fromkeys(("file", "what", "remedy"), _STRING)),
        },
    }
    whole = _object(required, "What is wrong, as RFC 9457 has it")
    return {**whole, "properties": {**required, **optional}}
