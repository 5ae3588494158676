"""A cache of readings on disk: an article is read again only when it, its date or the reader changes.

It never makes a run fail: a corrupt file is replaced, and where it cannot be written, or another run is writing it,
nothing is cached.
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

_FILE_NAME = "readings-{}.sqlite"
# After these the file is no SQLite database, or not of this form, and is deleted.
_CORRUPTION_ERRORS = (
    *("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_CANTOPEN", "SQLITE_ERROR"),
    *("SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_FSYNC"),
)
_MAX_UNCOMMITTED = 1000  # readings in one transaction


@cache
def reader_fingerprint() -> str:
    """Return the SHA-256 of the reader: of its modules and word tables."""
    root = Path(extraction.__file__).parent
    files = (path for path in root.rglob("*") if path.suffix in (".py", ".csv"))
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.relative_to(root).as_posix()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def serialize(reading: Reading) -> bytes:
    """Return a reading as bytes, the same on every machine."""
    parts = (
        reading.language,
        reading.script,
        *([astuple(one) for one in many] for many in (reading.claims, reading.stops, reading.doubts)),
    )
    return zlib.compress(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def deserialize(content: bytes) -> Reading:
    """Return the reading that was serialized. Raise zlib.error, ValueError or TypeError for other bytes."""
    language, script, claims, stops, doubts = json.loads(zlib.decompress(content))
    return Reading(
        language,
        script,
        tuple(Claim(*one) for one in claims),
        tuple(Stop(*one) for one in stops),
        tuple(Doubt(*one) for one in doubts),
    )


class ReadingCache:
    """Serialized readings by key, in one file of `folder`; without a folder nothing is cached."""

    def __init__(self, folder: Path | None) -> None:
        """Open the file of this version of the reader, and delete those of other versions."""
        self._connection: sqlite3.Connection | None = None
        self._uncommitted = 0
        if folder is None:
            return
        self._file = folder / _FILE_NAME.format(reader_fingerprint()[:16])
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            for other in folder.glob(f"{_FILE_NAME.format('*')}*"):  # with SQLite's own files beside them
                if not other.name.startswith(self._file.name):
                    other.unlink(missing_ok=True)
            if not self._open():
                self._open()

    def get(self, key: bytes) -> Reading | None:
        """Return the reading under the key; None where there is none, or what is there is no reading."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT reading FROM readings WHERE key = ?", (key,)).fetchone()
            return deserialize(row[0]) if row else None
        except sqlite3.Error as error:
            self._give_up(error)
        except (zlib.error, ValueError, TypeError):
            pass
        return None

    def put(self, key: bytes, content: bytes) -> None:
        """Store a serialized reading."""
        if self._connection is None:
            return
        try:
            self._connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (key, content))
            self._uncommitted += 1
            if self._uncommitted >= _MAX_UNCOMMITTED:
                self._connection.commit()
                self._uncommitted = 0
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Commit, and close the file."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.commit()
            self._give_up()

    def _open(self) -> bool:
        try:
            self._connection = sqlite3.connect(self._file, timeout=1)
            self._connection.execute("PRAGMA journal_mode = WAL")
            columns = "key BLOB PRIMARY KEY, reading BLOB"
            self._connection.execute(f"CREATE TABLE IF NOT EXISTS readings ({columns}) WITHOUT ROWID")
            self._connection.execute("SELECT key, reading FROM readings LIMIT 1").fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return False
        return True

    def _give_up(self, error: sqlite3.Error | None = None) -> None:
        """Cache nothing from here on: close the file, and delete it where it is corrupt."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        if error and getattr(error, "sqlite_errorname", "").startswith(_CORRUPTION_ERRORS):
            for end in ("", "-wal", "-shm"):
                with suppress(OSError):
                    Path(f"{self._file}{end}").unlink()
