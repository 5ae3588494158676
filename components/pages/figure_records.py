"""Figures as rows that open, with everything that is known of each."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.fact_table import area_name, figure_name, is_change
from components.charts.fact_text import (
    amount,
    bounds_beside_amount,
    formula,
    period,
    period_explanation,
    phrase_translation,
    publisher_and_date,
    scale_money,
    value_with_unit,
    vintage,
)
from components.charts.statement_text import notes
from components.i18n.letter_case import capitalize_first
from components.i18n.rich_text import Part, language_tag
from components.pages.blocks import Record
from components.pages.figure_usage import pages_by_figure
from components.urls.source_links import text_fragment_url
from components.view import Row, View
from data import Fact
from data.analysis.agreement import compare_derived

# What a figure is: read from a text that is held; transcribed with its words; transcribed without; of a series.
KINDS = ("read", "quoted", "unquoted", "official")
RELIABILITIES = ("official", "high", "medium", "low", "unjudged")


def kind_of(fact: Fact) -> str:
    """Return which of `KINDS` a figure is; "derived" for a computed one."""
    if fact.basis != "stated":
        return fact.basis
    if not fact.phrase:
        return "unquoted"
    return "quoted" if fact.phrase_start is None else "read"


def figure_record(fact: Fact, view: View, ranks: Sequence[int] = ()) -> Record:
    """Return a figure as a row that opens. ranks: its place in the order of each column, in a table with filters."""
    words, source = view.words, view.sources[fact.source]
    is_derived = fact.basis == "derived"
    pages = pages_by_figure(view).get(fact.id, ())
    options = {"page": pages or ("none",), "kind": (kind_of(fact),), "confidence": (reliability(fact),)}
    number = amount(scale_money(fact), words, signed=is_change(fact))
    when, publisher = capitalize_first(period(fact, source, words)), publisher_and_date(source, words)
    return Record(
        cells=[
            *(figure_name(fact, words), number, when, *([] if is_derived else [publisher])),
            capitalize_first(words(f"trust.{reliability(fact)}")),
        ],
        more=_parties(fact, view),
        words=words_of(fact, view),
        terms=[(words(f"term.{term}"), text) for term, text in _terms(fact, source, pages, view) if text],
        links=_links(fact, view),
        options={} if is_derived else options,
        ranks=ranks,
    )


def reliability(fact: Fact) -> str:
    """Return which of `RELIABILITIES` a figure has."""
    return "official" if fact.basis == "official" else fact.confidence or "unjudged"


def words_of(fact: Fact, view: View) -> Part:
    """Return the words that a figure was read from; else its formula, its series, or that the words are not known."""
    words, source = view.words, view.sources[fact.source]
    if fact.phrase:
        return Part(words("quote", phrase=fact.phrase), language_tag(source["language"], source["script"]))
    if fact.basis == "official":
        title = words.name("sources", fact.source, "title")
        return Part(words("join").join((title, vintage(source, words))))
    return Part(formula(scale_money(fact), view.facts, words) or words("record.no_words"))


def period_words(fact: Fact, view: View) -> str | None:
    """Return how the period of a figure is known from its words, with their translation; None if it has none."""
    words, translated = view.words, view.words.label("observations", fact.id, "period_text")
    text = period_explanation(fact, view.sources[fact.source], words)
    if not text or not translated:
        return text
    quoted = words("quote", phrase=fact.period_text)
    return text.replace(quoted, words("record.translated", quote=quoted, text=translated), 1)


def _agreement(fact: Fact, view: View) -> str | None:
    """Return how a figure that its source states compares with the same one computed from the source's other figures.

    None where it cannot be computed.
    """
    if fact.basis != "stated":
        return None
    same = (fact.metric, fact.source, fact.reporter, fact.partner, fact.product, fact.period)
    for one in view.facts.values():
        if one.basis == "derived" and same == (
            *(one.metric, one.source, one.reporter, one.partner),
            one.product,
            one.period,
        ):
            return view.words(f"agreement.{compare_derived(fact, one)}", figure=amount(scale_money(one), view.words))
    return None


def _parties(fact: Fact, view: View) -> str:
    """Return whose figure it is, and with whom or at which stop."""
    words = view.words
    if fact.event:
        return words.name("events", fact.event, "title")
    parties = [area_name(fact, words), words.name("areas", fact.partner) if fact.partner else ""]
    return " – ".join(filter(None, parties))


def _terms(fact: Fact, source: Row, pages: Sequence[str], view: View) -> list[tuple[str, str | None]]:
    words = view.words
    is_official = fact.basis == "official"
    is_open = fact.partner and fact.reporter_basis in ("inferred", "open")
    has_span = fact.phrase_start is not None
    return [
        ("translation", phrase_translation(fact, words)),
        ("product", words.name("products", fact.product) if fact.product else None),
        ("how", period_words(fact, view)),
        ("rounding", None if is_official else _range(fact, view)),
        ("agreement", _agreement(fact, view)),
        ("modality", words(f"modality.{fact.modality}") if fact.modality != "actual" else None),
        ("authority", words.name("authorities", fact.authority) if fact.authority else None),
        ("whose", words(f"basis.{fact.reporter_basis}") if is_open else None),
        ("note", " ".join(notes(fact, view.facts, words))),
        ("terms", words.label("sources", fact.source, "terms") if is_official else None),
        ("pages", words("join").join(words(f"page.{page}") for page in pages)),
        ("span", words("record.characters", start=fact.phrase_start, stop=fact.phrase_end) if has_span else None),
        ("sha256", source["sha256"] if has_span else None),
    ]


def _range(fact: Fact, view: View) -> str:
    """Return the interval of a figure and what it was rounded to; empty where the amount says as much."""
    words, text = view.words, bounds_beside_amount(fact, view.words)
    if not text or not fact.rounding or fact.rounding <= 1 or fact.basis == "derived":
        return text
    return words("record.rounded", step=value_with_unit(fact.rounding, fact.unit, words), bounds=text)


def _links(fact: Fact, view: View) -> list[Part]:
    """Return a link to the source of a figure, at its words; of a computed one to those of what it is computed from."""
    words, found = view.words, []
    for one in [view.facts[name] for name in fact.inputs] or [fact]:
        source = view.sources[one.source]
        scaled = scale_money(one)
        figure = f"{figure_name(one, words)}, {amount(scaled, words, signed=is_change(one))}"
        opening = words("card.at_words" if one.phrase else "record.page")
        shown = figure if fact.inputs else opening
        named = (shown, publisher_and_date(source, words), "" if fact.inputs else figure, period(one, source, words))
        link = text_fragment_url(source, one.phrase)
        found.append(Part(shown, link=link, name=", ".join(filter(None, named))))
    return found
