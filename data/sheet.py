"""Rows as CSV, cells written as the tables have them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence


def cell(value: object) -> str:
    """One value as the text of its cell: numbers with a dot and at most six decimals, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def sheet(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """CSV with a header line, its lines ended as RFC 4180 says."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()
