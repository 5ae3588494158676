"""The pages compared, each served by a process of its own, and what those processes take. Linux only."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import plotly
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).parents[2]
APPS = Path(__file__).parent / "apps"
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PATIENCE = 60  # seconds for a server to be there
_CORES = 2

_PILLS = '.stMain [data-testid="stButtonGroup"] button'
_BOXES = "#metrics label"


@dataclass(frozen=True)
class Target:
    """A page to be measured.

    command: how it is served, given the folder of its content (content.py), a port, and a folder for files fetched.
    path: its address there. option: selector of the options of its filter. health: an address that answers once the
    server is ready. cwd: where it is started, else in an empty folder.
    """

    name: str
    command: Callable[[Path, int, Path], list[str]]
    path: str = "/"
    option: str = _BOXES
    health: str = "/"
    cwd: Path | None = None


def _streamlit(script: str, port: int, *more: str) -> list[str]:
    # Not headless, it would open a browser; its usage statistics need the internet.
    options = ["--server.headless=true", "--browser.gatherUsageStats=false", f"--server.port={port}"]
    return [sys.executable, "-m", "streamlit", "run", script, *options, "--server.address=127.0.0.1", *more]


def _static(script: Callable[[Path], Path]) -> Callable[[Path, int, Path], list[str]]:
    def command(content: Path, port: int, fetched: Path) -> list[str]:
        return [sys.executable, str(APPS / "static_page.py"), str(content), str(port), str(script(fetched))]

    return command


def basic(fetched: Path) -> Path:
    """plotly.js's basic bundle of the version that the plotly package carries, by npm, once."""
    script = fetched / "plotly-basic.min.js"
    if not script.exists():
        version = get_plotlyjs_version()
        package = f"plotly.js-basic-dist-min@{version}"
        subprocess.run(["npm", "pack", "--silent", package], cwd=fetched, check=True, capture_output=True, timeout=120)
        with tarfile.open(next(fetched.glob("*.tgz"))) as packed:
            member = packed.extractfile(f"package/{script.name}")
            if member is None:
                raise FileNotFoundError(script.name)
            script.write_bytes(member.read())
    return script


def full(fetched: Path) -> Path:
    """The plotly.js that the plotly package carries."""
    return Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


DASHBOARD = Target(
    "dashboard",
    lambda content, port, fetched: _streamlit("dashboard.py", port),
    "/trade?lang=en",
    ".filter-option",
    "/_stcore/health",
    cwd=ROOT,
)
PLAIN = Target(
    "plain Streamlit",
    lambda content, port, fetched: _streamlit(str(APPS / "streamlit_page.py"), port, "--", str(content)),
    "/",
    _PILLS,
    "/_stcore/health",
)
DASH = Target(
    "Dash", lambda content, port, fetched: [sys.executable, str(APPS / "dash_page.py"), str(content), str(port)]
)
FLOOR = Target("static, basic", _static(basic))
FULL = Target("static, full", _static(full))
EMPTY = Target(
    "empty Streamlit",
    lambda content, port, fetched: _streamlit(str(APPS / "empty_page.py"), port),
    health="/_stcore/health",
)
TARGETS = (DASHBOARD, FLOOR, FULL, DASH, PLAIN)


class Running:
    """A target that is served; `begun` is when its process was started, in seconds since 1970."""

    def __init__(self, target: Target, url: str, process: subprocess.Popen[bytes], begun: float, log: Path) -> None:
        self.target = target
        self.url = url
        self.process = process
        self.begun = begun
        self._log = log

    def __str__(self) -> str:
        return self.url

    @property
    def address(self) -> str:
        """Where the page is."""
        return self.url + self.target.path

    def listening(self) -> None:
        """Wait until its port is open."""
        host, _, port = self.url.removeprefix("http://").partition(":")
        self._until(lambda: socket.create_connection((host, int(port)), timeout=1).close())

    def ready(self) -> None:
        """Wait until it says that it is well."""
        host = self.url.removeprefix("http://")

        def ask() -> None:
            with closing(http.client.HTTPConnection(host, timeout=5)) as connection:
                connection.request("GET", self.target.health)
                if connection.getresponse().status != http.HTTPStatus.OK:
                    raise ConnectionError(self.target.health)

        self._until(ask)

    def _until(self, ask: Callable[[], None]) -> None:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return ask()
            except OSError as error:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(self._log.read_text("utf-8", "replace")[-2000:]) from error
                time.sleep(0.005)

    def cpu(self) -> float:
        """Milliseconds of processor time that it has taken, with its children."""
        return sum(cpu(pid) for pid in family(self.process.pid))

    def memory(self) -> float:
        """Megabytes of it in memory, with its children."""
        return sum(memory(pid) for pid in family(self.process.pid))


@contextmanager
def started(target: Target, content: Path, scratch: Path) -> Iterator[Running]:
    """The target's server, started and not waited for, on two cores; `scratch` is for files. Ended on leaving."""
    port = free_port()
    folder = scratch / str(port)
    folder.mkdir()
    log = folder / "log"
    command = target.command(content, port, scratch)
    with log.open("wb") as out:
        begun = time.time()
        process = subprocess.Popen(command, cwd=target.cwd or folder, stdout=out, stderr=subprocess.STDOUT)
    try:
        os.sched_setaffinity(process.pid, sorted(os.sched_getaffinity(0))[:_CORES])
        yield Running(target, f"http://127.0.0.1:{port}", process, begun, log)
    finally:
        end(process)


@contextmanager
def slow(running: Running) -> Iterator[str]:
    """Where the server is reached over a slow line."""
    port = running.url.rpartition(":")[2]
    command = [sys.executable, "-m", "tests.bench.line", port]
    relay = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert relay.stdout is not None
        yield f"http://127.0.0.1:{int(relay.stdout.readline())}"
    finally:
        end(relay)


def end(process: subprocess.Popen[bytes]) -> None:
    """End it, and see it ended."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def family(pid: int) -> list[int]:
    """A process and all that it has started, down to the last."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(folder.name))
        if fields:
            parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def cpu(pid: int) -> float:
    """Milliseconds of processor time of a process, and in ticks of 10 ms those of its children that have ended."""
    try:
        own = time.clock_gettime(~pid << 3 | 2)  # what clock_getcpuclockid gives for it
    except OSError:
        return 0
    return own * 1000 + sum(map(int, _stat(pid)[13:15])) * 1000 / _TICKS


def memory(pid: int) -> float:
    """Megabytes of a process in memory."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
    except OSError:
        return 0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the third on; empty where the process has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
