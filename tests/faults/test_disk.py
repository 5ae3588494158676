"""No room, no leave to write, killed, two at once: the tables are the old ones or the new ones, and a line says why."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from components.__main__ import main
from components.server.assets import PLOTLY_JS_PATH
from data.__main__ import main as data_main
from data.pipeline import derive
from data.store import datapackage
from data.store.dataset import matches_descriptor, read_files
from tests.data.sample_feeds import read_folder, write_reports
from tests.server import Server

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KILLS = 4
RUNS = 2  # at once


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Something mounted at the folder; skipped where the system does not allow that."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False, text=True)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here, so no disk is full: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder as one that nobody may write to, not even root."""
    with mounted(folder, "--bind", str(folder)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield


def command(feed: Path, out: Path) -> list[str]:
    options = ("--feed", str(feed), "--out", str(out), "--no-cache", "--processes", "1")
    return [sys.executable, "-m", "data", "derive", *options]


def run(feed: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(feed, out), cwd=ROOT, capture_output=True, text=True, check=False)


def beside(folder: Path) -> list[str]:
    return [path.name for path in folder.parent.iterdir() if path.name.startswith(".")]


def is_sound(folder: Path) -> bool:
    return data_main(["check", "--tables", str(folder)]) == 0


def test_a_full_disk_leaves_the_old_tables_and_is_said_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = write_reports(tmp_path / "feed", 100)
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=8m", "none") as disk:
        out, ballast = disk / "tables", disk / "ballast"
        derive(write_reports(tmp_path / "old", 2), out)
        before = read_folder(out)
        for room in (0, 40_000, 150_000):
            ballast.write_bytes(b"")
            ballast.write_bytes(bytes(shutil.disk_usage(disk).free - room))
            assert data_main(command(feed, out)[3:]) == 1
            (said,) = capsys.readouterr().err.splitlines()
            assert said.startswith("tables: the tables cannot be written (")
            assert said.endswith(") and are as they were. Make room, or leave to write, and run it again.")
            assert read_folder(out) == before
            assert beside(out) == []
        assert is_sound(out)
        ballast.unlink()
        assert data_main(command(feed, out)[3:]) == 0
        assert read_folder(out) != before


def test_other_commands_say_that_a_disk_is_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=2m", "none") as disk:
        out = disk / "tables"
        derive(write_reports(tmp_path / "feed", 2), out)
        (out / datapackage.DESCRIPTION_FILES[0]).write_text("{}", "utf-8")
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free))
        assert data_main(["describe", "--tables", str(out)]) == 1
        (said,) = capsys.readouterr().err.splitlines()
        assert said.startswith(f"{out}/datapackage.json: it cannot be written (No space left on device)")
        assert sorted(read_folder(out)) == sorted([*(path.name for path in (ROOT / "data" / "tables").iterdir())])

        assert main(["copy", str(disk / "copy")]) == 1
        said = capsys.readouterr().err.splitlines()[-1]
        assert said.startswith(f"{disk}/copy: it cannot be written (No space left on device)")
        assert sorted(path.name for path in disk.iterdir()) == ["ballast", "tables"]


def test_nothing_is_written_where_nothing_may_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed, home = write_reports(tmp_path / "feed", 2), tmp_path / "home"
    out = home / "tables"
    derive(feed, out)
    before = read_folder(out)
    with read_only(home):
        assert data_main(["derive", "--feed", str(feed), "--out", str(out), "--no-cache"]) == 1
        assert data_main(["describe", "--tables", str(out)]) == 1
        assert main(["copy", str(home / "copy")]) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if "Read-only file system" in line]
    assert [line.partition(": ")[0] for line in said] == ["tables", f"{out}/datapackage.json", f"{home}/copy"]
    assert read_folder(out) == before
    assert is_sound(out)


