"""The modules of the pages: style and common faults by ESLint, types by TypeScript, both brought by npm; unit tests."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from components import frontend
from tests.conftest import ROOT
from tests.tools import npm_install, program, required

FOLDER = Path(frontend.__file__).parent
UNIT_TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the modules and of their unit tests, with what their `package.json` names."""
    root = tmp_path_factory.mktemp("checked")
    for folder in (FOLDER, UNIT_TESTS):
        shutil.copytree(
            folder,
            root / folder.relative_to(ROOT),
            ignore=shutil.ignore_patterns("node_modules", "*.py", "__pycache__"),
        )
    modules = root / FOLDER.relative_to(ROOT)
    required(npm_install(modules), "npm did not bring ESLint and TypeScript (Debian: apt-get install npm)")
    return modules


def check(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["npm", "run", "--silent", name], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["lint", "types"])
def test_modules_have_no_faults(copied: Path, name: str) -> None:
    done = check(name, copied)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "fault", "message"),
    [
        ("lint", "export function one() { let two = 1; return two; }\n", "prefer-const"),
        ("lint", "export const one = (two) => two == 1;\n", "eqeqeq"),
        ("lint", "class One { static { two(); } }\n", "Parsing error"),
        ("types", 'export const one = document.querySelector("a").href;\n', "TS2531"),
        ("types", "export function one(two) { return two; }\n", "TS7006"),
        ("types", 'import { none } from "./dom.js";\nnone();\n', "TS2305"),
        ("types", "export const one = [1].at(-1);\n", "TS2550"),
    ],
)
def test_a_fault_is_found(copied: Path, name: str, fault: str, message: str) -> None:
    (copied / "fault.js").write_text(fault)
    done = check(name, copied)
    (copied / "fault.js").unlink()
    assert done.returncode and "fault.js" in done.stdout and message in done.stdout


@pytest.mark.slow
def test_functions_that_need_no_browser() -> None:
    node = program("node", package="nodejs")
    files = sorted(UNIT_TESTS.glob("*.test.mjs"))
    done = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False)
    assert files and done.returncode == 0, done.stdout + done.stderr
