"""datapackage.json: fresh, and sound in the eyes of the frictionless tool."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

import data
from data.__main__ import main
from data.model.schema import TABLES
from data.store import datapackage
from data.store.table_reader import TABLES_FOLDER


def validate(folder: Path | str) -> list[str]:
    """Faults that frictionless finds in a folder or at an address, run as a stranger would run it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, not ours
        from frictionless import Package

        report = Package(f"{folder}/datapackage.json").validate()
    return [str(error) for error in report.flatten(["message"])]


def test_it_describes_the_tables_as_they_are() -> None:
    assert (TABLES_FOLDER / "datapackage.json").read_text("utf-8") == datapackage.build_descriptor(TABLES_FOLDER)


def test_frictionless_finds_it_sound() -> None:
    assert validate(TABLES_FOLDER) == []


def test_frictionless_would_notice(tables: Path) -> None:
    path = tables / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",USD,", ",dollars,", 1), "utf-8")
    assert validate(tables)


def test_every_column_has_a_meaning_and_every_number_a_unit() -> None:
    described = json.loads(datapackage.build_descriptor(TABLES_FOLDER))
    for resource in described["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"]
            assert "unit" in field or field["type"] != "number"
    assert [resource["name"] for resource in described["resources"]] == list(TABLES)


def test_describe_writes_it_anew(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tables / "datapackage.json"
    good = path.read_bytes()
    path.write_text("{}", "utf-8")
    assert main(["check", "--tables", str(tables)]) == 1
    assert main(["describe", "--tables", str(tables)]) == 0
    assert path.read_bytes() == good
    assert main(["check", "--tables", str(tables)]) == 0
    assert f"{len(data.load(tables).observations)} observations, 6 events: sound" in capsys.readouterr().out


def test_describe_refuses_tables_that_are_not_sound(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tables / "datapackage.json"
    good = path.read_bytes()
    (tables / "events.csv").write_text("id\n", "utf-8")
    assert main(["describe", "--tables", str(tables)]) == 1
    assert "events.csv, line 1: column 'day' is missing" in capsys.readouterr().err
    assert path.read_bytes() == good
