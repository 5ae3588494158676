"""Visit: the stops in order, filtered by kind, and what was offered and promised."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.spec import Query
from components.i18n.rich_text import Cell, Part
from components.pages.blocks import Block, Heading, Table
from components.pages.spec import PageSpec, chart_card
from components.urls.source_links import text_fragment_url
from components.view import View


def _heading(view: View, query: Query) -> Sequence[Block]:
    return [Heading(view.words("visit.finding"), view.words("visit.about"))]


def _chart(view: View, query: Query) -> Sequence[Block]:
    return [chart_card("visit-timeline", view, query)]


def _commitments(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    columns = [words(f"column.{name}") for name in ("commitment", "status", "by", "to", "words")]
    rows: list[list[Cell]] = []
    for row in view.commitments:
        source = view.sources[row["source"]]
        texts = (
            words.name("commitments", row["id"], "title"),
            words(f"status.{row['status']}"),
            words.label("commitments", row["id"], "by") or words("visit.no_people"),
            words.label("commitments", row["id"], "to") or words("commitment.no_one"),
        )
        origin = Part(row["phrase"], str(source["language"]), text_fragment_url(source, row["phrase"]))
        rows.append([*((Part(text),) for text in texts), (origin,)])
    return [Table(words("visit.commitments"), columns, rows)]


PAGE = PageSpec("visit", "visit", (_heading, _chart, _commitments))
