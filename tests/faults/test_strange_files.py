"""Pipes, devices, folders and worse in the place of tables: said at once, and the last tables stay in use."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.__main__ import main
from data.store import datapackage, dataset_reloader
from data.store.dataset import DESCRIPTOR, FILE_NAMES
from data.store.dataset_reloader import DatasetReloader
from tests.data.spoiled_tables import OBS, replace_text
from tests.faults.places import DEEP, STRANGE, pipe, promptly, take_away

pytestmark = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="not every system has all of these")

DESCRIPTIONS = {
    "deep": DEEP,
    "deep within": b'{"resources": ' + DEEP + b"}",
    "endless number": b'{"resources": [{"name": "areas", "path": "areas.csv", "hash": "", "rows": 1e999}]}',
    "no number": b'{"resources": [{"name": "areas", "path": "areas.csv", "hash": "", "rows": NaN}]}',
    "huge number": b'{"resources": ' + b"9" * 10_000 + b"}",
    "twice": b'{"resources": [], "resources": 5}',
    "half a letter": b'{"resources": [{"name": "\\ud800", "path": ["\\udfff"], "rows": {}}]}',
    "other encoding": '{"resources": []}'.encode("utf-16"),
    "list of lists": b'{"resources": [[[]]]}',
    "no text": bytes(range(256)),
}
TABLES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "zero byte": (lambda old: old.replace(b"turnover", b"turn\0ver", 1), "the file has a zero byte"),
    "UTF-16": (lambda old: old.decode().encode("utf-16"), "the file is not UTF-8"),
    "UTF-16 without a mark": (lambda old: b"id,metric\n".decode().encode("utf-16-le"), "the file has a zero byte"),
    "a cell of 10 MB": (lambda old: old.replace(b"turnover", b"a" * 10_000_000, 1), "field larger than field limit"),
    "a million columns": (lambda old: b",".join(b"%d" % at for at in range(1_000_000)) + b"\n", "and 999990 more"),
    "a million rows of nothing": (lambda old: old + b"\n" * 1_000_000, "0 cells where there should be"),
    "many empty rows": (
        lambda old: (head := old.splitlines()[0]) + (b"\n" + b"," * head.count(b",")) * 10_000 + b"\n",
        "the cell is empty",
    ),
    "lone returns": (lambda old: old.replace(b"\n", b"\r"), "the last line does not end"),
}


@pytest.fixture(autouse=True)
def field_limit() -> Iterator[None]:
    """Python's own limit of a field of CSV, which packages that other tests load raise for the whole process."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.fixture(autouse=True)
def _field_limit() -> Iterator[None]:
    """Python's own limit of a cell, which other libraries raise for the whole process."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.fixture
def reloader(tables: Path, monkeypatch: pytest.MonkeyPatch) -> DatasetReloader:
    """A reloader that has read the tables; what is wrong on the disk is reported when it looks next."""
    monkeypatch.setattr(dataset_reloader, "_INCOMPLETE_TIMEOUT_S", -1)
    reloader = DatasetReloader(tables)
    assert reloader.current().is_sound
    return reloader


def faults_of(reloader: DatasetReloader, name: str) -> list[str]:
    """The problems of a file once the reloader has looked twice; it serves the version it did."""
    before = reloader.current().dataset
    for _ in range(2):
        assert promptly(reloader.current).dataset is before
    return [str(fault) for fault in reloader.problems if fault.file == name]


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize("name", [OBS, DESCRIPTOR])
def test_the_last_tables_stay_until_the_file_is_right_again(
    tables: Path, tmp_path: Path, reloader: DatasetReloader, kind: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    put, why = STRANGE[kind]
    path, good = tables / name, reloader.current()
    kept = path.rename(tmp_path / "kept")
    put(path)
    (fault,) = faults_of(reloader, name)
    assert why in fault and fault.startswith(f"{name}: the ")
    assert [record.getMessage() for record in caplog.records].count(fault) == 1
    take_away(path)
    kept.rename(path)
    assert promptly(reloader.current) is good and not reloader.problems
    replace_text("labels.csv", "metrics,balance,name,en,Balance", "metrics,balance,name,en,Surplus")(tables)
    datapackage.write(tables)
    new = promptly(reloader.current)
    assert new is not good and new.is_sound and not reloader.problems
    assert "Surplus" in {row["text"] for _, row in new.dataset.rows("labels")}


def test_a_pipe_in_the_place_of_any_file_is_said(tables: Path, tmp_path: Path, reloader: DatasetReloader) -> None:
    for name in FILE_NAMES:
        kept = (tables / name).rename(tmp_path / "kept")
        pipe(tables / name)
        (fault,) = faults_of(reloader, name)
        assert "it is no ordinary file" in fault
        kept.replace(tables / name)
    assert promptly(reloader.current).is_sound and not reloader.problems


@pytest.mark.parametrize("kind", DESCRIPTIONS)
def test_a_description_of_any_form_is_said(tables: Path, reloader: DatasetReloader, kind: str) -> None:
    path = tables / DESCRIPTOR
    good = path.read_bytes()
    path.write_bytes(DESCRIPTIONS[kind])
    (fault,) = faults_of(reloader, DESCRIPTOR)
    assert fault.endswith((" is not as it is written by python -m data describe. Run it.", " data describe."))
    assert main(["check", "--tables", str(tables)]) == 1
    assert main(["describe", "--tables", str(tables)]) == 0
    assert path.read_bytes() == good
    assert promptly(reloader.current).is_sound and not reloader.problems


@pytest.mark.slow
@pytest.mark.parametrize("kind", TABLES)
def test_a_table_of_any_form_is_said_in_lines_that_can_be_read(
    tables: Path, reloader: DatasetReloader, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, why = TABLES[kind]
    path = tables / OBS
    path.write_bytes(spoil(path.read_bytes()))
    faults = faults_of(reloader, OBS)
    assert any(why in fault for fault in faults)
    assert len(faults) <= 101 and max(map(len, faults)) < 1000
    assert main(["check", "--tables", str(tables)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert set(faults) <= set(said) and len(said) < 1000


def test_a_check_that_fails_takes_nothing_away(
    tables: Path, reloader: DatasetReloader, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ArithmeticError

    before = reloader.current()
    replace_text("labels.csv", "metrics,balance,name,en,Balance", "metrics,balance,name,en,Surplus")(tables)
    datapackage.write(tables)
    monkeypatch.setattr(dataset_reloader, "build_dataset", fail)
    assert reloader.current() is before and reloader.current() is before
    (fault,) = reloader.problems
    assert str(fault).startswith("tables/: their check fails with ArithmeticError")
    assert len(caplog.records) == 2  # the problem, and where it arose
    with pytest.raises(Exception, match="their check fails"):
        DatasetReloader(tables).current().dataset.rows("areas")
