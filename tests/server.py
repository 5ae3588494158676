"""The dashboard as it is started for people, and a host of plain files, on free ports of this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """The dashboard, started as the README says, on a free port of this machine."""

    def __init__(self, folder: Path, log: Path, *, base: str = "") -> None:
        """Start it in `folder`, served under the path `base`, and wait until it is ready; it prints into `log`."""
        self.port = port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = log
        self._health = f"{self.url}{f'/{base}' if base else ''}/_stcore/health"
        options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.baseUrlPath", base]
        self.command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
        with log.open("wb") as out:
            self.process = subprocess.Popen(self.command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 60
        while not self.ready():
            assert self.process.poll() is None and time.monotonic() < deadline, log.read_text("utf-8", "replace")
            time.sleep(0.1)

    def ready(self) -> bool:
        """True once the health address answers."""
        try:
            with urllib.request.urlopen(self._health, timeout=2) as answer:
                return bool(answer.read() == b"ok")
        except OSError:
            return False

    def stop(self) -> None:
        """End the process that was started here, if it has not ended."""
        self.process.terminate()
        self.process.wait(timeout=20)


class _Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """A plain host of a folder's files, on an origin that is not the dashboard's; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://localhost:{serving.server_address[1]}"
        serving.shutdown()
