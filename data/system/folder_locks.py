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
    def locked(folder: Path, name: Path, *, wait: bool = False) -> Iterator[None]:
        """Hold the lock of `folder`: that on a file beside `name`, which goes with it.

        Raises BlockingIOError where another process holds it, unless this one is to `wait`.
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
    def locked(folder: Path, name: Path, *, wait: bool = False) -> Iterator[None]:
        """Hold the lock of `folder`. Without `wait`, raises BlockingIOError where another process holds it."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        finally:
            os.close(handle)
