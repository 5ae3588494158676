"""What a reader takes away of the articles read: their facts as CSV and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from components.article import article_tables
from components.article.article_view import METRIC_OF, ArticleView
from components.charts.localized_csv import taken
from components.i18n import Words
from data.extraction import Claim, Stop
from data.extraction.article_facts import ArticleFacts

# The mark at the start tells Excel that the file is UTF-8.
_UTF8 = "utf-8-sig"

_COLUMNS = (
    *(
        "file",
        "published",
        "metric",
        "of",
        "reporter",
        "partner",
        "product",
        "value",
        "unit",
        "relation",
        "low",
        "high",
    ),
    *("rounding", "modality", "period", "period_basis", "period_text", "order", "day", "sort", "place", "action"),
    *("basis", "order_text", "start", "stop", "phrase", "note"),
)


def as_csv(views: Sequence[ArticleView]) -> bytes:
    """Every figure and stop with every detail, values in base units; a row a fact."""
    rows = []
    for view in views:
        facts: list[Claim | Stop] = [*view.reading.claims, *view.reading.stops]
        for fact in sorted(facts, key=lambda fact: fact.start):
            rows.append({**_row(fact, view.words), "file": view.given.name, "published": view.given.published})
    return taken(_COLUMNS, rows, views[0].words).encode(_UTF8)


def _row(fact: Claim | Stop, words: Words) -> dict[str, Any]:
    row = dict.fromkeys(_COLUMNS) | {field.name: getattr(fact, field.name) for field in fields(fact)}
    if isinstance(fact, Claim):
        areas = {"reporter": fact.reporter, "partner": fact.partner}
        kinds = {"metric": fact.kind, "of": fact.of}
        return {
            **row,
            **{column: words.name("areas", name) for column, name in areas.items() if name},
            **{
                column: article_tables.kind_name(METRIC_OF.get(kind, kind), words)
                for column, kind in kinds.items()
                if kind
            },
        }
    sort = words(f"kind.{fact.sort}") if fact.sort in article_tables.SORTS else None
    return {**row, "sort": sort, "metric": article_tables.kind_name("stop", words)}


def as_json(views: Sequence[ArticleView]) -> bytes:
    """As `python -m data extract --json` prints them: a line a file, its name and its facts."""
    return "".join(f"{ArticleFacts(view.given.article, view.reading).as_json()}\n" for view in views).encode()
