"""The open data where it is moved, broken or changed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from data.store import datapackage
from tests.components.server.open_data.asking import Answer, over, problem
from tests.server import Server

pytestmark = pytest.mark.slow


@pytest.fixture
def started(copy: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start a copy of the project, free to break."""
    running: list[Server] = []

    def start(base: str = "") -> Server:
        running.append(Server(copy, tmp_path / "log", base=base))
        return running[-1]

    yield start
    for server in running:
        server.stop()


def awaited(take: Callable[[], Answer], status: int) -> Answer:
    """The answer once it is of this status: while one thread of the server reads, others do not wait for it."""
    deadline = time.monotonic() + 30
    while (answer := take()).status != status:
        assert time.monotonic() < deadline
    return answer


def test_under_a_path_of_its_own_addresses_follow(started: Callable[..., Server]) -> None:
    ask = over(started("trade"), "")
    told = ask("/trade/open").told
    assert told["tables"][0]["csv"] == "/trade/open/sources.csv"
    assert ask(told["tables"][0]["csv"]).status == 200
    assert ask("/trade/open/openapi.json").told["servers"] == [{"url": "/trade/open"}]
    assert "/trade/open/areas.csv" in problem(ask("/trade/open/areas"), 404)["exists"]
    where = problem(ask("/trade/open/observations.csv?metric=coverage-ratio"), 400)["elsewhere"]
    assert where == ["/trade/open/derived.csv?metric=coverage-ratio"]


def test_a_fault_of_the_program_is_logged_and_not_shown(started: Callable[..., Server], copy: Path) -> None:
    path = copy / "components" / "server" / "open_data" / "readme.py"
    path.write_text("def render_readme(words, tables, dataset):\n    raise RuntimeError('secret')\n", "utf-8")
    server = started()
    answer = over(server)("/almaty-uzbekistan-trade.zip")
    problem(answer, 500)
    assert b"secret" not in answer.body
    assert over(server)("/areas.csv").status == 200
    log = server.log.read_text("utf-8")
    assert "RuntimeError" in log and "readme.py" in log
    assert "secret" not in log.replace("raise RuntimeError('secret')", "")


def test_tables_are_read_again_when_they_are_whole_and_sound_and_until_then_the_last_are_shown(
    started: Callable[..., Server], copy: Path
) -> None:
    server = started()
    ask = over(server)
    first = ask("/areas.csv")
    path = copy / "data" / "tables" / "areas.csv"
    good = path.read_bytes()
    row = next(line for line in good.splitlines() if line.startswith(b"kazakhstan,"))
    path.write_bytes(good.replace(row, row.replace(b",KZ,", b",XX,"), 1))
    assert ask("/areas.csv").body == first.body  # the description of them may be on its way
    datapackage.write(path.parent)
    changed = awaited(lambda: ask("/areas.csv", If_None_Match=first.headers["etag"]), 200)
    assert b",XX," in changed.body
    dates = [parsedate_to_datetime(answer.headers["last-modified"]) for answer in (first, changed)]
    assert dates[0] < dates[1]
    assert ask("/areas.csv", If_Modified_Since=first.headers["last-modified"]).body == changed.body
    assert ask("/datapackage.json").told["resources"][1]["hash"].endswith(hashlib.sha256(changed.body).hexdigest())

    path.write_bytes(good[:-1])
    datapackage.write(path.parent)
    last_line = good.count(b"\n")
    problem_line = f"areas.csv, line {last_line}: the last line does not end: the file may be cut off"
    deadline = time.monotonic() + 30
    while problem_line not in server.log.read_text("utf-8"):
        assert ask("/areas.csv").body == changed.body
        assert time.monotonic() < deadline
    assert ask("/areas.csv").body == changed.body

    server.stop()
    ask = over(started())
    faults = problem(ask("/areas.csv"), 503)["problems"]
    assert [(fault["file"], fault["what"]) for fault in faults] == [
        ("areas.csv", "the last line does not end: the file may be cut off")
    ]
    assert faults[0]["remedy"] and faults[0]["line"]
    problem(ask("/areas.csv?kind=country"), 503)
    problem(ask("/datapackage.json"), 503)
    problem(ask("/almaty-uzbekistan-trade.zip"), 503)
    assert {ask(path).status for path in ("", "/openapi.json", "/labels.csv")} == {200}

    path.write_bytes(good)
    assert awaited(lambda: ask("/areas.csv"), 200).body == first.body
