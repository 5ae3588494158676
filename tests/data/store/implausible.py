"""Rows that no table may have: a name, what puts one into a copy of the tables, and how the line begins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.data.spoiled_tables import ARTICLE, OBS, line_of, set_cells


def times(factor: float, **cells: str) -> Callable[[Path], None]:
    """Multiply the exports of the article, with their rounding and bounds: 15.8 million, printed to a tenth."""
    numbers = {"value": 15_800_000, "rounding": 100_000, "low": 15_750_000, "high": 15_850_000}
    return set_cells(OBS, "exports-2017", **{name: f"{value * factor:.0f}" for name, value in numbers.items()}, **cells)


def phrase(name: str, words: str) -> Callable[[Path], None]:
    """Give a figure other words, at a span of their length."""
    return set_cells(OBS, name, phrase=words, phrase_start="100", phrase_end=str(100 + len(words)))


EXPORTS = line_of("exports-2017")
SAYS = f"{OBS}, line {EXPORTS}, value: the phrase says 15,8 млн долларды, which is not "
NO_PAGE = "is no address of a page. Write one that begins with http:// or https://."

IMPLAUSIBLE: list[tuple[str, Callable[[Path], None], str]] = [
    ("tenfold value", times(10), f"{SAYS}158000000 rounded to 1000000. Mend value, unit, rounding or phrase."),
    ("hundredfold value", times(100), f"{SAYS}1580000000 rounded to 10000000."),
    ("tenth of the value", times(0.1), f"{SAYS}1580000 rounded to 10000."),
    ("value in another currency", times(1, unit="KZT"), f"{SAYS}15800000 rounded to 100000."),
    (
        "value in other words",
        phrase("exports-2017", "жеті миллион доллар"),
        f"{OBS}, line {EXPORTS}, value: the phrase says жеті миллион доллар, which is not 15800000 rounded to 100000.",
    ),
    (
        "phrase without a number",
        phrase("exports-2017", "экспорт өсті"),
        f"{OBS}, line {EXPORTS}, value: the phrase says экспорт өсті, which states no number. Quote the words with ",
    ),
    (
        "trade with itself",
        set_cells(OBS, "exports-2017", partner="almaty-region"),
        f"{OBS}, line {EXPORTS}, partner: almaty-region cannot trade with itself. Mend reporter or partner.",
    ),
    (
        "figure that repeats itself",
        set_cells(OBS, "exports-2017", repeats="exports-2017"),
        f"{OBS}, line {EXPORTS}, repeats: 'exports-2017' refers to itself. Mend repeats or take it out.",
    ),
    (
        "figure that is its own baseline",
        set_cells(OBS, "output-now", baseline="output-now"),
        f"{OBS}, line {line_of('output-now')}, baseline: 'output-now' refers to itself. Mend baseline or take it out.",
    ),
    (
        "figures that are each other's baseline",
        set_cells(OBS, "output-2017", baseline="output-now"),
        f"{OBS}, line {line_of('output-2017')}, baseline: 'output-2017' refers to itself through 'output-now'. Mend ",
    ),
    (
        "area within itself",
        set_cells("areas.csv", "tashkent", within="tashkent"),
        f"areas.csv, line {line_of('tashkent', 'areas.csv')}, within: 'tashkent' refers to itself. Mend within or ",
    ),
    (
        "areas within each other",
        set_cells("areas.csv", "uzbekistan", within="tashkent"),
        f"areas.csv, line {line_of('uzbekistan', 'areas.csv')}, within: 'uzbekistan' refers to itself through "
        "'tashkent'. Mend within or take it out.",
    ),
    (
        "area that succeeds itself",
        set_cells("areas.csv", "almaty-region-2022", succeeds="almaty-region-2022"),
        f"areas.csv, line {line_of('almaty-region-2022', 'areas.csv')}, succeeds: 'almaty-region-2022' refers to ",
    ),
    (
        "stop within itself",
        set_cells("events.csv", "crafts-exhibition", within="crafts-exhibition"),
        f"events.csv, line {line_of('crafts-exhibition', 'events.csv')}, within: 'crafts-exhibition' refers to itself.",
    ),
    (
        "source that dates itself",
        set_cells("sources.csv", ARTICLE, dated_by=f"abai-68925 {ARTICLE}"),
        f"sources.csv, line {line_of(ARTICLE, 'sources.csv')}, dated_by: '{ARTICLE}' refers to itself. Mend dated_by",
    ),
    (
        "metric that is derived from itself",
        set_cells("metrics.csv", "balance", operands="exports balance"),
        f"metrics.csv, line {line_of('balance', 'metrics.csv')}, operands: 'balance' refers to itself. Mend operands",
    ),
    (
        "address that is a script",
        set_cells("sources.csv", ARTICLE, url="javascript:alert(1)"),
        f"sources.csv, line {line_of(ARTICLE, 'sources.csv')}, url: 'javascript:alert(1)' {NO_PAGE}",
    ),
    (
        "address without a scheme",
        set_cells("sources.csv", ARTICLE, url="inform.kz/kz/a3218115"),
        f"sources.csv, line {line_of(ARTICLE, 'sources.csv')}, url: 'inform.kz/kz/a3218115' {NO_PAGE}",
    ),
    (
        "span beyond any article",
        set_cells(OBS, "exports-2017", phrase_start="900000000", phrase_end="900000017"),
        f"{OBS}, line {EXPORTS}, phrase_end: no article is longer than 50000000 characters. Mend the span.",
    ),
    (
        "span from its end to its start",
        set_cells(OBS, "exports-2017", phrase_start="1520", phrase_end="1503"),
        f"{OBS}, line {EXPORTS}, phrase: [1520, 1503) is -17 characters, the words have 17. Mend the span or the ",
    ),
    (
        "source of a year to come",
        set_cells("sources.csv", "dalanews-tote", published="2099-01-01"),
        f"sources.csv, line {line_of('dalanews-tote', 'sources.csv')}, published: 2099-01-01 has not come yet. Write ",
    ),
    (
        "source of a year that no report is of",
        set_cells("sources.csv", "dalanews-tote", published="2999-01-01"),
        f"sources.csv, line {line_of('dalanews-tote', 'sources.csv')}, published: 2999-01-01 is not within 1900 to ",
    ),
    (
        "source dated ahead by others",
        set_cells("sources.csv", ARTICLE, dated="2099-04"),
        f"sources.csv, line {line_of(ARTICLE, 'sources.csv')}, dated: 2099-04 has not come yet. Write the day on which",
    ),
    (
        "report of a day to come",
        set_cells("tellings.csv", "kknews-start", date="2099-04-12"),
        f"tellings.csv, line {line_of('kknews-start', 'tellings.csv')}, date: 2099-04-12 has not come yet.",
    ),
    (
        "period before any record",
        set_cells(OBS, "exports-2017", period="1817"),
        f"{OBS}, line {EXPORTS}, period: 1817 is not within 1900 to 2100. Mend the year.",
    ),
    (
        "period that ends before it begins",
        set_cells(OBS, "exports-2017", period="2017-08/2017-01"),
        f"{OBS}, line {EXPORTS}, period: '2017-08/2017-01' is not a period.",
    ),
    (
        "output below zero",
        set_cells(OBS, "output-2017", value="-1500", low="-1550", high="-1450"),
        f"{OBS}, line {line_of('output-2017')}, value: output cannot be below zero. Mend value.",
    ),
    (
        "share in dollars",
        set_cells(OBS, "exports-2017", metric="exports-share"),
        f"{OBS}, line {EXPORTS}, unit: exports-share is counted in %, not in USD. Mend unit or metric.",
    ),
    (
        "event that ends before it begins",
        set_cells("milestones.csv", "state-visit-2017-03", last_day="2017-03-21"),
        f"milestones.csv, line {line_of('state-visit-2017-03', 'milestones.csv')}, last_day: 2017-03-21 is not after ",
    ),
]
