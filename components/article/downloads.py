"""Downloads of the facts extracted from the articles of a reader: CSV and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from components.article import article_tables
from components.article.article_view import ArticleView
from components.charts.localized_csv import render_csv
from components.i18n import Messages
from data.extraction import Claim, Stop
from data.extraction.article_facts import ArticleFacts
from data.model.metric import metric_id

# With a byte order mark, which tells Excel that the file is UTF-8.
_ENCODING = "utf-8-sig"

_COLUMNS = (
    *("file", "published", "metric", "of", "reporter", "partner", "product", "value", "unit", "relation", "low"),
    *("high", "rounding", "modality", "period", "period_basis", "period_text", "order", "day", "sort", "place"),
    *("action", "basis", "order_text", "start", "stop", "phrase", "note"),
)


def as_csv(views: Sequence[ArticleView]) -> bytes:
    """Return all figures and stops as CSV, a row a fact, with values in base units."""
    rows = []
    for view in views:
        facts: list[Claim | Stop] = [*view.reading.claims, *view.reading.stops]
        for fact in sorted(facts, key=lambda fact: fact.start):
            rows.append({**_row(fact, view.words), "file": view.article.name, "published": view.article.published})
    return render_csv(_COLUMNS, rows, views[0].words).encode(_ENCODING)


def _row(fact: Claim | Stop, words: Messages) -> dict[str, Any]:
    row = dict.fromkeys(_COLUMNS) | {field.name: getattr(fact, field.name) for field in fields(fact)}
    if isinstance(fact, Claim):
        areas = {"reporter": fact.reporter, "partner": fact.partner}
        kinds = {"metric": fact.kind, "of": fact.of}
        return {
            **row,
            **{column: words.name("areas", name) for column, name in areas.items() if name},
            **{column: article_tables.kind_name(metric_id(kind), words) for column, kind in kinds.items() if kind},
        }
    sort = words(f"kind.{fact.sort}") if fact.sort in article_tables.STOP_KINDS else None
    return {**row, "sort": sort, "metric": article_tables.kind_name("stop", words)}


def as_json(views: Sequence[ArticleView]) -> bytes:
    """Return the facts as `python -m data extract --json` prints them: a line of JSON for each article."""
    return "".join(f"{ArticleFacts(view.article.content, view.reading).as_json()}\n" for view in views).encode()
