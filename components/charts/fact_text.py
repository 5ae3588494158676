"""Facts in words: an amount with its unit, its bounds, its period and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isinf
from typing import Any

from components.i18n import Messages
from components.i18n.number_format import BILLIONS, CURRENCIES, MILLIONS, SCALES, UNIT_VALUES
from data import Fact
from data.model.relation import REVERSED

Source = Mapping[str, Any]

_BILLION = 1e9
# Of a value: an interval wider than that is shown beside it.
_NOTABLE_SHARE = 0.02
# The power of ten that numbers of these units are written in.
_MAGNITUDES = {**dict.fromkeys(CURRENCIES, 10**6), **UNIT_VALUES}
# Operations whose operands have different units or magnitudes.
_MIXED_UNIT_OPERATIONS = ("before", "after", "share", "world-share")

# The kind of source that an article of a reader is; it is not in the tables.
ARTICLE_KIND = "article"
# The kind of source that an official series is.
SERIES_KIND = "series"

_UNIT_MESSAGES = {
    "USD": "unit.usd",
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
    number = written(fact.value, fact.unit, exact=fact.basis == "stated", step=_printed_step(fact))
    # The relation is that of the size: a fall by more than 5 % is less than −5 %.
    relation = REVERSED.get(fact.relation, fact.relation) if fact.value < 0 else fact.relation
    return with_hedge(replace(fact, relation=relation), number_with_unit(number, fact.unit, words), words)


def _printed_step(fact: Fact) -> float | None:
    """Return what the last digit that the source prints is worth; of an official series more digits than are shown."""
    return fact.rounding if fact.basis == "stated" else None


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
    text = words.numbers.with_magnitude(number, magnitude) if magnitude else number
    return words(_UNIT_MESSAGES[unit.rpartition(" ")[2]], n=text)


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
    """Return the interval of a fact: 15.75–15.85; −4.5 to −4.3; 4 or more.

    Of an exact count and of an official figure, whose rounding is not worth telling, it is the number alone.
    """
    finite = fact.interval.finite
    low, high = words.numbers.bounds(finite.low, finite.high, fact.unit, exact=fact.basis == "stated")
    percent = words.numbers.percent if fact.unit == "%" else str
    if fact.basis == "official":
        return percent(words.numbers.value(fact.value, fact.unit))
    if isinf(fact.high):
        return words("bounds.from", low=percent(low))
    if isinf(fact.low) or _is_at_most(fact):
        return words("bounds.to", high=percent(high))
    if low == high:
        return percent(low)
    return percent(words("bounds.signed" if fact.low < 0 else "bounds.plain", low=low, high=high))


def _is_at_most(fact: Fact) -> bool:
    return fact.low == 0 and fact.relation in ("<", "<=")


def bounds_beside_amount(fact: Fact, words: Messages) -> str:
    """Return the interval of a fact; empty where its amount says as much: an exact count, more than, up to."""
    is_exact = fact.low == fact.high or fact.basis == "official"
    is_said = is_exact or fact.interval != fact.interval.finite or _is_at_most(fact)
    return "" if is_said else bounds(fact, words)


def is_range_notable(fact: Fact) -> bool:
    """Whether readers need the interval beside the value: it is wide, or leaves the sign open."""
    interval = fact.interval.finite
    return interval.sign is None or interval.high - interval.low > _NOTABLE_SHARE * abs(fact.value)


def phrase_translation(fact: Fact, words: Messages) -> str:
    """Return our translation of the words that a fact was read from, said to be ours; empty where there is none."""
    text = words.label("observations", fact.id, "phrase")
    return words("record.ours", text=text) if text else ""


def quotation(fact: Fact, words: Messages) -> str:
    """Return the words that a fact was read from as a line of a tooltip, with our translation; empty if not known."""
    quoted = words("hover.phrase", phrase=fact.phrase) if fact.phrase else ""
    return " ".join(filter(None, (quoted, phrase_translation(fact, words) if quoted else "")))


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
    if not fact.period_text:
        return None
    if fact.period_basis == "dated":
        undated = "period.how_inferred" if source["kind"] == "report" else "period.how_estimated"
        date = source["published"] or source["dated"]
        parts = {"when": words.numbers.date(str(date)), "year": fact.period}
        return words("period.how_dated" if source["published"] else undated, phrase=fact.period_text, **parts)
    key = {"rate": "period.how_rate", "stated": "period.how_stated", "inferred": "period.how_judged"}
    return words(key[fact.period_basis], phrase=fact.period_text) if fact.period_basis in key else None


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


def vintage(source: Source, words: Messages) -> str:
    """Return as of when the data of an official series are, or that it is not known."""
    when = source["vintage"]
    return words("source.as_of", vintage=words.numbers.date(str(when))) if when else words("source.no_vintage")


def _series_name(source: Source, words: Messages) -> str:
    return words("source.series_name", series=source["series"]) if source["series"] else ""


def publisher_and_date(source: Source, words: Messages) -> str:
    """Return publisher and date, as far as known: Daryo, 28 March 2024; of an official series its name instead."""
    is_series = source["kind"] == SERIES_KIND
    when = _series_name(source, words) if is_series else publication_date(source, words)
    return words("source.named", publisher=source["publisher"], when=when) if when else str(source["publisher"])


def source_line(source: Source, words: Messages) -> str:
    """Return publisher and date; of a source without a date, that it has none and when others date it.

    Of an official series it is the publisher and the name of the series.
    """
    if source["kind"] == SERIES_KIND:
        return words("source.all", sources=publisher_and_date(source, words))
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


def money_scale(value: float) -> str:
    """Return the largest of SCALES that an amount of money reaches; millions for smaller ones."""
    return next((scale for scale, worth in SCALES.items() if abs(value) >= worth), "million")


def scale_money(fact: Fact) -> Fact:
    """Return the fact with money in trillions, billions or millions, by its size; other units as they are."""
    return replace(fact, unit=f"{money_scale(fact.value)} {fact.unit}") if fact.unit in CURRENCIES else fact


def operand_text(operand: Fact, result: Fact, words: Messages) -> str:
    """Return an operand of a derived fact: its number, with the unit if the formula has several units."""
    if result.operation not in _MIXED_UNIT_OPERATIONS:
        is_scaled = operand.basis == "official" and operand.unit in CURRENCIES
        return words.numbers.value(operand.value, f"million {operand.unit}" if is_scaled else operand.unit)
    scaled = scale_dollars(operand)
    number = words.numbers.value(scaled.value, scaled.unit, step=_printed_step(scaled))
    return number_with_unit(number, scaled.unit, words)


def formula(fact: Fact, facts: Mapping[str, Fact], words: Messages) -> str | None:
    """Return the formula of a derived fact, as 15.8 − 20.2; None for any other."""
    if fact.basis != "derived":
        return None
    if fact.operation == "total-of-months":
        return words(f"formula.{fact.operation}", n=len(fact.inputs))
    first, second = (operand_text(facts[name], fact, words) for name in fact.inputs)
    return words(f"formula.{fact.operation}", first=first, second=second)
