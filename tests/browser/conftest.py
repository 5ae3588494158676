"""A real server and a real Chromium, as a reader has them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from components.pictures import draw

ROOT = Path(__file__).parents[2]
HOW = "no Chrome or Chromium: install one (Debian: apt-get install chromium) or name it in CHROME"


def chrome() -> str:
    """An installed browser; on Debian as root one is installed."""
    found = draw.chrome()
    if not found and shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(
                command, check=False, capture_output=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            )
        found = shutil.which("chromium")
    if not found:
        pytest.fail(HOW)
    return found


class Server:
    """The dashboard, started as the README says, on a free port of this machine."""

    def __init__(self, folder: Path, log: Path) -> None:
        """Start it in `folder` and wait until it is ready; what it prints goes to `log`."""
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = log
        options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 60
        while not self.ready():
            assert self.process.poll() is None and time.monotonic() < deadline, log.read_text("utf-8", "replace")
            time.sleep(0.1)

    def ready(self) -> bool:
        """True once the health address answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return bool(answer.read() == b"ok")
        except OSError:
            return False

    def stop(self) -> None:
        """End the process that was started here."""
        self.process.terminate()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project as it is, served."""
    running = Server(ROOT, tmp_path_factory.mktemp("server") / "log")
    yield running
    running.stop()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project, free to break."""
    for part in ("data", "components", ".streamlit"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dashboard.py", tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chrome(), args=list(draw.FLAGS))
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who was never here before, at a desk."""
    new = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light", accept_downloads=True)
    yield new
    new.close()


Opening = Callable[..., Page]


@pytest.fixture
def opened(server: Server, context: BrowserContext) -> Iterator[Opening]:
    """Open an address of the site and wait for what is on it; any error in the console fails the test."""
    heard: list[str] = []
    expected: list[str] = []

    def opening(address: str = "/", *, charts: int = 1, base: str = server.url, faults: Sequence[str] = ()) -> Page:
        expected.extend(faults)
        page = context.new_page()
        page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(base + address)
        page.wait_for_selector(".footer")
        page.wait_for_function(f"document.querySelectorAll('[data-drawn]').length >= {charts}")
        return page

    yield opening
    assert [fault for fault in heard if not fault.startswith(tuple(expected))] == []
