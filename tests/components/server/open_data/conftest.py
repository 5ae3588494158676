"""The server that is asked."""

from __future__ import annotations

import pytest

from tests.components.server.open_data.asking import Asking, over
from tests.server import Server


@pytest.fixture(scope="session")
def ask(server: Server) -> Asking:
    """Ask the project as it is for something under /open."""
    return over(server)