@pytest.mark.parametrize("room", [0, 300_000])
def test_a_server_on_a_full_disk_serves_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=2m", "none") as disk:
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - room))
        for name in ("XDG_CACHE_HOME", "TMPDIR"):
            monkeypatch.setenv(name, str(disk))
        server = Server(ROOT, tmp_path / "log")
        try:
            for path in (
                "/trade",
                "/read",
                "/charts/trade-balance.json",
                "/charts/trade-balance.png",
                f"/{PLOTLY_JS_PATH}",
            ):
                with urllib.request.urlopen(server.url + path, timeout=30) as answer:
                    assert answer.status == 200
                    content = answer.read()
            assert len(content) < 2_000_000  # of plotly.js, what the charts need
        finally:
            server.stop()
        # What could not be kept whole is not there in part.
        left = [file for file in disk.rglob("*") if file.is_file() and file.name != "ballast"]
        for file in left:
            digest, _, content = file.read_bytes().partition(b"\n")
            assert digest.decode() == hashlib.sha256(content).hexdigest(), file
        assert not [file for file in left if file.suffix == ".js" or file.name.startswith(".")]
    assert server.faults() == []


def test_a_script_that_was_kept_in_part_is_not_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    bodies = []
    for number in range(3):
        server = Server(ROOT, tmp_path / f"log-{number}")
        try:
            with urllib.request.urlopen(f"{server.url}/{PLOTLY_JS_PATH}", timeout=30) as answer:
                bodies.append(answer.read())
        finally:
            server.stop()
        (kept,) = (tmp_path / "cache").rglob("plotly-*.js")
        if number == 0:
            kept.write_bytes(kept.read_bytes()[:300_000])
    assert bodies[0] == bodies[1] == bodies[2]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write where modes say no")
def test_a_folder_that_is_another_s_is_said(tmp_path: Path) -> None:
    out = tmp_path / "home" / "tables"
    derive(write_reports(tmp_path / "feed", 2), out)
    out.parent.chmod(0o555)
    assert "Permission denied" in run(write_reports(tmp_path / "feed", 3), out).stderr
    out.parent.chmod(0o755)
    assert is_sound(out)


def test_killed_at_any_moment_the_command_leaves_whole_tables(tmp_path: Path) -> None:
    feeds = [write_reports(tmp_path / name, count) for name, count in (("one", 3), ("other", 30))]
    out = tmp_path / "tables"
    whole, took = [], 0.0
    for feed in feeds:
        begun = time.monotonic()
        assert run(feed, out).returncode == 0
        took = time.monotonic() - begun
        whole.append(read_folder(out))
    for number in range(KILLS):
        with subprocess.Popen(command(feeds[number % 2], out), cwd=ROOT, stderr=subprocess.DEVNULL) as running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                # From the first files that it opens to past its end.
                running.wait(took * (0.4 + 0.6 * number / (KILLS - 1)))
            running.kill()
        assert read_folder(out) in whole
        assert matches_descriptor(read_files(out))
        assert is_sound(out)
    assert run(feeds[1], out).returncode == 0
    assert read_folder(out) == whole[1]
    assert beside(out) == []


def test_two_at_once_are_not_in_each_other_s_way(tmp_path: Path) -> None:
    feeds = [write_reports(tmp_path / f"feed-{number}", 3 + number) for number in range(RUNS)]
    whole = []
    for number, feed in enumerate(feeds):
        derive(feed, tmp_path / f"alone-{number}")
        whole.append(read_folder(tmp_path / f"alone-{number}"))
    out = tmp_path / "tables"
    for _ in range(2):  # into no folder, then in place of one
        running = [subprocess.Popen(command(feed, out), cwd=ROOT, stdout=subprocess.DEVNULL) for feed in feeds]
        assert [one.wait(120) for one in running] == [0] * RUNS
        assert read_folder(out) in whole
        assert beside(out) == []


def test_what_a_describe_that_was_cut_off_left_is_not_in_the_way(tmp_path: Path) -> None:
    feed, out = write_reports(tmp_path / "feed", 2), tmp_path / "tables"
    derive(feed, out)
    before = read_folder(out)
    (out / ".datapackage.json.ab3_d9xk").write_text("{", "utf-8")
    assert is_sound(out)
    derive(feed, out)
    assert read_folder(out) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_an_answer_that_cannot_be_written_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "data", "check"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("what is to be said cannot be written (No space left on device)")
    assert len(done.stderr.splitlines()) == 1
