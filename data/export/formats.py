"""A table as the bytes of a file: CSV, JSON or XLSX. The same rows always give the same bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from data.export.table_rows import Row, Value
from data.model.column_types import Column, Table
from data.store.csv_io import sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# The mark at the start tells Excel that the file is UTF-8.
_ENCODING = "utf-8-sig"

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Filters = Mapping[str, Sequence[str]]

# No moment of making is kept in a file; ZIP, which XLSX is too, cannot name an earlier one.
EPOCH = datetime(1980, 1, 1)
_WIDTHS = (8, 60)  # characters a column is wide, at least and at most
_ROOM = 2  # characters that a cell's margins and the sign of the filter take
_ABOUT = {"column": "name", "meaning": "meaning", "unit": "unit", "type": "type"}  # heading: part of the declaration


def made(format: str, table: Table, rows: Sequence[Row], filters: Filters | None = None) -> bytes:
    """The rows in one of the formats of `MEDIA_TYPES`; JSON also tells the filters that chose them."""
    if format == "json":
        return as_json(table, rows, filters or {})
    return as_csv(table, rows) if format == "csv" else as_xlsx(table, rows)


def as_csv(table: Table, rows: Sequence[Row]) -> bytes:
    """CSV as RFC 4180 has it, in UTF-8 with a byte order mark."""
    return sheet(table.header, rows).encode(_ENCODING)


def as_json(table: Table, rows: Sequence[Row], filters: Filters) -> bytes:
    """One object: what the table is, its fields, the filters that chose the rows, their count, the rows."""
    whole = {
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
    return written(whole)


def written(whole: object) -> bytes:
    """Any object as JSON for people and programs: indented, letters as they are."""
    return (json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def as_xlsx(table: Table, rows: Sequence[Row]) -> bytes:
    """A workbook: the rows, then what each column means. Numbers and dates are such, all else is text."""
    from xlsxwriter import Workbook  # noqa: PLC0415 only workbooks need it

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": table.name, "comments": table.meaning, "created": EPOCH})
        _Page(book, table.name).fill(table.columns, rows)
        about = [{head: getattr(column, part) for head, part in _ABOUT.items()} for column in table.columns]
        _Page(book, "columns").fill([Column(head, head) for head in _ABOUT], about)
    return file.getvalue()


class _Page:
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
            self._sheet.set_column(across, across, min(max(longest + _ROOM, _WIDTHS[0]), _WIDTHS[1]))

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
