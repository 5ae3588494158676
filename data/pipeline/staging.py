"""Rows of all articles while they are gathered: on disk, in no order, and sorted when they are asked for.

A feed of any length takes the same memory, and the order in which articles are read does not matter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from data.model.problem import DataError, Problem

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE article (source TEXT PRIMARY KEY, is_named INTEGER, sha256 TEXT);
CREATE TABLE row (name TEXT, id TEXT, source TEXT, kind TEXT, sort TEXT, line TEXT, PRIMARY KEY (name, id));
CREATE TABLE figure (subject TEXT, unit TEXT, low REAL, high REAL, source TEXT, told TEXT);
CREATE TABLE notice (kind TEXT, source TEXT, place INTEGER, told TEXT);
"""

_OWN = "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?)"
_SHARED = f"""{_OWN} ON CONFLICT DO UPDATE SET sort = excluded.sort, line = excluded.line
WHERE (excluded.sort, excluded.line) < (sort, line)"""

# Of articles with the same text one counts: that which people have named, else the first by id.
_COPIES = """
CREATE TABLE copy AS SELECT source FROM (
SELECT source, ROW_NUMBER() OVER (PARTITION BY sha256 ORDER BY is_named DESC, source) AS at FROM article) WHERE at > 1
"""

# Figures of one subject exclude each other where the highest low lies above the lowest high.
_DISPUTED = """
SELECT subject, unit, told FROM figure WHERE (subject, unit) IN (
SELECT subject, unit FROM figure GROUP BY subject, unit HAVING COUNT(DISTINCT source) > 1 AND MAX(low) > MIN(high))
ORDER BY subject, unit, low, high, told
"""


class Scratch:
    """Where the rows of a run are gathered; a file that is thrown away afterwards."""

    def __init__(self, file: Path) -> None:
        """Start empty, in a new file."""
        self._base = sqlite3.connect(file, isolation_level=None)
        try:
            self._base.executescript(_TABLES)
            self._base.execute("BEGIN")
        except sqlite3.Error:  # on a full disk
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def article(self, source: str, sha256: str, *, is_named: bool) -> bool:
        """Note an article; False where another goes by its id already."""
        values = (source, is_named, sha256)
        return self._base.execute("INSERT OR IGNORE INTO article VALUES (?, ?, ?)", values).rowcount == 1

    def knows(self, sha256: str) -> bool:
        """Whether an article with these bytes is noted."""
        return bool(self._base.execute("SELECT 1 FROM article WHERE sha256 = ?", (sha256,)).fetchone())

    def row(
        self, table: str, name: str, sort: Iterable[object], line: str, *, source: str = "", kind: str = ""
    ) -> None:
        """Keep one line of a table.

        Lines without a source belong to several articles: of those with one id, one stays, always the same.
        Raises DataError where two articles have a line of their own with one id.
        """
        values = (table, name, source, kind, "\x1f".join(map(str, sort)), line)
        try:
            self._base.execute(_OWN if source else _SHARED, values)
        except sqlite3.IntegrityError:
            remedy = "Give each row its own in editorial/names.csv"
            raise DataError([Problem(f"{table}.csv", f"'{name}' is the id of two rows", remedy)]) from None

    def figure(self, subject: str, unit: str, low: float, high: float, source: str, told: str) -> None:
        """Keep a figure to be compared with those that others give for the same subject in the same unit."""
        values = (subject, unit, low, high, source, told)
        self._base.execute("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)", values)

    def notice(self, kind: str, source: str, place: int, told: str) -> None:
        """Keep something that people are to be told about one article."""
        self._base.execute("INSERT INTO notice VALUES (?, ?, ?, ?)", (kind, source, place, told))

    def leave_out_copies(self) -> int:
        """Forget what was read from copies of one text, but for one of them; returns how many went."""
        self._base.execute(_COPIES)
        for table in ("row", "figure", "notice", "article"):
            self._base.execute(f"DELETE FROM {table} WHERE source IN (SELECT source FROM copy)")  # noqa: S608
        return int(self._base.execute("SELECT COUNT(*) FROM copy").fetchone()[0])

    def has(self, table: str, name: str) -> bool:
        """Whether a row with this id is kept for the table."""
        return bool(self._base.execute("SELECT 1 FROM row WHERE name = ? AND id = ?", (table, name)).fetchone())

    def lines(self, table: str) -> Iterator[str]:
        """Lines of a table, sorted."""
        for (line,) in self._base.execute("SELECT line FROM row WHERE name = ? ORDER BY sort, id", (table,)):
            yield line

    def kinds(self, table: str) -> dict[str, int]:
        """How many lines of each kind a table has."""
        counted = "SELECT kind, COUNT(*) FROM row WHERE name = ? GROUP BY kind ORDER BY kind"
        return dict(self._base.execute(counted, (table,)))

    def notices(self, kind: str) -> Iterator[str]:
        """What was noted under this kind, by article and place."""
        noted = "SELECT told FROM notice WHERE kind = ? ORDER BY source, place, told"
        for (told,) in self._base.execute(noted, (kind,)):
            yield told

    def disputed(self) -> Iterator[str]:
        """Figures that exclude others of their subject, side by side, a line a subject."""
        rows = self._base.execute(_DISPUTED)
        for (subject, _), said in groupby(rows, key=lambda row: row[:2]):
            yield f"{subject}: " + "; ".join(row[2] for row in said)
