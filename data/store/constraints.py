"""Constraints of the tables beyond the form of single cells: within a row, and between rows and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf, isclose

from data.model.column_types import NumberedRows, Row
from data.model.context_tables import QUOTED_FIELDS
from data.model.language import LANGUAGES
from data.model.limits import MAX_ARTICLE_BYTES
from data.model.metric import can_be_negative, is_growth
from data.model.period import Period
from data.model.problem import Problem
from data.model.relation import set_bounds
from data.model.schema import COMPATIBLE_UNITS, QUANTITIES, TABLES
from data.store import plausibility
from data.store.finding_check import check_finding

_MEND_ROW = "Mend the row or take it out"
_ADD_LABELS = "Add a row for each language"
# How many years a year that is read by the source's date may lie before it, at least and at most; plans look ahead.
_OF_ONE_METRIC = ("multiple", "change", "share", "world-share", "growth")  # operations with one operand
_YEARS_BACK, _YEARS_BACK_OF_PLANS = (0, 1), (-inf, 1)


def check_row(name: str, line: int, row: Row) -> Iterator[Problem]:
    """Yield the problems of one row of the table `name`: cells that do not fit each other. line: in its file."""
    yield from plausibility.check_cells(name, line, row)
    yield from check_finding(name, line, row)
    if "phrase_start" in row:
        yield from _check_span(name, line, row, "phrase_start", "phrase_end", "phrase")
    for prefix in ("period", "order"):
        if f"{prefix}_text_start" in row:
            yield from _check_span(name, line, row, f"{prefix}_text_start", f"{prefix}_text_end", f"{prefix}_text")
    if name in _ROW_CHECKS:
        yield from _ROW_CHECKS[name](line, row)


def check_relations(tables: Mapping[str, NumberedRows], *, is_new: bool = True) -> Iterator[Problem]:
    """Yield the problems between rows of one or several tables, by table: those of one article, or all.

    is_new: also hold figures against their phrases, and dates against today's, which takes longest.
    """
    for name, table in tables.items():
        for column in TABLES[name].columns:
            if column.references and column.references in tables:
                ids = {row["id"] for _, row in tables[column.references]}
                for line, row in table:
                    cell = row[column.name] or ""
                    for wanted in cell.split() if column.many else [cell] if cell else []:
                        if wanted not in ids:
                            what = f"'{wanted}' is not in {column.references}.csv"
                            yield Problem(f"{name}.csv", what, "Add it there or mend the name", line, column.name)
    if "observations" in tables and "metrics" in tables:
        yield from _check_units(tables["observations"], tables["metrics"])
    if "observations" in tables:
        yield from _check_comparisons(tables["observations"])
        if "sources" in tables:
            yield from _check_dated_years(tables["observations"], tables["sources"])
            yield from _check_phrases_given(tables["observations"], tables["sources"])
    yield from plausibility.check_cycles(tables)
    if is_new:
        yield from plausibility.check_dates(tables)
        yield from plausibility.check_phrases(tables.get("observations", ()), tables.get("sources", ()))
    if "events" in tables:
        yield from _check_event_order(tables["events"])
    if "labels" in tables:
        yield from _check_labels(tables)


def _check_event_order(events: NumberedRows) -> Iterator[Problem]:
    seen: set[tuple[str, int, int]] = set()
    for line, row in events:
        place = (row["source"], row["day"], row["order"])
        if place in seen:
            what = f"day {row['day']} has two stops with the order {row['order']}"
            yield Problem("events.csv", what, "Give each stop its own place", line, "order")
        seen.add(place)


def _check_comparisons(observations: NumberedRows) -> Iterator[Problem]:
    """A figure is compared only with one of the same metric, unit, parties and product; a repeated one equals it."""
    by_id = {row["id"]: row for _, row in observations}
    same = ("metric", "unit", "reporter", "partner", "product")
    for line, row in observations:
        baseline = by_id.get(row["baseline"])
        if baseline and any(row[column] != baseline[column] for column in same):
            what = f"'{row['baseline']}' is not a figure of the same thing ({', '.join(same)})"
            yield Problem("observations.csv", what, "Mend the baseline or take it out", line, "baseline")

    for line, row in observations:
        first = by_id.get(row["repeats"])
        if first and any(row[column] != first[column] for column in (*same, "value", "period", "modality")):
            what = f"'{row['repeats']}' is not the same figure"
            yield Problem("observations.csv", what, "Mend repeats or take it out", line, "repeats")


def _check_phrases_given(observations: NumberedRows, sources: NumberedRows) -> Iterator[Problem]:
    """Only a source whose text is not held may have a figure without its words or their span."""
    kinds = {row["id"]: row["kind"] for _, row in sources}
    for line, row in observations:
        if row["phrase_start"] is None and kinds.get(row["source"], "record") == "report":
            what = f"the text of {row['source']} is held, so the words of the figure must be given with their span"
            yield Problem("observations.csv", what, "Fill in phrase and its span", line, "phrase")


def _check_dated_years(observations: NumberedRows, sources: NumberedRows) -> Iterator[Problem]:
    """A year counted from a source's date is that date's year or the one before; a plan's may lie ahead."""
    dates = {row["id"]: row["published"] or row["dated"] for _, row in sources}
    for line, row in observations:
        if row["period_basis"] != "dated" or row["source"] not in dates:
            continue
        date = dates[row["source"]]
        nearest, farthest = _YEARS_BACK_OF_PLANS if row["modality"] == "target" else _YEARS_BACK
        if not date:
            what = f"the year is counted from the date of {row['source']}, which has none"
            yield Problem("observations.csv", what, "Date the source, or leave the year open", line, "period")
        elif not nearest <= int(date[:4]) - Period.parse(row["period"]).first.year <= farthest:
            what = f"{row['period']} does not follow from the date of {row['source']}, {date}"
            yield Problem("observations.csv", what, "Mend period or the source's date", line, "period")


