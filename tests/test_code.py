"""The code's own checks: style, types, and what must not be in the project."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff() -> None:
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")


def test_types() -> None:
    run("mypy")


# Packages of `components`, from the lowest up: each imports of those before it only.
LAYERS = ("words", "charts", "svg", "pages", "html", "frontend", "streamlit_app", "web", "static_site")
# What may import a package of others, by path under the root.
USERS = {
    "streamlit": ("dashboard.py", "components/streamlit_app/", "components/base_path.py", "components/web/logs.py"),
    "plotly": ("components/charts/", "components/web/assets.py"),
    "starlette": ("components/web/", "components/urls.py"),
    "resvg_py": ("components/svg/",),
    "jinja2": ("components/html/__init__.py", "components/web/open/readme.py"),
    "components": ("dashboard.py", "components/"),
}


def imported(path: Path) -> set[str]:
    """Names of all modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            # What is imported from a package may be a module of it.
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("layer", LAYERS)
def test_a_package_imports_of_those_below_it_only(layer: str) -> None:
    above = LAYERS[LAYERS.index(layer) + 1 :]
    wrong = [
        (path.name, name)
        for path in (ROOT / "components" / layer).rglob("*.py")
        for name in imported(path)
        if name.startswith(tuple(f"components.{package}." for package in above))
        or name in {f"components.{package}" for package in above}
    ]
    assert wrong == []


def test_every_package_is_a_layer() -> None:
    packages = {path.parent.name for path in (ROOT / "components").glob("*/__init__.py")}
    assert packages == set(LAYERS)


@pytest.mark.parametrize("package", USERS)
def test_packages_of_others_are_imported_where_they_may_be(package: str) -> None:
    sources = [
        ROOT / "dashboard.py",
        *(path for room in ("data", "components") for path in (ROOT / room).rglob("*.py")),
    ]
    users = [
        path.relative_to(ROOT).as_posix()
        for path in sources
        if package in {name.partition(".")[0] for name in imported(path)}
    ]
    assert [user for user in users if not user.startswith(USERS[package])] == []
    assert users


def test_charts_are_drawn_by_no_element_of_streamlit() -> None:
    sources = (ROOT / "components").rglob("*.py")
    assert not [path.name for path in sources if re.search(r"plotly_chart|components\.v[12]", path.read_text("utf-8"))]
