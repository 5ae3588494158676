"""Editorial matter: what no article says, kept by people in `data/editorial/` and merged into the tables.

Names in four languages, who published an article and what dates it, commitments and figures that are
transcribed, names of rows, and corrections with a reason. The files have the columns of the tables that
they add to, and are checked like them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from data.ingest.article import Article
from data.model.column_types import Column, Row, Table
from data.model.problem import DataError, Problem
from data.model.schema import AREAS, AUTHORITIES, COMMITMENTS, LABELS, METRICS, OBSERVATIONS, SOURCES, TABLES, TELLINGS
from data.pipeline.area_rows import gazetteer
from data.store import constraints, table_reader

FOLDER = Path(__file__).parents[1] / "editorial"

# A correction that takes a row out has these instead of a column and its cells.
ROW, READ, OUT = "row", "read", "out"

_ROW = (
    Column("table", "Table of the row that is meant", required=True, allowed=("observations", "events")),
    Column("source", "Source that the row is read from", required=True),
    Column("phrase", "Its words, exactly", required=True),
    Column("start", "Where they start; needed where they are read more than once", "integer", "characters"),
)


def _kept(table: Table, *more: Column, optional: tuple[str, ...] = ()) -> Table:
    """`table` as people keep it: what an article says itself may be left open."""
    columns = [replace(column, required=column.required and column.name not in optional) for column in table.columns]
    return Table(f"editorial/{table.name}", table.meaning, table.key, (*columns, *more))


KEPT: dict[str, Table] = {
    "sources": _kept(SOURCES, optional=("language", "script")),
    "areas": _kept(AREAS, Column("read_as", "What readings call it, with | between")),
    "metrics": _kept(METRICS),
    "authorities": _kept(AUTHORITIES),
    "commitments": _kept(COMMITMENTS),
    "observations": _kept(OBSERVATIONS),
    "tellings": _kept(TELLINGS),
    "labels": _kept(LABELS),
    "left_out": Table(
        "editorial/left_out",
        "Figures of the pages that the record was transcribed from that are in no table, and why",
        ("url", "figure"),
        (
            Column("url", "Page that the figure is on; empty where it is not known"),
            Column("figure", "The figure", required=True),
            Column("reason", "Why it is in no table", required=True),
        ),
    ),
    "names": Table(
        "editorial/names",
        "Names for rows that are read, instead of those made from source, metric and period",
        ("table", "id"),
        (*_ROW, Column("id", "Short name of the row, never reused", required=True)),
    ),
    "corrections": Table(
        "editorial/corrections",
        "What a reading gets wrong, and what is right",
        ("table", "source", "phrase", "start", "column"),
        (
            *_ROW,
            Column("column", f"Column to correct, or {ROW} to take the whole row out", required=True),
            Column(
                "expect", f"What is read now ({READ} for a whole row): if it is something else, the correction is old"
            ),
            Column("value", f"What it should be ({OUT} for a whole row); empty for nothing"),
            Column("reason", "Why, for the next person", required=True),
        ),
    ),
}

# Files whose rows belong to one source each, and the column that names it.
_ABOUT = {
    **dict.fromkeys(("commitments", "observations", "names", "corrections"), "source"),
    "tellings": "visit",
}
RECORD = "record"

Lined = list[tuple[int, Row]]


class Editorial:
    """The rows of `data/editorial/`, each with the line it stands on, found by what they are about."""

    def __init__(self, rows: Mapping[str, Lined]) -> None:
        """Index the rows: by source, by file, by id, so that each article of a long feed finds its own at once."""
        self._of: defaultdict[tuple[str, str], Lined] = defaultdict(list)
        for name, column in _ABOUT.items():
            for line, row in rows[name]:
                self._of[name, row[column]].append((line, row))
        self.sources = {row["id"]: row for _, row in rows["sources"]}
        self.metrics = {row["id"]: row for _, row in rows["metrics"]}
        self.areas = {row["id"]: row for _, row in rows["areas"]}
        self.authorities = {row["id"]: row for _, row in rows["authorities"]}
        self._successors = {row["succeeds"]: row for _, row in rows["areas"] if row["succeeds"]}
        self.area_ids = {
            name.strip().casefold(): row["id"] for _, row in rows["areas"] for name in (row["read_as"] or "").split("|")
        }
        self._by_file = {row["file"]: row for _, row in rows["sources"] if row["file"]}
        self._by_sha256 = {row["sha256"]: row for _, row in rows["sources"] if row["file"] and row["sha256"]}
        # A page that dates others, or that figures were transcribed from, is read as a source of its own.
        reports = (row for _, row in rows["sources"] if row["kind"] == "report")
        self._by_url = {row["url"]: row for row in reports if row["url"] and not row["file"]}
        self._labels: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for _, row in rows["labels"]:
            self._labels[row["table"], row["id"]].append(row)

    def of(self, name: str, source: str) -> Lined:
        """Rows of the file `name` (commitments, observations, tellings, …) that belong to the source."""
        return self._of.get((name, source), [])

    def record(self) -> list[Row]:
        """Sources that figures were transcribed from without their text, in file order."""
        return [row for row in self.sources.values() if row["kind"] == RECORD]

    def territory(self, area: str, when: str | None) -> str:
        """The area of the same name in the boundaries of that day, month or year."""
        while (later := self._successors.get(area)) and when and later["since"] <= when:
            area = later["id"]
        return area

    def files(self) -> list[str]:
        """The files of the feed that people know of, in the order of their table."""
        return list(self._by_file)

    def source(self, article: Article) -> Row | None:
        """What people know of the article: found by its file, else by its bytes, else by its address."""
        known = self._by_file.get(article.file) or self._by_sha256.get(article.sha256)
        return known or (self._by_url.get(article.url) if article.url else None)

    def is_renamed(self, article: Article) -> bool:
        """Whether the article is one that people know under the name of another file."""
        return article.file not in self._by_file and article.sha256 in self._by_sha256

    def dated(self, article: Article) -> date | None:
        """The date that the article is read as of: its own, else the first day of the month others put it in."""
        known = self.source(article)
        if article.published or not known or not known["dated"]:
            return article.published
        year, _, month = known["dated"][:7].partition("-")
        return date(int(year), int(month or 1), 1)

    def quotes(self, article: Article) -> bool:
        """Whether people keep rows about the article, which are held against its text."""
        known = self.source(article)
        return known is not None and any((name, known["id"]) in self._of for name in _ABOUT)

    def labels(self, table: str, name: str) -> list[Row]:
        """Names of one row in four languages, in file order."""
        return self._labels.get((table, name), [])


def load(folder: Path = FOLDER) -> Editorial:
    """Read and check the files in `folder`. Raises DataError with every fault found."""
    found: dict[str, Lined] = {}
    problems: list[Problem] = []
    for name, table in KEPT.items():
        rows, faults = table_reader.read(replace(table, name=f"{folder.name}/{name}"), folder.parent)
        found[name] = list(rows)
        problems += faults
    for name in TABLES.keys() & KEPT.keys():
        for line, row in found[name]:
            problems += (_here(fault, folder) for fault in constraints.within(name, line, row))
    problems += _references(found, folder)
    if problems:
        raise DataError(problems)
    return Editorial(found)


def _references(found: Mapping[str, Lined], folder: Path) -> list[Problem]:
    """Faults between the files: each row belongs to a source, each correction to a column."""
    # Rows that are read may be referred to as well; they are known only when their article is.
    kept = {name: found[name] for name in ("metrics", "sources")}
    kept["authorities"] = [(line, {**row, "area": None}) for line, row in found["authorities"]]
    problems = [_here(fault, folder) for fault in constraints.across(kept)]
    areas = {row["id"] for _, row in found["areas"]} | set(gazetteer())
    for line, row in found["areas"]:
        if row["within"] and row["within"] not in areas:
            what = f"'{row['within']}' is neither here nor in the gazetteer"
            problems.append(Problem(f"{folder.name}/areas.csv", what, "Add it or mend the name", line, "within"))
    sources = {row["id"] for _, row in found["sources"]}
    for name, column in (*_ABOUT.items(), ("tellings", "source")):
        for line, row in found[name]:
            if row[column] not in sources:
                what = f"'{row[column]}' is not in {folder.name}/sources.csv"
                problems.append(Problem(f"{folder.name}/{name}.csv", what, "Add it there", line, column))
    for line, row in found["corrections"]:
        whole = (row["column"], row["expect"], row["value"]) == (ROW, READ, OUT)
        if not whole and row["column"] not in TABLES[row["table"]].header:
            what = f"{row['table']} has no column '{row['column']}'"
            remedy = f"Name one, or write {ROW}, {READ}, {OUT} to take the row out"
            problems.append(Problem(f"{folder.name}/corrections.csv", what, remedy, line, "column"))
    for line, row in found["observations"]:
        for column, other in (("metric", "metrics"), ("authority", "authorities")):
            if row[column] and row[column] not in {other_row["id"] for _, other_row in found[other]}:
                what = f"'{row[column]}' is not in {folder.name}/{other}.csv"
                problems.append(Problem(f"{folder.name}/observations.csv", what, "Add it there", line, column))
        if row["method"] != "transcribed":
            what = "a figure kept here was transcribed by a person"
            problems.append(Problem(f"{folder.name}/observations.csv", what, "Write transcribed", line, "method"))
    return problems


def _here(fault: Problem, folder: Path) -> Problem:
    return replace(fault, file=f"{folder.name}/{fault.file}")
