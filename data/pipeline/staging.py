"""The staging database: rows of all articles on disk while a run collects them, sorted when they are read back.

A feed of any length takes the same memory, and the order in which articles are read does not matter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from data.model.problem import DataError, Problem

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE article (source TEXT PRIMARY KEY, is_named INTEGER, sha256 TEXT);
CREATE TABLE row (name TEXT, id TEXT, source TEXT, kind TEXT, sort TEXT, line TEXT, PRIMARY KEY (name, id));
CREATE TABLE figure (subject TEXT, unit TEXT, low REAL, high REAL, source TEXT, text TEXT);
CREATE TABLE notice (kind TEXT, source TEXT, place INTEGER, text TEXT);
"""

_INSERT_ROW = "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_SHARED_ROW = f"""{_INSERT_ROW} ON CONFLICT DO UPDATE SET sort = excluded.sort, line = excluded.line
WHERE (excluded.sort, excluded.line) < (sort, line)"""

# Of articles with the same text one stays: the one that people have named, else the first by id.
_FIND_DUPLICATES = """
CREATE TABLE copy AS SELECT source FROM (
SELECT source, ROW_NUMBER() OVER (PARTITION BY sha256 ORDER BY is_named DESC, source) AS at FROM article) WHERE at > 1
"""

# Figures of one subject exclude each other where the highest low lies above the lowest high.
_FIND_DISPUTES = """
SELECT subject, unit, text FROM figure WHERE (subject, unit) IN (
SELECT subject, unit FROM figure GROUP BY subject, unit HAVING COUNT(DISTINCT source) > 1 AND MAX(low) > MIN(high))
ORDER BY subject, unit, low, high, text
"""


class StagingDatabase:
    """A temporary SQLite file with the rows, figures and notices of one run."""

    def __init__(self, file: Path) -> None:
        """Create the file. Raise sqlite3.Error where that fails, as on a full disk; no file then stays open."""
        self._connection = sqlite3.connect(file, isolation_level=None)
        try:
            self._connection.executescript(_SCHEMA)
            self._connection.execute("BEGIN")
        except sqlite3.Error:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add_article(self, source: str, sha256: str, *, is_named: bool) -> bool:
        """Add an article; return False where another has its id already."""
        values = (source, is_named, sha256)
        return self._connection.execute("INSERT OR IGNORE INTO article VALUES (?, ?, ?)", values).rowcount == 1

    def has_sha256(self, sha256: str) -> bool:
        """Return whether an article with these bytes was added."""
        return bool(self._connection.execute("SELECT 1 FROM article WHERE sha256 = ?", (sha256,)).fetchone())

    def add_row(
        self, table: str, name: str, sort: Iterable[object], line: str, *, source: str = "", kind: str = ""
    ) -> None:
        """Add one CSV line of a table with its sort key.

        Lines without a source belong to several articles: of those with one id, the same one always stays.
        Raise DataError where two articles have a line of their own with one id.
        """
        values = (table, name, source, kind, "\x1f".join(map(str, sort)), line)
        try:
            self._connection.execute(_INSERT_ROW if source else _INSERT_SHARED_ROW, values)
        except sqlite3.IntegrityError:
            remedy = "Give each row its own in editorial/names.csv"
            raise DataError([Problem(f"{table}.csv", f"'{name}' is the id of two rows", remedy)]) from None

    def add_figure(self, subject: str, unit: str, low: float, high: float, source: str, text: str) -> None:
        """Add a figure, to be compared with those of other sources for the same subject in the same unit."""
        values = (subject, unit, low, high, source, text)
        self._connection.execute("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)", values)

    def add_notice(self, kind: str, source: str, place: int, text: str) -> None:
        """Add a line about one article for the summary."""
        self._connection.execute("INSERT INTO notice VALUES (?, ?, ?, ?)", (kind, source, place, text))

    def remove_duplicates(self) -> int:
        """Remove the rows of all but one of the articles with the same text; return how many articles were removed."""
        self._connection.execute(_FIND_DUPLICATES)
        for table in ("row", "figure", "notice", "article"):
            self._connection.execute(f"DELETE FROM {table} WHERE source IN (SELECT source FROM copy)")  # noqa: S608
        return int(self._connection.execute("SELECT COUNT(*) FROM copy").fetchone()[0])

    def has_row(self, table: str, name: str) -> bool:
        """Return whether a row of the table has this id."""
        return bool(self._connection.execute("SELECT 1 FROM row WHERE name = ? AND id = ?", (table, name)).fetchone())

    def csv_lines(self, table: str) -> Iterator[str]:
        """Yield the CSV lines of a table, sorted."""
        for (line,) in self._connection.execute("SELECT line FROM row WHERE name = ? ORDER BY sort, id", (table,)):
            yield line

    def count_by_kind(self, table: str) -> dict[str, int]:
        """Return how many lines of each kind a table has."""
        query = "SELECT kind, COUNT(*) FROM row WHERE name = ? GROUP BY kind ORDER BY kind"
        return dict(self._connection.execute(query, (table,)))

    def notices(self, kind: str) -> Iterator[str]:
        """Yield the notices of one kind, by article and place in its text."""
        query = "SELECT text FROM notice WHERE kind = ? ORDER BY source, place, text"
        for (text,) in self._connection.execute(query, (kind,)):
            yield text

    def disputes(self) -> Iterator[str]:
        """Yield a line for each subject on which sources contradict each other, with their figures side by side."""
        rows = self._connection.execute(_FIND_DISPUTES)
        for (subject, _), figures in groupby(rows, key=lambda row: row[:2]):
            yield f"{subject}: " + "; ".join(row[2] for row in figures)
