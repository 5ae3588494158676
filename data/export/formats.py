"""A table as the bytes of a file: CSV, JSON or XLSX. The same rows always give the same bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from data.export.table_rows import Row, Value
from data.model.column_types import Column, Table
from data.store.csv_io import format_csv

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# The byte order mark tells Excel that the file is UTF-8.
_ENCODING = "utf-8-sig"

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Filters = Mapping[str, Sequence[str]]

# The time in every file, so that equal rows give equal bytes; ZIP, which XLSX is too, has no earlier one.
ZIP_EPOCH = datetime(1980, 1, 1)
# In characters; the padding is for a cell's margins and the filter button.
_MIN_WIDTH, _MAX_WIDTH, _PADDING = 8, 60, 2
# Of the sheet on the columns: heading, and the attribute of Column under it.
_COLUMN_PARTS = {
    "column": "name",
    "meaning": "meaning",
    "unit": "unit",
    "type": "type",
}


def render_table(format: str, table: Table, rows: Sequence[Row], filters: Filters | None = None) -> bytes:
    """Return the rows in one of the formats of MEDIA_TYPES; JSON also has the filters that chose them."""
    if format == "json":
        return as_json(table, rows, filters or {})
    return as_csv(table, rows) if format == "csv" else as_xlsx(table, rows)


def as_csv(table: Table, rows: Sequence[Row]) -> bytes:
    """Return CSV as in RFC 4180, in UTF-8 with a byte order mark."""
    return format_csv(table.header, rows).encode(_ENCODING)


def as_json(table: Table, rows: Sequence[Row], filters: Filters) -> bytes:
    """Return one object: what the table is, its fields, the filters that chose the rows, their count, the rows."""
    document = {
        "name": table.name,
        "description": table.meaning,
        "fields": [
            {"name": column.name, "type": column.type, "unit": column.unit, "description": column.meaning}
            for column in table.columns
        ],
        "filters": {name: list(values) for name, values in filters.items()},
        "count": len(rows),
        "rows": rows,
    }
    return render_json(document)


def render_json(value: object) -> bytes:
    """Return any object as JSON for people and programs: indented, letters as they are."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def as_xlsx(table: Table, rows: Sequence[Row]) -> bytes:
    """Return a workbook: the rows, then what each column means. Numbers and dates are typed, all else is text."""
    from xlsxwriter import Workbook  # noqa: PLC0415 only workbooks need it

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": table.name, "comments": table.meaning, "created": ZIP_EPOCH})
        _Sheet(book, table.name).fill(table.columns, rows)
        dictionary = [{head: getattr(column, part) for head, part in _COLUMN_PARTS.items()} for column in table.columns]
        _Sheet(book, "columns").fill([Column(head, head) for head in _COLUMN_PARTS], dictionary)
    return file.getvalue()


class _Sheet:
    """One sheet of a workbook: a bold header that stays in view, then the rows."""

    def __init__(self, book: Workbook, name: str) -> None:
        self._sheet: Worksheet = book.add_worksheet(name)
        self._head: Format = book.add_format({"bold": True})
        self._date: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        # The usual format would round what has many digits, or write it with an exponent.
        self._whole: Format = book.add_format({"num_format": "0"})
        self._broken: Format = book.add_format({"num_format": "0.0#####"})

    def fill(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Write the rows; each column is as wide as its longest cell, within bounds."""
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        for across, column in enumerate(columns):
            self._sheet.write_string(0, across, column.name, self._head)
            for down, row in enumerate(rows, 1):
                self._put(down, across, column, row[column.name])
            longest = max(len(text) for text in (column.name, *(str(row[column.name]) for row in rows)))
            self._sheet.set_column(across, across, min(max(longest + _PADDING, _MIN_WIDTH), _MAX_WIDTH))

    def _put(self, down: int, across: int, column: Column, value: Value) -> None:
        if value is None:
            return
        if isinstance(value, str):
            if column.type == "date":
                self._sheet.write_datetime(down, across, date.fromisoformat(value), self._date)
            else:
                # Never by the general write(): it would take "=" for the beginning of a formula.
                self._sheet.write_string(down, across, value)
        else:
            self._sheet.write_number(down, across, value, self._whole if isinstance(value, int) else self._broken)
