"""Rows as a reader takes them away: headings and codes in the page's language, numbers as the tables have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from components.charts.fact_text import unit_name
from components.i18n import Words
from data.store.csv_io import sheet

# Columns whose cells are ids of rows, and the table that names those.
_NAMED = {
    **dict.fromkeys(("reporter", "partner", "place"), "areas"),
    **{"metric": "metrics", "product": "products", "authority": "authorities"},
}
# Columns whose cells are codes, and what the messages for those begin with.
_CODED = {
    **dict.fromkeys(("basis", "reporter_basis", "period_basis", "order_basis", "method"), "basis."),
    **{"modality": "modality.", "confidence": "trust.", "kind": "kind.", "flow": "flow.", "statistics": "record.side."},
    **{"said": "reports.cell.", "mirror": "answer."},
}


def taken(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], words: Words) -> str:
    """CSV of these columns; values are in base units, spans count characters, ids stay ids."""
    headings = {name: words(f"csv.{name}") for name in columns}
    return sheet(
        list(headings.values()),
        ({heading: _cell(name, row[name], words) for name, heading in headings.items()} for row in rows),
    )


def _cell(column: str, value: object, words: Words) -> object:
    if value is None or value == "":
        return ""
    if column in _NAMED:
        return words.name(_NAMED[column], str(value))
    if column in _CODED:
        return words(_CODED[column] + str(value).lower())
    if column == "unit":
        return unit_name(str(value), words)
    return words(f"hedge.{value}", figure="…") if column == "hedge" else value


def file_name(parts: Iterable[str]) -> str:
    """A file's name from these words, in their own letters: small, joined by hyphens, without signs."""
    plain = (re.sub(r"[^\w]+", "-", re.sub("[‘’]", "", part)).strip("-").lower() for part in parts)
    return "-".join(filter(None, plain))
