"""What the server asks of others: nothing at all, but what a reader's link names. All its sockets are watched."""

from __future__ import annotations

import json
import os
import urllib.request
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from components.i18n import Messages
from components.pages import PAGES
from tests.conftest import ROOT
from tests.load.reader import Reader
from tests.server import Server, hosted
from tests.tools import run

pytestmark = pytest.mark.slow

SITE = "https://trade.example"
# Python runs this before all else in the server's process, and tells it of each socket that is to lead somewhere.
WATCH = """
import json, os, sys

def watch(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"):
        with open(os.environ["WATCHED"], "a") as told:
            told.write(json.dumps([event, str(args[-1] if event.endswith("connect") else args[0])]) + "\\n")

sys.addaudithook(watch)
"""


class Watched(Server):
    """The dashboard, started as the README has it, for a site that a proxy has another name for."""

    def __init__(self, folder: Path) -> None:
        self._told = folder / "told"
        self._told.touch()
        (folder / "sitecustomize.py").write_text(WATCH, "utf-8")
        path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
        env = {"PYTHONPATH": path, "WATCHED": str(self._told), "SITE_ADDRESS": SITE, "PRIVATE_ADDRESSES": "1"}
        super().__init__(ROOT, folder / "log", address="", env=env)

    def asked(self) -> list[tuple[str, str]]:
        """What it has asked so far: names that it looked up, addresses that it connected to."""
        return [tuple(json.loads(line)) for line in self._told.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A server of which each socket is known."""
    running = Watched(tmp_path_factory.mktemp("watched"))
    yield running
    running.stop()


def test_it_starts_and_serves_without_asking_anybody(watched: Watched) -> None:
    paths = [f"/{page.path}" for page in PAGES]
    paths += ["/embed/factory-output", "/charts/factory-output.png", "/open/areas.xlsx", "/ready", "/_stcore/health"]
    for path in (*paths, "/_stcore/host-config", "/_stcore/metrics"):
        with urllib.request.urlopen(watched.url + path, timeout=60) as answer:
            assert answer.status == 200
    assert watched.asked() == []


@pytest.mark.parametrize("own", ["http://127.0.0.1", SITE, None])
def test_a_session_asks_nobody(watched: Watched, own: str | None) -> None:
    origin = Origin(own.replace("127.0.0.1", f"127.0.0.1:{watched.port}")) if own else None
    with connect(f"ws://127.0.0.1:{watched.port}/_stcore/stream", origin=origin, proxy=None):
        pass
    assert watched.asked() == []


@pytest.mark.parametrize("other", ["https://evil.example", "http://localhost:1", "null"])
def test_a_page_of_another_site_opens_none_and_nobody_is_asked(watched: Watched, other: str) -> None:
    for _ in range(20):
        with (
            pytest.raises(InvalidStatus, match="403"),
            connect(f"ws://127.0.0.1:{watched.port}/_stcore/stream", origin=Origin(other), proxy=None),
        ):
            pass
    assert watched.asked() == []


def upload(server: Server, session: str, origin: str) -> int:
    """Upload a file to a session, as a page of that origin; the status of the answer."""
    with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=60) as answer:
        cookies = SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie")))
    token = cookies["_streamlit_xsrf"].value
    part = b'--a\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nA text.\r\n--a--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=a", "Origin": origin}
    headers |= {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token}
    address = f"{server.url}/_stcore/upload_file/{session}/file"
    try:
        with urllib.request.urlopen(Request(address, part, headers, method="PUT"), timeout=60) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_a_file_asks_nobody_and_a_link_its_own_host(watched: Watched, tmp_path: Path) -> None:
    words = Messages("en")
    (tmp_path / "a.html").write_text("<p>In 2017, exports to Uzbekistan were $5 million.</p>", "utf-8")

    async def scenario(address: str) -> None:
        async with Reader.joined(watched.url) as reader:
            await reader.open("read", "lang=en")
            assert upload(watched, reader.session, watched.url) == upload(watched, reader.session, SITE) == 204
            assert upload(watched, reader.session, "https://evil.example") == 403
            assert watched.asked() == []
            await reader.submit(words("read.read"), 1, read_url=f"{address}/a.html")
            assert "$5 million" in reader.text()

    with hosted(tmp_path) as address:
        run(scenario(address))
        port = urlsplit(address).port
    looked_up, *connected = watched.asked()
    assert looked_up == ("socket.getaddrinfo", "localhost")
    assert connected
    assert {(event, place.strip("()").split(", ")[1]) for event, place in connected} == {("socket.connect", str(port))}
