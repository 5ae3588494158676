"""What runs on Windows, as far as another system can tell: without what Windows lacks, on a terminal of few letters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.data.sample_feeds import KAZAKH, content, feed, many
from tests.faults.session import joined
from tests.server import Server

ROOT = Path(__file__).parents[1]
LACKING = {"PYTHONPATH": str(ROOT / "tests" / "windows"), "PYTHONWARNDEFAULTENCODING": "1"}


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "data", *map(str, words)]


def run(*words: str | Path, encoding: str = "cp1251") -> tuple[int, bytes, str]:
    """The exit code of `python -m data`, what it printed, and what it said is wrong."""
    env = {**os.environ, **LACKING, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command(*words), cwd=ROOT, env=env, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode(encoding)


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_names_that_windows_lacks_are_used_elsewhere_only() -> None:
    command = ["mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/win32", "dashboard.py", "data", "components"]
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_code_is_run_as_on_windows() -> None:
    code = "from data.system import folder_locks as it; print(hasattr(it, 'fcntl'), hasattr(it, 'FileLock'))"
    told = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **LACKING}, text=True)
    assert told == "False True\n"


@pytest.mark.parametrize("encoding", ["cp1251", "ascii"])
def test_every_command_works_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    articles, out = feed(many(tmp_path / "feed", 3), odd=KAZAKH.replace("Қостанай", "‘Қостанай’")), tmp_path / "tables"
    for _ in range(2):  # into no folder, then in place of one
        code, said, wrong = run("derive", "--feed", articles, "--out", out, "--no-cache", "--all", encoding=encoding)
        assert (code, wrong) == (0, "")
        assert b"4 articles" in said
    assert run("describe", "--tables", out, encoding=encoding) == (
        0,
        b"wrote datapackage.json, COLUMNS.md" + os.linesep.encode(),
        "",
    )
    assert run("check", "--tables", out, "--feed", articles, encoding=encoding)[::2] == (0, "")
    assert hidden(tmp_path) == []
    code, said, wrong = run("extract", articles, encoding=encoding)
    assert (code, wrong) == (0, "")
    assert "«90 миллион АҚШ".encode(encoding, "backslashreplace") in said
    # JSON is UTF-8 in any.
    code, said, wrong = run("extract", articles, "--json", encoding=encoding)
    assert (code, wrong) == (0, "")
    facts = [fact for line in said.decode().splitlines() for fact in json.loads(line)["facts"]]
    assert any(fact["phrase"].startswith("90 миллион АҚШ") for fact in facts)


def test_two_runs_at_once_are_not_in_each_other_s_way(tmp_path: Path) -> None:
    feeds = [many(tmp_path / "short", 3), many(tmp_path / "long", 250)]  # which further processes read
    out = tmp_path / "home" / "tables"
    running = [
        subprocess.Popen(
            command("derive", "--feed", articles, "--out", out, "--no-cache"),
            cwd=ROOT,
            env={**os.environ, **LACKING},
            stdout=subprocess.DEVNULL,
        )
        for articles in feeds
    ]
    assert [one.wait(120) for one in running] == [0, 0]
    assert run("check", "--tables", out)[::2] == (0, "")
    assert hidden(out.parent) == []


def test_what_a_run_that_was_killed_left_goes_with_the_next(tmp_path: Path) -> None:
    articles, out = many(tmp_path / "feed", 3), tmp_path / "home" / "tables"
    assert run("derive", "--feed", articles, "--out", out)[0] == 0
    before = content(out)
    killed = command("derive", "--feed", many(tmp_path / "more", 400), "--out", out, "--no-cache", "--processes", "1")
    with subprocess.Popen(killed, cwd=ROOT, env={**os.environ, **LACKING}, stdout=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + 60
        while not hidden(out.parent):
            assert running.poll() is None and time.monotonic() < deadline
            time.sleep(0.01)
        running.kill()
    assert content(out) == before
    assert run("derive", "--feed", articles, "--out", out)[::2] == (0, "")
    assert hidden(out.parent) == []


def test_the_server_serves(tmp_path: Path) -> None:
    server = Server(ROOT, tmp_path / "log", env={**LACKING, "PYTHONIOENCODING": "ascii"})
    try:
        for path in (
            "/?lang=kk",
            "/charts/trade-balance.png?lang=uz",
            "/open/areas.xlsx",
            "/embed/trade-balance?lang=ru",
        ):
            with urllib.request.urlopen(server.url + path, timeout=30) as answer:
                assert answer.status == 200
        with joined(server) as session:
            assert "exception" not in session.page("read", "lang=kk")
        assert server.faults() == []
    finally:
        server.stop()
