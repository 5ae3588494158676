"""The dataset that is served: the tables on the disk if they are complete and sound, else the last that were.

The files may be replaced while people read, in one step or one by one; nobody is served some old and some new ones.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from data import Dataset, Problem
from data.store.dataset import FILE_NAMES, STALE_DESCRIPTOR, build_dataset, matches_descriptor, read_files
from data.store.table_reader import TABLES_FOLDER
from data.system.files import FileSnapshot

_log = logging.getLogger("dashboard")

# Answers are made by these files too, which are read once per process.
_CODE_PATTERNS = ("data/**/*.py", "components/**/*.py", "components/i18n/*.po", "components/server/open_data/*.md")
_ROOT = Path(__file__).parents[2]
_INCOMPLETE_TIMEOUT_S = 10

# What tells a file from any other in its place: its name, inode, time of its last change, and length.
_Stamps = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, eq=False)
class DatasetVersion:
    """One state of the tables. `modified`: since when it is served, in seconds since 1970, different for each."""

    dataset: Dataset
    modified: float
    files: FileSnapshot
    is_sound: bool


class DatasetReloader:
    """The tables of one folder, read anew when its files change; any number of threads may ask for them.

    `problems`: what is wrong with the tables on the disk, whether they are served or not; empty if they are sound.
    """

    def __init__(self, folder: Path = TABLES_FOLDER) -> None:
        self.problems: tuple[Problem, ...] = ()
        self._folder = folder
        self._lock = threading.Lock()  # held while the folder is looked at and while `_pauses` changes
        self._version: DatasetVersion | None = None
        self._pauses = 0
        self._seen: _Stamps | None = None
        self._incomplete: _Stamps | None = None
        self._incomplete_since = 0.0

    def current(self) -> DatasetVersion:
        """Return the tables to serve now; if none were sound since the start, what could be read, with its problems."""
        version = self._version
        is_due = version is None or (not self._pauses and _stamps(self._folder) != self._seen)
        # While one thread reads, the others go on with the version before; at the start there is none, so they wait.
        if is_due and self._lock.acquire(blocking=version is None):
            try:
                version = self._look()
            finally:
                self._lock.release()
        assert version is not None  # noqa: S101 - the lock is only waited for where there was no version
        return version

    @contextmanager
    def pause_reloading(self) -> Iterator[None]:
        """Within the block `current` returns one and the same version: for long work that must not mix two.

        Several threads may pause at once; reloading goes on when the last of them has left its block.
        """
        with self._lock:
            self._look()
            self._pauses += 1
        try:
            yield
        finally:
            with self._lock:
                self._pauses -= 1

    def _look(self) -> DatasetVersion:
        """Return the version to serve, after reading the folder if it has changed. The lock must be held."""
        version, before = self._version, _stamps(self._folder)
        if version and (self._pauses or before == self._seen):
            return version
        files = read_files(self._folder)
        is_unchanged = _stamps(self._folder) == before
        is_complete = matches_descriptor(files)
        if version and version.is_sound and not is_complete:
            # The rest may be on its way: it is a fault only once nothing has come for a while.
            if before != self._incomplete:
                self._incomplete, self._incomplete_since = before, time.monotonic()
            elif time.monotonic() - self._incomplete_since > _INCOMPLETE_TIMEOUT_S:
                self._report(_checked(files).problems or (STALE_DESCRIPTOR,))
                self._seen = before
                return version
            self._seen = None
            return version
        self._seen = before if is_unchanged else None
        if version and files.contents == version.files.contents:
            self._report(version.dataset.problems)
            return version
        dataset = _checked(files)
        if not is_complete and not dataset.problems:
            dataset = replace(dataset, problems=(STALE_DESCRIPTOR,))
        self._report(dataset.problems)
        if version and version.is_sound and dataset.problems:
            return version
        # A second later at least, for HTTP dates count in seconds.
        modified = max(files.modified, version.modified + 1 if version else _code_modified())
        self._version = DatasetVersion(dataset, modified, files, not dataset.problems)
        return self._version

    def _report(self, problems: tuple[Problem, ...]) -> None:
        """Log problems when they come up, not each time that they are met."""
        if problems != self.problems:
            for problem in problems:
                _log.error("%s", problem)
        self.problems = problems


def _checked(files: FileSnapshot) -> Dataset:
    """Return what could be read of the tables, with its problems; a check that raises is one of them."""
    try:
        return build_dataset(files, strict=False)
    except Exception as error:
        _log.exception("the check of the tables fails")
        what = f"their check fails with {type(error).__name__}, which is a fault of the check"
        return Dataset({}, (Problem(f"{files.folder.name}/", what, "Put the last ones back, and report it"),))


def _stamps(folder: Path) -> _Stamps:
    """Return the stamps of the folder itself and of each file in it; a missing file has none."""
    found = []
    for name, path in _paths(folder):
        try:
            stat = os.stat(path)  # noqa: PTH116 - called for each response, and a Path takes twice as long
        except OSError:
            continue
        # ctime, for unlike mtime nobody can set it.
        found.append((name, stat.st_ino, stat.st_ctime_ns, stat.st_size))
    return tuple(found)


@cache
def _paths(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return name and path of the folder and of each file."""
    return tuple((path.name, str(path)) for path in (folder, *(folder / name for name in FILE_NAMES)))


@cache
def _code_modified() -> float:
    return max(path.stat().st_mtime for pattern in _CODE_PATTERNS for path in _ROOT.glob(pattern))


DATASET_RELOADER = DatasetReloader()
