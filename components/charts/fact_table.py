"""Facts as the rows of a chart's table and of its CSV; names of its files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from components.charts.fact_text import amount, bounds, formula, large, operand_text, period, published
from components.charts.localized_csv import file_name, taken
from components.charts.spec import Detail
from components.charts.statement_text import notes
from components.i18n import Words
from components.i18n.rich_text import Cell, Part
from components.urls.source_links import at_words
from components.view import Row, View
from data import Fact

_FACT_COLUMNS = (
    *("id", "metric", "value", "unit", "relation", "hedge", "low", "high", "modality", "basis", "period"),
    *("period_basis", "period_text", "reporter", "reporter_basis", "partner", "product", "operation", "inputs"),
    *("method", "confidence", "authority", "repeats", "start", "stop", "phrase", "source"),
)
_SOURCE_COLUMNS = ("publisher", "published", "dated", "url")


def first_words(facts: Sequence[Fact], view: View) -> str:
    """Link to the words of the first fact; those of its first input where it is derived."""
    fact = facts[0] if facts[0].basis == "stated" else view.facts[facts[0].inputs[0]]
    return at_words(view.sources[fact.source], fact.phrase)


def fact_cells(fact: Fact, view: View) -> list[Cell]:
    """A fact as cells of a table: name, figure, bounds, period, words or formula."""
    words, source = view.words, view.sources[fact.source]
    texts = (
        measured(fact, words),
        amount(fact, words, signed=is_change(fact)),
        bounds(fact, words),
        period(fact, source, words),
    )
    return [*((Part(text),) for text in texts), read_from(fact, view)]


def is_change(fact: Fact) -> bool:
    """Whether it says how much more or less than before, and so bears a sign."""
    return fact.metric == "output-change" or (fact.metric.endswith("-growth") and fact.unit != "x")


def measured(fact: Fact, words: Words) -> str:
    """What the figure is of; that it is planned or only possible, and of which product, where it is."""
    name = words.name("metrics", fact.metric)
    if fact.modality == "actual":
        return name
    return words("figure.modality", name=name, modality=words(f"modality.{fact.modality}"))


def read_from(fact: Fact, view: View) -> Cell:
    """The words of a stated fact, or the formula of a derived one with each operand a link to its words."""
    source = view.sources[fact.source]
    if fact.phrase:
        return (Part(fact.phrase, str(source["language"]), at_words(source, fact.phrase)),)
    if fact.basis == "stated":
        return (page_of(source, view.words),)
    operands = [view.facts[name] for name in fact.inputs]
    marks = ["<", ">"]
    text = view.words(f"formula.{fact.operation}", first=marks[0], second=marks[1])
    parts = []
    for piece in re.split("([<>])", text):
        if piece in marks:
            operand = operands[marks.index(piece)]
            number = operand_text(operand, fact, view.words)
            source = view.sources[operand.source]
            name = f"{measured(operand, view.words)}, {published(source, view.words)}"
            parts.append(Part(number, link=at_words(source, operand.phrase), name=name))
        elif piece:
            parts.append(Part(piece))
    return tuple(parts)


def page_of(source: Row, words: Words) -> Part:
    """The page of a source whose words are not held: who published it and when, and a link to it."""
    return Part(published(source, words), link=source["url"])


def facts_csv(facts: Sequence[Fact], view: View, more: Sequence[Mapping[str, Any]] = ()) -> str:
    """The facts with every detail, values in base units; `more`: further columns, a mapping a fact."""
    rows = []
    for fact in facts:
        row = {name: getattr(fact, name) for name in _FACT_COLUMNS}
        row["inputs"] = " ".join(fact.inputs)
        source = {name: view.sources[fact.source][name] for name in _SOURCE_COLUMNS}
        note = " ".join(notes(fact, view.facts, view.words))
        rows.append({**row, **source, "operation": formula(fact, view.facts, view.words), "note": note})
    if more:
        rows = [{**row, **added} for row, added in zip(rows, more, strict=True)]
    return taken((*_FACT_COLUMNS, *_SOURCE_COLUMNS, "note", *(more[0] if more else ())), rows, view.words)


def fact_columns(view: View) -> list[str]:
    """Headings for `fact_cells`."""
    return [view.words(f"column.{name}") for name in ("figure", "value", "bounds", "period", "words")]


def file_of(view: View, chart: str, *chosen: str | None) -> str:
    """Name of a chart's files: the site's or the article's, the chart's, and what is picked of it."""
    words = view.words
    return file_name([words(f"file.{view.files}"), words(f"file.{chart}"), *filter(None, chosen)])


def detail(lines: Sequence[str], fact: Fact, view: View) -> Detail:
    """Return what is shown when the mark of a fact is pressed, with the link to its source."""
    source = view.sources[fact.source]
    return Detail(
        list(lines), at_words(source, fact.phrase), view.words("record.open_page", publisher=source["publisher"])
    )


def record_columns(words: Words) -> list[str]:
    """Headings for `record_row`."""
    return [words(f"column.{name}") for name in ("area", "figure", "product", "value", "bounds", "period", "words")]


def record_row(fact: Fact, view: View) -> list[Cell]:
    """A figure as cells: whose, what, of which product, how much, when, where it is from."""
    words = view.words
    first, *rest = fact_cells(large(fact), view)
    product = words.name("products", fact.product) if fact.product else ""
    return [(Part(_parties(fact, words)),), first, (Part(product),), *rest]


def _parties(fact: Fact, words: Words) -> str:
    """Whose figure it is and with whom; of trade by nobody's statistics both sides alike, and that."""
    who = area_name(fact, words)
    if not fact.partner:
        return who
    key = "record.parties.open" if fact.reporter_basis == "open" else "record.parties"
    return words(key, reporter=who, partner=words.name("areas", fact.partner))


def area_name(fact: Fact, words: Words) -> str:
    """Return the area of a fact, in the boundaries that the figure is for."""
    area = fact.reporter or ""
    return words.label("areas", area, "short") or words.name("areas", area)
