"""A long text is read in a process of its own: nobody waits for it, and it can be given up at any time."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore

from data.extraction import Reading, read

_ROOT = Path(__file__).parents[2]
_PAUSE = 0.1  # seconds between two looks at whether it is still wanted
_AT_ONCE = BoundedSemaphore(2)  # each takes some seventy times the length of its text while it reads


def read_in_subprocess(text: str, published: date | None, check: Callable[[], object]) -> Reading:
    """Return what `read` does. check: called while it is awaited; what it raises ends the reading, and is raised."""
    while not _AT_ONCE.acquire(timeout=_PAUSE):
        check()
    try:
        return _read(text, published, check)
    finally:
        _AT_ONCE.release()


def _read(text: str, published: date | None, check: Callable[[], object]) -> Reading:
    command = [sys.executable, "-m", __name__]
    with (
        subprocess.Popen(  # noqa: S603 - a module of this program
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process,
        ThreadPoolExecutor(1) as talking,
    ):
        talk = talking.submit(process.communicate, pickle.dumps((text, published)))
        try:
            while not wait([talk], _PAUSE).done:
                check()
        finally:
            process.kill()
        answer, _ = talk.result()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    reading: Reading = pickle.loads(answer)  # noqa: S301 - of this same program
    return reading


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # what fails may quote the article; the exit code says that it did
    pickle.dump(read(*pickle.load(sys.stdin.buffer)), sys.stdout.buffer)  # noqa: S301 - as above
