"""The tables of the record page: contradictions, figures without a period, names and dates as reports give them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from components.charts.fact_table import page_of, record_columns, record_row
from components.charts.fact_text import amount, large, published
from components.charts.statement_selection import statement_cells
from components.charts.statement_text import figure, notes, whose
from components.i18n.letter_case import capital, clauses
from components.i18n.rich_text import Cell, Part
from components.view import Row, View
from data.analysis.discrepancies import Contradiction, Reason
from data.analysis.mirror_flows import Statement

Table = tuple[list[str], list[list[Cell]]]


def contradictions(view: View, *, exclusive: bool) -> Table:
    """One thing a row: the figures with their sources, how far apart they are, the likeliest reason and its ground.

    `exclusive`: those that exclude each other; else those that may be one number after all.
    """
    words = view.words
    columns = [words(f"column.{name}") for name in ("contradiction", "figures", "apart", "reason", "ground")]
    return columns, [_row(one, view) for one in view.contradictions if one.excludes == exclusive]


def _row(one: Contradiction, view: View) -> list[Cell]:
    words = view.words
    what = words("contradiction.what", flow=words(f"flow.{one.flow}"), period=words.numbers.date(one.period))
    reasons = clauses([words(f"reason.{reason.kind}") for reason in one.reasons], words)
    ground = " ".join(dict.fromkeys(line for reason in one.reasons for line in _ground(reason, view)))
    return [
        (Part(what),),
        _figures(one.statements, view),
        (Part(_apart(one, view)),),
        (Part(reasons),),
        (Part(ground),),
    ]


def _figures(statements: Sequence[Statement], view: View) -> Cell:
    """Each figure, a link to its page; equal ones of one side once, with how many say so."""
    words = view.words
    groups: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        told = _told(one, view)
        groups.setdefault((told, whose(one, words)), []).append(one)
    parts: list[Part] = []
    for (told, side), group in groups.items():
        parts.append(Part(words("join") if parts else ""))
        source = view.sources[group[0].fact.source]
        parts.append(Part(told, link=source["url"], name=published(source, words)))
        count = words.count("contradiction.times", len(group)) if len(group) > 1 else ""
        parts.append(Part(words("contradiction.side", side=side, times=count)))
    return tuple(part for part in parts if part.text)


def _told(one: Statement, view: View) -> str:
    """The figure; that it is computed, where no report says it itself."""
    told = figure(one, view.words)
    return view.words("contradiction.computed", figure=told) if one.fact.basis == "derived" else told


def _apart(one: Contradiction, view: View) -> str:
    """From the smallest to the largest figure; of growths in percentage points."""
    low, high = one.spread
    fact = one.statements[-1].fact
    unit = "pp" if fact.unit == "%" else fact.unit
    gap = replace(fact, value=high - low, unit=unit, relation="=", hedge=None, basis="derived", rounding=None)
    return amount(large(gap), view.words)


def _ground(reason: Reason, view: View) -> list[str]:
    """What shows the reason, and what is known of the figures that show it."""
    words = view.words
    figures = words("join").join(dict.fromkeys(_told(one, view) for one in reason.shown_by))
    known = [note for one in reason.shown_by for note in notes(one.fact, view.facts, words)]
    return [words(f"ground.{reason.kind}", figures=figures), *known]


def unplaced(view: View, statements: Sequence[Statement]) -> Table:
    """Statements whose months are not said."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("period", "value", "bounds", "whose", "said_by", "trust", "note")]
    rows = [[*statement_cells(one, view), (Part(" ".join(notes(one.fact, view.facts, words))),)] for one in statements]
    return columns, rows


def names(view: View) -> Table:
    """How each report writes a name."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("people", "written", "report")]
    rows: list[list[Cell]] = []
    for row in _of_kind(view, "name"):
        source = view.sources[row["source"]]
        rows.append(
            [
                (Part(words.name("told", row["about"])),),
                (Part(row["words"], str(source["language"] or "")),),
                (page_of(source, words),),
            ]
        )
    return columns, rows


def dates(view: View) -> Table:
    """What dates the visit: a day that a report tells, or that is printed with it."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("what", "date", "report")]
    rows: list[list[Cell]] = []
    for row in _of_kind(view, "date"):
        day = words.numbers.date(row["date"])
        when = words("record.hour", date=day, hour=row["words"]) if row["words"] else day
        source = view.sources[row["source"]]
        rows.append([(Part(words.name("told", row["about"])),), (Part(when),), (page_of(source, words),)])
    return columns, rows


def _of_kind(view: View, kind: str) -> list[Row]:
    return [row for row in view.tellings if row["kind"] == kind]


def figures(view: View) -> Table:
    """Every figure of the record, stated and computed: whose, what, when, who says it, how far it is trusted."""
    words = view.words
    columns = [*record_columns(words), words("column.trust")]
    rows = []
    for fact in view.facts.values():
        if fact.confidence:
            rows.append([*record_row(fact, view), (Part(capital(words(f"trust.{fact.confidence}"))),)])
    return columns, rows


def pages(view: View) -> Table:
    """Every page that the record was transcribed from, with how many figures are from it."""
    words = view.words
    counts = Counter(fact.source for fact in view.facts.values() if fact.basis == "stated")
    columns = [words(f"column.{name}") for name in ("report", "language", "count")]
    rows: list[list[Cell]] = []
    for source in view.sources.values():
        if source["kind"] == "record":
            language = (
                words.numbers.language(source["language"], source["script"] or "Latn") if source["script"] else ""
            )
            rows.append([(page_of(source, words),), (Part(language),), (Part(str(counts[source["id"]])),)])
    return columns, rows
