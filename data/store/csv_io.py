"""Rows as CSV, cells written as the tables have them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠].", re.DOTALL)  # a sign alone is none: "=" says how a figure is meant
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def cell(value: object) -> str:
    """One value as the text of its cell: numbers with a dot and at most six decimals, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: such as begins like one is marked as text, numbers are not."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def sheet(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """CSV with a header line, its lines ended as RFC 4180 says; its texts, which articles may write, are `guarded`."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: guarded(cell(value)) for name, value in row.items()})
    return text.getvalue()
