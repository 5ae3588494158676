"""Rows as CSV, each cell in the form that the tables use."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from math import inf

_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠].", re.DOTALL)  # a sign alone is no formula: "=" is a relation
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def format_cell(value: object) -> str:
    """Return the text of a cell: numbers with a dot and at most six decimals, empty for None and infinity."""
    if value is None or value in (inf, -inf):
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def escape_formula(text: str) -> str:
    """Return the text, after an apostrophe if it begins like a formula of a spreadsheet; numbers as they are."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def format_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return CSV with a header line and line ends as in RFC 4180. Formulas are escaped: articles may contain some."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: escape_formula(format_cell(value)) for name, value in row.items()})
    return text.getvalue()
