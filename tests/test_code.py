"""The code's own checks: style, types, and what must not be in the project."""

from __future__ import annotations

import ast
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