def _check_span(name: str, line: int, row: Row, start: str, stop: str, text: str) -> Iterator[Problem]:
    if row[start] is None and row[stop] is None and (row[text] is None or row.get("method") == "transcribed"):
        return  # words of a page whose text is not held have no span
    if row[start] is None or row[stop] is None or row[text] is None:
        yield Problem(f"{name}.csv", f"{start}, {stop} and {text} belong together", "Fill in all three", line, text)
    elif row[stop] - row[start] != len(row[text]):
        what = f"[{row[start]}, {row[stop]}) is {row[stop] - row[start]} characters, the words have {len(row[text])}"
        yield Problem(f"{name}.csv", what, "Mend the span or the words", line, text)
    elif row[stop] > MAX_ARTICLE_BYTES:
        what = f"no article is longer than {MAX_ARTICLE_BYTES} characters"
        yield Problem(f"{name}.csv", what, "Mend the span", line, stop)


def _check_observation(line: int, row: Row) -> Iterator[Problem]:
    file = "observations.csv"
    if not row["rounding"] or row["rounding"] < 0:
        what = "it is not said how far the figure is rounded"
        yield Problem(file, what, "Write what one unit of its last printed digit is worth", line, "rounding")
        return
    yield from _check_bounds(line, row)
    yield from _check_words(line, row)
    if not row["reporter"] and not row["event"]:
        yield Problem(file, "neither reporter nor event is given", "Say whose figure it is", line, "reporter")
    if (row["period_basis"] in ("stated", "dated", "inferred")) != bool(row["period"]):
        what = "a year needs a basis (stated, dated or inferred), and a rate or none has no year"
        yield Problem(file, what, "Mend period or period_basis", line, "period")


