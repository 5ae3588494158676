"""The code's own checks: style, types, and what must not be in the project."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff() -> None:
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")


def test_types() -> None:
    run("mypy")


def test_no_code_is_dead() -> None:
    run("vulture")


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    run("deptry", ".")


def test_packages_import_of_those_below_them_only() -> None:
    """The contracts stand in pyproject.toml."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_charts_are_drawn_by_no_element_of_streamlit() -> None:
    sources = (ROOT / "components").rglob("*.py")
    assert not [path.name for path in sources if re.search(r"plotly_chart|components\.v[12]", path.read_text("utf-8"))]
