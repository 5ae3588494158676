"""Locks on folders between processes; each ends with the process that holds it, however that ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":  # where no folder can be locked
    from filelock import FileLock, Timeout

    @contextmanager
    def lock_folder(folder: Path, name: Path, *, wait: bool = False) -> Iterator[None]:
        """Hold the lock of `folder`, here a lock file beside `name`.

        wait: until another process releases it; else BlockingIOError is raised where one holds it.
        """
        lock = FileLock(f"{name}.lock", blocking=wait)
        try:
            lock.acquire()
        except Timeout:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(folder)) from None
        try:
            yield
        finally:
            lock.release()

else:
    import fcntl

    @contextmanager
    def lock_folder(folder: Path, name: Path, *, wait: bool = False) -> Iterator[None]:
        """Hold the lock of `folder`. Raises BlockingIOError where another process holds it, unless `wait`."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        finally:
            os.close(handle)
