"""The view that pages work with, in English."""

from __future__ import annotations

import pytest

from components.view import View
from data import Dataset


@pytest.fixture(scope="session")
def view(dataset: Dataset) -> View:
    """The project's tables in English."""
    return View(dataset, "en")
