"""Firefox through WebDriver BiDi, which it speaks itself; Playwright asks more of it than Debian's release knows."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.engines.window import PATIENCE, Actions, EngineError, Window
from tests.tools import program

_LISTENING = "WebDriver BiDi listening on "
_DARK = "layout.css.prefers-color-scheme.content-override"  # 0 dark, 1 light
_FONTS = "browser.display.use_document_fonts"
_FINE, _HOVER = 2, 4  # what a pointer can do

_SETTINGS = {
    # Nobody listens at this proxy, and what is on this machine is fetched without: so nothing leaves it.
    "network.proxy.type": 1,
    **{f"network.proxy.{way}": "127.0.0.1" for way in ("http", "ssl")},
    **{f"network.proxy.{way}_port": 9 for way in ("http", "ssl")},
    "browser.download.folderList": 2,
    "browser.download.always_ask_before_handling_new_types": False,
    "ui.primaryPointerCapabilities": _FINE | _HOVER,  # without a screen it has no mouse
    "ui.allPointerCapabilities": _FINE | _HOVER,
    _DARK: 1,
}


class Firefox(Window):
    """A window of Firefox."""

    def __init__(self, socket: ClientConnection, downloads: Path) -> None:
        self.downloads = downloads
        self._socket = socket
        self._sent = 0
        self._errors: list[str] = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        self._page = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self._chrome = self.send("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"][0]["context"]

    def send(self, method: str, **parameters: Any) -> Any:
        """The result of a command. Raises EngineError where there is none."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._socket.recv(timeout=2 * PATIENCE))
            if told["type"] == "event":
                entry = told["params"]
                if entry["level"] in ("error", "warn"):
                    self._errors.append(entry["text"])
            elif told["id"] == self._sent:
                if told["type"] == "error":
                    raise EngineError(f"{told['error']}: {told['message']}")
                return told["result"]

    def open(self, url: str) -> None:
        """Go to an address and wait until it is loaded."""
        self.send("browsingContext.navigate", context=self._page, url=url, wait="complete")

    def back(self) -> None:
        """Go back by one entry of the history."""
        self.send("browsingContext.traverseHistory", context=self._page, delta=-1)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """The value that a function returns. Raises EngineError if it throws."""
        return self._call(self._page, function, argument)

    def _call(self, context: str, function: str, argument: Any) -> Any:
        answer = self.send(
            "script.callFunction",
            functionDeclaration=f"async (text) => JSON.stringify((await ({function})(JSON.parse(text))) ?? null)",
            arguments=[{"type": "string", "value": json.dumps(argument)}],
            awaitPromise=True,
            target={"context": context},
        )
        if answer["type"] == "exception":
            raise EngineError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def set(self, name: str, value: bool | int) -> None:
        """Give one of its settings a value, as about:config does."""
        kind = "Bool" if isinstance(value, bool) else "Int"
        self._call(self._chrome, f"([name, value]) => Services.prefs.set{kind}Pref(name, value)", [name, value])

    def act(self, kind: str, actions: Actions, **parameters: str) -> None:
        """Do WebDriver's actions with a `key` or a `pointer`."""
        source = {"type": kind, "id": f"{kind} {parameters}", "actions": actions, "parameters": parameters}
        self.send("input.performActions", context=self._page, actions=[source])

    def resize(self, width: int, height: int) -> None:
        """Give the page this room, in CSS pixels."""
        self.send("browsingContext.setViewport", context=self._page, viewport={"width": width, "height": height})

    def screenshot(self) -> bytes:
        """What can be seen of the page, as PNG."""
        return base64.b64decode(self.send("browsingContext.captureScreenshot", context=self._page)["data"])

    def printed(self) -> bytes:
        """The page on paper, as PDF."""
        # Of a font of the page's, it draws the letters; of the system's, there are words in the file.
        self.set(_FONTS, 0)
        try:
            return base64.b64decode(self.send("browsingContext.print", context=self._page)["data"])
        finally:
            self.set(_FONTS, 1)

    def darken(self, *, dark: bool) -> None:
        """Set the system's theme."""
        self.set(_DARK, int(not dark))

    def errors(self) -> list[str]:
        """Errors and warnings in the console since this was last called."""
        self.url()  # what was told before comes before the answer
        found, self._errors = self._errors, []
        return found


@contextmanager
def started(folder: Path) -> Iterator[Firefox]:
    """Start Firefox with a profile of its own in `folder`."""
    executable = program("firefox-esr", "firefox", package="firefox-esr")
    downloads, profile, log = folder / "downloads", folder / "profile", folder / "log"
    downloads.mkdir()
    profile.mkdir()
    settings = {**_SETTINGS, "browser.download.dir": str(downloads)}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    options = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--remote-allow-system-access"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [executable, *options, "--profile", str(profile)],
            env={**os.environ, "HOME": str(folder)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + 3 * PATIENCE
        while _LISTENING not in (said := log.read_text("utf-8", "replace")):
            assert process.poll() is None and time.monotonic() < deadline, said
            time.sleep(0.05)
        address = said.partition(_LISTENING)[2].split()[0]
        with connect(f"{address}/session", max_size=None, proxy=None) as socket:
            yield Firefox(socket, downloads)
    finally:
        process.terminate()
        process.wait(timeout=20)
