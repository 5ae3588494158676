"""Every table and column, declared once: the checks, the CSV headers and datapackage.json follow from here."""

from __future__ import annotations

from dataclasses import replace

from data.model.column_types import Column, Table
from data.model.language import LANGUAGES, SCRIPTS, SOURCE_LANGUAGES

MONEY = ("USD", "KZT", "UZS", "EUR", "RUB")
QUANTITIES = ("t", "units")
UNITS = (*MONEY, *QUANTITIES, "seats", "%", "pp", "x")
# Units that figures of a metric may also have, by the metric's own unit: a currency is that of the source, output is
# pieces, weight or money, and growth is given in per cent, as a multiple or as an amount.
COMPATIBLE_UNITS = {"USD": MONEY, "units": (*QUANTITIES, *MONEY), "%": ("%", "pp", "x", *MONEY, *QUANTITIES)}

_ID = Column("id", "Short name of the row, never reused", required=True)
_SPAN = (
    Column("source", "Source that the words stand in", required=True, references="sources"),
    Column(
        "phrase_start",
        "First character of the phrase in the source's text, counted from 0",
        *("integer", "characters", True),
        formerly="start",
    ),
    Column("phrase_end", "Character after the last one of the phrase", "integer", "characters", True, formerly="stop"),
    Column("phrase", "The words of the source at [phrase_start, phrase_end), in its own language", required=True),
)
# A figure of the record was transcribed from a page whose text is not held: it has a source and no span.
_SPAN_IF_HELD = (_SPAN[0], *(replace(column, required=False) for column in _SPAN[1:]))

AREAS = Table(
    "areas",
    "Reporters, partners and places: countries, regions, cities, plants and buildings",
    ("id",),
    (
        _ID,
        Column(
            "kind",
            "What the area is; bloc: several together; place: known by its name alone",
            required=True,
            allowed=("country", "region", "city", "company", "plant", "building", "bloc", "place"),
        ),
        Column("within", "Area that it lies in, or company that it belongs to", references="areas"),
        Column("iso", "ISO 3166 code where there is one"),
        Column("succeeds", "Area of the same name in other boundaries, whose place it took", references="areas"),
        Column("since", "Month from which its boundaries hold, where it succeeds another", "period"),
    ),
)

AUTHORITIES = Table(
    "authorities",
    "Who stands behind a figure that a report passes on",
    ("id",),
    (
        _ID,
        Column(
            "kind",
            "statistics: an office that counts or who works on its figures; government: a ministry or press service; "
            "speech: said by an office-holder; business: a chamber or company",
            required=True,
            allowed=("statistics", "government", "speech", "business"),
        ),
        Column("area", "Country that it belongs to", references="areas"),
    ),
)

METRICS = Table(
    "metrics",
    "What is measured, in which unit, and how a derived figure is computed",
    ("id",),
    (
        _ID,
        Column(
            "unit",
            "Unit of its values, where the source uses no other that measures the same",
            required=True,
            allowed=UNITS,
        ),
        Column(
            "basis",
            "stated: read from a source; derived: computed from stated figures, though a source may state it too",
            required=True,
            allowed=("stated", "derived"),
        ),
        Column(
            "operation",
            "How it is derived: first + second, first − second, 100 × first ÷ second; "
            "a multiple is the figure ÷ its baseline, a change 100 × (multiple − 1); before: the level a year earlier, "
            "figure ÷ (1 + growth); after: the level a year later, figure × (1 + growth); "
            "share: 100 × figure ÷ that of the area it lies in, of any source",
            allowed=("sum", "difference", "percentage", "multiple", "change", "before", "after", "share"),
        ),
        Column("operands", "Metrics that it is derived from, in order", references="metrics", many=True),
    ),
)

SOURCES = Table(
    "sources",
    "Reports that figures were read or transcribed from, and reports that date them",
    ("id",),
    (
        _ID,
        Column(
            "kind",
            "report: figures were read from its text; record: figures were transcribed from its page, whose text is "
            "not held; dating: used only for its date",
            required=True,
            allowed=("report", "record", "dating"),
        ),
        Column("publisher", "Who published it", required=True),
        Column("language", "Language of the text, ISO 639-1; empty where that is not known", allowed=SOURCE_LANGUAGES),
        Column("script", "Script of the text, ISO 15924; empty where that is not known", allowed=SCRIPTS),
        Column("url", "Page that it was published on; empty where only its file is known"),
        Column("published", "Date printed with it; empty where none is", "date"),
        Column(
            "dated",
            "Where no day is printed: month that other sources put it in; of the record, month or year as far as known",
            "period",
        ),
        Column("dated_by", "Sources that say so", references="sources", many=True),
        Column("file", "Name of its file in the feed"),
        Column("sha256", "SHA-256 of that file, as hexadecimal"),
    ),
)

