"""What may stand in the place of a file: nothing that is read without end, or that a reader waits for."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

# JSON that nobody can follow.
DEEP = b"[" * 100_000 + b"]" * 100_000


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    """A socket, whose path may be longer than a socket's name."""
    handle = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"/proc/self/fd/{handle}/{path.name}")
    os.close(handle)


def sparse(path: Path) -> None:
    """10 GB of zeros, which take no room."""
    path.touch()
    os.truncate(path, 10_000_000_000)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def failing(path: Path) -> None:
    """An ordinary file that cannot be read, not even by root, as on a disk that fails."""
    path.symlink_to("/proc/self/mem")


def changing(path: Path) -> None:
    """An ordinary file that is longer once it is read."""
    path.symlink_to("/proc/self/status")


# By name, with what is said of each.
STRANGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (pipe, "it is no ordinary file"),
    "socket": (listener, "it is no ordinary file"),
    "device": (endless, "it is no ordinary file"),
    "folder": (Path.mkdir, "Is a directory"),
    "loop": (loop, "Too many levels of symbolic links"),
    "too large": (sparse, "it is too large: 10000 MB"),
    "failing": (failing, "Input/output error"),
    "changing": (changing, "it changed while it was read"),
}


def take_away(path: Path) -> None:
    """Whatever it is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def promptly(make: Callable[[], T]) -> T:
    """What `make` returns, if it does not wait for something that never comes."""
    made: list[T] = []
    thread = threading.Thread(target=lambda: made.append(make()), daemon=True)
    thread.start()
    thread.join(60)
    assert made, "it waits, or it fails"
    return made[0]
