"""The provenance of figures and sources, as parts for the templates: quoted words, link, how a period was inferred."""

from __future__ import annotations

from typing import Any

from components.charts.fact_table import figure_name, is_change, origin_cell
from components.charts.fact_text import (
    amount,
    bounds,
    formula,
    number_with_unit,
    period,
    period_explanation,
    value_with_unit,
)
from components.urls.source_links import text_fragment_url
from components.view import Row, View
from data import Fact

_UNITS_AT_NUMBER = ("x", "%")
_UNIT_MESSAGES = {"USD": "headline.usd", "units": "headline.units", "x": "headline.times", "%": "headline.change"}


def headline_figure(fact: Fact, view: View) -> dict[str, Any]:
    """Return a headline figure: label, number, unit, bounds, basis, and the words it was read from."""
    words = view.words
    number = (words.numbers.signed if is_change(fact) else words.numbers.value)(fact.value, fact.unit)
    stated = fact.basis == "stated"
    # The unit of a multiple or a change names the period of its baseline.
    dated = view.facts[fact.inputs[-1]] if fact.unit in _UNITS_AT_NUMBER else fact
    return {
        "metric": "output" if fact.metric.startswith("output") else fact.metric,
        "label": words.name("metrics", fact.metric),
        "number": number_with_unit(number, fact.unit, words) if fact.unit in _UNITS_AT_NUMBER else number,
        "unit": words(_UNIT_MESSAGES[fact.unit], period=period(dated, view.sources[dated.source], words)),
        "basis": words("headline.stated" if stated else "headline.derived"),
        "bounds": words("headline.could", bounds=bounds(fact, words)),
        "formula": formula(fact, view.facts, words),
        "more": words("headline.more"),
        "origins": figure_origins(fact, view),
        "how": period_explanation(fact, view.sources[fact.source], words),
    }


def figure_origins(fact: Fact, view: View) -> list[dict[str, Any]]:
    """Return the quoted words of a figure, or of those that it is derived from, each with its source."""
    words = view.words
    found = []
    for one in [view.facts[name] for name in fact.inputs] or [fact]:
        source = view.sources[one.source]
        found.append(
            {
                "name": words.name("metrics", one.metric),
                "figure": f"{figure_name(one, words)}, {amount(one, words, signed=is_change(one))}",
                "term": words("record.words" if one.phrase else "record.source"),
                "phrase": one.phrase,
                "language": source["language"],
                "link": text_fragment_url(source, one.phrase),
                "publisher": source["publisher"],
                "open": words("record.open", publisher=source["publisher"]) if one.phrase else words("record.page"),
                "span": words("record.span", start=one.phrase_start, stop=one.phrase_end) if one.phrase else "",
            }
        )
    return found


def addition_check(view: View) -> dict[str, Any]:
    """Return the check whether exports and imports add up to turnover: terms, sum and verdict."""
    words = view.words
    total, stated = view.trade["trade-sum"], view.trade["turnover"]
    number = words.numbers.value
    verdict = words(
        "check.agrees" if total.interval.meets(stated.interval) else "check.differs",
        turnover=number(stated.value, stated.unit),
        sum_bounds=bounds(total, words),
        turnover_bounds=bounds(stated, words),
    )
    return {"cell": origin_cell(total, view), "sum": number(total.value, total.unit), "verdict": verdict}


def figure_record(fact: Fact, view: View) -> dict[str, Any]:
    """Return a figure with everything known about it."""
    words, source = view.words, view.sources[fact.source]
    subject = words.name("events", fact.event, "title") if fact.event else words.name("areas", fact.reporter or "")
    terms = [
        (words("column.stop" if fact.event else "record.subject"), subject),
        (words("record.partner"), words.name("areas", fact.partner) if fact.partner else None),
        (words("record.product"), words.name("products", fact.product) if fact.product else None),
        (words("record.period"), period(fact, source, words) if fact.period_basis != "none" else None),
        (words("record.how"), period_explanation(fact, source, words) if fact.basis == "stated" else None),
        (words("record.rounding"), _rounding(fact, view)),
        (words("record.modality"), words(f"modality.{fact.modality}") if fact.basis == "stated" else None),
        (words("record.formula"), formula(fact, view.facts, words)),
    ]
    return {
        "id": fact.id,
        "name": words.name("metrics", fact.metric),
        "amount": amount(fact, words, signed=is_change(fact)),
        "bounds": bounds(fact, words) if fact.rounding != 1 else "",
        "terms": [(term, text) for term, text in terms if text],
        "links": [],
        "origins": figure_origins(fact, view),
    }


def _rounding(fact: Fact, view: View) -> str | None:
    if fact.rounding is None or fact.rounding <= 1:
        return None
    words = view.words
    return words("record.rounded", step=value_with_unit(fact.rounding, fact.unit, words), bounds=bounds(fact, words))


def source_record(source: Row, view: View) -> dict[str, Any]:
    """Return a source: publisher, language, date and how it is known, checksum of the text, link."""
    words = view.words
    date = words.numbers.date
    by = [view.sources[name] for name in (source["dated_by"] or "").split()]
    dating = words("join").join(
        words("source.says", publisher=other["publisher"], date=date(other["published"])) for other in by
    )
    if source["published"]:
        when = words("source.printed", date=date(source["published"]))
    elif source["dated"]:
        when = words("source.by_others", month=date(source["dated"]), sources=dating)
    else:
        when = words("source.no_date")
    terms = [
        (words("record.date"), when),
        (words("record.language"), words.numbers.language(source["language"], source["script"])),
        (words("record.sha256"), source["sha256"]),
    ]
    return {
        "id": source["id"],
        "name": words.name("sources", source["id"], "title"),
        "amount": source["publisher"],
        "bounds": "",
        "terms": [(term, text) for term, text in terms if text],
        "links": [{"link": source["url"], "open": words("record.page")}],
        "origins": [],
    }
