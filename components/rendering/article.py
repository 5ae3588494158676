"""An article as HTML: its text with every figure highlighted, and tables of what was read from it.

`frontend/article.js` fills it in: it writes the text as text, never as HTML, explains highlights, and links rows to
them.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from components import rendering
from components.article import article_tables
from components.article.article_view import ArticleView
from components.article.highlights import passages, split_segments

# Of each table, rows that are shown, with their highlights; the downloads have all.
MAX_ROWS = 300


def render_article(view: ArticleView) -> Markup:
    """Return the element of an article, with its content as JSON in an attribute."""
    return rendering.render("article", payload=str(view.cached(_payload)))


def _payload(view: ArticleView) -> str:
    return rendering.json_attribute(_content(view))


def _content(view: ArticleView) -> dict[str, Any]:
    words, text, reading = view.words, view.article.text, view.reading
    tables = article_tables.build_tables(view)
    rows = [row for table in tables for row in table.rows[:MAX_ROWS]]
    highlights = [row.highlight for row in rows]
    shown = passages(text, highlights)
    quotes = [claim.period_text for claim in reading.claims]
    quotes += [text for stop in reading.stops for text in (stop.order_text, stop.phrase)]
    kinds = sorted({one.kind for one in highlights}, key=lambda kind: (*article_tables.KINDS, kind).index(kind))
    return {
        "language": f"{reading.language}-{reading.script}",
        "quotes": sorted({*filter(None, quotes)}),
        "direction": "rtl" if reading.script == "Arab" else "ltr",
        "legend": words("article.legend"),
        "shortened": words("article.shortened") if shown != [(0, len(text))] else "",
        "kinds": [{"kind": kind, "name": article_tables.kind_name(kind, words)} for kind in kinds],
        "passages": [
            [[part.text, [one.name for one in part.highlights]] for part in split_segments(text, highlights, *passage)]
            for passage in shown
        ],
        "notes": {
            row.highlight.name: {"kind": row.highlight.kind, "title": row.title, "lines": row.lines} for row in rows
        },
        "tables": [
            {
                "title": table.title,
                "columns": table.columns,
                "rows": [
                    {"mark": row.highlight.name, "phrase": row.phrase, "cells": row.cells}
                    for row in table.rows[:MAX_ROWS]
                ],
                "more": words("article.more", shown=MAX_ROWS, total=len(table.rows))
                if len(table.rows) > MAX_ROWS
                else "",
            }
            for table in tables
        ],
    }
