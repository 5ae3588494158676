"""Replacing a whole folder in one step: a reader finds the old files or the new ones, never some of each.

The new files are written into a staging folder beside it and flushed to the disk; then the two folders change places,
which Linux does in one step. Where a file system cannot do that, the files are moved one by one, and the next run
finishes what an interrupted one has left.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from data.system.files import target_of_temporary_file
from data.system.folder_locks import lock_folder

_AT_HERE = -100  # AT_FDCWD: paths are relative to the working directory
_EXCHANGE = 2  # RENAME_EXCHANGE
_READY = "ready"


@contextmanager
def replace_folder(folder: Path, names: frozenset[str]) -> Iterator[Path]:
    """Yield a folder to write the new files into; if the block ends without an error they replace the old ones.

    names: the files that the folder may hold. Raises OSError where something cannot be written, with the old files as
    they were; its code is ENOTEMPTY, with the name of the first, where there are other files.
    """
    folder = Path(os.path.realpath(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as locks:
        with _exclusive(folder):
            _recover(folder)
            if folder.exists():
                _refuse_others(folder, names)
            staging = Path(tempfile.mkdtemp(dir=folder.parent, prefix=_prefix(folder)))
            locks.enter_context(lock_folder(staging, staging))
        try:
            new = staging / "new"
            new.mkdir()
            yield new
            for file in new.iterdir():
                _flush_to_disk(file)
            _flush_to_disk(new)
            with _exclusive(folder):
                _install(new, folder, staging)
        finally:
            # Files that are ready but not yet moved stay for the next run.
            if not (staging / _READY).exists():
                shutil.rmtree(staging, ignore_errors=True)


def _recover(folder: Path) -> None:
    """Finish or remove what interrupted runs have left beside the folder."""
    for staging in folder.parent.iterdir():
        if staging.name.startswith(_prefix(folder)) and staging.is_dir():
            with suppress(BlockingIOError, FileNotFoundError), lock_folder(staging, staging):
                if (staging / _READY).is_dir():
                    _move(staging / _READY, folder)
                shutil.rmtree(staging, ignore_errors=True)


def _prefix(folder: Path) -> str:
    return f".{folder.name}.derive-"


def _install(new: Path, folder: Path, staging: Path) -> None:
    if not folder.exists():
        new.rename(folder)
    else:
        new.chmod(folder.stat().st_mode)
        if not exchange_folders(new, folder):
            # From here on the new files count, whatever happens.
            ready = new.rename(staging / _READY)
            _flush_to_disk(staging)
            _move(ready, folder)
    _flush_to_disk(folder.parent)


def _move(ready: Path, folder: Path) -> None:
    """Move each file into the folder."""
    for file in sorted(ready.iterdir()):
        file.replace(folder / file.name)
    _flush_to_disk(folder)
    ready.rmdir()


def exchange_folders(one: Path, other: Path) -> bool:
    """Let two folders change places in one step. Return False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    if libc.renameat2(_AT_HERE, paths[0], _AT_HERE, paths[1], _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), str(other))


def _exclusive(folder: Path) -> AbstractContextManager[None]:
    """Lock out other runs for a moment; they wait."""
    return lock_folder(folder.parent, folder, wait=True)


def _refuse_others(folder: Path, names: frozenset[str]) -> None:
    known = (path for path in folder.iterdir() if path.is_symlink() or not path.is_dir())
    others = {path.name for path in folder.iterdir()} - {
        path.name for path in known if path.name in names or target_of_temporary_file(path) in names
    }
    if others:
        raise OSError(errno.ENOTEMPTY, "it holds other files", min(others))


def _flush_to_disk(path: Path) -> None:
    if sys.platform == "win32" and path.is_dir():
        return  # Windows opens no folders, and flushes only files that are open for writing
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
