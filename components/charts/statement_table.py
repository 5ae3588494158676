"""Statements on the trade of the two countries as rows of a chart's table and CSV, and as details of marks."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.fact_table import facts_csv, mark_detail, source_link
from components.charts.spec import MarkDetail
from components.charts.statement_text import reporting_side, statement_amount, statement_lines
from components.i18n import Messages
from components.i18n.letter_case import capitalize_first
from components.i18n.rich_text import Cell, Part
from components.view import View
from data.analysis.mirror_flows import Statement


def statement_columns(words: Messages) -> list[str]:
    """Return the headings for `statement_cells`."""
    return [words(f"column.{name}") for name in ("period", "value", "whose", "said_by", "trust")]


def statement_cells(one: Statement, view: View) -> list[Cell]:
    """Return a statement as cells: period, amount, reporting side, authority and source, how far it is trusted."""
    words, fact = view.words, one.fact
    authority = words.name("authorities", fact.authority or "")
    authorities = [Part(words("authority.says", authority=authority))] if fact.authority else []
    trust = "official" if fact.basis != "stated" else fact.confidence or "unjudged"
    return [
        (Part(capitalize_first(words.numbers.date(fact.period) if fact.period else words("period.open"))),),
        (Part(statement_amount(one, words)),),
        (Part(capitalize_first(reporting_side(one, words))),),
        (*authorities, source_link(view.sources[fact.source], words)),
        (Part(capitalize_first(words(f"trust.{trust}"))),),
    ]


def statements_csv(statements: Sequence[Statement], view: View) -> str:
    """Return statements as CSV: the columns of their facts, flow, side, and the value drawn."""
    drawn = [
        {"flow": one.flow, "statistics": one.side, "mirror": one.is_mirror, "drawn": one.interval.value}
        for one in statements
    ]
    return facts_csv([one.fact for one in statements], view, drawn)


def statement_details(statements: Sequence[Statement], view: View) -> dict[str, MarkDetail]:
    """Return what is shown when the mark of a statement is pressed, by its id."""
    return {one.fact.id: mark_detail(statement_lines(one, view), one.fact, view) for one in statements}
