"""Pipes, devices, folders and worse where commands read and write: a line says so, and nothing is lost."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from components.__main__ import main as components_main
from components.static_site import write as writing
from data.__main__ import main
from data.pipeline import BuildOptions, derive, editorial
from data.store import datapackage
from data.store.dataset import FILE_NAMES
from data.system.files import load_cached
from tests.conftest import ROOT
from tests.data.sample_feeds import read_folder, write_reports
from tests.faults.places import DEEP, STRANGE, promptly, take_away

pytestmark = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="not every system has all of these")


@pytest.mark.parametrize("kind", STRANGE)
def test_commands_say_what_stands_there(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    put, why = STRANGE[kind]
    feed, out = write_reports(tmp_path / "feed", 2), tmp_path / "tables"
    assert main(["derive", "--feed", str(feed), "--out", str(out), "--no-cache"]) == 0
    before = read_folder(out)
    matter = Path(shutil.copytree(editorial.EDITORIAL_FOLDER, tmp_path / "editorial"))
    take_away(matter / "corrections.csv")
    put(matter / "corrections.csv")
    put(tmp_path / "manifest.json")
    tables = Path(shutil.copytree(out, tmp_path / "spoiled"))
    take_away(tables / "areas.csv")
    put(tables / "areas.csv")
    capsys.readouterr()
    for command, said in (
        (["check", "--tables", str(tables)], "areas.csv: the file cannot be read"),
        (["describe", "--tables", str(tables)], "areas.csv: the file cannot be read"),
        (
            ["derive", "--feed", str(feed), "--out", str(out), "--editorial", str(matter), "--no-cache"],
            "editorial/corrections.csv: the file cannot be read",
        ),
        (
            ["extract", str(feed), "--manifest", str(tmp_path / "manifest.json")],
            "manifest.json: the manifest cannot be read",
        ),
    ):
        assert promptly(lambda command=command: [main(command)]) == [1]  # type: ignore[misc]
        assert f"{said} ({why})" in capsys.readouterr().err
    assert read_folder(out) == before


@pytest.mark.parametrize("kind", STRANGE)
def test_a_cache_is_done_without_what_stands_in_its_place(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "almaty-uzbekistan-trade").mkdir()
    STRANGE[kind][0](tmp_path / "almaty-uzbekistan-trade" / "one")
    assert promptly(lambda: load_cached("one", lambda: b"content")) == b"content"


def other_columns(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE readings (name, reading)")


@pytest.mark.parametrize("kind", [*STRANGE, "other columns"])
def test_readings_are_kept_anew_where_something_else_stands(tmp_path: Path, kind: str) -> None:
    put = STRANGE[kind][0] if kind in STRANGE else other_columns
    feed, cache, out = write_reports(tmp_path / "feed", 2), tmp_path / "cache", tmp_path / "tables"
    derive(feed, out, BuildOptions(cache=cache))
    (kept,) = cache.iterdir()
    take_away(kept)
    put(kept)
    for unchanged in (0, 0 if kind in ("folder", "failing") else 2):  # nor can those two go
        assert promptly(lambda: derive(feed, out, BuildOptions(cache=cache))).unchanged == unchanged
    assert list(cache.iterdir()) == [kept]


@pytest.mark.slow
def test_readings_that_another_run_is_writing_are_left_alone(tmp_path: Path) -> None:
    feed, cache, out = write_reports(tmp_path / "feed", 2), tmp_path / "cache", tmp_path / "tables"
    derive(feed, out, BuildOptions(cache=cache))
    (kept,) = cache.iterdir()
    before = kept.stat().st_ino
    with closing(sqlite3.connect(kept, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert derive(feed, out, BuildOptions(cache=cache)).unchanged == 0
        other.execute("COMMIT")
    assert derive(feed, out, BuildOptions(cache=cache)).unchanged == 2
    assert kept.stat().st_ino == before


@pytest.mark.parametrize("name", [*FILE_NAMES, datapackage.DESCRIPTION_FILES[1]])
def test_a_folder_where_a_file_is_to_be_written_is_not_lost(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    feed, out = write_reports(tmp_path / "feed", 2), tmp_path / "tables"
    assert main(["derive", "--feed", str(feed), "--out", str(out), "--no-cache"]) == 0
    (out / name).unlink()
    (out / name).mkdir()
    (out / name / "diary.txt").write_text("mine", "utf-8")
    assert main(["derive", "--feed", str(feed), "--out", str(out), "--no-cache"]) == 1
    assert f"the folder holds other files than tables, as {name}." in capsys.readouterr().err
    if name in datapackage.DESCRIPTION_FILES:
        assert main(["describe", "--tables", str(out)]) == 1
        assert f"{out / name}: it cannot be written (Is a directory)" in capsys.readouterr().err
    assert (out / name / "diary.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize("parent", ["file", "loop"])
def test_a_folder_that_cannot_be_is_said(tmp_path: Path, parent: str, capsys: pytest.CaptureFixture[str]) -> None:
    feed, place = write_reports(tmp_path / "feed", 2), tmp_path / parent
    place.write_text("", "utf-8") if parent == "file" else STRANGE["loop"][0](place)
    assert main(["derive", "--feed", str(feed), "--out", str(place / "tables"), "--no-cache"]) == 1
    assert components_main(["copy", str(place / "copy")]) == 1
    assert [line.count("cannot be written (") for line in capsys.readouterr().err.splitlines()] == [1, 1]


MARKERS = {"deep": DEEP, "no text": b"\xff", "names": b'[["a"]]', "number": b"5", "others": b'{"a.txt": 1}'}


@pytest.mark.parametrize("kind", [*STRANGE, *MARKERS])
def test_a_copy_whose_list_is_none_of_ours_is_left_alone(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / "diary.txt").write_text("mine", "utf-8")
    listed = folder / "files.json"
    listed.write_bytes(MARKERS[kind]) if kind in MARKERS else STRANGE[kind][0](listed)
    assert promptly(lambda: [components_main(["copy", str(folder)])]) == [1]
    assert "there is something else in the folder: diary.txt" in capsys.readouterr().err
    assert (folder / "diary.txt").read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_a_copy_takes_the_place_of_an_older_one_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "copy"
    for text in ("old", "new"):
        monkeypatch.setattr(writing, "site_files", lambda _, text=text: iter([("a/b.html", text)]))
        writing.write_site(folder)
        assert (folder / "a" / "b.html").read_text("utf-8") == text
        assert json.loads((folder / "files.json").read_bytes()) == ["a/b.html"]
    folder.joinpath("a", "link").symlink_to(tmp_path)
    with pytest.raises(Exception, match="something else in the folder: a/link"):
        writing.write_site(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


# Derives, and is ended by the signal that it is called with once all is gathered.
ENDED = """
import os, runpy, sys, time
from data.pipeline import build
number = int(sys.argv.pop())
def write(*_):
    os.kill(os.getpid(), number)
    time.sleep(60)
build._write_tables = write
runpy.run_module("data", run_name="__main__", alter_sys=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_ended_leaves_nothing_half_written(tmp_path: Path, number: int) -> None:
    feed, out = write_reports(tmp_path / "feed", 2), tmp_path / "tables"
    command = [sys.executable, "-c", ENDED, "derive", "--feed", str(feed), "--out", str(out), "--no-cache", str(number)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "stopped; the tables are whole\n")
    assert [path.name for path in tmp_path.iterdir()] == ["feed"]
