"""The tables that are shown: those on the disk once they are whole and sound, until then the last that were.

They may be replaced while people read, in one step or file by file. Nobody is shown some of each.
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
from data.store.dataset import FILES, UNDESCRIBED, agree, files, made
from data.store.table_reader import FOLDER
from data.system.files import Files

_log = logging.getLogger("dashboard")

# What is made of the tables changes with this too, which is read once.
_MADE_BY = ("data/**/*.py", "components/**/*.py", "components/i18n/*.po", "components/server/open_data/*.md")
_ROOT = Path(__file__).parents[2]
_WHILE = 10  # seconds

# What tells a file from any other at its place: what it is called, which it is, when it came there, how long it is.
_Stamps = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, eq=False)
class Shown:
    """Tables as one set. `modified`: when they came to be shown, in seconds since 1970; no two have the same second."""

    dataset: Dataset
    modified: float
    files: Files
    is_sound: bool


class Shelf:
    """The tables of one folder, looked at anew each time that they are asked for, by any number of threads.

    `faults`: what is wrong with the tables on the disk, whether they are shown or not; empty if they are sound.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self.faults: tuple[Problem, ...] = ()
        self._folder = folder
        self._lock = threading.Lock()
        self._shown: Shown | None = None
        self._seen: _Stamps | None = None
        self._in_parts: _Stamps | None = None
        self._since = 0.0
        self._is_steady = False

    def shown(self) -> Shown:
        """The tables to show now. Where none were sound since the start, what there is of them, with its problems."""
        held = self._shown
        is_due = held is None or (not self._is_steady and _stamps(self._folder) != self._seen)
        # While one thread reads, the others take what is held; at the start there is nothing, so they wait.
        if is_due and self._lock.acquire(blocking=held is None):
            try:
                held = self._look()
            finally:
                self._lock.release()
        assert held is not None  # noqa: S101 - the lock is only waited for where nothing was held
        return held

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Within it the tables stay those of its start: for work that takes long and is to be of one piece."""
        self.shown()
        self._is_steady = True
        try:
            yield
        finally:
            self._is_steady = False

    def _look(self) -> Shown:
        held, before = self._shown, _stamps(self._folder)
        if held and before == self._seen:
            return held
        read = files(self._folder)
        is_still = _stamps(self._folder) == before
        is_whole = agree(read)
        if held and held.is_sound and not is_whole:
            # The rest may be on its way: it is a fault only once nothing has come for a while.
            if before != self._in_parts:
                self._in_parts, self._since = before, time.monotonic()
            elif time.monotonic() - self._since > _WHILE:
                self._tell(_checked(read).problems or (UNDESCRIBED,))
                self._seen = before
                return held
            self._seen = None
            return held
        self._seen = before if is_still else None
        if held and read.contents == held.files.contents:
            self._tell(held.dataset.problems)
            return held
        dataset = _checked(read)
        if not is_whole and not dataset.problems:
            dataset = replace(dataset, problems=(UNDESCRIBED,))
        self._tell(dataset.problems)
        if held and held.is_sound and dataset.problems:
            return held
        # A second later at least, for the web counts in seconds.
        modified = max(read.modified, held.modified + 1 if held else _made_by())
        self._shown = Shown(dataset, modified, read, not dataset.problems)
        return self._shown

    def _tell(self, faults: tuple[Problem, ...]) -> None:
        """Log faults when they come up, not each time that they are met."""
        if faults != self.faults:
            for fault in faults:
                _log.error("%s", fault)
        self.faults = faults


def _checked(read: Files) -> Dataset:
    """What there is of the tables, with its problems; that their check fails is one, too."""
    try:
        return made(read, strict=False)
    except Exception as error:
        _log.exception("the check of the tables fails")
        what = f"their check fails with {type(error).__name__}, which is a fault of the check"
        return Dataset({}, (Problem(f"{read.folder.name}/", what, "Put the last ones back, and report it"),))


def _stamps(folder: Path) -> _Stamps:
    """Those of the folder itself and of each file; a missing one has none."""
    found = []
    for name, path in _places(folder):
        try:
            stat = os.stat(path)  # noqa: PTH116 - asked for every answer, and a Path takes twice as long
        except OSError:
            continue
        # When it came to its place, which unlike its age nobody can set.
        found.append((name, stat.st_ino, stat.st_ctime_ns, stat.st_size))
    return tuple(found)


@cache
def _places(folder: Path) -> tuple[tuple[str, str], ...]:
    """Name and path of the folder and of each file."""
    return tuple((path.name, str(path)) for path in (folder, *(folder / name for name in FILES)))


@cache
def _made_by() -> float:
    return max(path.stat().st_mtime for pattern in _MADE_BY for path in _ROOT.glob(pattern))


SHELF = Shelf()
