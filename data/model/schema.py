"""Every table and column, declared once: the checks, the CSV headers and datapackage.json follow from here."""

from __future__ import annotations

from data.model.column_types import Column, Table
from data.model.context_tables import ASYMMETRIES, EXCHANGE_RATES, LABELS, MILESTONES
from data.model.language import SCRIPTS, SOURCE_LANGUAGES
from data.model.shared_columns import ID, SPAN_IF_HELD
from data.model.visit_tables import COMMITMENTS, EVENTS, FOLLOWUPS, OFFICES, PEOPLE, TELLINGS

MONEY = ("USD", "KZT", "UZS", "EUR", "RUB")
QUANTITIES = ("t", "units")
UNITS = (*MONEY, *QUANTITIES, "seats", "%", "pp", "x")
# Units that figures of a metric may also have, by the metric's own unit: a currency is that of the source, output is
# pieces, weight or money, and growth is given in per cent, as a multiple or as an amount.
COMPATIBLE_UNITS = {"USD": MONEY, "units": (*QUANTITIES, *MONEY), "%": ("%", "pp", "x", *MONEY, *QUANTITIES)}

AREAS = Table(
    "areas",
    "Reporters, partners and places: countries, regions, cities, plants and buildings",
    ("id",),
    (
        ID,
        Column(
            "kind",
            "What the area is; bloc: several together; place: known by its name alone",
            required=True,
            allowed=("country", "region", "city", "company", "plant", "building", "bloc", "world", "place"),
        ),
        Column("within", "Area that it lies in", references="areas"),
        Column("owner", "Company that it belongs to, as far as a source says", references="areas"),
        Column("iso", "ISO 3166 code where there is one"),
        Column("succeeds", "Area in other boundaries, whose place it took", references="areas"),
        Column("since", "Month from which its boundaries hold, where it succeeds another", "period"),
    ),
)

AUTHORITIES = Table(
    "authorities",
    "Who stands behind a figure that a report passes on",
    ("id",),
    (
        ID,
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
        ID,
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
            "part-of-sum: 100 × first ÷ (first + second); "
            "a multiple is the figure ÷ its baseline, a change 100 × (multiple − 1); before: the level a year earlier, "
            "figure ÷ (1 + growth); after: the level a year later, figure × (1 + growth); "
            "share: 100 × figure ÷ that of the area it lies in, of any source; "
            "world-share: 100 × figure ÷ that of the same reporter with the world, of any source; "
            "growth: 100 × (figure of an official series ÷ its figure of the year before − 1)",
            allowed=(
                *("sum", "difference", "percentage", "part-of-sum", "multiple", "change", "before", "after"),
                *("share", "world-share", "growth"),
            ),
        ),
        Column("operands", "Metrics that it is derived from, in order", references="metrics", many=True),
    ),
)

SOURCES = Table(
    "sources",
    "Reports that figures were read or transcribed from, and reports that date them",
    ("id",),
    (
        ID,
        Column(
            "kind",
            "report: figures were read from its text; record: figures or statements were transcribed from its page, "
            "whose text is not held; series: a table or series of a statistics office; dating: another report of the "
            "same event, which dates it",
            required=True,
            allowed=("report", "record", "series", "dating"),
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
        Column("series", "Number or name of the table or series, as its office has it"),
        Column("vintage", "Year or month as of which the series was taken: later vintages may differ", "period"),
        Column("revises", "Earlier vintage of the same series", references="sources"),
        Column("file", "Name of its file in the feed"),
        Column("sha256", "SHA-256 of that file, as hexadecimal"),
    ),
)

OBSERVATIONS = Table(
    "observations",
    "Figures stated by a source or published in an official series: one row a figure",
    ("id",),
    (
        ID,
        Column(
            "basis",
            "stated: a report says it; official: a value of a statistics office's series",
            required=True,
            allowed=("stated", "official"),
        ),
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
        Column(
            "low",
            "Lower end of the interval that relation, hedge and rounding leave; empty where it is open",
            "number",
            "see unit",
        ),
        Column("high", "Upper end of that interval; empty where it is open (more than)", "number", "see unit"),
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
            "inferred: we judge so by other figures, against or beyond its words; "
            "rate: a yearly rate, no closed year; none: the figure has no period, or its words leave it open",
            required=True,
            allowed=("stated", "dated", "inferred", "rate", "none"),
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
            "read: by the rules of data/extraction; transcribed: by a person; imported: from a file of the series",
            required=True,
            allowed=("read", "transcribed", "imported"),
        ),
        Column(
            "confidence",
            "How far whoever transcribed it trusts it; empty where nobody judged it",
            allowed=("high", "medium", "low"),
        ),
        Column("authority", "Who stands behind the figure, where the source says", references="authorities"),
        Column("repeats", "Observation that this one repeats: two reports of one release", references="observations"),
        *SPAN_IF_HELD,
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *(SOURCES, AREAS, AUTHORITIES, METRICS, OBSERVATIONS, EVENTS, COMMITMENTS, TELLINGS),
        *(FOLLOWUPS, PEOPLE, OFFICES, MILESTONES, ASYMMETRIES, EXCHANGE_RATES, LABELS),
    )
}
