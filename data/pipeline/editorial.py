"""Editorial data: what no article says, written by people in `data/editorial/` and merged into the tables.

Names in four languages, who published an article and what dates it, commitments and figures that are
transcribed, names of rows, and corrections with a reason. The files have the columns of the tables that
they add to, and are checked like them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from data.ingest.article import Article
from data.model.column_types import Column, Row, Table
from data.model.context_tables import LABELS
from data.model.problem import DataError, Problem
from data.model.relation import set_bounds
from data.model.schema import AREAS, AUTHORITIES, METRICS, OBSERVATIONS, SOURCES, TABLES
from data.model.visit_tables import COMMITMENTS, TELLINGS
from data.pipeline.area_rows import load_gazetteer
from data.pipeline.official_series import OFFICIAL, to_observation
from data.store import constraints, plausibility, table_reader

EDITORIAL_FOLDER = Path(__file__).parents[1] / "editorial"

# A correction that removes a row has these as column, expected value and value.
WHOLE_ROW, PRESENT, REMOVED = "row", "read", "out"

_ROW_COLUMNS = (
    Column("table", "Table of the row that is meant", required=True, allowed=("observations", "events")),
    Column("source", "Source that the row is read from", required=True),
    Column("phrase", "Its words, exactly", required=True),
    Column(
        "phrase_start",
        "Where they start; needed where they are read more than once",
        "integer",
        "characters",
        formerly="start",
    ),
)


# Tables that only people write: their rows pass into the tables as they are.
PASSED_ON = ("followups", "people", "offices", "milestones", "asymmetries", "exchange_rates")

# Columns that follow from others of their row.
COMPUTED = ("low", "high")


def _editorial_table(
    table: Table, *more: Column, optional: tuple[str, ...] = (), computed: tuple[str, ...] = ()
) -> Table:
    """Return `table` as people write it: without computed columns, and what an article itself fills may be empty."""
    columns = [
        replace(column, required=column.required and column.name not in optional)
        for column in table.columns
        if column.name not in computed
    ]
    return Table(f"editorial/{table.name}", table.meaning, table.key, (*columns, *more))


EDITORIAL_TABLES: dict[str, Table] = {
    "sources": _editorial_table(SOURCES, optional=("language", "script")),
    "areas": _editorial_table(AREAS, Column("read_as", "What readings call it, with | between")),
    "metrics": _editorial_table(METRICS),
    "authorities": _editorial_table(AUTHORITIES),
    "commitments": _editorial_table(COMMITMENTS),
    "observations": _editorial_table(OBSERVATIONS, optional=("rounding",), computed=COMPUTED),
    "official": OFFICIAL,
    "tellings": _editorial_table(TELLINGS),
    **{name: _editorial_table(TABLES[name]) for name in PASSED_ON},
    "labels": _editorial_table(LABELS),
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
        (*_ROW_COLUMNS, Column("id", "Short name of the row, never reused", required=True)),
    ),
    "corrections": Table(
        "editorial/corrections",
        "What a reading gets wrong, and what is right",
        ("table", "source", "phrase", "phrase_start", "column"),
        (
            *_ROW_COLUMNS,
            Column("column", f"Column to correct, or {WHOLE_ROW} to take the whole row out", required=True),
            Column(
                "expect",
                f"What is read now ({PRESENT} for a whole row): if it is something else, the correction is old",
            ),
            Column("value", f"What it should be ({REMOVED} for a whole row); empty for nothing"),
            Column("reason", "Why, for the next person", required=True),
        ),
    ),
}

# Files whose rows belong to one source each, and the column with its id.
_SOURCE_COLUMNS = {
    **dict.fromkeys(("commitments", "observations", "official", "names", "corrections"), "source"),
    "tellings": "visit",
}
# Kinds of sources whose figures are no article's.
_TRANSCRIBED = ("record", "series")

NumberedRows = list[tuple[int, Row]]


class Editorial:
    """The rows of `data/editorial/` with their line numbers, indexed by what they are about."""

    def __init__(self, rows: Mapping[str, NumberedRows]) -> None:
        """Index the rows by source, file and id."""
        self._of: defaultdict[tuple[str, str], NumberedRows] = defaultdict(list)
        for name, column in _SOURCE_COLUMNS.items():
            for line, row in rows[name]:
                self._of[name, row[column]].append((line, row))
        self.passed_on = {name: [row for _, row in rows[name]] for name in PASSED_ON}
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
        # Pages that date others, or that figures were transcribed from, are sources of their own and no article.
        reports = (row for _, row in rows["sources"] if row["kind"] == "report")
        self._by_url = {row["url"]: row for row in reports if row["url"] and not row["file"]}
        self._labels: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for _, row in rows["labels"]:
            self._labels[row["table"], row["id"]].append(row)

    def rows_of(self, name: str, find_source: str) -> NumberedRows:
        """Return the rows of the file `name` (commitments, observations, tellings, …) that belong to the source."""
        return self._of.get((name, find_source), [])

    def record_sources(self) -> list[Row]:
        """Return the sources that figures were transcribed or imported from, in file order: their text is not held."""
        return [row for row in self.sources.values() if row["kind"] in _TRANSCRIBED]

    def area_at(self, area: str, when: str | None) -> str:
        """Return the id of the area that succeeded `area` by that day, month or year, else its own."""
        while (later := self._successors.get(area)) and when and later["since"] <= when:
            area = later["id"]
        return area

    def known_files(self) -> list[str]:
        """Return the files of the feed that have editorial rows, in file order."""
        return list(self._by_file)

    def find_source(self, article: Article) -> Row | None:
        """Return the editorial source of an article: by its file, else its bytes, else its URL; None without one."""
        known = self._by_file.get(article.file) or self._by_sha256.get(article.sha256)
        return known or (self._by_url.get(article.url) if article.url else None)

    def is_renamed(self, article: Article) -> bool:
        """Return whether editorial data knows the article under another file name."""
        return article.file not in self._by_file and article.sha256 in self._by_sha256

    def publication_date(self, article: Article) -> date | None:
        """Return the article's own date, else the first day of the month that other sources give, else None."""
        known = self.find_source(article)
        if article.published or not known or not known["dated"]:
            return article.published
        year, _, month = known["dated"][:7].partition("-")
        return date(int(year), int(month or 1), 1)

    def has_rows_about(self, article: Article) -> bool:
        """Return whether there are editorial rows about the article, whose quotes are checked in its text."""
        known = self.find_source(article)
        return known is not None and any((name, known["id"]) in self._of for name in _SOURCE_COLUMNS)

    def labels_of(self, table: str, name: str) -> list[Row]:
        """Return the labels of one row, in file order."""
        return self._labels.get((table, name), [])


