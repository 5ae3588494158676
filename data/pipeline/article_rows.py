"""All rows that one article gives: its source, figures, stops and commitments, and the areas they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from data.extraction import Reading
from data.ingest.article import Article
from data.model.column_types import Row
from data.model.problem import Problem
from data.model.schema import TABLES
from data.pipeline import event_rows, observation_rows
from data.pipeline.area_lookup import Places
from data.pipeline.area_rows import LANGUAGES, slug
from data.pipeline.corrections import Read, correct, give_names
from data.pipeline.editorial import FOLDER, Editorial
from data.pipeline.row_format import cells
from data.pipeline.source_ids import source_id
from data.store import constraints
from data.store.table_reader import cell_faults

_SPANS = {
    "observations": (("start", "stop", "phrase"), ("period_start", "period_stop", "period_text")),
    "events": (("start", "stop", "phrase"), ("order_start", "order_stop", "order_text")),
    "commitments": (("start", "stop", "phrase"),),
}


@dataclass
class Account:
    """The rows of one article by table, ready to be written, and what is wrong with them.

    `unfit` are rows that were read and left out because they break a rule of the tables; `faults` are
    editorial rows that do not fit the article, with which nothing should be written.
    """

    id: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # of events, as the reader names them
    areas: list[tuple[Row, list[Row]]] = field(default_factory=list)
    products: dict[str, str] = field(default_factory=dict)  # as the reader names them, by id
    unfit: list[str] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    announced: int = 0  # stops that are only announced: they are in no table


def account(article: Article, reading: Reading, editorial: Editorial) -> Account:
    """Make the rows of one article from what was read of it and what people keep about it."""
    known = editorial.source(article)
    name = known["id"] if known else source_id(article.id)
    made = Account(name)
    places = Places(editorial)
    told = [stop for stop in reading.stops if not event_rows.is_announced(stop)]
    made.announced = len(reading.stops) - len(told)
    published = editorial.dated(article)
    day = published.isoformat() if published else None
    found = [
        Read("observations", claim.phrase, claim.start, observation_rows.observation(claim, name, places, day))
        for claim in reading.claims
    ]
    found += [
        Read("events", stop.phrase, stop.start, event_rows.event(stop, name, places), event_rows.title(stop))
        for stop in told
    ]
    made.faults += [*give_names(found, name, editorial), *correct(found, name, editorial)]
    found = [one for one in found if not one.is_out]
    for table, finish in (("observations", observation_rows.name), ("events", event_rows.name)):
        finish([one.row for one in found if one.table == table])
    event_rows.nest([one.row for one in found if one.table == "events"])
    source = _source(article, reading, known, name)
    made.faults += _changed(article, known)
    found = _fitting(found, source, article.text, editorial, made.unfit)
    rows = {table: [one.row for one in found if one.table == table] for table in ("observations", "events")}
    observation_rows.compare(rows["observations"])
    for table in ("observations", "commitments"):
        kept = editorial.of(table, name)
        rows.setdefault(table, []).extend(row for _, row in kept)
        made.faults += _quoted(table, kept, article)
    rows["tellings"] = [row for _, row in editorial.of("tellings", name)]
    _tidy(rows)
    made.rows = {"sources": [source] if any(rows.values()) else [], **rows}
    made.titles = {one.row["id"]: one.title or "" for one in found if one.table == "events"}
    made.products = {slug(claim.product): claim.product for claim in reading.claims if claim.product}
    named = [row[column] for row in rows["observations"] for column in ("reporter", "partner")]
    made.areas = list(places.rows([*named, *(row["place"] for row in rows["events"])]))
    made.faults += _loose(rows, known, editorial)
    return made


def publisher(article: Article) -> str:
    """Who published the article, as far as its address or file tells: never its title, which is the publisher's."""
    host = urlsplit(article.url or "").hostname
    return host.removeprefix("www.") if host else PurePosixPath(article.file).name


