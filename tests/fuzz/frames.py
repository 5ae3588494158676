"""Frames of the websocket that `/read` runs over, and bytes in place of requests, to a server of its own."""

from __future__ import annotations

import json
import re
import socket
import urllib.request
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from components.pages import PAGES
from tests.faults.session import joined
from tests.fuzz import mutate, requests
from tests.fuzz.engine import MB, ROOT, Case, Target
from tests.fuzz.mutate import DICTIONARY
from tests.fuzz.reports import texts
from tests.server import Server

QUIET = 0.15  # seconds without an answer after which none is waited for
GIANT = 60 * MB  # bytes; more than a frame may have
_WIDGET = re.compile(r'\bid: "(\$\$[^"]+)"')
_TEXT = re.compile("-read-(text|url|date)$")
_SHOWN = re.compile("(?:body|label|content): .*")
_PLACE = re.compile(r'File "([^"]+)", line \d+')


class Frames(Target):
    """Whatever is sent, the server stays up, tells of no error, does not grow, and serves others as before."""

    base, grows = 10.0, 60.0

    def __init__(self, folder: Path) -> None:
        """Start the server, and see what a page is before."""
        super().__init__(folder)
        self._server = Server(ROOT, folder / "log")
        self._process = psutil.Process(self._server.process.pid)
        self._address = self._server.url.replace("http", "ws", 1) + "/_stcore/stream"
        self._told = 0  # bytes of the log that were looked at
        with joined(self._server) as reader:
            self._before = reader.page("read")
        self._widgets = sorted(set(_WIDGET.findall(self._before)))

    def clock(self) -> float:
        """Seconds of CPU that the server took."""
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """MB that the server holds."""
        return float(self._process.memory_info().rss) / MB

    def finish(self) -> None:
        """Raise where a page is not what it was."""
        with joined(self._server) as reader:
            assert _SHOWN.findall(reader.page("read")) == _SHOWN.findall(self._before), "a page is not what it was"

    def close(self) -> None:
        """Stop the server."""
        self._server.stop()

    def case(self, chance: Random) -> Case:
        """Frames of one connection, or changed requests."""
        if chance.random() < 0.3:
            return {"request": mutate.flipped(chance, requests.request(chance) * chance.choice((1, 1, 3)))}
        return {f"frame-{number:03}": self._frame(chance) for number in range(chance.choice((1, 1, 2, 4, 30)))}

    def _frame(self, chance: Random) -> bytes:
        """A frame: mostly one that runs a page, with values that its widgets cannot have, or should not."""
        kind = chance.random()
        if kind < 0.1:
            return chance.randbytes(chance.choice((0, 1, 100, 100_000)))
        if kind < 0.15:
            return bytes(GIANT if chance.random() < 0.02 else MB)
        message = BackMsg()
        if kind < 0.2:
            setattr(message, chance.choice(("clear_cache", "stop_script", "load_git_info")), True)
            return bytes(message.SerializeToString())
        rerun = message.rerun_script
        rerun.page_name = chance.choice((*(page.path for page in PAGES), "read", "read", "\0", "../..", "a" * 9999))
        rerun.query_string = requests.query(chance)[1:5000]
        if kind < 0.4:
            return mutate.flipped(chance, bytes(message.SerializeToString()))
        for name in chance.sample(self._widgets, chance.randint(0, len(self._widgets))):
            _set(chance, rerun.widget_states.widgets.add(id=name if chance.random() < 0.9 else name[::-1]))
        return bytes(message.SerializeToString())

    def check(self, case: Case) -> None:
        """Send it; then the server answers, and its log has no error."""
        if "request" in case:
            self._ask(case["request"])
        else:
            self._send(case)
        with urllib.request.urlopen(f"{self._server.url}/health", timeout=60) as answer:
            assert answer.read() == b"ok", "it is not well"
        with self._server.log.open("rb") as log:
            log.seek(self._told)
            told = log.read().rpartition(b"\n")[0]  # the last line may be on its way
        self._told += len(told)
        for line in told.splitlines():
            check_entry(json.loads(line) if line.startswith(b"{") else {})

    def _ask(self, request: bytes) -> None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self._server.port), 10) as raw:
            raw.sendall(request)
            raw.settimeout(QUIET)
            while content := raw.recv(1_000_000):
                assert not content.startswith(b"HTTP/1.1 5"), f"the status is {content[9:12]!r}"

    def _send(self, frames: Case) -> None:
        with (
            suppress(OSError, WebSocketException),
            connect(self._address, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None) as session,
        ):
            for frame in frames.values():
                session.send(frame)
            while True:
                session.recv(QUIET)


def check_entry(entry: dict[str, Any]) -> None:
    """Raise where an entry of the log is an error that is ours."""
    if entry.get("level") in ("ERROR", "CRITICAL"):
        places = _PLACE.findall(entry.get("traceback", ""))
        # Streamlit answers a value that its widget cannot have with an error, to that session alone.
        known = [place for place in places if "/site-packages/streamlit/" in place or _is_ours(place)]
        assert known and not _is_ours(known[-1]), f"the log has an error at {known[-1:]}: {json.dumps(entry)}"


def _is_ours(place: str) -> bool:
    return Path(place).is_relative_to(ROOT) and "/site-packages/" not in place


def _set(chance: Random, state: Any) -> None:
    """Give a widget any value: a field for text gets text, since anything else fails in that session alone."""
    text = chance.choice(DICTIONARY["tricks"])
    if chance.random() < 0.6:
        text = mutate.mutated(chance, chance.choice(texts()), texts())
    text = text.encode("utf-8", "replace").decode()[:20_000]
    values = {
        "trigger_value": True,
        "bool_value": False,
        "int_value": chance.choice((-(2**40), 0, 2**53)),
        "double_value": chance.choice((float("nan"), float("inf"), 1e308)),
        "string_value": text,
        "json_value": text,
        "bytes_value": chance.randbytes(99),
    }
    lists = {"int_array_value": [-1, 10**9], "string_array_value": [text], "double_array_value": [float("nan")]}
    kind = chance.choice((*values, *lists, "file", *["string_value", "trigger_value"] * 3))
    if _TEXT.search(state.id):
        kind = "string_value"
    if kind in values:
        setattr(state, kind, values[kind])
    elif kind in lists:
        getattr(state, kind).data.extend(lists[kind])
    else:
        state.file_uploader_state_value.uploaded_file_info.add(file_id="../../etc/passwd", name="a.txt")
