"""Facts as rows of a chart's table and CSV, as details of marks, and in file names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from components.charts.fact_text import (
    amount,
    bounds,
    formula,
    operand_text,
    period,
    phrase_translation,
    publisher_and_date,
    scale_dollars,
)
from components.charts.localized_csv import file_stem, render_csv
from components.charts.spec import MarkDetail
from components.charts.statement_text import notes
from components.i18n import Messages
from components.i18n.rich_text import Cell, Part, language_tag
from components.urls.source_links import text_fragment_url
from components.view import Row, View
from data import Fact
from data.model.metric import is_growth

_FACT_COLUMNS = (
    *("id", "metric", "value", "unit", "relation", "hedge", "low", "high", "modality", "basis", "period"),
    *("period_basis", "period_text", "reporter", "reporter_basis", "partner", "product", "operation", "inputs"),
    *("method", "confidence", "authority", "repeats", "phrase_start", "phrase_end", "phrase", "source"),
)
_SOURCE_COLUMNS = ("publisher", "published", "dated", "url")


def first_quote_url(facts: Sequence[Fact], view: View) -> str:
    """Return the address of the source of the first fact, at its words; of a derived one, those of its first input."""
    fact = facts[0] if facts[0].basis != "derived" else view.facts[facts[0].inputs[0]]
    return text_fragment_url(view.sources[fact.source], fact.phrase)


def fact_cells(fact: Fact, view: View) -> list[Cell]:
    """Return a fact as cells of a table: name, amount, bounds, period, words or formula."""
    words, source = view.words, view.sources[fact.source]
    texts = (
        figure_name(fact, words),
        amount(fact, words, signed=is_change(fact)),
        bounds(fact, words),
        period(fact, source, words),
    )
    return [*((Part(text),) for text in texts), origin_cell(fact, view)]


def is_change(fact: Fact) -> bool:
    """Whether the fact is a change, which is written with a sign."""
    return fact.metric == "output-change" or (is_growth(fact.metric) and fact.unit != "x")


def figure_name(fact: Fact, words: Messages) -> str:
    """Return the metric of a fact, with its modality if the figure is planned or possible."""
    name = words.name("metrics", fact.metric)
    if fact.modality == "actual":
        return name
    return words("figure.modality", name=name, modality=words(f"modality.{fact.modality}"))


def origin_cell(fact: Fact, view: View) -> Cell:
    """Return the words of a fact as a link, else its source; of a derived one the formula, its operands as links."""
    source = view.sources[fact.source]
    if fact.phrase:
        tag = language_tag(source["language"], source["script"])
        words = Part(fact.phrase, tag, text_fragment_url(source, fact.phrase))
        translation = phrase_translation(fact, view.words)
        return (words, Part(f" {translation}")) if translation else (words,)
    if fact.basis != "derived":
        return (source_link(source, view.words),)
    if fact.operation == "total-of-months":
        return (Part(str(formula(fact, view.facts, view.words)), link=source["url"]),)
    operands = [view.facts[name] for name in fact.inputs]
    placeholders = ["<", ">"]
    text = view.words(f"formula.{fact.operation}", first=placeholders[0], second=placeholders[1])
    parts = []
    for piece in re.split("([<>])", text):
        if piece in placeholders:
            operand = operands[placeholders.index(piece)]
            number = operand_text(operand, fact, view.words)
            source = view.sources[operand.source]
            name = f"{figure_name(operand, view.words)}, {publisher_and_date(source, view.words)}"
            parts.append(Part(number, link=text_fragment_url(source, operand.phrase), name=name))
        elif piece:
            parts.append(Part(piece))
    return tuple(parts)


def source_link(source: Row, words: Messages) -> Part:
    """Return publisher and date of a source as a link to its page."""
    return Part(publisher_and_date(source, words), link=source["url"])


def facts_csv(facts: Sequence[Fact], view: View, extra: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return the facts as CSV in full detail, values in base units. extra: further columns, a mapping for each fact."""
    rows = []
    for fact in facts:
        row = {name: getattr(fact, name) for name in _FACT_COLUMNS}
        row["inputs"] = " ".join(fact.inputs)
        source = {name: view.sources[fact.source][name] for name in _SOURCE_COLUMNS}
        note = " ".join(notes(fact, view.facts, view.words))
        rows.append({**row, **source, "operation": formula(fact, view.facts, view.words), "note": note})
    if extra:
        rows = [{**row, **added} for row, added in zip(rows, extra, strict=True)]
    return render_csv((*_FACT_COLUMNS, *_SOURCE_COLUMNS, "note", *(extra[0] if extra else ())), rows, view.words)


def fact_columns(view: View) -> list[str]:
    """Return the headings for `fact_cells`."""
    return [view.words(f"column.{name}") for name in ("figure", "value", "bounds", "period", "words")]


def file_stem_of(view: View, chart: str, *selected: str | None) -> str:
    """Return the file name of downloads: of the site or the article, the chart, and the selected options."""
    words = view.words
    return file_stem([words(f"file.{view.files}"), words(f"file.{chart}"), *filter(None, selected)])


def mark_detail(lines: Sequence[str], fact: Fact, view: View) -> MarkDetail:
    """Return what is shown when the mark of a fact is pressed: `lines`, and a link to its source."""
    source = view.sources[fact.source]
    return MarkDetail(
        list(lines),
        text_fragment_url(source, fact.phrase),
        view.words("record.open_page", publisher=source["publisher"]),
    )


def record_columns(words: Messages) -> list[str]:
    """Return the headings for `record_row`."""
    return [words(f"column.{name}") for name in ("area", "figure", "product", "value", "bounds", "period", "words")]


def record_row(fact: Fact, view: View) -> list[Cell]:
    """Return a fact as cells: area and partner, metric, product, amount, bounds, period, words or formula."""
    words = view.words
    first, *rest = fact_cells(scale_dollars(fact), view)
    product = words.name("products", fact.product) if fact.product else ""
    return [(Part(_parties(fact, words)),), first, (Part(product),), *rest]


def _parties(fact: Fact, words: Messages) -> str:
    """Return the area of a fact and its partner; if it is open whose statistics it is from, that too."""
    who = area_name(fact, words)
    if not fact.partner:
        return who
    key = "record.parties.open" if fact.reporter_basis == "open" else "record.parties"
    return words(key, reporter=who, partner=words.name("areas", fact.partner))


def area_name(fact: Fact, words: Messages) -> str:
    """Return the area of a fact, in the boundaries that the figure is for."""
    area = fact.reporter or ""
    return words.label("areas", area, "short") or words.name("areas", area)
