"""The rows of one article: its source, figures, stops and commitments, and the areas they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from data.extraction import Reading
from data.ingest.article import Article
from data.model.column_types import Row
from data.model.language import LANGUAGES, SCRIPTS
from data.model.problem import Problem
from data.model.relation import set_bounds
from data.model.schema import TABLES
from data.pipeline import event_rows, observation_rows
from data.pipeline.area_lookup import AreaLookup
from data.pipeline.area_rows import slugify
from data.pipeline.corrections import ReadRow, apply_corrections, apply_names
from data.pipeline.editorial import EDITORIAL_FOLDER, Editorial, NumberedRows
from data.pipeline.row_format import format_row
from data.pipeline.source_ids import source_id
from data.store import constraints
from data.store.table_reader import check_cells

_SPANS = {
    "observations": (("phrase_start", "phrase_end", "phrase"), ("period_text_start", "period_text_end", "period_text")),
    "events": (("phrase_start", "phrase_end", "phrase"), ("order_text_start", "order_text_end", "order_text")),
    "commitments": (("phrase_start", "phrase_end", "phrase"),),
}


@dataclass
class ArticleRows:
    """The rows of one article by table, ready to be written, and what is wrong with them.

    `rejected` are rows that were read and are left out because they break a rule of the tables; `problems` are
    editorial rows that do not fit the article, and then no table is written.
    """

    id: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # of events, as the reader names them
    areas: list[tuple[Row, list[Row]]] = field(default_factory=list)
    products: dict[str, str] = field(default_factory=dict)  # as the reader names them, by id
    rejected: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    planned_stops: int = 0  # only announced, and so in no table


def build_article_rows(article: Article, reading: Reading, editorial: Editorial) -> ArticleRows:
    """Return the rows of one article, made of what was read from it and of the editorial data about it."""
    known = editorial.find_source(article)
    result = ArticleRows(known["id"] if known else source_id(article.id))
    areas = AreaLookup(editorial)
    past_stops = [stop for stop in reading.stops if not event_rows.is_planned(stop)]
    result.planned_stops = len(reading.stops) - len(past_stops)
    published = editorial.publication_date(article)
    day = published.isoformat() if published else None
    read_rows = [
        ReadRow(
            "observations", claim.phrase, claim.start, observation_rows.build_observation(claim, result.id, areas, day)
        )
        for claim in reading.claims
    ]
    read_rows += [
        ReadRow(
            "events", stop.phrase, stop.start, event_rows.build_event(stop, result.id, areas), event_rows.title(stop)
        )
        for stop in past_stops
    ]
    result.problems += [
        *apply_names(read_rows, result.id, editorial),
        *apply_corrections(read_rows, result.id, editorial),
    ]
    read_rows = [one for one in read_rows if not one.is_removed]
    for one in read_rows:
        if one.table == "observations":
            one.row.update(set_bounds(one.row))
    observation_rows.assign_ids([one.row for one in read_rows if one.table == "observations"])
    event_rows.assign_ids([one.row for one in read_rows if one.table == "events"])
    event_rows.link_parts([one.row for one in read_rows if one.table == "events"])
    source = _source(article, reading, known, result.id)
    result.problems += _check_unchanged(article, known)
    read_rows = _reject_invalid(read_rows, source, article.text, editorial, result.rejected)
    rows = {table: [one.row for one in read_rows if one.table == table] for table in ("observations", "events")}
    observation_rows.link_baselines(rows["observations"])
    for table in ("observations", "commitments"):
        transcribed = editorial.rows_of(table, result.id)
        rows.setdefault(table, []).extend(row for _, row in transcribed)
        result.problems += _check_quotes(table, transcribed, article)
    rows["tellings"] = [row for _, row in editorial.rows_of("tellings", result.id)]
    _unlink_orphans(rows)
    result.rows = {"sources": [source] if any(rows.values()) else [], **rows}
    result.titles = {one.row["id"]: one.title or "" for one in read_rows if one.table == "events"}
    result.products = {slugify(claim.product): claim.product for claim in reading.claims if claim.product}
    named = [row[column] for row in rows["observations"] for column in ("reporter", "partner")]
    result.areas = list(areas.rows_with_labels([*named, *(row["place"] for row in rows["events"])]))
    result.problems += _check_references(rows, known, editorial)
    return result


def guess_publisher(article: Article) -> str:
    """Return the host of an article's URL, else its file name, as its publisher."""
    host = urlsplit(article.url or "").hostname
    return host.removeprefix("www.") if host else PurePosixPath(article.file).name


