"""The other versions of Python that the project declares: each that this machine has runs a part of the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLASSIFIER = "Programming Language :: Python :: "
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
VERSIONS = [each.removeprefix(CLASSIFIER) for each in _PROJECT["classifiers"] if each.startswith(CLASSIFIER)]
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
# Files, processes, databases and messages of the standard library, and every page.
PART = (
    *("data/ingest", "data/store/test_dataset.py", "data/pipeline/test_extract.py"),
    *("data/system/test_atomic_replace.py", "components/pages/test_pages.py"),
)


def interpreter(version: str) -> str | None:
    """The path of an interpreter of that version: on the path, or where pyenv keeps its own."""
    pyenv = Path.home() / ".pyenv" / "versions"
    found = [shutil.which(f"python{version}"), *map(str, sorted(pyenv.glob(f"{version}.*/bin/python")))]
    for path in filter(None, found):
        code = "import sys; print(*sys.version_info[:2], sep='.')"
        told = subprocess.run([path, "-c", code], capture_output=True, text=True, check=False)
        if told.stdout.strip() == version:
            return path
    return None


def test_versions_are_declared_from_the_oldest_on() -> None:
    first = int(VERSIONS[0].partition(".")[2])
    assert [f"3.{minor}" for minor in range(first, first + len(VERSIONS))] == VERSIONS
    assert _PROJECT["requires-python"] == f">={VERSIONS[0]}"


@pytest.mark.slow
@pytest.mark.parametrize("version", [each for each in VERSIONS if each != RUNNING])
def test_a_part_of_the_tests_passes(tmp_path: Path, version: str) -> None:
    path = interpreter(version)
    if not path:
        pytest.skip(f"there is no Python {version} on this machine")
    python = tmp_path / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    uv = (sys.executable, "-m", "uv")
    subprocess.run([*uv, "venv", "-q", "--allow-existing", "-p", path, tmp_path], check=True)
    install = ("pip", "install", "-q", "-p", python, "--require-hashes", "-r", ROOT / ".requirements-dev.txt")
    subprocess.run([*uv, *install], check=True)
    tests = (f"tests/{name}" for name in PART)
    done = subprocess.run(
        [python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
