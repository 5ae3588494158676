"""The tables are read anew when they change, and not while somebody has paused that."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from data.store import datapackage, dataset_reloader
from data.store.dataset import read_files
from data.store.dataset_reloader import DatasetReloader, DatasetVersion
from data.system.files import FileSnapshot
from tests.data.spoiled_tables import replace_text


def change(tables: Path, name: str) -> None:
    """Give the balance another English name, and describe the tables anew."""
    labels = tables / "labels.csv"
    kept = [line for line in labels.read_text("utf-8").splitlines() if not line.startswith("metrics,balance,name,en,")]
    labels.write_text("\r\n".join([*kept, f"metrics,balance,name,en,{name}", ""]), "utf-8")
    datapackage.write(tables)


def name_of(version: DatasetVersion) -> str:
    labels = {(row["id"], row["language"]): row["text"] for _, row in version.dataset.rows("labels")}
    return str(labels["balance", "en"])


def test_changed_tables_are_read_anew(tables: Path) -> None:
    reloader = DatasetReloader(tables)
    before = reloader.current()
    assert reloader.current() is before
    change(tables, "First")
    after = reloader.current()
    assert name_of(after) == "First" and after.modified >= before.modified + 1


def test_unsound_tables_leave_the_last_sound_ones(tables: Path) -> None:
    reloader = DatasetReloader(tables)
    before = reloader.current()
    replace_text("observations.csv", ",actual,", ",perhaps,")(tables)
    datapackage.write(tables)
    assert reloader.current() is before
    assert {problem.file for problem in reloader.problems} == {"observations.csv"}


def test_overlapping_pauses_each_keep_their_version(tables: Path) -> None:
    reloader = DatasetReloader(tables)
    first, second = reloader.pause_reloading(), reloader.pause_reloading()
    first.__enter__()
    before = reloader.current()
    second.__enter__()
    change(tables, "First")
    first.__exit__(None, None, None)
    assert reloader.current() is before  # the second pause goes on
    second.__exit__(None, None, None)
    assert name_of(reloader.current()) == "First"


def test_a_pause_waits_for_a_reload_that_has_begun(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reloader = DatasetReloader(tables)
    reloader.current()
    change(tables, "First")
    begun, go_on = threading.Event(), threading.Event()
    original = read_files

    def slow(folder: Path) -> FileSnapshot:
        begun.set()
        assert go_on.wait(30)
        return original(folder)

    monkeypatch.setattr(dataset_reloader, "read_files", slow)
    names: list[str] = []

    def work() -> None:
        with reloader.pause_reloading():
            names.append(name_of(reloader.current()))
            finished.wait(30)
            names.append(name_of(reloader.current()))

    finished = threading.Event()
    loading = threading.Thread(target=reloader.current)
    working = threading.Thread(target=work)
    loading.start()
    assert begun.wait(30)
    working.start()
    go_on.set()
    loading.join()
    finished.set()
    working.join()
    assert names == ["First", "First"]
