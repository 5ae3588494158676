"""How facts are put into words: a figure with its unit, its bounds, its period and its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components.words import Words
from data import Fact

Source = Mapping[str, Any]

# The kind of a source that is not in the tables.
ARTICLE = "article"

_UNITS = {
    "USD": "unit.usd_million",
    "EUR": "unit.eur_million",
    "KZT": "unit.kzt_million",
    "RUB": "unit.rub_million",
    "UZS": "unit.uzs_million",
    "units": "unit.units",
    "pieces": "unit.pieces",
    "t": "unit.tonnes",
    "%": "unit.percent",
    "x": "unit.times",
    "seats": "unit.seats",
}


def amount(fact: Fact, words: Words, *, signed: bool = False) -> str:
    """15.8 million dollars; −4.4 million dollars; 78.2 %; × 4; with "about" where the source hedges."""
    written = words.numbers.signed if signed else words.numbers.value
    number = written(fact.value, fact.unit, exact=fact.basis == "stated")
    return hedged(fact, words(_UNITS[fact.unit], n=number), words)


def with_unit(value: float, unit: str, words: Words) -> str:
    """A value in base units, as the language writes it: 0.1 million dollars."""
    return words(_UNITS[unit], n=words.numbers.value(value, unit))


def scale(unit: str, words: Words) -> str:
    """What the numbers of a chart in this unit count: million dollars."""
    return words(_UNITS[unit], n="").strip()


def size(fact: Fact, words: Words) -> str:
    """As `amount`, without the sign: how large a deficit is."""
    return hedged(fact, words(_UNITS[fact.unit], n=words.numbers.value(abs(fact.value), fact.unit)), words)


def general(source: Source) -> bool:
    """Whether it is an article that a reader gave: its charts speak of any reporter, plant and period."""
    return bool(source["kind"] == ARTICLE)


def hedged(fact: Fact, text: str, words: Words) -> str:
    """`text` with the source's own hedge: about, more than, up to."""
    hedges = {"~": "hedge.about", ">": "hedge.more", "<": "hedge.less", ">=": "hedge.at_least", "<=": "hedge.up_to"}
    return words(hedges[fact.relation], figure=text) if fact.relation in hedges else text


def bounds(fact: Fact, words: Words) -> str:
    """The interval alone: 15.75–15.85; with signs −4.5 to −4.3; for an exact count that count."""
    low, high = words.numbers.bounds(fact.low, fact.high, fact.unit, exact=fact.basis == "stated")
    if low == high:
        return low
    if fact.unit == "%":
        low, high = (words("unit.percent", n=end) for end in (low, high))
    return words("bounds.signed" if fact.low < 0 else "bounds.plain", low=low, high=high)


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
    if fact.period_basis == "dated":
        key = "period.how_dated" if source["published"] else "period.how_inferred"
        date = source["published"] or source["dated"]
        return words(key, phrase=fact.period_text, when=words.numbers.date(str(date)), year=fact.period)
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


def source_line(source: Source, words: Words) -> str:
    """Who published it and when; where it bears no date, that, and when other sources put it."""
    if source["published"]:
        return words("source.dated", publisher=source["publisher"], date=words.numbers.date(str(source["published"])))
    if source["dated"]:
        return words("source.inferred", publisher=source["publisher"], month=words.numbers.date(str(source["dated"])))
    return words("source.undated", publisher=source["publisher"])


def formula(fact: Fact, facts: Mapping[str, Fact], words: Words) -> str | None:
    """15.8 − 20.2, for a derived figure; None for a stated one."""
    if fact.basis == "stated":
        return None
    first, second = (words.numbers.value(facts[name].value, facts[name].unit) for name in fact.inputs)
    return words(f"formula.{fact.operation}", first=first, second=second)
