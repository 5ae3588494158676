"""How facts are put into words: a figure with its unit, its bounds, its period and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from components.i18n import Words
from components.i18n.number_format import BILLIONS, MILLIONS, MONEY
from data import Fact

Source = Mapping[str, Any]

_BILLION = 1e9
# What the numbers of these units count.
_MAGNITUDES = {**dict.fromkeys((*MONEY, MILLIONS), 10**6), BILLIONS: 10**9}
# Operations on figures of different units or sizes.
_MIXED = ("before", "after", "share")

# The kind of a source that is not in the tables.
ARTICLE = "article"

_UNITS = {
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


def amount(fact: Fact, words: Words, *, signed: bool = False) -> str:
    """15.8 million dollars; −4.4 million dollars; 78.2 %; × 4; with "about" where the source hedges."""
    # "More than +30 %" says the sign twice.
    is_hedged = bool(fact.hedge) or fact.relation != "="
    written = words.numbers.signed if signed and not is_hedged else words.numbers.value
    number = written(fact.value, fact.unit, exact=fact.basis == "stated", step=fact.rounding)
    return hedged(fact, counted(number, fact.unit, words), words)


def with_unit(value: float, unit: str, words: Words) -> str:
    """A value in base units, as the language writes it: 0.1 million dollars."""
    return counted(words.numbers.value(value, unit), unit, words)


def scale(unit: str, words: Words) -> str:
    """What the numbers of a chart in this unit count: million dollars."""
    return counted("", unit, words).strip()


def unit_name(unit: str, words: Words) -> str:
    """What one of a unit is called: dollars, seats, %."""
    return words.numbers.percent("").strip() if unit == "%" else words(_UNITS[unit], n="").strip()


def counted(number: str, unit: str, words: Words) -> str:
    """A number with what it counts: 15.8 → 15.8 million dollars; 78.2 → 78.2 %."""
    if unit == "%":
        return words.numbers.percent(number)
    magnitude = _MAGNITUDES.get(unit)
    return words(_UNITS[unit], n=words.numbers.large(number, magnitude) if magnitude else number)


def size(fact: Fact, words: Words) -> str:
    """As `amount`, without the sign: how large a deficit is."""
    return hedged(fact, with_unit(abs(fact.value), fact.unit, words), words)


def general(source: Source) -> bool:
    """Whether it is an article that a reader gave: its charts speak of any reporter, plant and period."""
    return bool(source["kind"] == ARTICLE)


def hedged(fact: Fact, text: str, words: Words) -> str:
    """`text` with the source's own hedge: almost, about, more than, up to; rounded."""
    if fact.hedge:
        return words(f"hedge.{fact.hedge}", figure=text)
    hedges = {"~": "hedge.about", ">": "hedge.more", "<": "hedge.less", ">=": "hedge.at_least", "<=": "hedge.up_to"}
    return words(hedges[fact.relation], figure=text) if fact.relation in hedges else text


def bounds(fact: Fact, words: Words) -> str:
    """The interval alone: 15.75–15.85; with signs −4.5 to −4.3; for an exact count that count."""
    low, high = words.numbers.bounds(fact.low, fact.high, fact.unit, exact=fact.basis == "stated")
    if low == high:
        return low
    text = words("bounds.signed" if fact.low < 0 else "bounds.plain", low=low, high=high)
    return words.numbers.percent(text) if fact.unit == "%" else text


def period(fact: Fact, source: Source, words: Words) -> str:
    """2017; a yearly rate with the month it was told in; none."""
    if fact.period:
        return words.numbers.date(fact.period)
    if fact.period_basis == "rate":
        told = source["published"] or source["dated"]
        return words("period.rate_at", when=words.numbers.date(str(told))) if told else words("period.rate")
    return words("period.open" if general(source) else "period.none")


def how_period(fact: Fact, source: Source, words: Words) -> str | None:
    """How the period was resolved, or None where the figure has none."""
    if fact.period_basis == "dated" and fact.period_text:
        key = "period.how_dated" if source["published"] else "period.how_inferred"
        date = source["published"] or source["dated"]
        return words(key, phrase=fact.period_text, when=words.numbers.date(str(date)), year=fact.period)
    if not fact.period_text:
        return None
    if fact.period_basis == "rate":
        return words("period.how_rate", phrase=fact.period_text)
    return words("period.how_stated", phrase=fact.period_text) if fact.period_basis == "stated" else None


def between(fact: Fact, source: Source, words: Words) -> dict[str, str]:
    """Whose trade it is, with whom, when, and whether it is but a plan: parts of the general sentences."""
    told = period(fact, source, words)
    if not fact.period and fact.period_text:
        told = words("article.heard", phrase=fact.period_text)
    return {
        "reporter": words.name("areas", fact.reporter or ""),
        "partner": words.name("areas", fact.partner or ""),
        "period": told if fact.modality == "actual" else words(f"chart.{fact.modality}", period=told),
    }


def told_on(source: Source, words: Words) -> str:
    """When a report came out: its day, or the month or year as far as known; empty where nothing is."""
    when = source["published"] or source["dated"]
    if not when:
        return ""
    date = words.numbers.date(str(when))
    return date if source["published"] else words("source.about", when=date)


def published(source: Source, words: Words) -> str:
    """Who published it, and when as far as known: Daryo, 28 March 2024."""
    when = told_on(source, words)
    return words("source.named", publisher=source["publisher"], when=when) if when else str(source["publisher"])


def source_line(source: Source, words: Words) -> str:
    """Who published it and when; where it bears no date, that, and when other sources put it."""
    publisher = words("source.title", title=source["publisher"]) if general(source) else source["publisher"]
    if source["published"]:
        return words("source.dated", publisher=publisher, date=words.numbers.date(str(source["published"])))
    if source["dated"]:
        return words("source.inferred", publisher=publisher, month=words.numbers.date(str(source["dated"])))
    return words("source.undated", publisher=publisher)


def large(fact: Fact) -> Fact:
    """The same figure with its dollars in billions or millions, whichever is read more easily."""
    if fact.unit != "USD":
        return fact
    return replace(fact, unit=BILLIONS if abs(fact.value) >= _BILLION else MILLIONS)


def operand_text(operand: Fact, result: Fact, words: Words) -> str:
    """A figure within a formula: bare, but with its unit where the formula joins different ones."""
    if result.operation not in _MIXED:
        return words.numbers.value(operand.value, operand.unit)
    shown = large(operand)
    return counted(words.numbers.value(shown.value, shown.unit, step=shown.rounding), shown.unit, words)


def formula(fact: Fact, facts: Mapping[str, Fact], words: Words) -> str | None:
    """15.8 − 20.2, for a derived figure; None for a stated one."""
    if fact.basis == "stated":
        return None
    first, second = (operand_text(facts[name], fact, words) for name in fact.inputs)
    return words(f"formula.{fact.operation}", first=first, second=second)