def _source(article: Article, reading: Reading, known: Row | None, name: str) -> Row:
    known = known or {}
    is_page = "://" in article.file
    return {
        "id": name,
        "kind": "report",
        "publisher": known.get("publisher") or guess_publisher(article),
        "language": article.language if article.language in LANGUAGES else reading.language,
        "script": article.script if article.script in SCRIPTS else reading.script,
        "url": known.get("url") or article.url or (article.file if is_page else None),
        "published": article.published.isoformat() if article.published else None,
        "dated": known.get("dated"),
        "dated_by": known.get("dated_by"),
        "series": None,
        "vintage": None,
        "revises": None,
        "file": None if is_page else article.file,
        "sha256": article.sha256,
    }


def _check_unchanged(article: Article, known: Row | None) -> Iterator[Problem]:
    """Yield a Problem for each property of the article that changed since its editorial row was written."""
    stated = {
        "language": article.language,
        "script": article.script,
        "published": article.published.isoformat() if article.published else None,
        "sha256": article.sha256,
    }
    for column, value in stated.items():
        if known and known[column] and known[column] != value:
            what = f"{article.file} has {column} {value or 'empty'}, not {known[column]}"
            remedy = "Compare what is kept here with the article, then mend this cell"
            yield Problem(f"{EDITORIAL_FOLDER.name}/sources.csv", what, remedy, column=column)


def _reject_invalid(
    read_rows: list[ReadRow], source: Row, text: str, editorial: Editorial, rejected: list[str]
) -> list[ReadRow]:
    """Return the rows that keep the rules of the tables and quote the text exactly; append the others to `rejected`."""
    bad: dict[int, Problem] = {}
    fit: dict[str, list[tuple[int, Row]]] = {"observations": [], "events": []}
    for at, one in enumerate(read_rows):
        problems = list(check_cells(TABLES[one.table], format_row(one.table, one.row), at))
        problems = problems or list(constraints.check_row(one.table, at, one.row))
        problems = problems or list(_find_misquotes(one.table, at, one.row, text))
        if problems:
            bad[at] = problems[0]
        else:
            fit[one.table].append((at, {**one.row, "within": None}))
    metrics = list(enumerate(editorial.metrics.values()))
    for fault in constraints.check_relations({**fit, "sources": [(0, source)], "metrics": metrics}):
        if fault.line is not None and fault.file.removesuffix(".csv") in fit:
            bad.setdefault(fault.line, fault)
    for at, fault in sorted(bad.items()):
        one = read_rows[at]
        rejected.append(f"{source['id']} [{one.start}, {one.start + len(one.phrase)}) «{one.phrase}»: {fault.what}")
    return [one for at, one in enumerate(read_rows) if at not in bad]


def _unlink_orphans(rows: dict[str, list[Row]]) -> None:
    """Make a stop that was part of a rejected one a stop of its own, in the order of the text."""
    ids = {row["id"] for row in rows["events"]}
    for row in rows["events"]:
        if row["within"] not in ids and row["order_basis"] == "within":
            row["order_basis"], row["within"] = "told", None


def _check_quotes(table: str, transcribed: NumberedRows, article: Article) -> Iterator[Problem]:
    """Yield a Problem for each transcribed row whose words do not stand in the article where it says."""
    for line, row in transcribed:
        for fault in _find_misquotes(table, line, row, article.text):
            yield replace(fault, file=f"{EDITORIAL_FOLDER.name}/{table}.csv")


def _find_misquotes(table: str, line: int, row: Row, text: str) -> Iterator[Problem]:
    for start, stop, phrase in _SPANS[table]:
        if row[start] is not None and text and text[row[start] : row[stop]] != row[phrase]:
            what = f"the words of '{row['id']}' are not at [{row[start]}, {row[stop]}) of {row['source']}"
            yield Problem(f"{table}.csv", what, "Mend the span", line, phrase)


def _check_references(rows: dict[str, list[Row]], known: Row | None, editorial: Editorial) -> Iterator[Problem]:
    """Yield a Problem for each transcribed row of an event that is not read, and each commitment without a title."""
    if known is None:
        return
    for table in ("observations", "commitments"):
        ids = {row["id"] for row in rows["events"]}
        for line, row in editorial.rows_of(table, known["id"]):
            if row["event"] and row["event"] not in ids:
                what = f"'{row['event']}' is no stop that is read from {known['id']}"
                yield Problem(f"{EDITORIAL_FOLDER.name}/{table}.csv", what, "Mend the name of the event", line, "event")
    for _, row in editorial.rows_of("commitments", known["id"]):
        if not editorial.labels_of("commitments", row["id"]):
            what = f"no title for '{row['id']}' of commitments.csv"
            yield Problem(f"{EDITORIAL_FOLDER.name}/labels.csv", what, "Add a row for each language")
