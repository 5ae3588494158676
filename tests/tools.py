"""What tests need beside Python: installed programs, a browser, and an event loop."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

CHROMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

_NPM_TIME = 300  # seconds

_Result = TypeVar("_Result")


def chrome() -> str | None:
    """Return the path of an installed Chrome or Chromium: the one that CHROME names, else one on the path."""
    return os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROMES)), None)


def run(coroutine: Coroutine[Any, Any, _Result]) -> _Result:
    """Return the coroutine's result, run on a loop of its own: Playwright leaves one running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def required(found: _Result | None, why: str) -> _Result:
    """Return what a test needs. Where it is missing, the test is skipped and says `why`; with CI set it fails."""
    import pytest  # the benchmark does without

    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    return found


def program(*names: str, package: str) -> str:
    """Return the path of the first of these commands that is installed, else skip the test as `required` does.

    package: Debian's name of what has it, which `.ci/install-debian.sh` installs.
    """
    found = next(filter(None, map(shutil.which, names)), None)
    return required(found, f"no {names[0]}: install it (Debian: apt-get install {package})")


def npm_install(folder: Path, *packages: str) -> Path | None:
    """Install packages into `folder`: these, else those that its `package.json` names; return where their programs are.

    Return None where npm is not there, or cannot bring them for this Node.js.
    """
    programs = folder / "node_modules" / ".bin"
    if not programs.exists() and shutil.which("npm"):
        folder.mkdir(exist_ok=True)
        options = ("--silent", "--no-audit", "--no-fund", "--no-package-lock", "--engine-strict", f"--prefix={folder}")
        subprocess.run(
            ["npm", "install", *options, *packages], cwd=folder, check=False, capture_output=True, timeout=_NPM_TIME
        )
    return programs if programs.exists() else None


def office(part: str) -> str:
    """Return LibreOffice's command where its part, `calc` or `draw`, is installed; else skip as `required` does."""
    program(f"lo{part}", package=f"libreoffice-{part}")
    return program("soffice", "libreoffice", package="libreoffice-common")
