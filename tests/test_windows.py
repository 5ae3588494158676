"""What runs on Windows, as far as another system can tell: without what Windows lacks, on a terminal of few letters."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from components.__main__ import build_parser as components_parser
from components.i18n import Messages
from data.__main__ import build_parser as data_parser
from tests import tools
from tests.data.pipeline.test_series_import import HEADER, LABELS, MAPPING, SOURCES, trade
from tests.data.sample_feeds import KAZAKH, feed, read_folder, write_reports
from tests.data.sample_readings import write_editorial
from tests.load.reader import Reader
from tests.server import Server

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
# Modules whose names are others on each system.
SYSTEM = re.compile(
    r"^\s*(?:import|from) (?:asyncio|ctypes|fcntl|filelock|grp|mmap|multiprocessing|os|posix|pwd|resource|select|"
    r"shutil|signal|socket|subprocess|sys|syslog|tempfile|termios|time|tty|uvloop)\b",
    re.M,
)
LACKING = {"PYTHONPATH": str(ROOT / "tests" / "windows"), "PYTHONWARNDEFAULTENCODING": "1"}


def command(*words: str | Path, package: str = "data") -> list[str]:
    return [sys.executable, "-m", package, *map(str, words)]


def run(*words: str | Path, encoding: str = "cp1251", package: str = "data") -> tuple[int, bytes, str]:
    """Return the exit code of `python -m <package>`, its output, and its messages on stderr."""
    env = {**os.environ, **LACKING, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command(*words, package=package), cwd=ROOT, env=env, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode(encoding)


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def check_for_windows(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Check the types of these files as Windows has them; what they import of the project may be anything."""
    options = ["--config-file=", "--platform", "win32", "--follow-imports", "skip", "--ignore-missing-imports"]
    command = [sys.executable, "-m", "mypy", *options, "--cache-dir", os.devnull, *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_names_that_windows_lacks_are_used_elsewhere_only(tmp_path: Path) -> None:
    sources = [*ROOT.glob("*.py"), *ROOT.glob("data/**/*.py"), *ROOT.glob("components/**/*.py")]
    done = check_for_windows(*(path for path in sources if SYSTEM.search(path.read_text("utf-8"))))
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "posix.py").write_text("import os\n\nos.geteuid()\n", "utf-8")
    assert 'has no attribute "geteuid"' in check_for_windows(tmp_path / "posix.py").stdout


def test_code_is_run_as_on_windows() -> None:
    code = "from data.system import folder_locks as it; print(hasattr(it, 'fcntl'), hasattr(it, 'FileLock'))"
    told = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **LACKING}, text=True)
    assert told == "False True\n"


def test_every_command_is_run_here() -> None:
    choices = [action.choices for action in data_parser()._actions + components_parser()._actions if action.choices]
    assert {name for each in choices for name in each} == {
        *("check", "copy", "derive", "describe", "extract", "import-series", "theme")
    }


def test_the_site_is_written_in_any_encoding(tmp_path: Path) -> None:
    (tmp_path / "сайт").mkdir()
    (tmp_path / "сайт" / "files.json").write_text("[]", "utf-8")  # an older copy, whose place it takes
    code, output, messages = run("copy", tmp_path / "сайт", encoding="ascii", package="components")
    assert (code, messages) == (0, "")
    assert output.endswith(rb"files written into \u0441\u0430\u0439\u0442/" + os.linesep.encode())
    assert hidden(tmp_path) == []
    assert (tmp_path / "сайт" / "kk" / "index.html").read_text("utf-8")
    (tmp_path / "сайт" / "чужой.txt").write_text("", "utf-8")
    code, _, messages = run("copy", tmp_path / "сайт", encoding="ascii", package="components")
    assert code == 1 and r"\u0447\u0443\u0436\u043e\u0439.txt" in messages


def test_the_files_of_the_theme_are_written_in_any_encoding() -> None:
    output = b"nothing to write" + os.linesep.encode()  # as they are what is in the repository
    assert run("theme", encoding="ascii", package="components") == (0, output, "")


@pytest.mark.parametrize("encoding", ["cp1251", "ascii"])
def test_every_command_of_data_works_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    articles, out = (
        feed(write_reports(tmp_path / "feed", 3), odd=KAZAKH.replace("Қостанай", "‘Қостанай’")),
        tmp_path / "tables",
    )
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


@pytest.mark.parametrize("encoding", ["cp1251", "ascii"])
def test_an_official_series_is_imported_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    folder, table = write_editorial(tmp_path, sources=SOURCES, labels=LABELS), tmp_path / "сауда.csv"
    (folder / "series.toml").write_text(MAPPING, "utf-8")
    call = ("import-series", table, "--series", "office-1", "--editorial", folder)
    code, _, wrong = run(*call, encoding=encoding)
    assert code == 1
    assert wrong.startswith("сауда.csv: it cannot".encode(encoding, "backslashreplace").decode(encoding))
    table.write_text("\n".join([HEADER, *trade("100", "110"), ""]), "utf-8")
    for told in (b"2 added, 0 as stored", b"0 added, 2 as stored"):
        code, said, wrong = run(*call, encoding=encoding)
        assert (code, wrong) == (0, "")
        assert said.splitlines()[-1] == b"office-1: " + told + b", 0 rows not read"
    assert hidden(tmp_path) == []


def test_two_runs_at_once_are_not_in_each_other_s_way(tmp_path: Path) -> None:
    feeds = [
        write_reports(tmp_path / "short", 3),
        write_reports(tmp_path / "long", 250),
    ]  # which further processes read
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
    articles, out = write_reports(tmp_path / "feed", 3), tmp_path / "home" / "tables"
    assert run("derive", "--feed", articles, "--out", out)[0] == 0
    before = read_folder(out)
    killed = command(
        "derive", "--feed", write_reports(tmp_path / "more", 400), "--out", out, "--no-cache", "--processes", "1"
    )
    with subprocess.Popen(killed, cwd=ROOT, env={**os.environ, **LACKING}, stdout=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + 60
        # Without the number of its process in it, a lock file is nobody's: Windows has locks of the system instead.
        while not any(lock.stat().st_size for lock in out.parent.glob(".*.lock")):
            assert running.poll() is None and time.monotonic() < deadline
            time.sleep(0.01)
        running.kill()
    assert read_folder(out) == before
    # A busy system takes a moment to release the lock of a process that it has killed.
    while run("derive", "--feed", articles, "--out", out)[::2] == (0, "") and hidden(out.parent):
        assert time.monotonic() < deadline
    assert hidden(out.parent) == []


async def read_articles(url: str) -> None:
    """Have the page `/read` read a pasted text, one that another process reads, and a file."""
    words = Messages("kk")
    async with Reader.joined(url) as reader:
        await reader.open("read", "lang=kk")
        for text in (KAZAKH, KAZAKH + " Ауа райы жылы болды." * 13_000):
            await reader.submit(words("read.read"), read_text=text)
            assert "90 миллион" in str(reader.article()["tables"])
        await reader.upload("article.txt", KAZAKH.encode())
        assert "90 миллион" in str(reader.article()["tables"])
        for label in ("read.csv", "card.png"):
            assert await reader.download(words(label))


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
        tools.run(read_articles(server.url))
        assert server.faults() == []
    finally:
        server.stop()
