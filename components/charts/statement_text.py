"""What is told of one statement on the trade of two countries: the figure, whose it is, who says it, where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from components.charts.fact_text import amount, bounds, formula, large, period, published
from components.charts.layout import wrapped
from components.i18n import Words
from data import Fact
from data.analysis.mirror_flows import ABROAD, Statement

Sources = Mapping[str, Mapping[str, Any]]


def figure(statement: Statement, words: Words) -> str:
    """The figure with its unit and the source's hedge, seen from the first country's side."""
    return amount(oriented(statement), words, signed=statement.flow.endswith("-growth"))


def oriented(statement: Statement) -> Fact:
    """The fact with the statement's own interval, its dollars in the unit that is read most easily."""
    ends = statement.interval
    return large(_with(statement.fact, ends.value, ends.low, ends.high))


def _with(fact: Fact, value: float, low: float, high: float) -> Fact:
    return replace(fact, value=value, low=low, high=high)


def whose(statement: Statement, words: Words) -> str:
    """Whose statistics it is from, and how that is known."""
    if statement.side is None:
        return words("record.side.open")
    side = words(f"record.side.{statement.side}")
    return words("record.inferred", side=side) if statement.fact.reporter_basis == "inferred" else side


def by_whom(fact: Fact, sources: Sources, words: Words) -> str:
    """Who stands behind the figure, who published it, and when."""
    source = sources[fact.source]
    said = words("authority.says", authority=words.name("authorities", fact.authority)) if fact.authority else ""
    return said + published(source, words)


def notes(fact: Fact, facts: Mapping[str, Fact], words: Words) -> list[str]:
    """What must be known of the figure, or of those that it is computed from."""
    ids = [fact.id, *fact.inputs]
    return [note for one in ids if (note := words.label("observations", one, "note"))]


def lines(statement: Statement, facts: Mapping[str, Fact], sources: Sources, words: Words) -> list[str]:
    """All that a reader may ask of the statement, a line a thing; the first is its heading."""
    fact = statement.fact
    shown = oriented(statement)
    when = period(fact, sources[fact.source], words) if fact.period else words("period.open")
    found = [
        words("record.heading", flow=words(f"flow.{statement.flow}"), period=when, amount=figure(statement, words)),
        words("hover.bounds" if fact.relation == "=" else "hover.rounding", bounds=bounds(shown, words)),
        whose(statement, words),
        words(f"record.mirror.{statement.flow}") if statement.is_mirror and statement.side == ABROAD else "",
        by_whom(fact, sources, words),
        words("hover.derived", formula=formula(fact, facts, words)) if fact.basis == "derived" else "",
        words(f"confidence.{fact.confidence}") if fact.confidence in ("medium", "low") else "",
        *notes(fact, facts, words),
    ]
    if statement.repeated:
        also = [sources[other.source]["publisher"] for other in statement.repeated]
        found.append(words("record.repeated", publishers=words("join").join(also)))
    return [line for line in found if line]


def hover(statement: Statement, facts: Mapping[str, Fact], sources: Sources, words: Words, letters: int) -> str:
    """The lines as one text for a chart, none longer than `letters`."""
    first, *rest = lines(statement, facts, sources, words)
    return "<br>".join((f"<b>{wrapped(first, letters)}</b>", *(wrapped(line, letters) for line in rest)))


def sources_line(facts: Sequence[Fact], sources: Sources, words: Words) -> str:
    """How many reports the facts are from, and who published them."""
    ids = dict.fromkeys(fact.source for fact in facts)
    publishers = sorted({str(sources[name]["publisher"]) for name in ids}, key=str.casefold)
    return words.count("record.sources", len(ids), publishers=words.numbers.listed(publishers))
