"""The tables on what surrounds the figures: dated events, why countries differ, exchange rates, and labels."""

from __future__ import annotations

from data.model.column_types import Column, Table
from data.model.language import LANGUAGES
from data.model.shared_columns import ID, QUOTATION

MILESTONES = Table(
    "milestones",
    "Dated events outside the visit that matter for the figures",
    ("id",),
    (
        ID,
        Column("period", "Month or year of it", "period", required=True),
        Column("day", "Its day, the first of several; empty where that is not known", "date"),
        Column("last_day", "Last day of several", "date"),
        Column(
            "kind",
            "What it concerns",
            required=True,
            allowed=(
                *("border", "boundaries", "currency", "customs", "energy", "export-limits", "statistics", "visit"),
            ),
        ),
        *QUOTATION,
    ),
)

ASYMMETRIES = Table(
    "asymmetries",
    "Why the figures of two countries for one flow differ, one page a row, in the order to be read",
    ("id",),
    (
        ID,
        Column(
            "reason",
            "normal: they seldom meet; route: goods go through a third country; services: one side adds services; "
            "coverage: one side leaves trade out; valuation: prices and rates; timing: one side's old year is the "
            "other's new one; method: declarations or reports of firms; errors: mistakes and untrue declarations; "
            "neighbours: the same with other countries; quality: which side is better",
            required=True,
            allowed=(
                *("normal", "route", "services", "coverage", "valuation"),
                *("timing", "method", "errors", "neighbours", "quality"),
            ),
        ),
        *QUOTATION,
    ),
)

EXCHANGE_RATES = Table(
    "exchange_rates",
    "Official exchange rates: tenge for one unit of a currency",
    ("id",),
    (
        ID,
        Column("currency", "Currency that is priced, ISO 4217", required=True, allowed=("USD", "UZS")),
        Column("period", "Year that the rate is the mean of", "period", required=True),
        Column("value", "Mean of the monthly averages", "number", "KZT", True),
        Column("low", "Lowest monthly average", "number", "KZT"),
        Column("high", "Highest monthly average", "number", "KZT"),
        Column("source", "Series that it is from", required=True, references="sources"),
    ),
)

# Fields of labels that translate words of a source, by the column that has those words.
QUOTED_FIELDS = ("phrase", "period_text", "order_text")

LABELS = Table(
    "labels",
    "Names and short descriptions of the rows of the other tables, in each language of the site",
    ("table", "id", "field", "language"),
    (
        Column(
            "table",
            "Table that the row is in; observations name products, sources publishers, tellings what is told",
            required=True,
            allowed=(
                *("areas", "authorities", "metrics", "products", "sources", "observations", "events", "commitments"),
                *("publishers", "told", "followups", "people", "offices", "milestones", "asymmetries"),
            ),
        ),
        Column("id", "Row of that table", required=True),
        Column(
            "field",
            "What the text is; phrase, period_text, order_text: our translation of the source's words",
            required=True,
            allowed=(
                *("name", "short", "note", "title", "people", "by", "to", "place", "here", "terms"),
                *QUOTED_FIELDS,
            ),
        ),
        Column("language", "Language of the text, ISO 639-1", required=True, allowed=LANGUAGES),
        Column("text", "The text", required=True),
    ),
)
