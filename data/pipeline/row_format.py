"""Rows as the cells of a CSV line, and cells as values: the form that `data.store.table_reader` reads back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from data.model.column_types import Column, Row
from data.model.schema import TABLES
from data.store.csv_io import cell


def cells(table: str, row: Row) -> dict[str, str]:
    """All cells of one row of the table."""
    return {column: cell(row[column]) for column in TABLES[table].header}


def line(texts: Iterable[str]) -> str:
    """One line of CSV, with its end."""
    written = io.StringIO()
    # Some versions of Python quote only the signs of the line's end; a lone carriage return must be quoted too.
    csv.writer(written, lineterminator="\r\n").writerow(texts)
    return written.getvalue().removesuffix("\r\n") + "\n"


def column_of(table: str, name: str) -> Column:
    """The column `name` of the table."""
    return next(column for column in TABLES[table].columns if column.name == name)
