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

MAX_FILE_BYTES = 500_000_000
# Do not wait for the writer of a pipe, do not translate line ends; not every system has either flag.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# The temporary file that is written before it replaces another, as `tempfile` names it.
_TEMPORARY_NAME = re.compile(r"\.(.+)\.[a-z0-9_]{8}")


@dataclass(frozen=True)
class FileSnapshot:
    """The contents of some files of a folder, read one after the other and not again later.

    modified: when the newest of them was written, in seconds since 1970.
    """

    folder: Path
    contents: Mapping[str, bytes | OSError]
    modified: float

    @classmethod
    def read(cls, folder: Path, names: Iterable[str]) -> FileSnapshot:
        """Read the files of these names; what reading one of them raises, `content` raises."""
        contents: dict[str, bytes | OSError] = {}
        times = [0.0]
        for name in names:
            try:
                contents[name], modified = read_file(folder / name)
                times.append(modified)
            except OSError as error:
                contents[name] = error
        return cls(folder, contents, max(times))

    def content(self, name: str) -> bytes:
        """Return the content of a file. Raises the OSError that reading it met."""
        content = self.contents[name]
        if isinstance(content, OSError):
            raise content
        return content


def read_file(path: Path, max_bytes: int = MAX_FILE_BYTES) -> tuple[bytes, float]:
    """Return all bytes of a file, and when it was written, in seconds since 1970.

    Raises OSError at once for what is no regular file (a pipe or a device may block or never end), for a file of more
    than `max_bytes` bytes, and for one that changes while it is read.
    """
    _require_regular_file(path.stat(), max_bytes)
    with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as file:
        before = os.fstat(file.fileno())
        _require_regular_file(before, max_bytes)  # it may have been replaced
        content = file.read(before.st_size + 1)  # one more byte shows that it has grown
        after = os.fstat(file.fileno())
    if len(content) != after.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise OSError(errno.EBUSY, "it changed while it was read")
    return content, after.st_mtime


def _require_regular_file(found: os.stat_result, max_bytes: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file")
    if found.st_size > max_bytes:
        raise OSError(errno.EFBIG, f"it is too large: {found.st_size / 1_000_000:.0f} MB")


def cache_folder() -> Path | None:
    """Return the user's folder for caches of this project; None for a user without a home."""
    try:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return caches / "almaty-uzbekistan-trade"


def load_cached(name: str, create: Callable[[], bytes]) -> bytes:
    """Return the file `name` of the user's cache; if missing or damaged, it is written with what `create` returns.

    The name must change with the content. Where nothing can be written, `create` is called each time.
    """
    folder = cache_folder()
    path = folder / name if folder else None
    if path is None:
        return create()
    with suppress(OSError):
        digest, _, content = read_file(path)[0].partition(b"\n")
        if digest == hashlib.sha256(content).hexdigest().encode():
            return content
    content = create()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
    return content


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace `path` by `content` (text as UTF-8) in one step; on any error the old file stays as it was.

    An OSError has `path` as its file.
    """
    try:
        _write_by_temporary_file(path, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _write_by_temporary_file(path: Path, content: str | bytes) -> None:
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


def target_of_temporary_file(path: Path) -> str:
    """Return the name of the file that a temporary file was written to replace; empty where it is no temporary file."""
    found = _TEMPORARY_NAME.fullmatch(path.name)
    return found[1] if found else ""
