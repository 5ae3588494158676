"""Files read together, and files written so that a reader sees the old one or the new one, never a part."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LARGEST = 500_000_000  # bytes
# Without waiting for who writes into a pipe, and without translating line ends; not every system has either.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# What is being written beside a file, as `tempfile` names it.
_BESIDE = re.compile(r"\.(.+)\.[a-z0-9_]{8}")


@dataclass(frozen=True)
class Files:
    """What some files of a folder held when they were read, one after the other; nothing is read again later.

    `modified`: when the newest of them was written, in seconds since 1970.
    """

    folder: Path
    contents: Mapping[str, bytes | OSError]
    modified: float

    @classmethod
    def of(cls, folder: Path, names: Iterable[str]) -> Files:
        """Read the files of these names; one that cannot be read is an error once its content is asked for."""
        contents: dict[str, bytes | OSError] = {}
        times = [0.0]
        for name in names:
            try:
                contents[name], modified = read(folder / name)
                times.append(modified)
            except OSError as error:
                contents[name] = error
        return cls(folder, contents, max(times))

    def content(self, name: str) -> bytes:
        """What the file held. Raises the OSError that reading it met."""
        content = self.contents[name]
        if isinstance(content, OSError):
            raise content
        return content


def read(path: Path, largest: int = LARGEST) -> tuple[bytes, float]:
    """All bytes of a file, and when it was written, in seconds since 1970.

    Raises OSError at once for what is no ordinary file: a pipe or a device would be waited for, or never end. So it
    does for a file of more than `largest` bytes, and for one that changes meanwhile.
    """
    _prove_ordinary(path.stat(), largest)
    with os.fdopen(os.open(path, _READ), "rb") as file:
        before = os.fstat(file.fileno())
        _prove_ordinary(before, largest)  # another may stand there by now
        content = file.read(before.st_size + 1)  # one more byte shows that it has grown
        after = os.fstat(file.fileno())
    if len(content) != after.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise OSError(errno.EBUSY, "it changed while it was read")
    return content, after.st_mtime


def _prove_ordinary(found: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file")
    if found.st_size > largest:
        raise OSError(errno.EFBIG, f"it is too large: {found.st_size / 1_000_000:.0f} MB")


def cache_folder() -> Path | None:
    """Return the user's folder for caches of this project; None for a user without a home."""
    try:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return caches / "almaty-uzbekistan-trade"


def cached(name: str, make: Callable[[], bytes]) -> bytes:
    """Return the file `name` of the user's cache; what `make` returns is written there first if it is not there whole.

    The name must change with the content. Where nothing can be written, it is made anew each time.
    """
    folder = cache_folder()
    path = folder / name if folder else None
    if path is None:
        return make()
    with suppress(OSError):
        digest, _, content = read(path)[0].partition(b"\n")
        if digest == hashlib.sha256(content).hexdigest().encode():
            return content
    content = make()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
    return content


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace `path` by `content` (text as UTF-8) in one step; on any error the old file stays as it was.

    An OSError has `path` as its file.
    """
    try:
        _write_beside(path, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _write_beside(path: Path, content: str | bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def left_over(path: Path) -> str:
    """Name of the file that this one was to replace, in a run that was cut off; empty where it is none of those."""
    found = _BESIDE.fullmatch(path.name)
    return found[1] if found else ""
