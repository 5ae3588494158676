"""One statement on the trade of two countries in words: amount, reporting side, authority, publisher, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from components.charts.fact_text import amount, bounds, formula, period, publisher_and_date, scale_dollars
from components.charts.layout import wrap_text
from components.i18n import Messages
from data import Fact
from data.analysis.mirror_flows import Statement
from data.analysis.subject import PARTNER
from data.model.metric import is_growth

Sources = Mapping[str, Mapping[str, Any]]


class StatementChartData(NamedTuple):
    """The data of a chart: the selected statements on one flow, all statements on it, and their facts and sources."""

    statements: Sequence[Statement]
    all_of_flow: Sequence[Statement]
    facts: Mapping[str, Fact]
    sources: Sources


def statement_amount(statement: Statement, words: Messages) -> str:
    """Return the amount of a statement with unit and hedge, as a flow of the first country."""
    return amount(oriented_fact(statement), words, signed=is_growth(statement.flow))


def oriented_fact(statement: Statement) -> Fact:
    """Return the fact of a statement with the statement's value and interval, in millions or billions of dollars."""
    interval = statement.interval
    return scale_dollars(replace(statement.fact, value=interval.value, low=interval.low, high=interval.high))


def reporting_side(statement: Statement, words: Messages) -> str:
    """Return whose statistics a statement is from, and whether that is inferred."""
    if statement.side is None:
        return words("record.side.open")
    side = words(f"record.side.{statement.side}")
    return words("record.inferred", side=side) if statement.fact.reporter_basis == "inferred" else side


def attribution(fact: Fact, sources: Sources, words: Messages) -> str:
    """Return the authority for a fact, if there is one, its publisher and date."""
    source = sources[fact.source]
    authority = words("authority.says", authority=words.name("authorities", fact.authority)) if fact.authority else ""
    return authority + publisher_and_date(source, words)


def notes(fact: Fact, facts: Mapping[str, Fact], words: Messages) -> list[str]:
    """Return the notes on a fact and on those it is derived from."""
    ids = [fact.id, *fact.inputs]
    return [note for one in ids if (note := words.label("observations", one, "note"))]


def statement_lines(statement: Statement, facts: Mapping[str, Fact], sources: Sources, words: Messages) -> list[str]:
    """Return the details of a statement as lines, the first of them a heading."""
    fact = statement.fact
    fact_drawn = oriented_fact(statement)
    when = period(fact, sources[fact.source], words) if fact.period else words("period.open")
    found = [
        words(
            "record.heading",
            flow=words(f"flow.{statement.flow}"),
            period=when,
            amount=statement_amount(statement, words),
        ),
        words("hover.bounds" if fact.relation == "=" else "hover.rounding", bounds=bounds(fact_drawn, words)),
        reporting_side(statement, words),
        words(f"record.mirror.{statement.flow}") if statement.is_mirror and statement.side == PARTNER else "",
        attribution(fact, sources, words),
        words("hover.derived", formula=formula(fact, facts, words)) if fact.basis == "derived" else "",
        words(f"confidence.{fact.confidence}") if fact.confidence in ("medium", "low") else "",
        *notes(fact, facts, words),
    ]
    if statement.repetitions:
        publishers = [sources[other.source]["publisher"] for other in statement.repetitions]
        found.append(words("record.repeated", publishers=words("join").join(publishers)))
    return [line for line in found if line]


def hover_text(statement: Statement, data: StatementChartData, words: Messages, letters: int) -> str:
    """Return `statement_lines` as the text of a tooltip, wrapped to `letters`."""
    first, *rest = statement_lines(statement, data.facts, data.sources, words)
    return "<br>".join((f"<b>{wrap_text(first, letters)}</b>", *(wrap_text(line, letters) for line in rest)))


def sources_line(facts: Sequence[Fact], sources: Sources, words: Messages) -> str:
    """Return how many sources the facts are from, and their publishers."""
    ids = dict.fromkeys(fact.source for fact in facts)
    publishers = sorted({str(sources[name]["publisher"]) for name in ids}, key=str.casefold)
    return words.count("record.sources", len(ids), publishers=words.numbers.join_list(publishers))
