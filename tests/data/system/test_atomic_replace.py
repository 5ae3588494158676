"""Tables are replaced whole: whatever happens on the way, a reader finds the old ones or the new ones."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import data
from data import DataError
from data.pipeline import BuildOptions, derive
from data.pipeline.staging import StagingDatabase
from data.system import atomic_replace
from tests.data.sample_feeds import feed, read_folder, write_reports

NAMES = frozenset({"a.csv", "b.csv"})

# Derives from two feeds in turn, for ever, and says after the first time that it has begun.
WRITER = """
import sys
from pathlib import Path
from data.pipeline import BuildOptions, derive
from data.system import atomic_replace
one, other, out, way = map(Path, sys.argv[1:])
if way.name == "moved":
    atomic_replace.exchange_folders = lambda *_: False
while True:
    for feed in (one, other):
        derive(feed, out, BuildOptions(processes=1))
        print("done", flush=True)
"""


def write(folder: Path, text: str) -> None:
    with atomic_replace.replace_folder(folder, NAMES) as new:
        for name in sorted(NAMES):
            (new / name).write_text(text, "utf-8")


def beside(folder: Path) -> list[str]:
    return [path.name for path in folder.parent.iterdir() if path != folder]


@pytest.mark.parametrize("way", ["exchanged", "moved"])
def test_old_files_give_way_to_new_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    if way == "moved":
        monkeypatch.setattr(atomic_replace, "exchange_folders", lambda *_: False)
    folder = tmp_path / "tables"
    for text in ("old", "new"):
        write(folder, text)
        assert read_folder(folder) == {"a.csv": text.encode(), "b.csv": text.encode()}
        assert (folder.stat().st_mode & 0o777, (folder / "a.csv").stat().st_mode & 0o777) == (0o755, 0o644)
    assert beside(folder) == []


def test_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not atomic_replace.exchange_folders(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this file system cannot do it")
    assert (tmp_path / "one" / "other").exists()
    assert (tmp_path / "other" / "one").exists()


def test_an_error_leaves_the_old_files(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write(folder, "old")
    with pytest.raises(RuntimeError), atomic_replace.replace_folder(folder, NAMES) as new:
        (new / "a.csv").write_text("new", "utf-8")
        raise RuntimeError
    assert read_folder(folder) == {"a.csv": b"old", "b.csv": b"old"}
    assert beside(folder) == []


def test_a_move_that_was_cut_off_is_finished_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tables"
    write(folder, "old")
    monkeypatch.setattr(atomic_replace, "exchange_folders", lambda *_: False)
    replaced: list[str] = []
    really = Path.replace

    def once(self: Path, target: Path) -> Path:
        if replaced:
            raise OSError
        replaced.append(self.name)
        return really(self, target)

    with monkeypatch.context() as context, pytest.raises(OSError, match=r"^$"):
        context.setattr(Path, "replace", once)
        write(folder, "new")
    assert read_folder(folder) == {"a.csv": b"new", "b.csv": b"old"}
    atomic_replace._recover(folder)
    assert read_folder(folder) == {"a.csv": b"new", "b.csv": b"new"}
    assert beside(folder) == []


def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    with atomic_replace.replace_folder(folder, NAMES) as new:
        atomic_replace._recover(folder)
        assert new.is_dir()
        (new / "a.csv").touch()
    assert read_folder(folder) == {"a.csv": b""}


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    articles = feed(tmp_path / "feed", one="Экспорт")
    precious = tmp_path / "home"
    precious.mkdir()
    (precious / "diary.txt").write_text("mine", "utf-8")
    with pytest.raises(
        DataError, match=r"home: the folder holds other files than tables, as diary\.txt\. Name a folder"
    ):
        derive(articles, precious)
    assert read_folder(precious) == {"diary.txt": b"mine"}


def test_a_mount_point_is_told_of(tmp_path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: Path) -> bool:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    before = read_folder(tables)
    monkeypatch.setattr(atomic_replace, "exchange_folders", busy)
    with pytest.raises(DataError, match=r"are as they were\. Write to another folder\."):
        derive(write_reports(tmp_path / "feed", 1), tables)
    assert read_folder(tables) == before


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchanged", "moved"])
def test_killed_at_any_moment_the_tables_are_whole(tmp_path: Path, way: str) -> None:
    feeds = [write_reports(tmp_path / name, count) for name, count in (("one", 3), ("other", 40))]
    out = tmp_path / "tables"
    whole = []
    for one in feeds:
        derive(one, out)
        whole.append(read_folder(out))
    random_moment = random.Random(7)  # noqa: S311 - no secret
    for _ in range(8):
        command = [sys.executable, "-c", WRITER, *map(str, (*feeds, out)), way]
        with subprocess.Popen(command, cwd=Path(data.__file__).parents[1], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"done\n"
            time.sleep(random_moment.random() / 5)
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        if way == "moved":
            atomic_replace._recover(out)  # what every run does first
        assert read_folder(out) in whole
        data.load(out)
    derive(feeds[0], out)
    assert sorted(beside(out)) == ["one", "other"]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not tell which files are open")
def test_on_a_full_disk_no_file_stays_open(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    held: list[str] = []
    try:
        StagingDatabase(tmp_path / "scratch")
    except sqlite3.Error:  # as long as it is dealt with, all that it came through is held
        held = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert held
    assert not [path for path in held if path.startswith(str(tmp_path))]


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_tables(tmp_path: Path) -> None:
    out = tmp_path / "tables"
    derive(write_reports(tmp_path / "old", 2), out)
    before = read_folder(out)
    more = write_reports(tmp_path / "new", 300)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (1_000, 20_000, 60_000):
        # The signal is turned into an error by Python, as a full disk is by the system.
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            with pytest.raises(DataError, match=r"tables: the tables cannot be written \(.*\) and are as they were\."):
                derive(more, out, BuildOptions(cache=tmp_path / "cache", processes=1))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert read_folder(out) == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    derive(more, out)
    assert read_folder(out) != before
