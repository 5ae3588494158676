"""The provenance of figures as parts for the templates: quoted words, link, how a period was inferred."""

from __future__ import annotations

from typing import Any

from components.charts.fact_table import figure_name, is_change
from components.charts.fact_text import (
    amount,
    bounds,
    formula,
    is_range_notable,
    number_with_unit,
    period,
    phrase_translation,
    publisher_and_date,
    with_hedge,
)
from components.i18n.number_format import BILLIONS
from components.pages.figure_records import period_words, words_of
from components.urls.source_links import text_fragment_url
from components.view import View
from data import Fact

_UNITS_AT_NUMBER = ("x", "%")
_UNIT_MESSAGES = {
    "USD": "headline.usd",
    BILLIONS: "headline.billions",
    "units": "headline.units",
    "x": "headline.times",
    "%": "headline.change",
}


def headline_figure(fact: Fact, view: View) -> dict[str, Any]:
    """Return a headline figure: label, number, unit, what it is based on, and the words it was read from."""
    words = view.words
    number = (words.numbers.signed if is_change(fact) else words.numbers.value)(fact.value, fact.unit)
    # The unit of a multiple or a change names the period of its baseline.
    dated = view.facts[fact.inputs[-1]] if fact.unit in _UNITS_AT_NUMBER else fact
    is_quoted = any(one.phrase for one in _stated(fact, view))
    return {
        "metric": "output" if fact.metric.startswith("output") else fact.metric,
        "label": words.name("metrics", fact.metric),
        "number": with_hedge(
            fact, number_with_unit(number, fact.unit, words) if fact.unit in _UNITS_AT_NUMBER else number, words
        ),
        "unit": words(_UNIT_MESSAGES[fact.unit], period=period(dated, view.sources[dated.source], words)),
        "basis": _basis(fact, view),
        "formula": formula(fact, view.facts, words),
        "more": words("headline.quote" if is_quoted else "headline.source"),
        "origins": figure_origins(fact, view),
        "how": period_words(fact, view),
    }


def _basis(fact: Fact, view: View) -> str:
    """Return whether a figure is reported, official or computed, and its range where that matters."""
    words, basis = view.words, view.words(f"headline.{fact.basis}")
    is_hedged = fact.relation != "=" and fact.basis == "stated"
    if is_hedged or fact.basis == "official" or not is_range_notable(fact):
        return basis
    return words(f"headline.range.{fact.basis}", basis=basis, bounds=bounds(fact, words))


def _stated(fact: Fact, view: View) -> list[Fact]:
    """Return the figures that a figure is computed from; itself if it is not computed."""
    return [view.facts[name] for name in fact.inputs] or [fact]


def figure_origins(fact: Fact, view: View) -> list[dict[str, Any]]:
    """Return the words of a figure, or of those that it is derived from, each with its translation and source."""
    words = view.words
    found = []
    for one in _stated(fact, view):
        source = view.sources[one.source]
        found.append(
            {
                "name": words.name("metrics", one.metric),
                "figure": f"{figure_name(one, words)}, {amount(one, words, signed=is_change(one))}",
                "words": words_of(one, view),
                "translation": phrase_translation(one, words),
                "link": text_fragment_url(source, one.phrase),
                "publisher": publisher_and_date(source, words),
            }
        )
    return found
