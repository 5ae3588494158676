"""Format rows as CSV lines, as `data.store.table_reader` reads them back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from data.model.column_types import Column, Row
from data.model.schema import TABLES
from data.store.csv_io import format_cell


def format_row(table: str, row: Row) -> dict[str, str]:
    """Return all cells of one row of the table by column."""
    return {column: format_cell(row[column]) for column in TABLES[table].header}


def format_csv_line(texts: Iterable[str]) -> str:
    """Return one line of CSV with its line end."""
    buffer = io.StringIO()
    # Some versions of Python quote only characters of `lineterminator`; a lone carriage return must be quoted too.
    csv.writer(buffer, lineterminator="\r\n").writerow(texts)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def find_column(table: str, name: str) -> Column:
    """Return the column `name` of the table."""
    return next(column for column in TABLES[table].columns if column.name == name)
