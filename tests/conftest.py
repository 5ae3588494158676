"""What all tests share: the tables, the project served, copies of both to break, the articles if at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import data
from data.store.table_reader import FOLDER
from tests.server import Server

ROOT = Path(__file__).parents[1]
# The articles belong to their publishers and are not in the project.
FEED = Path(os.environ.get("FEED_DIR", ROOT.parent / "shared" / "feed"))


@pytest.fixture(scope="session")
def dataset() -> data.Dataset:
    """The project's own tables."""
    return data.load()


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, which all its workers share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables, free to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "tables"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project as it is, served."""
    running = Server(ROOT, tmp_path_factory.mktemp("server") / "log")
    yield running
    running.stop()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project, free to break."""
    return copied_to(tmp_path)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `copy`, one for all tests of a file."""
    return copied_to(tmp_path_factory.mktemp("project"))


def copied_to(folder: Path) -> Path:
    """`folder` with what the project is served from."""
    for part in ("data", "components", ".streamlit"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    shutil.copy(ROOT / "dashboard.py", folder)
    return folder


@pytest.fixture(scope="session")
def feed() -> Path:
    """The folder of articles; where they are not at hand the test is skipped, in CI it fails."""
    if not any(FEED.glob("*.txt")):
        why = f"the articles are not at hand: put them into {FEED}, or name their folder in FEED_DIR"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return FEED
