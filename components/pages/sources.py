"""Sources: every figure with its words, span, period, bounds, and a link that opens the page at the words."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.spec import Query
from components.pages import record_tables
from components.pages.blocks import Block, Fold, Heading, JumpList, OpenTables, Records, Section, Table
from components.pages.provenance import figure_record, source_record
from components.pages.spec import PageSpec
from components.view import View

_PARTS = ("stated", "derived", "reports", "record", "data")


def _heading(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    links = [(part, words(f"sources.{part}")) for part in _PARTS]
    return [Heading(words("sources.finding"), words("sources.about")), JumpList(words("record.jump"), links)]


def _figures(view: View, query: Query) -> Sequence[Block]:
    blocks: list[Block] = []
    for basis in ("stated", "derived"):
        facts = [fact for fact in view.facts.values() if fact.basis == basis and not fact.confidence]
        facts.sort(key=lambda fact: not view.shows(fact))  # the site's own figures first
        blocks += [_section(basis, view), Records([figure_record(fact, view) for fact in facts])]
    return blocks


def _reports(view: View, query: Query) -> Sequence[Block]:
    held = [source for source in view.sources.values() if source["kind"] != "record"]
    return [_section("reports", view), Records([source_record(source, view) for source in held])]


def _record(view: View, query: Query) -> Sequence[Block]:
    words, title = view.words, view.words("sources.record")
    tables = {"figures": record_tables.figure_table(view), "pages": record_tables.source_page_table(view)}
    folds = [
        Fold(words.count(f"sources.{part}", len(rows)), [Table(title, columns, rows, title_hidden=True)])
        for part, (columns, rows) in tables.items()
    ]
    return [_section("record", view), *folds]


def _data(view: View, query: Query) -> Sequence[Block]:
    return [_section("data", view), OpenTables(view.words("sources.data"))]


def _section(part: str, view: View) -> Section:
    return Section(view.words(f"sources.{part}"), view.words(f"sources.{part}_about"), part)


PAGE = PageSpec("sources", "sources", (_heading, _figures, _reports, _record, _data))
