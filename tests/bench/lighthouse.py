"""Lighthouse on pages of a server of this machine: npm brings it; it drives the installed Chromium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.tools import chrome

_FLAGS = "--headless=new --no-sandbox --disable-gpu"
_INSTALLING, _MEASURING = 300, 180  # seconds


class Score(NamedTuple):
    """What it says of a page on a slow phone: performance of 100; the rest in milliseconds, layout shift as a share."""

    performance: float
    blocking: float
    shift: float
    paint: float


def installed(folder: Path) -> Path | None:
    """Its program, put into `folder`; None where npm is not there or cannot bring it."""
    program = folder / "node_modules" / ".bin" / "lighthouse"
    if not program.exists() and shutil.which("npm"):
        folder.mkdir(exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "lighthouse"]
        subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=_INSTALLING)
    return program if program.exists() else None


def measure(program: Path, address: str) -> Score:
    """One run with its own settings for a phone."""
    options = ["--quiet", "--no-enable-error-reporting", "--only-categories=performance", "--output=json"]
    done = subprocess.run(
        [str(program), address, *options, f"--chrome-flags={_FLAGS}"],
        env={**os.environ, "CHROME_PATH": chrome() or ""},
        check=True,
        capture_output=True,
        timeout=_MEASURING,
    )
    told = json.loads(done.stdout)

    def audit(name: str) -> float:
        return float(told["audits"][name]["numericValue"])

    return Score(
        told["categories"]["performance"]["score"] * 100,
        audit("total-blocking-time"),
        audit("cumulative-layout-shift"),
        audit("largest-contentful-paint"),
    )