def _source(article: Article, reading: Reading, known: Row | None, name: str) -> Row:
    known = known or {}
    is_page = "://" in article.file
    return {
        "id": name,
        "kind": "report",
        "publisher": known.get("publisher") or publisher(article),
        "language": article.language if article.language in LANGUAGES else reading.language,
        "script": article.script if article.script in ("Cyrl", "Latn", "Arab") else reading.script,
        "url": known.get("url") or article.url or (article.file if is_page else None),
        "published": article.published.isoformat() if article.published else None,
        "dated": known.get("dated"),
        "dated_by": known.get("dated_by"),
        "file": None if is_page else article.file,
        "sha256": article.sha256,
    }


def _changed(article: Article, known: Row | None) -> Iterator[Problem]:
    """Editorial matter holds for the text that it was written for, and for no other."""
    said = {
        "language": article.language,
        "script": article.script,
        "published": article.published.isoformat() if article.published else None,
        "sha256": article.sha256,
    }
    for column, value in said.items():
        if known and known[column] and known[column] != value:
            what = f"{article.file} has {column} {value or 'empty'}, not {known[column]}"
            remedy = "Compare what is kept here with the article, then mend this cell"
            yield Problem(f"{FOLDER.name}/sources.csv", what, remedy, column=column)


def _fitting(found: list[Read], source: Row, text: str, editorial: Editorial, unfit: list[str]) -> list[Read]:
    """The rows that keep the rules of the tables and say what the text says; the others become Problems."""
    bad: dict[int, Problem] = {}
    fit: dict[str, list[tuple[int, Row]]] = {"observations": [], "events": []}
    for at, one in enumerate(found):
        faults = list(cell_faults(TABLES[one.table], cells(one.table, one.row), at))
        faults = faults or [*constraints.within(one.table, at, one.row), *_misquoted(one.table, at, one.row, text)]
        if faults:
            bad[at] = faults[0]
        else:
            fit[one.table].append((at, {**one.row, "within": None}))
    metrics = list(enumerate(editorial.metrics.values()))
    for fault in constraints.across({**fit, "sources": [(0, source)], "metrics": metrics}):
        if fault.line is not None and fault.file.removesuffix(".csv") in fit:
            bad.setdefault(fault.line, fault)
    for at, fault in sorted(bad.items()):
        one = found[at]
        unfit.append(f"{source['id']} [{one.start}, {one.start + len(one.phrase)}) «{one.phrase}»: {fault.what}")
    return [one for at, one in enumerate(found) if at not in bad]


def _tidy(rows: dict[str, list[Row]]) -> None:
    """A stop that was part of one that is left out is only told in its place."""
    ids = {row["id"] for row in rows["events"]}
    for row in rows["events"]:
        if row["within"] not in ids and row["order_basis"] == "within":
            row["order_basis"], row["within"] = "told", None


def _quoted(table: str, kept: list[tuple[int, Row]], article: Article) -> Iterator[Problem]:
    """Words that people transcribed stand where they say."""
    for line, row in kept:
        for fault in _misquoted(table, line, row, article.text):
            yield replace(fault, file=f"{FOLDER.name}/{table}.csv")


def _misquoted(table: str, line: int, row: Row, text: str) -> Iterator[Problem]:
    for start, stop, phrase in _SPANS[table]:
        if row[start] is not None and text and text[row[start] : row[stop]] != row[phrase]:
            what = f"the words of '{row['id']}' are not at [{row[start]}, {row[stop]}) of {row['source']}"
            yield Problem(f"{table}.csv", what, "Mend the span", line, phrase)


def _loose(rows: dict[str, list[Row]], known: Row | None, editorial: Editorial) -> Iterator[Problem]:
    """What people transcribed names events that are read, and things that have names."""
    if known is None:
        return
    for table in ("observations", "commitments"):
        ids = {row["id"] for row in rows["events"]}
        for line, row in editorial.of(table, known["id"]):
            if row["event"] and row["event"] not in ids:
                what = f"'{row['event']}' is no stop that is read from {known['id']}"
                yield Problem(f"{FOLDER.name}/{table}.csv", what, "Mend the name of the event", line, "event")
    for _, row in editorial.of("commitments", known["id"]):
        if not editorial.labels("commitments", row["id"]):
            what = f"no title for '{row['id']}' of commitments.csv"
            yield Problem(f"{FOLDER.name}/labels.csv", what, "Add a row with its words in four languages")
