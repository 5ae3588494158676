"""Reading a long text in a process of its own: it blocks nobody and can be cancelled at any time."""

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
_POLL_S = 0.1  # between two calls of `check`
_SLOTS = BoundedSemaphore(2)  # a process takes some seventy times the memory of its text


def read_in_subprocess(text: str, published: date | None, check: Callable[[], object]) -> Reading:
    """Return what `read` does.

    check: called several times a second until then; what it raises ends the reading and is raised here. Raise
    subprocess.CalledProcessError if the process fails.
    """
    while not _SLOTS.acquire(timeout=_POLL_S):
        check()
    try:
        return _run_process(text, published, check)
    finally:
        _SLOTS.release()


def _run_process(text: str, published: date | None, check: Callable[[], object]) -> Reading:
    command = [sys.executable, "-m", __name__]
    with (
        subprocess.Popen(  # noqa: S603 - a module of this program
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process,
        ThreadPoolExecutor(1) as pool,
    ):
        answer = pool.submit(process.communicate, pickle.dumps((text, published)))
        try:
            while not wait([answer], _POLL_S).done:
                check()
        finally:
            process.kill()
        output, _ = answer.result()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    reading: Reading = pickle.loads(output)  # noqa: S301 - of this same program
    return reading


if __name__ == "__main__":
    sys.excepthook = lambda *_: None  # what fails may quote the article; the exit code says that it did
    pickle.dump(read(*pickle.load(sys.stdin.buffer)), sys.stdout.buffer)  # noqa: S301 - as above
