"""What tests need beside Python: programs, and a loop."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_Result = TypeVar("_Result")


def run(coroutine: Coroutine[Any, Any, _Result]) -> _Result:
    """Its result, run on a loop of its own: the browser's tests leave one in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def installed(names: Sequence[str], *package: str) -> str | None:
    """The first of these commands that there is; on Debian as root `package` is installed where there is none.

    `package` are words for apt-get install.
    """
    found = next(filter(None, map(shutil.which, names)), None)
    if not found and shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *package]):
            subprocess.run(
                command, check=False, capture_output=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            )
        found = next(filter(None, map(shutil.which, names)), None)
    return found
