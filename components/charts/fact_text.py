"""Facts in words: an amount with its unit, its bounds, its period and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from components.i18n import Messages
from components.i18n.number_format import BILLIONS, CURRENCIES, MILLIONS
from data import Fact

Source = Mapping[str, Any]

_BILLION = 1e9
# The power of ten that numbers of these units are written in.
_MAGNITUDES = {**dict.fromkeys((*CURRENCIES, MILLIONS), 10**6), BILLIONS: 10**9}
# Operations whose operands have different units or magnitudes.
_MIXED_UNIT_OPERATIONS = ("before", "after", "share")

# The kind of source that an article of a reader is; it is not in the tables.
ARTICLE_KIND = "article"

_UNIT_MESSAGES = {
    "USD": "unit.usd",
    MILLIONS: "unit.usd",
    BILLIONS: "unit.usd",
    "EUR": "unit.eur",
    "KZT": "unit.kzt",
    "RUB": "unit.rub",
    "UZS": "unit.uzs",
    "units": "unit.units",
    "pieces": "unit.pieces",
    "t": "unit.tonnes",
    "pp": "unit.points",
    "x": "unit.times",
    "seats": "unit.seats",
}


def amount(fact: Fact, words: Messages, *, signed: bool = False) -> str:
    """Return the value of a fact with its unit and hedge: 15.8 million dollars; about 78.2 %; × 4.

    signed: whether a positive value has a plus sign, unless it is hedged.
    """
    # "More than +30 %" says the sign twice.
    is_hedged = bool(fact.hedge) or fact.relation != "="
    written = words.numbers.signed if signed and not is_hedged else words.numbers.value
    number = written(fact.value, fact.unit, exact=fact.basis == "stated", step=fact.rounding)
    return with_hedge(fact, number_with_unit(number, fact.unit, words), words)


def value_with_unit(value: float, unit: str, words: Messages) -> str:
    """Return a value in base units as the language writes it: 0.1 million dollars."""
    return number_with_unit(words.numbers.value(value, unit), unit, words)


def scaled_unit_name(unit: str, words: Messages) -> str:
    """Return what the numbers of a chart in this unit count: million dollars."""
    return number_with_unit("", unit, words).strip()


def unit_name(unit: str, words: Messages) -> str:
    """Return the name of a unit: dollars, seats, %."""
    return words.numbers.percent("").strip() if unit == "%" else words(_UNIT_MESSAGES[unit], n="").strip()


def number_with_unit(number: str, unit: str, words: Messages) -> str:
    """Return a written number with its unit: 15.8 → 15.8 million dollars; 78.2 → 78.2 %."""
    if unit == "%":
        return words.numbers.percent(number)
    magnitude = _MAGNITUDES.get(unit)
    return words(_UNIT_MESSAGES[unit], n=words.numbers.with_magnitude(number, magnitude) if magnitude else number)


def unsigned_amount(fact: Fact, words: Messages) -> str:
    """As `amount`, without a sign: the size of a deficit."""
    return with_hedge(fact, value_with_unit(abs(fact.value), fact.unit, words), words)


def is_article(source: Source) -> bool:
    """Whether the source is an article of a reader, which may be about any reporter, plant and period."""
    return bool(source["kind"] == ARTICLE_KIND)


def with_hedge(fact: Fact, text: str, words: Messages) -> str:
    """Return `text` with the hedge of the source, if it has one: almost, about, more than, up to."""
    if fact.hedge:
        return words(f"hedge.{fact.hedge}", figure=text)
    hedges = {"~": "hedge.about", ">": "hedge.more", "<": "hedge.less", ">=": "hedge.at_least", "<=": "hedge.up_to"}
    return words(hedges[fact.relation], figure=text) if fact.relation in hedges else text


def bounds(fact: Fact, words: Messages) -> str:
    """Return the interval of a fact: 15.75–15.85; −4.5 to −4.3; of an exact count the count alone."""
    low, high = words.numbers.bounds(fact.low, fact.high, fact.unit, exact=fact.basis == "stated")
    if low == high:
        return low
    text = words("bounds.signed" if fact.low < 0 else "bounds.plain", low=low, high=high)
    return words.numbers.percent(text) if fact.unit == "%" else text


def period(fact: Fact, source: Source, words: Messages) -> str:
    """Return the period of a fact; of a yearly rate when it was reported; else that the period is not stated."""
    if fact.period:
        return words.numbers.date(fact.period)
    if fact.period_basis == "rate":
        when = source["published"] or source["dated"]
        return words("period.rate_at", when=words.numbers.date(str(when))) if when else words("period.rate")
    return words("period.open" if is_article(source) else "period.none")


def period_explanation(fact: Fact, source: Source, words: Messages) -> str | None:
    """Return how the period was inferred from the words of the source; None for a fact without such words."""
    if fact.period_basis == "dated" and fact.period_text:
        key = "period.how_dated" if source["published"] else "period.how_inferred"
        date = source["published"] or source["dated"]
        return words(key, phrase=fact.period_text, when=words.numbers.date(str(date)), year=fact.period)
    if not fact.period_text:
        return None
    if fact.period_basis == "rate":
        return words("period.how_rate", phrase=fact.period_text)
    return words("period.how_stated", phrase=fact.period_text) if fact.period_basis == "stated" else None


def sentence_parts(fact: Fact, source: Source, words: Messages) -> dict[str, str]:
    """Return reporter, partner and period, as the parts of messages about any article's figures.

    A figure that is planned or possible has that in its period.
    """
    when = period(fact, source, words)
    if not fact.period and fact.period_text:
        when = words("article.heard", phrase=fact.period_text)
    return {
        "reporter": words.name("areas", fact.reporter or ""),
        "partner": words.name("areas", fact.partner or ""),
        "period": when if fact.modality == "actual" else words(f"chart.{fact.modality}", period=when),
    }


def publication_date(source: Source, words: Messages) -> str:
    """Return the day a report was published, else about when; empty if that is not known."""
    when = source["published"] or source["dated"]
    if not when:
        return ""
    date = words.numbers.date(str(when))
    return date if source["published"] else words("source.about", when=date)


def publisher_and_date(source: Source, words: Messages) -> str:
    """Return publisher and date, as far as known: Daryo, 28 March 2024."""
    when = publication_date(source, words)
    return words("source.named", publisher=source["publisher"], when=when) if when else str(source["publisher"])


def source_line(source: Source, words: Messages) -> str:
    """Return publisher and date; of a source without a date, that it has none and when others date it."""
    publisher = words("source.title", title=source["publisher"]) if is_article(source) else source["publisher"]
    if source["published"]:
        return words("source.dated", publisher=publisher, date=words.numbers.date(str(source["published"])))
    if source["dated"]:
        return words("source.inferred", publisher=publisher, month=words.numbers.date(str(source["dated"])))
    return words("source.undated", publisher=publisher)


def scale_dollars(fact: Fact) -> Fact:
    """Return the fact with dollars in billions from a billion on, else in millions; other units as they are."""
    if fact.unit != "USD":
        return fact
    return replace(fact, unit=BILLIONS if abs(fact.value) >= _BILLION else MILLIONS)


def operand_text(operand: Fact, result: Fact, words: Messages) -> str:
    """Return an operand of a derived fact: its number, with the unit if the formula has several units."""
    if result.operation not in _MIXED_UNIT_OPERATIONS:
        return words.numbers.value(operand.value, operand.unit)
    scaled = scale_dollars(operand)
    return number_with_unit(words.numbers.value(scaled.value, scaled.unit, step=scaled.rounding), scaled.unit, words)


def formula(fact: Fact, facts: Mapping[str, Fact], words: Messages) -> str | None:
    """Return the formula of a derived fact, as 15.8 − 20.2; None for a stated one."""
    if fact.basis == "stated":
        return None
    first, second = (operand_text(facts[name], fact, words) for name in fact.inputs)
    return words(f"formula.{fact.operation}", first=first, second=second)
