"""WebKitGTK through its WebDriver, in a window of ours (webkit_window.py) on a screen that nobody sees."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any

from tests.browser.engines.window import PATIENCE, Actions, EngineError, Window
from tests.server import free_port
from tests.tools import required

PROGRAM = Path(__file__).with_name("webkit_window.py")
PYTHON = "/usr/bin/python3"  # Debian's, which knows Debian's packages
PACKAGES = ("webkit2gtk-driver", "xvfb", "python3-gi", "gir1.2-webkit2-4.1")
_CHECK = "import gi; gi.require_version('WebKit2', '4.1')"
_CONSOLE = ("CONSOLE ERROR", "CONSOLE WARN", "CONSOLE JS ERROR", "CONSOLE SECURITY ERROR")

# What a script of the driver gets: the argument, and where the value goes.
_SCRIPT = """const [argument, done] = arguments;
(async () => (%s)(argument))().then(
  (value) => done(JSON.stringify([value ?? null])), (error) => done(JSON.stringify(String(error))))"""


class WebKit(Window):
    """A window of WebKitGTK."""

    def __init__(self, address: str, folder: Path) -> None:
        self.downloads = folder / "downloads"
        self._folder = folder
        self._read = 0  # of the log
        self._session = f"{address}/session"
        options = {"binary": PYTHON, "args": [str(PROGRAM), str(folder)]}
        session = self.send("POST", "", capabilities={"alwaysMatch": {"webkitgtk:browserOptions": options}})
        self._session += f"/{session['sessionId']}"
        self.send("POST", "/timeouts", script=int(2 * PATIENCE * 1000))

    def send(self, method: str, path: str, **body: Any) -> Any:
        """The value that a command returns. Raises EngineError where there is none."""
        data = json.dumps(body).encode() if method == "POST" else None
        try:
            request = urllib.request.Request(self._session + path, data, method=method)
            with urllib.request.urlopen(request, timeout=3 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise EngineError(error.read().decode("utf-8", "replace")) from None

    def open(self, url: str) -> None:
        """Go to an address and wait until it is loaded."""
        self.send("POST", "/url", url=url)

    def back(self) -> None:
        """Go back by one entry of the history."""
        self.send("POST", "/back")

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """The value that a function returns. Raises EngineError if it throws."""
        answer = json.loads(self.send("POST", "/execute/async", script=_SCRIPT % function, args=[argument]))
        if isinstance(answer, str):
            raise EngineError(answer)
        return answer[0]

    def act(self, kind: str, actions: Actions, **parameters: str) -> None:
        """Do WebDriver's actions with a `key` or a `pointer`."""
        source = {"type": kind, "id": f"{kind} {parameters}", "actions": actions, "parameters": parameters}
        self.send("POST", "/actions", actions=[source])

    def resize(self, width: int, height: int) -> None:
        """Give the page this room, in CSS pixels."""
        self.send("POST", "/window/rect", width=width, height=height)

    def screenshot(self) -> bytes:
        """What can be seen of the page, as PNG."""
        return base64.b64decode(self.send("GET", "/screenshot"))

    def _tell(self, word: str) -> None:
        self.evaluate("(word) => webkit.messageHandlers.engine.postMessage(word)", word)

    def printed(self) -> bytes:
        """The page on paper, as PDF."""
        paper = self._folder / "printed.pdf"
        paper.unlink(missing_ok=True)
        self._tell("print")
        deadline = time.monotonic() + PATIENCE
        while not paper.exists():
            assert time.monotonic() < deadline, self._log()
            time.sleep(0.05)
        return paper.read_bytes()

    def darken(self, *, dark: bool) -> None:
        """Set the system's theme."""
        self._tell("dark" if dark else "light")

    def _log(self) -> str:
        return (self._folder / "log").read_text("utf-8", "replace")

    def errors(self) -> list[str]:
        """Errors and warnings in the console since this was last called."""
        log = self._log()
        new, self._read = log[self._read :], len(log)
        return [line for line in new.splitlines() if any(kind in line for kind in _CONSOLE)]

    def close(self) -> None:
        """End the browser; its only window goes before it can answer."""
        with suppress(EngineError):
            self.send("DELETE", "")


def _complete() -> bool:
    if not all(map(shutil.which, (PYTHON, "WebKitWebDriver", "Xvfb"))):
        return False
    return subprocess.run([PYTHON, "-c", _CHECK], check=False, capture_output=True).returncode == 0


@contextmanager
def started(folder: Path) -> Iterator[WebKit]:
    """Start WebKitGTK with its data, downloads and log in `folder`."""
    required(_complete(), f"no WebKitGTK with a driver: install it (Debian: apt-get install {' '.join(PACKAGES)})")
    (folder / "downloads").mkdir()
    port = free_port()
    with ExitStack() as stack:
        # So wide that the screen's own pointer, in its middle, is beside the window.
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", "4096x2400x24"]
        screen = stack.enter_context(_running(command, stdout=PIPE, stderr=DEVNULL))
        assert screen.stdout
        display = f":{screen.stdout.readline().decode().strip()}"
        env = {**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11", "HOME": str(folder), "NO_AT_BRIDGE": "1"}
        log = stack.enter_context((folder / "log").open("wb"))
        stack.enter_context(_running(["WebKitWebDriver", f"--port={port}"], stdout=log, stderr=log, env=env))
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + PATIENCE
        while not _answers(address):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        window = WebKit(address, folder)
        stack.callback(window.close)
        yield window


@contextmanager
def _running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/status", timeout=2).close()
    except OSError:
        return False
    return True
