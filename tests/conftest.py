"""What all tests share: the tables, the project served, copies of both to break, the articles if at hand."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

import data
from data.store.table_reader import TABLES_FOLDER
from tests.server import Server
from tests.tools import required

ROOT = Path(__file__).parents[1]
# The articles belong to their publishers and are not in the project.
FEED = Path(os.environ.get("FEED_DIR", ROOT.parent / "shared" / "feed"))
# Fixtures that start a browser, and those that start a server or write the whole site.
BROWSERS = {"browser", "firefox", "webkit", "window"}
SLOW = {"copied", "server", "site"}


def pytest_configure() -> None:
    """Let programs that tests start receive signals that are ignored because the tests run in the background."""
    for number in (signal.SIGHUP, signal.SIGINT):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures that they use, `browser` and `slow`; begin with those of no folder, the longest."""
    items.sort(key=lambda item: item.path.parent != ROOT / "tests")
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & BROWSERS:
            item.add_marker("browser")
        if fixtures & SLOW:
            item.add_marker("slow")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    """Refuse processes to tests that are marked neither `browser` nor `slow`."""
    if {mark.name for mark in item.iter_markers()} & {"browser", "slow"}:
        return (yield)

    def refuse(*_: object, **__: object) -> NoReturn:
        raise RuntimeError("a test that starts a process is to be marked slow")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("subprocess.Popen", refuse)
        patch.setattr("multiprocessing.process.BaseProcess.start", refuse)
        return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many workers `-n auto` starts: one more than processors, for tests of browsers often wait."""
    return (os.cpu_count() or 1) + 1


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
    return Path(shutil.copytree(TABLES_FOLDER, tmp_path / "tables"))


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
    """Return the folder of articles; where they are not at hand the test is skipped, with CI set it fails."""
    found = FEED if any(FEED.glob("*.txt")) else None
    return required(found, f"no articles: put them into {FEED}, or name their folder in FEED_DIR")
