"""Record: figures from other reports with their sources, and where they disagree."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts import registry
from components.charts.spec import Query
from components.charts.statement_selection import select_statements, without_period
from components.pages import headlines, record_tables
from components.pages.blocks import Anchor, Block, Fold, Heading, JumpList, Note, Section, Table
from components.pages.spec import PageSpec, chart_card
from components.view import View

_PARTS = ("contradictions", "scale", "works", "visit")


def _heading(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    links = [(part, words(f"record.part.{part}")) for part in _PARTS]
    return [Heading(headlines.record_headline(view), words("record.about")), JumpList(words("record.jump"), links)]


def _statements(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    blocks: list[Block] = [
        chart_card("national-trade", view, query),
        chart_card("trade-to-date", view, query, has_filters=False),
    ]
    selection = registry.charts()["national-trade"].select_known(query, view)
    if rest := without_period(select_statements(view, selection)):
        blocks.append(Table(words("record.unplaced"), *record_tables.undated_statement_table(view, rest)))
    return blocks


def _contradictions(view: View, query: Query) -> Sequence[Block]:
    title, agreeing = view.words("record.contradictions"), view.words("record.agreeing")
    excluding = Table(title, *record_tables.contradiction_table(view, exclusive=True), title_hidden=True)
    others = Table(agreeing, *record_tables.contradiction_table(view, exclusive=False), title_hidden=True)
    return [
        Section(title, view.words("record.judged"), "contradictions"),
        excluding,
        Fold(agreeing, [others]),
    ]


def _scale(view: View, query: Query) -> Sequence[Block]:
    block = chart_card("region-scale", view, query)
    return [Anchor("scale"), *([block] if block.chart else [])]


def _works(view: View, query: Query) -> Sequence[Block]:
    return [Anchor("works"), chart_card("works-in-time", view, query)]


def _visit(view: View, query: Query) -> Sequence[Block]:
    return [
        Anchor("visit"),
        chart_card("visit-reports", view, query),
        Note(headlines.visit_dating(view)),
        Table(view.words("record.names"), *record_tables.name_table(view)),
        Table(view.words("record.dates"), *record_tables.date_table(view)),
    ]


PAGE = PageSpec("record", "record", (_heading, _statements, _contradictions, _scale, _works, _visit))
