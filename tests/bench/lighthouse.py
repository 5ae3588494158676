"""Lighthouse on pages of a server of this machine: npm brings it; it drives the installed Chromium."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from tests.tools import chrome, npm_install

_PACKAGE = "lighthouse@12.8.2"
_FLAGS = "--headless=new --no-sandbox --disable-gpu"
_MEASURING = 180  # seconds
_TRIES = 3  # on a busy machine it may miss how the page began, says so, and asks to be run again


class Score(NamedTuple):
    """What it says of a page on a slow phone: performance of 100; the rest in milliseconds, layout shift as a share."""

    performance: float
    blocking: float
    shift: float
    paint: float


def installed(folder: Path) -> Path | None:
    """Its program, put into `folder`; None where npm is not there or cannot bring it."""
    programs = npm_install(folder, _PACKAGE)
    return programs / "lighthouse" if programs else None


def report(program: Path, address: str, *categories: str) -> dict[str, Any]:
    """What one run says of these categories, else of all, with its own settings for a phone.

    Raises OSError if it cannot tell.
    """
    options = ["--quiet", "--output=json", "--no-enable-error-reporting", f"--chrome-flags={_FLAGS}"]
    options.append("--disable-full-page-screenshot")
    if categories:
        options.append(f"--only-categories={','.join(categories)}")
    error = ""
    for _ in range(_TRIES):
        done = subprocess.run(
            [str(program), address, *options],
            env={**os.environ, "CHROME_PATH": chrome() or ""},
            check=False,
            capture_output=True,
            text=True,
            timeout=_MEASURING,
        )
        if not done.returncode:
            found: dict[str, Any] = json.loads(done.stdout)
            return found
        error = done.stderr
    raise OSError(error)


def measure(program: Path, address: str) -> Score:
    """How fast a page is in one run."""
    found = report(program, address, "performance")

    def audit(name: str) -> float:
        return float(found["audits"][name]["numericValue"])

    return Score(
        found["categories"]["performance"]["score"] * 100,
        audit("total-blocking-time"),
        audit("cumulative-layout-shift"),
        audit("largest-contentful-paint"),
    )
