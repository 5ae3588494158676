"""One statement on the trade of two countries in words: amount, reporting side, authority, publisher, notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from components.charts.fact_text import (
    SERIES_KIND,
    amount,
    bounds,
    formula,
    publisher_and_date,
    quotation,
    scale_dollars,
    value_with_unit,
)
from components.charts.layout import wrap_text
from components.charts.statement_filters import SIDES, side_of
from components.i18n import Messages
from components.i18n.number_format import BILLIONS, MILLIONS, UNIT_VALUES
from components.theme.tokens import Look
from components.view import View
from data import Fact
from data.analysis.mirror_flows import Statement

Sources = Mapping[str, Mapping[str, Any]]

_MAX_TOOLTIP_LETTERS = 60  # in a line
_MAX_DATED = 3  # reports that a source line names with their dates
_SIGN_PX = 16.0
_SIGNS = dict(zip(SIDES, "●■◆", strict=True))  # in a text, for the shapes of marks


def statement_amount(statement: Statement, words: Messages) -> str:
    """Return the amount of a statement with unit and hedge, as a flow of the first country."""
    return amount(oriented_fact(statement), words, signed=statement.flow == "balance")


def oriented_fact(statement: Statement) -> Fact:
    """Return the fact of a statement with the statement's value and interval, in millions or billions of dollars."""
    interval = statement.interval
    return scale_dollars(replace(statement.fact, value=interval.value, low=interval.low, high=interval.high))


def dollars(value: float, words: Messages) -> str:
    """Return an amount of dollars in millions or billions: 1.14 billion dollars."""
    return value_with_unit(value, BILLIONS if abs(value) >= UNIT_VALUES[BILLIONS] else MILLIONS, words)


def reporting_side(statement: Statement, words: Messages) -> str:
    """Return whose statistics a statement is from, and whether that is inferred."""
    if statement.side is None:
        return words("record.side.open")
    side = words(f"record.side.{statement.side}")
    return words("record.inferred", side=side) if statement.fact.reporter_basis == "inferred" else side


def side_colour(side: str, look: Look) -> str:
    """Return the colour of the marks of a side."""
    return look.palette.muted if side == SIDES[-1] else look.palette.of(side)


def side_legend(statements: Iterable[Statement], words: Messages, look: Look) -> list[str]:
    """Return whose statistics the shapes and colours of marks are, a part for each side that occurs."""
    sides = {side_of(one) for one in statements}
    size = f"font-size:{look.px(_SIGN_PX)}px"
    first, *rest = (
        f'<span style="color:{side_colour(side, look)};{size}">{sign}</span> {words(f"record.key.{side}")}'
        for side, sign in _SIGNS.items()
        if side in sides
    )
    return [words("record.key", first=first), *rest]


def attribution(fact: Fact, sources: Sources, words: Messages) -> str:
    """Return the authority for a fact, if there is one, its publisher and date."""
    source = sources[fact.source]
    authority = words("authority.says", authority=words.name("authorities", fact.authority)) if fact.authority else ""
    return authority + publisher_and_date(source, words)


def notes(fact: Fact, facts: Mapping[str, Fact], words: Messages) -> list[str]:
    """Return the notes on a fact and on those it is derived from."""
    ids = [fact.id, *fact.inputs]
    return [note for one in ids if (note := words.label("observations", one, "note"))]


def statement_heading(statement: Statement, words: Messages) -> str:
    """Return flow, period and amount of a statement."""
    fact = statement.fact
    when = words.numbers.date(fact.period) if fact.period else words("period.open")
    flow = words(f"flow.{statement.flow}")
    return words("record.heading", flow=flow, period=when, amount=statement_amount(statement, words))


def statement_lines(statement: Statement, view: View) -> list[str]:
    """Return the details of a statement as lines, the first of them a heading."""
    words, fact, sources = view.words, statement.fact, view.sources
    drawn = oriented_fact(statement)
    found = [
        statement_heading(statement, words),
        words("hover.bounds", bounds=bounds(drawn, words)) if fact.basis == "stated" else "",
        reporting_side(statement, words),
        words(f"record.mirror.{statement.flow}") if statement.is_mirror else "",
        attribution(fact, sources, words),
        quotation(fact, words),
        words("hover.derived", formula=formula(fact, view.facts, words)) if fact.basis == "derived" else "",
        words(f"confidence.{fact.confidence}") if fact.confidence in ("medium", "low") else "",
        *notes(fact, view.facts, words),
    ]
    if statement.repetitions:
        publishers = [sources[other.source]["publisher"] for other in statement.repetitions]
        found.append(words("record.repeated", publishers=words("join").join(publishers)))
    return [line for line in found if line]


def hover_text(lines: Sequence[str], look: Look) -> str:
    """Return lines, the first of them a heading, as the text of a tooltip."""
    letters = min(look.size.letters, _MAX_TOOLTIP_LETTERS)
    first, *rest = (wrap_text(line, letters) for line in lines)
    return "<br>".join((f"<b>{first}</b>", *rest))


def sources_line(facts: Sequence[Fact], sources: Sources, words: Messages) -> str:
    """Return the sources that the facts are from: official series by name, reports by publisher and date.

    Of many reports it is their number and publishers.
    """
    found = [sources[name] for name in sorted({fact.source for fact in facts})]
    reports = [source for source in found if source["kind"] != SERIES_KIND]
    parts = [publisher_and_date(source, words) for source in found if source["kind"] == SERIES_KIND]
    if len(reports) > _MAX_DATED:
        publishers = sorted({str(source["publisher"]) for source in reports}, key=str.casefold)
        parts.append(words.count("record.sources", len(reports), publishers=", ".join(publishers)))
    else:
        parts += [publisher_and_date(source, words) for source in reports]
    return words("source.all", sources=words("join").join(parts))
