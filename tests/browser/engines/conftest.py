"""The browsers, each started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.engines import firefox as by_bidi
from tests.browser.engines import webkit as by_webdriver
from tests.browser.engines.firefox import Firefox
from tests.browser.engines.webkit import WebKit
from tests.browser.engines.window import Window

DESK, PHONE = (1440, 900), (390, 844)
# What Streamlit's page says of WebAssembly, which the Content-Security-Policy refuses it and which it does without, and
# of its connection once it is left; and WebKit of files that were still on their way then.
_EXPECTED = ("wasm", "WebAssembly", "WebSocket onclose: code=1001", "due to access control checks")


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox."""
    with by_bidi.started(tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture(scope="module")
def webkit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebKit]:
    """WebKit."""
    with by_webdriver.started(tmp_path_factory.mktemp("webkit")) as running:
        yield running


@pytest.fixture(params=["firefox", "webkit"])
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    """A window at a desk, in the light; an error in its console fails the test."""
    running: Window = request.getfixturevalue(request.param)
    running.resize(*DESK)
    running.point(1, 1)  # off what the last test pointed at
    yield running
    running.darken(dark=False)
    assert [error for error in running.errors() if not any(word in error for word in _EXPECTED)] == []
