"""Every column is told to people as it is declared: in COLUMNS.md, and by help() of each table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import data
from data.__main__ import main
from data.export import OPEN_TABLES
from data.model.column_types import Table
from data.model.schema import TABLES
from data.store import data_dictionary, datapackage
from data.store.table_reader import PANDAS_DTYPES, TABLES_FOLDER
from tests.components.server.open_data.test_readme import grids


def test_the_file_is_as_it_would_be_written() -> None:
    assert (TABLES_FOLDER / data_dictionary.FILE_NAME).read_text("utf-8") == datapackage.render_files()[
        data_dictionary.FILE_NAME
    ]


def test_it_tells_every_column_of_every_table() -> None:
    text = data_dictionary.render_markdown(OPEN_TABLES.values())
    assert re.findall("^## (.*)$", text, re.M) == list(OPEN_TABLES)
    for table, grid in zip(OPEN_TABLES.values(), grids(text), strict=True):
        for column, (name, holds, unit, meaning) in zip(table.columns, grid[1:], strict=True):
            type_, *bounds = holds.split("; ")
            assert (name, type_, unit) == (f"`{column.name}`", column.type, column.unit or "")
            assert meaning == column.meaning
            assert tuple(re.findall("`(.*?)`", holds)) == (
                *column.allowed,
                *filter(None, [column.references, column.formerly]),
            )
            assert ("required" in bounds) == column.required


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_help_tells_every_column(table: Table) -> None:
    told = getattr(data.Dataset, table.name).__doc__
    for column in table.columns:
        (line,) = re.findall(rf"^{column.name} \((.*?)\): (.*)$", told, re.M)
        type_, *rest = line[0].split(", ")
        assert type_ == column.type
        assert not column.unit or column.unit in rest
        assert line[1] == column.meaning


def test_types_are_told_as_they_are(dataset: data.Dataset) -> None:
    told = str(data.Dataset.__doc__)
    for table in TABLES.values():
        frame = dataset.table(table.name)
        for column in table.columns:
            assert str(frame[column.name].dtype) == PANDAS_DTYPES[column.type]
    assert all(dtype in told for dtype in PANDAS_DTYPES.values())


def test_describe_writes_it_anew(tables: Path) -> None:
    path = tables / data_dictionary.FILE_NAME
    good = path.read_bytes()
    path.unlink()
    assert main(["describe", "--tables", str(tables)]) == 0
    assert path.read_bytes() == good
