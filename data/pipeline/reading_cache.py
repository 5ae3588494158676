"""Readings that are kept from run to run: an article is read again only when it, its date or the reader changes.

The cache is a convenience and never a reason to fail: one that is broken is made anew, one that cannot be
written, or that another run is writing, is done without.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path

from data import extraction
from data.extraction import Claim, Doubt, Reading, Stop

_NAME = "readings-{}.sqlite"
# What SQLite says of a file that is none of its own, or not in this form.
_BROKEN = (
    *("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_CANTOPEN", "SQLITE_ERROR"),
    *("SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_FSYNC"),
)
_AT_ONCE = 1000  # readings that one transaction holds


@cache
def fingerprint() -> str:
    """SHA-256 of the reader: its modules and its words."""
    root = Path(extraction.__file__).parent
    files = (path for path in root.rglob("*") if path.suffix in (".py", ".csv"))
    sums = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.relative_to(root).as_posix()):
        content = path.read_bytes()
        sums.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return sums.hexdigest()


def packed(found: Reading) -> bytes:
    """A reading as bytes, the same on every machine."""
    parts = (
        found.language,
        found.script,
        *([astuple(one) for one in many] for many in (found.claims, found.stops, found.doubts)),
    )
    return zlib.compress(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(content: bytes) -> Reading:
    """The reading that was packed. Raises an exception of its own kind for each way that bytes can be wrong."""
    language, script, claims, stops, doubts = json.loads(zlib.decompress(content))
    return Reading(
        language,
        script,
        tuple(Claim(*one) for one in claims),
        tuple(Stop(*one) for one in stops),
        tuple(Doubt(*one) for one in doubts),
    )


class Cache:
    """Packed readings by key, in one file of the folder; `where=None` keeps nothing."""

    def __init__(self, where: Path | None) -> None:
        """Open the file for the reader as it is; those of other versions of the reader go."""
        self._base: sqlite3.Connection | None = None
        self._waiting = 0
        if where is None:
            return
        self._file = where / _NAME.format(fingerprint()[:16])
        with suppress(OSError):
            where.mkdir(parents=True, exist_ok=True)
            for other in where.glob(f"{_NAME.format('*')}*"):  # also what SQLite keeps beside them
                if not other.name.startswith(self._file.name):
                    other.unlink(missing_ok=True)
            if not self._open():
                self._open()

    def get(self, key: bytes) -> Reading | None:
        """The reading kept under the key; None where there is none, or what is there is no reading."""
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT reading FROM kept WHERE key = ?", (key,)).fetchone()
            return unpacked(row[0]) if row else None
        except sqlite3.Error as error:
            self._give_up(error)
        except (zlib.error, ValueError, TypeError):
            pass
        return None

    def put(self, key: bytes, content: bytes) -> None:
        """Keep a packed reading."""
        if self._base is None:
            return
        try:
            self._base.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (key, content))
            self._waiting += 1
            if self._waiting >= _AT_ONCE:
                self._base.commit()
                self._waiting = 0
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Bring what was kept to the disk."""
        if self._base is not None:
            with suppress(sqlite3.Error):
                self._base.commit()
            self._give_up()

    def _open(self) -> bool:
        try:
            self._base = sqlite3.connect(self._file, timeout=1)
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, reading BLOB) WITHOUT ROWID")
            self._base.execute("SELECT key, reading FROM kept LIMIT 1").fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return False
        return True

    def _give_up(self, error: sqlite3.Error | None = None) -> None:
        """Do without from here on; a file that is broken goes."""
        if self._base is not None:
            with suppress(sqlite3.Error):
                self._base.close()
            self._base = None
        if error and getattr(error, "sqlite_errorname", "").startswith(_BROKEN):
            for end in ("", "-wal", "-shm"):
                with suppress(OSError):
                    Path(f"{self._file}{end}").unlink()