def load_editorial(folder: Path = EDITORIAL_FOLDER) -> Editorial:
    """Read and check the files in `folder`. Raise DataError with every problem found."""
    found: dict[str, NumberedRows] = {}
    problems: list[Problem] = []
    for name, table in EDITORIAL_TABLES.items():
        rows, faults = table_reader.read_table(replace(table, name=f"{folder.name}/{name}"), folder.parent)
        found[name] = list(rows)
        problems += faults
    found["observations"] = [(line, set_bounds(row)) for line, row in found["observations"]]
    found["official"] = [(line, to_observation(row)) for line, row in found["official"]]
    for name in TABLES.keys() & EDITORIAL_TABLES.keys():
        for line, row in found[name]:
            problems += (_relocate(fault, folder) for fault in constraints.check_row(name, line, row))
    for line, row in found["official"]:
        found_here = constraints.check_row("observations", line, row)
        problems += (replace(fault, file=f"{folder.name}/official.csv") for fault in found_here)
    problems += _references(found, folder)
    if problems:
        raise DataError(problems)
    return Editorial(found)


def _references(found: Mapping[str, NumberedRows], folder: Path) -> list[Problem]:
    """Return problems between the files: rows of unknown sources, corrections of unknown columns."""
    # References to rows that are read can only be checked with their article.
    kept = {name: found[name] for name in ("metrics", "sources", *PASSED_ON)}
    kept["commitments"] = [(line, {**row, "source": None}) for line, row in found["commitments"]]
    kept["authorities"] = [(line, {**row, "area": None}) for line, row in found["authorities"]]
    faults = (
        *constraints.check_relations(kept),
        *constraints.check_label_languages(found["labels"]),
        *plausibility.check_phrases(found["observations"], found["sources"]),
    )
    problems = [_relocate(fault, folder) for fault in (*faults, *_unknown_areas(found["areas"]))]
    sources = {row["id"] for _, row in found["sources"]}
    for name, column in (*_SOURCE_COLUMNS.items(), ("tellings", "source")):
        for line, row in found[name]:
            if row[column] and row[column] not in sources:
                what = f"'{row[column]}' is not in {folder.name}/sources.csv"
                problems.append(Problem(f"{folder.name}/{name}.csv", what, "Add it there", line, column))
    for line, row in found["corrections"]:
        whole = (row["column"], row["expect"], row["value"]) == (WHOLE_ROW, PRESENT, REMOVED)
        known = set(TABLES[row["table"]].header) - set(COMPUTED)
        if not whole and row["column"] not in known:
            what = f"{row['table']} has no column '{row['column']}' that people write"
            remedy = f"Name one, or write {WHOLE_ROW}, {PRESENT}, {REMOVED} to take the row out"
            problems.append(Problem(f"{folder.name}/corrections.csv", what, remedy, line, "column"))
    ids = {other: {row["id"] for _, row in found[other]} for other in ("metrics", "authorities")}
    for name in ("observations", "official"):
        for line, row in found[name]:
            for column, other in (("metric", "metrics"), ("authority", "authorities")):
                if row[column] and row[column] not in ids[other]:
                    what = f"'{row[column]}' is not in {folder.name}/{other}.csv"
                    problems.append(Problem(f"{folder.name}/{name}.csv", what, "Add it there", line, column))
    for line, row in found["observations"]:
        if row["method"] == "read":
            what = "a figure kept here was transcribed by a person or imported from a series"
            remedy = "Write transcribed or imported"
            problems.append(Problem(f"{folder.name}/observations.csv", what, remedy, line, "method"))
    return problems


def _unknown_areas(areas: NumberedRows) -> Iterator[Problem]:
    known = {row["id"] for _, row in areas} | set(load_gazetteer())
    for line, row in areas:
        for column in ("within", "owner"):
            if row[column] and row[column] not in known:
                what = f"'{row[column]}' is neither here nor in the gazetteer"
                yield Problem("areas.csv", what, "Add it or mend the name", line, column)


def _relocate(fault: Problem, folder: Path) -> Problem:
    return replace(fault, file=f"{folder.name}/{fault.file}")
