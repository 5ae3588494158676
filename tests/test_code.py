"""The code's own checks: style, types, and what must not be in the project."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires, version
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff() -> None:
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")


def test_types() -> None:
    run("mypy")


@pytest.mark.parametrize(
    ("room", "foreign"), [("data", "streamlit|plotly|components"), ("components/charts", "streamlit")]
)
def test_rooms_import_only_what_they_may(room: str, foreign: str) -> None:
    pattern = re.compile(rf"^\s*(import|from) ({foreign})\b", re.M)
    assert not [path.name for path in (ROOT / room).rglob("*.py") if pattern.search(path.read_text("utf-8"))]


def test_charts_are_shown_in_one_place() -> None:
    pages = [path for path in (ROOT / "components").rglob("*.py") if path.name not in {"card.py", "article.py"}]
    assert not [path.name for path in pages if re.search(r"plotly_chart|components\.v2", path.read_text("utf-8"))]


def test_versions_are_pinned_without_a_host() -> None:
    pins = (ROOT / ".constraints.txt").read_text("utf-8").splitlines()
    assert all(
        re.fullmatch(r"[a-z0-9][a-z0-9._-]*==[0-9][A-Za-z0-9.+]*", pin) for pin in pins if not pin.startswith("#")
    )
    named = {pin.split("==")[0] for pin in pins}
    assert {"streamlit", "plotly", "pandas", "babel", "jinja2", "brotli"} <= named
    assert not list(ROOT.glob("*.lock"))


def test_every_package_that_is_needed_is_pinned_as_installed() -> None:
    pins = dict(pin.split("==") for pin in (ROOT / ".constraints.txt").read_text("utf-8").split())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *chain(*(asked for name, asked in extras.items() if name != "bench"))]
    assert {Requirement(asked).name for asked in extras["bench"]} <= pins.keys()
    needed = {(canonicalize_name(asked.name), extra) for asked in map(Requirement, wanted) for extra in _extras(asked)}
    known: set[tuple[str, str]] = set()
    while needed:
        name, extra = needed.pop()
        known.add((name, extra))
        for asked in map(Requirement, requires(name) or ()):
            if not asked.marker or asked.marker.evaluate({"extra": extra}):
                needed |= {(canonicalize_name(asked.name), more) for more in _extras(asked)} - known
    assert {name: version(name) for name, _ in known} == {name: pins.get(name) for name, _ in known}


def _extras(asked: Requirement) -> set[str]:
    return {"", *asked.extras}