OBSERVATIONS = Table(
    "observations",
    "Figures stated by a source: one row a figure",
    ("id",),
    (
        _ID,
        Column("metric", "What is measured", required=True, references="metrics"),
        Column("reporter", "Area, company or plant whose figure it is", references="areas"),
        Column(
            "reporter_basis",
            "stated: the source says whose figure it is; inferred: we judge so by who says it or how high it is; "
            "open: it is not said whose statistics it is from, and the reporter is but one of the two sides",
            allowed=("stated", "inferred", "open"),
        ),
        Column("partner", "Area that it traded with", references="areas"),
        Column("product", "Product counted, where it is not all trade"),
        Column("event", "Event that the figure is an attribute of", references="events"),
        Column("value", "The figure in base units (dollars, machines, seats)", "number", "see unit", True),
        Column("unit", "Unit of value, low and high", required=True, allowed=UNITS),
        Column(
            "relation",
            "How the source's words bound the figure",
            required=True,
            allowed=("=", "~", ">", "<", ">=", "<="),
        ),
        Column("hedge", "The source's own hedge, where it says more than the relation", allowed=("almost", "rounded")),
        Column(
            "rounding",
            "What one unit of the last printed digit is worth; where only the number was transcribed, of the coarsest "
            "way to print it",
            "number",
            "see unit",
            True,
        ),
        Column("low", "Lower end of the interval that rounding leaves", "number", "see unit", True),
        Column("high", "Upper end of that interval", "number", "see unit", True),
        Column(
            "modality",
            "Whether it happened, is planned, or is what could be made",
            required=True,
            allowed=("actual", "target", "capacity"),
        ),
        Column("period", "Year, month or months that the figure is for; empty where they are open", "period"),
        Column(
            "period_basis",
            "stated: the source names the period; dated: a relative word resolved by the source's date; "
            "rate: a yearly rate, no closed year; none: the figure has no period, or its words leave it open",
            required=True,
            allowed=("stated", "dated", "rate", "none"),
        ),
        Column("period_text", "The words that the period was read from"),
        Column(
            "period_text_start",
            "First character of those words",
            "integer",
            "characters",
            formerly="period_start",
        ),
        Column("period_text_end", "Character after their last one", "integer", "characters", formerly="period_stop"),
        Column("baseline", "Observation that the source compares this one with", references="observations"),
        Column(
            "method",
            "read: by the rules of data/extraction; transcribed: by a person",
            required=True,
            allowed=("read", "transcribed"),
        ),
        Column(
            "confidence",
            "How far whoever transcribed it trusts it; empty where nobody judged it",
            allowed=("high", "medium", "low"),
        ),
        Column("authority", "Who stands behind the figure, where the source says", references="authorities"),
        Column("repeats", "Observation that this one repeats: two reports of one release", references="observations"),
        *_SPAN_IF_HELD,
    ),
)

EVENTS = Table(
    "events",
    "Stops of a visit in order; no hour is given for any of them",
    ("id",),
    (
        _ID,
        Column("day", "Day of the visit, counted from 1", "integer", "days", True),
        Column("order", "Place in the order of the day, counted from 1", "integer", None, True),
        Column(
            "kind",
            "Kind of stop",
            required=True,
            allowed=("industry", "business", "diplomacy", "culture", "remembrance"),
        ),
        Column("within", "Event that it was a part of", references="events"),
        Column(
            "order_basis",
            "stated: the source says the order; told: it is only told in this order; within: part of another stop",
            required=True,
            allowed=("stated", "told", "within"),
        ),
        Column("order_text", "The words that the order was read from; a stop that is only told so may have none"),
        Column(
            "order_text_start",
            "First character of those words",
            "integer",
            "characters",
            formerly="order_start",
        ),
        Column("order_text_end", "Character after their last one", "integer", "characters", formerly="order_stop"),
        Column("place", "Where it was; empty where the source does not say", references="areas"),
        *_SPAN,
    ),
)

COMMITMENTS = Table(
    "commitments",
    "What was offered, promised, done or discussed on a visit",
    ("id",),
    (
        _ID,
        Column("status", "How far it went", required=True, allowed=("offer", "promise", "done", "discussed")),
        Column("event", "Stop at which it was said", references="events"),
        *_SPAN,
    ),
)

TELLINGS = Table(
    "tellings",
    "What each report of a visit tells of it: stops, names, dates; one row a report and thing told",
    ("id",),
    (
        _ID,
        Column("visit", "Source that the visit is read from", required=True, references="sources"),
        Column("source", "Report that tells it", required=True, references="sources"),
        Column(
            "seen",
            "whole: the whole report was seen; beginning: only its beginning, so what it does not tell is not known",
            required=True,
            allowed=("whole", "beginning"),
        ),
        Column("kind", "What is told", required=True, allowed=("stop", "name", "date")),
        Column("about", "Stop or person that is meant: the stop of events, or a name of its own", required=True),
        Column("order", "Place in the order that the report gives", "integer"),
        Column("words", "As the report writes it: a name, an hour"),
        Column("date", "Day that is told or printed", "date"),
    ),
)

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
                *("publishers", "told"),
            ),
        ),
        Column("id", "Row of that table", required=True),
        Column(
            "field", "What the text is", required=True, allowed=("name", "short", "note", "title", "people", "by", "to")
        ),
        Column("language", "Language of the text, ISO 639-1", required=True, allowed=LANGUAGES),
        Column("text", "The text", required=True),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (SOURCES, AREAS, AUTHORITIES, METRICS, OBSERVATIONS, EVENTS, COMMITMENTS, TELLINGS, LABELS)
}
