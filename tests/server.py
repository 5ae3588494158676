"""The dashboard as it is started for people, and a host of plain files, on free ports of this machine."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

# Fields of the log's lines, as docs/deployment.md has them.
FIELDS = {"time", "level", "logger", "message"}
OF_A_REQUEST = {"method", "path", "status", "ms"}
OF_A_FAILURE = {"traceback"}
_LEVELS = ("INFO", "WARNING", "ERROR", "CRITICAL")
# What Streamlit prints when it starts: a greeting, with the address.
_GREETING = re.compile(r"\s*(You can now view your Streamlit app in your browser\.|URL: http://\S+)?\s*")
# An address of a reader, the name of a session, a browser.
_PRIVATE = re.compile(r"\b(\d{1,3}\.){3}\d{1,3}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|Mozilla/")


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """The dashboard, started as the README says, on a free port of this machine."""

    def __init__(
        self,
        folder: Path,
        log: Path,
        *,
        base: str = "",
        address: str = "127.0.0.1",
        env: Mapping[str, str] | None = None,
        within: Sequence[str] = (),
    ) -> None:
        """Start it in `folder`, served under the path `base`, and wait until it is ready; it prints into `log`.

        `address`: where it listens; empty: at all of this machine's, as by default. `env`: variables that it has
        besides those of the tests. `within`: a program with its options that starts it.
        """
        self.port = port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = log
        self._health = f"{self.url}{f'/{base}' if base else ''}/_stcore/health"
        options = ["--server.port", str(port), *(("--server.address", address) if address else ())]
        options += ["--server.baseUrlPath", base]
        self.command = [*within, sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                self.command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})}
            )
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

    def lines(self) -> list[dict[str, Any]]:
        """The log so far, proved to have the documented form, and nothing private."""
        found = []
        # The last line may be on its way.
        for line in self.log.read_bytes().decode().rpartition("\n")[0].split("\n"):
            if _GREETING.fullmatch(line):
                continue
            fields = json.loads(line)
            is_request = fields["message"] == "request"
            assert fields.keys() - OF_A_FAILURE == (FIELDS | OF_A_REQUEST if is_request else FIELDS), line
            assert fields["level"] in _LEVELS, line
            assert "?" not in fields.get("path", ""), line
            assert not _PRIVATE.search(line), line
            found.append(fields)
        return found

    def faults(self, since: int = 0) -> list[str]:
        """What the log says above INFO, from its line `since` on: "ERROR request /open 503"; its form is proved."""
        told = [line for line in self.lines()[since:] if line["level"] != "INFO"]
        parts = ("level", "message", "path", "status")
        return [" ".join(str(line[part]) for part in parts if part in line) for line in told]

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