def _check_bounds(line: int, row: Row) -> Iterator[Problem]:
    """The bounds of a figure are those that its relation, hedge and rounding give."""
    if row["value"] < 0 and not can_be_negative(row["metric"]):
        yield Problem("observations.csv", f"{row['metric']} cannot be below zero", "Mend value", line, "value")
    expected = set_bounds(row)
    for column in ("low", "high"):
        end, right = row[column], expected[column]
        is_same = end == right or (None not in (end, right) and isclose(end, right, rel_tol=1e-9, abs_tol=1e-6))
        if not is_same:
            said = f"{row['hedge'] or row['relation']} {row['value']:.12g} to the nearest {row['rounding']:.12g}"
            ends = ["open" if one is None else f"{one:.12g}" for one in (right, end)]
            what = f"{said} has {ends[0]} as its {column} end, not {ends[1]}"
            yield Problem("observations.csv", what, "Mend relation, hedge, rounding, low or high", line, column)


def _check_words(line: int, row: Row) -> Iterator[Problem]:
    """A figure has its words, or was transcribed from a page whose text is not held: then somebody has judged it."""
    file = "observations.csv"
    if row["phrase"]:
        if row["period_basis"] != "none" and not row["period_text"] and row["phrase_start"] is not None:
            what = "the words that the period was read from are missing"
            yield Problem(file, what, "Fill in period_text and its span", line, "period_text")
    elif row["method"] == "read":
        yield Problem(
            file, "the words that it was read from are missing", "Fill in phrase and its span", line, "phrase"
        )
    elif row["method"] == "transcribed" and not row["confidence"]:
        what = "a figure without its words needs someone's judgement of it"
        yield Problem(file, what, "Fill in confidence, or the phrase and its span", line, "confidence")
    if bool(row["reporter"]) != bool(row["reporter_basis"]):
        what = "a reporter and how it is known belong together"
        yield Problem(file, what, "Fill in both or neither", line, "reporter_basis")
    if row["hedge"] == "almost" and row["relation"] != "~":
        yield Problem(file, "almost is a kind of about", "Write ~ in relation", line, "hedge")


def _check_metric(line: int, row: Row) -> Iterator[Problem]:
    operands = len((row["operands"] or "").split())
    needed = 0 if row["operation"] is None else 1 if row["operation"] in _OF_ONE_METRIC else 2
    if (row["basis"] == "derived") != bool(row["operation"]) or operands != needed:
        of_one = ", ".join(_OF_ONE_METRIC)
        what = f"a derived metric has an operation, with one operand ({of_one}) or two; a stated one has neither"
        yield Problem("metrics.csv", what, _MEND_ROW, line, "operation")


def _check_event(line: int, row: Row) -> Iterator[Problem]:
    if (row["order_basis"] == "within") != bool(row["within"]):
        what = "a stop within another needs that other, and no other stop has one"
        yield Problem("events.csv", what, "Mend within or order_basis", line, "within")
    if row["order_basis"] != "told" and not row["order_text"]:
        what = "the words that the order was read from are missing"
        yield Problem("events.csv", what, "Fill in order_text and its span, or call the order told", line, "order_text")


def _check_area(line: int, row: Row) -> Iterator[Problem]:
    if bool(row["succeeds"]) != bool(row["since"]):
        what = "boundaries that took the place of others need the month since when, and no others have one"
        yield Problem("areas.csv", what, "Fill in both or neither", line, "since")


def _check_telling(line: int, row: Row) -> Iterator[Problem]:
    needed = {"name": "words", "date": "date"}.get(row["kind"])
    if needed and not row[needed]:
        yield Problem("tellings.csv", f"a {row['kind']} that is told needs its {needed}", "Fill it in", line, needed)


def _check_source(line: int, row: Row) -> Iterator[Problem]:
    if row["kind"] == "record":
        if row["published"] and row["dated"]:
            yield Problem("sources.csv", "a printed day leaves nothing to estimate", "Empty dated", line, "dated")
    elif bool(row["dated"]) != bool(row["dated_by"]):
        what = "a month that other sources give needs those sources, and they need the month"
        yield Problem("sources.csv", what, "Fill in both or neither", line, "dated_by")
    if row["kind"] == "series":
        if not row["series"]:
            what = "an official series needs its number or name"
            yield Problem("sources.csv", what, "Fill in series", line, "series")
    elif not row["url"] and not row["file"]:
        what = "neither the page nor the file of the source is known"
        yield Problem("sources.csv", what, "Fill in url or file", line, "url")


