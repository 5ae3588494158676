"""A clock that is wrong, or that jumps while people read: nothing fails, and nothing is said to be of the future."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.error import HTTPError

import pytest

from data.__main__ import main
from data.pipeline import derive
from data.store import datapackage
from tests.data.sample_feeds import read_folder, write_reports
from tests.faults.session import joined
from tests.server import Server
from tests.tools import program

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
WRONG = ("1970-01-01 00:00:10", "2100-06-01 12:00:00")
PATHS = (
    *("/open", "/open/areas.csv", "/open/areas.xlsx", "/open/almaty-uzbekistan-trade.zip", "/open/datapackage.json"),
    *("/charts/trade-balance.png?lang=kk", "/embed/trade-balance", "/trade?lang=uz", "/sitemap.xml"),
)


@pytest.fixture(scope="module")
def library() -> str:
    """The library that tells a program another time."""
    faketime = program("faketime", package="faketime")
    found = subprocess.run([faketime, "now", "printenv", "LD_PRELOAD"], capture_output=True, text=True, check=True)
    return found.stdout.strip()


@pytest.fixture
def clock(tmp_path: Path, library: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file with the time that programs started from now on are told; changed, they are told another."""
    clock = tmp_path / "clock"
    monkeypatch.setenv("LD_PRELOAD", library)
    monkeypatch.setenv("FAKETIME_TIMESTAMP_FILE", str(clock))
    monkeypatch.setenv("FAKETIME_CACHE_DURATION", "1")  # seconds; asking the file each time takes long
    monkeypatch.setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1")  # as for a clock that is set by hand
    monkeypatch.setenv("NO_FAKE_STAT", "1")  # the dates of files are those on the disk
    yield clock
    monkeypatch.undo()


def ask(server: Server, path: str, **headers: str) -> tuple[int, Message, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(server.url + path, headers=named), timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


def jump(clock: Path, date: str, server: Server) -> None:
    """Set the clock, and wait until the server dates its answers by it, which it does once a second."""
    clock.write_text(f"@{date}", "utf-8")
    deadline = time.monotonic() + 30
    while parsedate_to_datetime(ask(server, "/_stcore/health")[1]["date"]).year != int(date[:4]):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_tables_do_not_depend_on_the_clock(tmp_path: Path, clock: Path) -> None:
    feed = write_reports(tmp_path / "feed", 3)
    derive(feed, tmp_path / "now")
    for wrong in WRONG:
        clock.write_text(f"@{wrong}", "utf-8")
        out = tmp_path / wrong[:4]
        told = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
        command = [sys.executable, "-m", "data", "derive", "--feed", str(feed), "--out", str(out)]
        done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert main(["check", "--tables", str(out)]) == 0
        assert read_folder(out) == read_folder(tmp_path / "now")


def test_a_server_bears_any_time_and_any_jump(copy: Path, tmp_path: Path, clock: Path) -> None:
    served = copy / "data" / "tables"
    clock.write_text(f"@{WRONG[1]}", "utf-8")
    server = Server(copy, tmp_path / "log")
    try:
        with joined(server) as session:
            bodies: dict[str, bytes] = {}
            # Far ahead, far back, and to where the tables are of the past again.
            for date in (WRONG[1], WRONG[0], "2030-01-01 00:00:00"):
                jump(clock, date, server)
                assert "exception {" not in session.page("trade")
                for path in PATHS:
                    status, headers, body = ask(server, path)
                    assert status == 200, path
                    assert bodies.setdefault(path, body) == body, path
                    told = parsedate_to_datetime(headers["date"])
                    if changed := headers["last-modified"]:
                        assert parsedate_to_datetime(changed) <= told, path
                        assert ask(server, path, If_Modified_Since=changed)[0] == 304, path
                    if tag := headers["etag"]:
                        assert ask(server, path, If_None_Match=tag)[0] == 304, path
            # Whoever was told a date while the clock was wrong is sent what is new.
            ahead = "Tue, 01 Jun 2100 12:00:00 GMT"
            assert ask(server, "/open/areas.csv", If_Modified_Since=ahead)[0] == 200

            # Tables that come from the past, then from the future.
            for age, old, new in ((6e7, ",KZ,", ",XX,"), (4.2e9, ",XX,", ",YY,")):
                areas = served / "areas.csv"
                areas.write_text(areas.read_text("utf-8").replace(old, new, 1), "utf-8")
                datapackage.write(served)
                for file in served.iterdir():
                    os.utime(file, (age, age))
                status, headers, body = ask(server, "/open/areas.csv")
                assert status == 200
                assert new.encode() in body
                last = headers["last-modified"]
                assert last is None or parsedate_to_datetime(last) <= parsedate_to_datetime(headers["date"])
    finally:
        server.stop()
    assert server.faults() == []


def test_tables_of_the_future_are_served(copy: Path, tmp_path: Path) -> None:
    for file in (copy / "data" / "tables").iterdir():
        os.utime(file, (4_200_000_000, 4_200_000_000))
    server = Server(copy, tmp_path / "log")
    try:
        status, headers, _ = ask(server, "/open/areas.csv")
        assert (status, headers["last-modified"]) == (200, None)
        assert ask(server, "/open/areas.csv", If_None_Match=headers["etag"])[0] == 304
    finally:
        server.stop()
