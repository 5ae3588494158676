"""The archive: a data package that a stranger's tool finds sound, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from data import Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.export.archive import archive_descriptor, build_archive, render_csv_files
from data.export.formats import ZIP_EPOCH
from tests.data.store.test_datapackage import validate

README = "# Оқы\n"


@pytest.fixture
def unpacked(dataset: Dataset, tmp_path: Path) -> Path:
    """The archive's files in a folder."""
    ZipFile(io.BytesIO(build_archive(render_csv_files(dataset), README))).extractall(tmp_path)
    return tmp_path


def test_frictionless_finds_it_sound(unpacked: Path) -> None:
    assert validate(unpacked) == []


def test_frictionless_would_notice(unpacked: Path) -> None:
    path = unpacked / "derived.csv"
    path.write_bytes(path.read_bytes().replace(b",almaty-region,", b",atlantis,", 1))
    faults = validate(unpacked)
    assert any("hash" in fault for fault in faults)
    path = unpacked / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    for resource in package["resources"]:
        del resource["bytes"], resource["hash"]
    path.write_text(json.dumps(package), "utf-8")
    assert any("atlantis" in fault for fault in validate(unpacked))


def test_it_holds_every_table_its_description_and_the_readme(unpacked: Path) -> None:
    assert {path.name for path in unpacked.iterdir()} == {
        *("README.md", "datapackage.json"),
        *(f"{name}.csv" for name in OPEN_TABLES),
    }
    assert (unpacked / "README.md").read_text("utf-8") == README


def test_the_description_is_of_these_very_bytes(dataset: Dataset) -> None:
    written = render_csv_files(dataset)
    package = json.loads(archive_descriptor(written))
    assert [resource["name"] for resource in package["resources"]] == list(OPEN_TABLES)
    for resource in package["resources"]:
        file = written[resource["name"]]
        assert resource["bytes"] == len(file)
        assert resource["hash"] == f"sha256:{hashlib.sha256(file).hexdigest()}"
        assert resource["rows"] == len(open_table_rows(dataset, resource["name"]))
        assert resource["encoding"] == "utf-8"  # with its mark, which readers of UTF-8 pass over
        assert file.decode("utf-8-sig").startswith(OPEN_TABLES[resource["name"]].header[0])


def test_it_says_whose_the_tables_are_and_what_they_were_made_from(dataset: Dataset) -> None:
    package = json.loads(archive_descriptor(render_csv_files(dataset)))
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert "belong to their publishers" in package["description"]
    read = [(row["publisher"], row["url"]) for row in open_table_rows(dataset, "sources") if row["url"]]
    assert [(source["title"], source["path"]) for source in package["sources"] if "path" in source] == read


@pytest.mark.slow
def test_the_same_tables_give_the_same_bytes(dataset: Dataset) -> None:
    first = build_archive(render_csv_files(dataset), README)
    time.sleep(2.1)  # ZIP counts time in steps of two seconds
    assert build_archive(render_csv_files(dataset), README) == first
    packed = ZipFile(io.BytesIO(first))
    assert {entry.date_time for entry in packed.infolist()} == {ZIP_EPOCH.timetuple()[:6]}
    assert packed.testzip() is None
