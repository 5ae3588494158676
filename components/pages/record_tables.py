"""Tables of the record and sources pages, each as a pair of headings and rows of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from components.charts.fact_table import record_columns, record_row, source_link
from components.charts.fact_text import amount, publisher_and_date, scale_dollars
from components.charts.statement_selection import statement_cells
from components.charts.statement_text import notes, reporting_side, statement_amount
from components.i18n.letter_case import capitalize_first, join_clauses
from components.i18n.rich_text import Cell, Part
from components.view import Row, View
from data.analysis.discrepancies import Discrepancy, Reason
from data.analysis.mirror_flows import Statement

Table = tuple[list[str], list[list[Cell]]]


def contradiction_table(view: View, *, exclusive: bool) -> Table:
    """Return the discrepancies: figures with their sources, the difference, the likely reasons and their evidence.

    exclusive: the discrepancies whose figures exclude each other; else those that may be the same number.
    """
    words = view.words
    columns = [words(f"column.{name}") for name in ("contradiction", "figures", "apart", "reason", "ground")]
    return columns, [_row(one, view) for one in view.discrepancies if one.is_exclusive == exclusive]


def _row(one: Discrepancy, view: View) -> list[Cell]:
    words = view.words
    what = words("contradiction.what", flow=words(f"flow.{one.flow}"), period=words.numbers.date(one.period))
    reasons = join_clauses([words(f"reason.{reason.kind}") for reason in one.reasons], words)
    ground = " ".join(dict.fromkeys(line for reason in one.reasons for line in _ground(reason, view)))
    return [
        (Part(what),),
        _figures(one.statements, view),
        (Part(_difference(one, view)),),
        (Part(reasons),),
        (Part(ground),),
    ]


def _figures(statements: Sequence[Statement], view: View) -> Cell:
    """Return the figures as links to their pages; equal ones of one side once, with how many statements agree."""
    words = view.words
    groups: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        amount_text = _statement_text(one, view)
        groups.setdefault((amount_text, reporting_side(one, words)), []).append(one)
    parts: list[Part] = []
    for (amount_text, side), group in groups.items():
        parts.append(Part(words("join") if parts else ""))
        source = view.sources[group[0].fact.source]
        parts.append(Part(amount_text, link=source["url"], name=publisher_and_date(source, words)))
        count = words.count("contradiction.times", len(group)) if len(group) > 1 else ""
        parts.append(Part(words("contradiction.side", side=side, times=count)))
    return tuple(part for part in parts if part.text)


def _statement_text(one: Statement, view: View) -> str:
    """Return the amount of a statement, and that it is derived if no report states it."""
    written = statement_amount(one, view.words)
    return view.words("contradiction.computed", figure=written) if one.fact.basis == "derived" else written


def _difference(one: Discrepancy, view: View) -> str:
    """Return the difference of the largest and the smallest figure; of growth rates in percentage points."""
    low, high = one.spread
    fact = one.statements[-1].fact
    unit = "pp" if fact.unit == "%" else fact.unit
    gap = replace(fact, value=high - low, unit=unit, relation="=", hedge=None, basis="derived", rounding=None)
    return amount(scale_dollars(gap), view.words)


def _ground(reason: Reason, view: View) -> list[str]:
    """Return the evidence for a reason, and the notes on the figures that it consists of."""
    words = view.words
    figures = words("join").join(dict.fromkeys(_statement_text(one, view) for one in reason.evidence))
    known = [note for one in reason.evidence for note in notes(one.fact, view.facts, words)]
    return [words(f"ground.{reason.kind}", figures=figures), *known]


def undated_statement_table(view: View, statements: Sequence[Statement]) -> Table:
    """Return the statements that give no period."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("period", "value", "bounds", "whose", "said_by", "trust", "note")]
    rows = [[*statement_cells(one, view), (Part(" ".join(notes(one.fact, view.facts, words))),)] for one in statements]
    return columns, rows


def name_table(view: View) -> Table:
    """Return how each report spells a name."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("people", "written", "report")]
    rows: list[list[Cell]] = []
    for row in _of_kind(view, "name"):
        source = view.sources[row["source"]]
        rows.append(
            [
                (Part(words.name("told", row["about"])),),
                (Part(row["words"], str(source["language"] or "")),),
                (source_link(source, words),),
            ]
        )
    return columns, rows


def date_table(view: View) -> Table:
    """Return how reports date the visit: by a day in their text, or by their own date."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("what", "date", "report")]
    rows: list[list[Cell]] = []
    for row in _of_kind(view, "date"):
        day = words.numbers.date(row["date"])
        when = words("record.hour", date=day, hour=row["words"]) if row["words"] else day
        source = view.sources[row["source"]]
        rows.append([(Part(words.name("told", row["about"])),), (Part(when),), (source_link(source, words),)])
    return columns, rows


def _of_kind(view: View, kind: str) -> list[Row]:
    return [row for row in view.tellings if row["kind"] == kind]


def figure_table(view: View) -> Table:
    """Return all transcribed figures and those derived from them, with their confidence."""
    words = view.words
    columns = [*record_columns(words), words("column.trust")]
    rows = []
    for fact in view.facts.values():
        if fact.confidence:
            rows.append([*record_row(fact, view), (Part(capitalize_first(words(f"trust.{fact.confidence}"))),)])
    return columns, rows


def source_page_table(view: View) -> Table:
    """Return the pages that figures were transcribed from, with how many are from each."""
    words = view.words
    counts = Counter(fact.source for fact in view.facts.values() if fact.basis == "stated")
    columns = [words(f"column.{name}") for name in ("report", "language", "count")]
    rows: list[list[Cell]] = []
    for source in view.sources.values():
        if source["kind"] == "record":
            language = (
                words.numbers.language(source["language"], source["script"] or "Latn") if source["script"] else ""
            )
            rows.append([(source_link(source, words),), (Part(language),), (Part(str(counts[source["id"]])),)])
    return columns, rows
