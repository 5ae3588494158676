"""What all tests share: the tables, a copy of them to break, and the articles where they are at hand."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import data
from data.tables import FOLDER

ROOT = Path(__file__).parents[1]
# The articles belong to their publishers and are not in the project.
FEED = Path(os.environ.get("FEED_DIR", ROOT.parent / "shared" / "feed"))


@pytest.fixture(scope="session")
def dataset() -> data.Dataset:
    """The project's own tables."""
    return data.load()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables, free to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "tables"))


@pytest.fixture(scope="session")
def feed() -> Path:
    """The folder of articles; where they are not at hand the test is skipped, in CI it fails."""
    if not any(FEED.glob("*.txt")):
        why = f"the articles are not at hand: put them into {FEED}, or name their folder in FEED_DIR"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return FEED
