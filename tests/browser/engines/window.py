"""A browser's window as a test uses it; each engine says how it is driven."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PATIENCE = 20.0  # seconds until what is waited for is missing
_PAUSE = 0.05  # seconds between two looks

Actions = Sequence[dict[str, Any]]

# The middle of what can be seen of an element, once it is scrolled to.
_MIDDLE = """(selector) => {
  const element = document.querySelector(selector);
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}"""
_PASTE = """(text) => {
  document.activeElement.select();
  document.execCommand("insertText", false, text);
}"""
_SEEN = "(selector) => [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0)"


class EngineError(Exception):
    """The browser could not do what it was told to do."""


class Window(ABC):
    """The one window of a running browser; `downloads` is the folder that its files come to."""

    downloads: Path

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address and wait until it is loaded."""

    @abstractmethod
    def back(self) -> None:
        """Go back by one entry of the history."""

    @abstractmethod
    def evaluate(self, function: str, argument: Any = None) -> Any:
        """The value that a function of JavaScript returns or promises. Raises EngineError if it throws."""

    @abstractmethod
    def act(self, kind: str, actions: Actions, **parameters: str) -> None:
        """Do what WebDriver calls actions, with a `key` or a `pointer`."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page this room, in CSS pixels."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """What can be seen of the page, as PNG."""

    @abstractmethod
    def printed(self) -> bytes:
        """The page on paper, as PDF."""

    @abstractmethod
    def darken(self, *, dark: bool) -> None:
        """Set the system's theme."""

    @abstractmethod
    def errors(self) -> list[str]:
        """Errors and warnings in the console since this was last called."""

    def wait_for_function(self, function: str, argument: Any = None) -> Any:
        """The first value that a function returns which is true; tried again while the page changes."""
        deadline = time.monotonic() + PATIENCE
        last: object = None
        while time.monotonic() < deadline:
            try:
                last = self.evaluate(function, argument)
            except EngineError as error:
                last = error
            else:
                if last:
                    return last
            time.sleep(_PAUSE)
        raise AssertionError(f"{function}\n{argument}\nis {last} after {PATIENCE:g} s at {self.url()}")

    def url(self) -> str:
        """The address of the page."""
        return str(self.evaluate("() => location.href"))

    def text(self, selector: str) -> str:
        """What the first element says, with single spaces."""
        text = "(selector) => document.querySelector(selector).textContent"
        return " ".join(str(self.evaluate(text, selector)).replace("\u2060", "").split())

    def see(self, selector: str) -> None:
        """Wait until an element can be seen."""
        self.wait_for_function(_SEEN, selector)

    def point(self, x: float, y: float) -> None:
        """Move the mouse to a place of the window."""
        # From beside it: what was scrolled under a mouse that rests hears of nothing.
        self.act("pointer", [_move(x - 1, y), _move(x, y)], pointerType="mouse")

    def tap(self, x: float, y: float) -> None:
        """Touch a place of the window with a finger."""
        self.act("pointer", [_move(x, y), _button("pointerDown"), _button("pointerUp")], pointerType="touch")

    def hover(self, selector: str) -> None:
        """Move the mouse to an element."""
        self.see(selector)
        self.point(*self.evaluate(_MIDDLE, selector))

    def press(self, selector: str) -> None:
        """Press an element with the mouse."""
        self.see(selector)
        press = [_move(*self.evaluate(_MIDDLE, selector)), _button("pointerDown"), _button("pointerUp")]
        self.act("pointer", press, pointerType="mouse")

    def keys(self, *keys: str) -> None:
        """Press keys one after another, each by its character."""
        self.act("key", [{"type": f"key{way}", "value": key} for key in keys for way in ("Down", "Up")])

    def paste(self, selector: str, text: str) -> None:
        """Replace what is in a field."""
        self.press(selector)
        self.evaluate(_PASTE, text)

    def download(self, selector: str) -> Path:
        """Press what leads to a file, and wait until the file is whole."""
        before = set(self.downloads.iterdir())
        self.press(selector)
        deadline = time.monotonic() + PATIENCE
        size = -1
        while time.monotonic() < deadline:
            found = set(self.downloads.iterdir()) - before
            if len(found) == 1:
                (path,) = found
                if path.suffix not in (".part", ".wkdownload") and 0 < path.stat().st_size == size:
                    return path
                size = path.stat().st_size
            time.sleep(2 * _PAUSE)
        raise AssertionError(f"no file came of {selector}")


def _move(x: float, y: float) -> dict[str, Any]:
    return {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0}


def _button(way: str) -> dict[str, Any]:
    return {"type": way, "button": 0}
