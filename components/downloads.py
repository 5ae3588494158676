"""What a reader takes away of the articles read: their facts as CSV and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from components.article_view import ArticleView
from components.sheet import sheet
from data.extract import Extract
from data.reading import Claim, Stop

# The mark at the start tells Excel that the file is UTF-8.
_UTF8 = "utf-8-sig"

_COLUMNS = (
    *("file", "published", "kind", "of", "reporter", "partner", "product", "value", "unit", "relation", "low", "high"),
    *("rounding", "modality", "period", "period_basis", "period_text", "order", "day", "sort", "place", "action"),
    *("basis", "order_text", "start", "stop", "phrase", "note"),
)


def as_csv(views: Sequence[ArticleView]) -> bytes:
    """Every figure and stop with every detail, values in base units; a row a fact."""
    rows = []
    for view in views:
        facts: list[Claim | Stop] = [*view.reading.claims, *view.reading.stops]
        for fact in sorted(facts, key=lambda fact: fact.start):
            rows.append({**_row(fact), "file": view.given.name, "published": view.given.published})
    return sheet(_COLUMNS, rows).encode(_UTF8)


def _row(fact: Claim | Stop) -> dict[str, Any]:
    row = {field.name: getattr(fact, field.name) for field in fields(fact) if field.name in _COLUMNS}
    return row if isinstance(fact, Claim) else {"kind": "visit_stop", **row}


def as_json(views: Sequence[ArticleView]) -> bytes:
    """As `python -m data extract --json` prints them: a line a file, its name and its facts."""
    return "".join(f"{Extract(view.given.article, view.reading).as_json()}\n" for view in views).encode()
