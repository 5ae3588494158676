"""Bad tables: each fault is one clear line with file, row and remedy, and sound tables go on being served."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import data
from data import DataError
from data.__main__ import main
from data.model.schema import TABLES
from data.store import datapackage
from tests.conftest import ROOT
from tests.data.spoiled_tables import ROWS, set_cells
from tests.data.store.faults import FAULTS
from tests.data.store.implausible import IMPLAUSIBLE

ALL = [*FAULTS, *IMPLAUSIBLE]


@pytest.mark.parametrize(("spoil", "said"), [(spoil, said) for _, spoil, said in ALL], ids=[name for name, *_ in ALL])
def test_a_fault_is_one_line_with_file_row_and_remedy(tables: Path, spoil: Callable[[Path], None], said: str) -> None:
    spoil(tables)
    with pytest.raises(DataError) as caught:
        data.load(tables)
    lines = [line for line in str(caught.value).splitlines() if line.startswith(said)]
    assert lines, str(caught.value)
    assert all(line.endswith(".") and line.count(". ") >= 1 for line in lines)


def test_phrases_and_dates_are_checked_again_on_demand_only(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables that were sound when they were described stay so, whatever the clock and later parsers say."""
    set_cells("observations.csv", "exports-2017", phrase="15,9 млн долларды")(tables)
    set_cells("sources.csv", "dalanews-tote", published="2099-01-01")(tables)
    datapackage.write(tables)
    data.load(tables)
    assert main(["check", "--tables", str(tables)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[0].endswith("published: 2099-01-01 has not come yet. Write the day on which it appeared.")
    assert "the phrase says 15,9 млн долларды, which is not 15800000" in said[-1]


@pytest.mark.slow
def test_loading_leaves_the_reader_of_articles_alone() -> None:
    code = "import data, sys; data.load(); print(*(name for name in sys.modules if name.startswith('data.extraction')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_what_does_not_need_the_broken_table_goes_on(tables: Path) -> None:
    (tables / "events.csv").unlink()
    dataset = data.load(tables, strict=False)
    assert len(dataset.observations) == ROWS
    assert {fact.metric for fact in dataset.facts} >= {"balance", "output-multiple"}
    with pytest.raises(DataError, match=r"events\.csv"):
        _ = dataset.events


@pytest.mark.parametrize("name", TABLES)
def test_each_table_can_be_missing(tables: Path, name: str) -> None:
    (tables / f"{name}.csv").unlink()
    dataset = data.load(tables, strict=False)
    for other in TABLES:
        if other == name:
            with pytest.raises(DataError, match=f"{name}.csv"):
                dataset.table(other)
        else:
            assert len(dataset.table(other)) > 0
