"""A whole folder replaced in one step: a reader finds the old files or the new ones, never some of each.

The new files are written beside the folder and brought to the disk; then the two folders change places,
which Linux does in one step. Where a file system cannot do that, the files are moved one by one, and a
run that was cut off in between is finished by the next.
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

from data.system.files import left_over
from data.system.folder_locks import locked

_AT_HERE = -100  # AT_FDCWD: paths are taken from the working directory
_EXCHANGE = 2  # RENAME_EXCHANGE
_READY = "ready"


@contextmanager
def replacing(folder: Path, names: frozenset[str]) -> Iterator[Path]:
    """A folder to write the new files into; when the block ends without an error they take the old ones' place.

    `names` are the files that the folder may hold. Raises OSError where something cannot be written, with
    the old files as they were; its code is ENOTEMPTY, with the name of the first, where there are other files.
    """
    folder = Path(os.path.realpath(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with _alone(folder):
            _recover(folder)
            if folder.exists():
                _refuse_others(folder, names)
            room = Path(tempfile.mkdtemp(dir=folder.parent, prefix=_prefix(folder)))
            held.enter_context(locked(room, room))
        try:
            new = room / "new"
            new.mkdir()
            yield new
            for file in new.iterdir():
                _to_disk(file)
            _to_disk(new)
            with _alone(folder):
                _put(new, folder, room)
        finally:
            # What is ready but not in its place stays for the next run.
            if not (room / _READY).exists():
                shutil.rmtree(room, ignore_errors=True)


def recover(folder: Path) -> None:
    """Finish or clear away what runs that were cut off have left beside the folder."""
    folder = Path(os.path.realpath(folder))
    if folder.parent.is_dir():
        with _alone(folder):
            _recover(folder)


def _recover(folder: Path) -> None:
    for room in folder.parent.iterdir():
        if room.name.startswith(_prefix(folder)) and room.is_dir():
            with suppress(BlockingIOError, FileNotFoundError), locked(room, room):
                if (room / _READY).is_dir():
                    _move(room / _READY, folder)
                shutil.rmtree(room, ignore_errors=True)


def _prefix(folder: Path) -> str:
    return f".{folder.name}.derive-"


def _put(new: Path, folder: Path, room: Path) -> None:
    if not folder.exists():
        new.rename(folder)
    else:
        new.chmod(folder.stat().st_mode)
        if not exchange(new, folder):
            # From here on the new files are what counts, whatever happens.
            ready = new.rename(room / _READY)
            _to_disk(room)
            _move(ready, folder)
    _to_disk(folder.parent)


def _move(ready: Path, folder: Path) -> None:
    """Each file into the folder."""
    for file in sorted(ready.iterdir()):
        file.replace(folder / file.name)
    _to_disk(folder)
    ready.rmdir()


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
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


def _alone(folder: Path) -> AbstractContextManager[None]:
    """For the moments in which two runs would be in each other's way: the later one waits."""
    return locked(folder.parent, folder, wait=True)


def _refuse_others(folder: Path, names: frozenset[str]) -> None:
    known = (path for path in folder.iterdir() if path.is_symlink() or not path.is_dir())
    others = {path.name for path in folder.iterdir()} - {
        path.name for path in known if path.name in names or left_over(path) in names
    }
    if others:
        raise OSError(errno.ENOTEMPTY, "it holds other files", min(others))


def _to_disk(path: Path) -> None:
    if sys.platform == "win32" and path.is_dir():
        return  # Windows opens no folders, and of files brings those to the disk that may be written to
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
