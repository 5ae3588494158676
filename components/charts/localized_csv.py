"""CSV downloads of charts: headings, names and codes in the page's language, numbers as the tables have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from components.charts.fact_text import unit_name
from components.i18n import Messages
from data.store.csv_io import format_csv

# Columns of ids, with the table whose labels name those.
_LABEL_TABLES = {
    **dict.fromkeys(("reporter", "partner", "place"), "areas"),
    **{"metric": "metrics", "product": "products", "authority": "authorities"},
}
# Columns of codes, with the prefix of the message keys for those.
_MESSAGE_PREFIXES = {
    **dict.fromkeys(("basis", "reporter_basis", "period_basis", "order_basis", "method"), "basis."),
    **{"modality": "modality.", "confidence": "trust.", "kind": "kind.", "flow": "flow.", "statistics": "record.side."},
    **{"said": "reports.cell.", "mirror": "answer."},
}


def render_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], words: Messages) -> str:
    """Return the columns of `rows` as CSV: values in base units, spans in characters, names for ids and codes."""
    headings = {name: words(f"csv.{name}") for name in columns}
    return format_csv(
        list(headings.values()),
        ({heading: _cell(name, row[name], words) for name, heading in headings.items()} for row in rows),
    )


def _cell(column: str, value: object, words: Messages) -> object:
    if value is None or value == "":
        return ""
    if column in _LABEL_TABLES:
        return words.name(_LABEL_TABLES[column], str(value))
    if column in _MESSAGE_PREFIXES:
        return words(_MESSAGE_PREFIXES[column] + str(value).lower())
    if column in ("unit", "drawn_unit"):
        return unit_name(str(value), words)
    return words(f"hedge.{value}", figure="…") if column == "hedge" else value


def file_stem(parts: Iterable[str]) -> str:
    """Return a file name without extension: the parts in lower case, joined by hyphens, without punctuation."""
    slugs = (re.sub(r"[^\w]+", "-", re.sub("[‘’]", "", part)).strip("-").lower() for part in parts)
    return "-".join(filter(None, slugs))
