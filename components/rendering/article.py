"""An article on a page: its text with every figure marked, and what was read from it as tables.

The browser's half is `frontend/article.js`: it writes the text as text, never as HTML, shows what a mark
means, and leads from a row to its mark.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from components import rendering
from components.article import article_tables
from components.article.article_view import ArticleView
from components.article.highlights import passages, pieces

# So many rows of each table are shown, with their marks; the downloads have all.
ROWS = 300


def render(view: ArticleView) -> Markup:
    """Return the article as HTML; its content stands in the element, for the browser to write as text."""
    return rendering.render("article", payload=str(view.once(_payload)))


def _payload(view: ArticleView) -> str:
    return rendering.json_attribute(_content(view))


def _content(view: ArticleView) -> dict[str, Any]:
    words, text, reading = view.words, view.given.text, view.reading
    tables = article_tables.tables(view)
    rows = [row for table in tables for row in table.rows[:ROWS]]
    marks = [row.mark for row in rows]
    parts = passages(text, marks)
    heard = [claim.period_text for claim in reading.claims]
    heard += [text for stop in reading.stops for text in (stop.order_text, stop.phrase)]
    kinds = sorted({mark.kind for mark in marks}, key=article_tables.KINDS.index)
    return {
        "language": f"{reading.language}-{reading.script}",
        "quotes": sorted({*filter(None, heard)}),
        "direction": "rtl" if reading.script == "Arab" else "ltr",
        "legend": words("article.legend"),
        "shortened": words("article.shortened") if parts != [(0, len(text))] else "",
        "kinds": [{"kind": kind, "name": article_tables.kind_name(kind, words)} for kind in kinds],
        "passages": [
            [[piece.text, [mark.name for mark in piece.marks]] for piece in pieces(text, marks, *part)]
            for part in parts
        ],
        "notes": {row.mark.name: {"kind": row.mark.kind, "title": row.title, "lines": row.lines} for row in rows},
        "tables": [
            {
                "title": table.title,
                "columns": table.columns,
                "rows": [
                    {"mark": row.mark.name, "phrase": row.phrase, "cells": row.cells} for row in table.rows[:ROWS]
                ],
                "more": words("article.more", shown=ROWS, total=len(table.rows)) if len(table.rows) > ROWS else "",
            }
            for table in tables
        ],
    }
