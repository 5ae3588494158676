"""Bad tables: each fault is one clear line with file, row and remedy, and sound tables go on being served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import data
from data import DataError
from data.model.schema import TABLES
from tests.data.spoiled_tables import ROWS
from tests.data.store.faults import FAULTS


@pytest.mark.parametrize(
    ("spoil", "said"), [(spoil, said) for _, spoil, said in FAULTS], ids=[name for name, *_ in FAULTS]
)
def test_a_fault_is_one_line_with_file_row_and_remedy(tables: Path, spoil: Callable[[Path], None], said: str) -> None:
    spoil(tables)
    with pytest.raises(DataError) as caught:
        data.load(tables)
    lines = [line for line in str(caught.value).splitlines() if line.startswith(said)]
    assert lines, str(caught.value)
    assert all(line.endswith(".") and line.count(". ") >= 1 for line in lines)


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
