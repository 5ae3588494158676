"""What tests need beside Python: programs, a browser, and a loop."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock

CHROMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

_NPM_TIME = 300  # seconds

_Result = TypeVar("_Result")


def chrome() -> str | None:
    """An installed Chrome or Chromium: the one that CHROME names, else one on the path."""
    return os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROMES)), None)


def run(coroutine: Coroutine[Any, Any, _Result]) -> _Result:
    """Its result, run on a loop of its own: the browser's tests leave one in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def installed(names: Sequence[str], *package: str) -> str | None:
    """The first of these commands that there is; on Debian as root `package` is installed where there is none.

    `package` are words for apt-get install.
    """
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        apt_install(*package)
        found = next(filter(None, map(shutil.which, names)), None)
    return found


def apt_install(*package: str) -> None:
    """Install packages on Debian as root, elsewhere do nothing; `package` are words for apt-get install."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    with FileLock(Path(tempfile.gettempdir()) / "apt-of-tests.lock"):
        _update()
        _apt("install", "-y", *package)


@cache
def _update() -> None:
    _apt("update")


def _apt(*words: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", *words], check=False, capture_output=True, env=environment)


def required(found: _Result | None, why: str) -> _Result:
    """What a test needs; where there is none the test is skipped and says why, in CI it fails."""
    import pytest  # the benchmark does without

    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    return found


def npm_install(folder: Path, *packages: str) -> Path | None:
    """The programs that npm puts into `folder`: of these packages, else of those that its `package.json` names.

    In CI npm is installed where it is missing. None where npm is not there, or cannot bring them for this Node.js.
    """
    programs = folder / "node_modules" / ".bin"
    if os.environ.get("CI"):
        installed(("npm",), "--no-install-recommends", "npm")
    if not programs.exists() and shutil.which("npm"):
        folder.mkdir(exist_ok=True)
        options = ("--silent", "--no-audit", "--no-fund", "--no-package-lock", "--engine-strict", f"--prefix={folder}")
        subprocess.run(
            ["npm", "install", *options, *packages], cwd=folder, check=False, capture_output=True, timeout=_NPM_TIME
        )
    return programs if programs.exists() else None


def office(part: str) -> str | None:
    """LibreOffice with one of its parts, `calc` or `draw`; on Debian as root it is installed where it is missing."""
    installed((f"lo{part}",), "--no-install-recommends", f"libreoffice-{part}")
    return shutil.which("soffice") or shutil.which("libreoffice")
