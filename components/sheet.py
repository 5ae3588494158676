"""Rows as CSV, for whoever takes figures away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any


def sheet(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """CSV with a header line; whole numbers without a decimal point, as the tables have them."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(
        {name: f"{cell:.12g}" if isinstance(cell, float) else cell for name, cell in row.items()} for row in rows
    )
    return text.getvalue()