_ROW_CHECKS = {
    **{"observations": _check_observation, "metrics": _check_metric, "events": _check_event, "sources": _check_source},
    **{"areas": _check_area, "tellings": _check_telling},
}


def _check_units(observations: NumberedRows, metrics: NumberedRows) -> Iterator[Problem]:
    units = {row["id"]: row["unit"] for _, row in metrics}
    for line, row in observations:
        unit = units.get(row["metric"], row["unit"])
        # Trade in one kind of goods is also counted by weight or piece.
        also = QUANTITIES if row["product"] else ()
        # Growth is also given as an amount, a share never is.
        compatible = () if unit == "%" and not is_growth(row["metric"]) else COMPATIBLE_UNITS.get(str(unit), ())
        if row["unit"] not in (unit, *compatible, *also):
            what = f"{row['metric']} is counted in {unit}, not in {row['unit']}"
            yield Problem("observations.csv", what, "Mend unit or metric", line, "unit")


# The table that has the ids of names without a table of their own.
_TABLE_OF_IDS = {"publishers": "sources"}


def check_label_languages(labels: NumberedRows) -> Iterator[Problem]:
    """Yield a problem for each label that is not in all languages."""
    languages: dict[tuple[str, str, str], set[str]] = {}
    for _, row in labels:
        languages.setdefault((row["table"], row["id"], row["field"]), set()).add(row["language"])
    for (table, name, field), known in languages.items():
        if field in QUOTED_FIELDS:
            continue  # a quotation needs no translation into its own language
        if missing := [language for language in LANGUAGES if language not in known]:
            yield Problem("labels.csv", f"no {field} in {', '.join(missing)} for '{name}' of {table}", _ADD_LABELS)


def _check_labels(tables: Mapping[str, NumberedRows]) -> Iterator[Problem]:
    """Labels name rows that exist and are in all languages, and each row that pages show has one."""
    yield from check_label_languages(tables["labels"])
    named = {(row["table"], row["id"], row["field"]) for _, row in tables["labels"]}
    ids = {name: {row["id"] for _, row in table} for name, table in tables.items() if name != "labels"}
    if "sources" in tables:
        ids["publishers"] = {row["publisher"] for _, row in tables["sources"]}
    for line, row in tables["labels"]:
        if row["table"] in ids and row["id"] not in ids[row["table"]]:
            what = f"'{row['id']}' is not in {_TABLE_OF_IDS.get(row['table'], row['table'])}.csv"
            yield Problem("labels.csv", what, "Add it there or take the label out", line, "id")
    wanted = {"areas": "name", "authorities": "name", "metrics": "name"}
    wanted |= dict.fromkeys(("people", "milestones"), "name")
    wanted |= dict.fromkeys(("sources", "events", "commitments", "followups", "offices", "asymmetries"), "title")
    for table, field in wanted.items():
        for _, row in tables.get(table, ()):
            if (table, row["id"], field) not in named:
                what = f"no {field} for '{row['id']}' of {table}.csv"
                yield Problem("labels.csv", what, _ADD_LABELS)
    products = {("products", row["product"]) for _, row in tables.get("observations", ()) if row["product"]}
    # What a telling is about needs a label unless it is a stop, which has its own; without events that is not known.
    told = {
        ("told", row["about"])
        for _, row in tables.get("tellings", ())
        if "events" in ids and row["about"] not in ids["events"]
    }
    for table, name in sorted(products | told):
        if (table, name, "name") not in named:
            what = f"no name for '{name}', one of {table}"
            yield Problem("labels.csv", what, _ADD_LABELS)
