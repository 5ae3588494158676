"""Workbooks as programs open them: numbers are numbers, dates are dates, all else is text to the last letter."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from data import Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.export.formats import render_table
from data.export.table_rows import Row
from data.model.column_types import Column, Table
from tests.tools import office

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

# What a program that is too clever takes for something else.
ODD = Table(
    "odd",
    "Texts that look like numbers, dates, formulas and links",
    ("text",),
    (Column("text", "A text"), Column("number", "A number", "number"), Column("date", "A day", "date")),
)
ODD_ROWS: list[Row] = [
    {"text": "=1+1", "number": 15_800_000_000_000, "date": "2018-04-13"},
    {"text": "007", "number": -0.000001, "date": "1991-12-16"},
    {"text": "1e5", "number": 41.09589, "date": None},
    {"text": "2018-04", "number": 0, "date": None},
    {"text": "https://example.org/a?b=1", "number": None, "date": None},
    {"text": "@SUM(A1)", "number": 123456789.123456, "date": None},
    {"text": "Әліп, ғұмыр, ҚҢӨҰҮҺІ; Oʻzbekiston, ‘so‘m’ & <b>", "number": 1, "date": None},
    {"text": "TRUE", "number": 2, "date": None},
]

Cell = tuple[str, Any]
Books = Mapping[str, list[list[list[Cell]]]]


@pytest.fixture(scope="module")
def folder(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of every open table and the odd one as a workbook."""
    folder = tmp_path_factory.mktemp("books")
    for name, table in OPEN_TABLES.items():
        (folder / f"{name}.xlsx").write_bytes(render_table("xlsx", table, open_table_rows(dataset, name)))
    (folder / "odd.xlsx").write_bytes(render_table("xlsx", ODD, ODD_ROWS))
    return folder


@pytest.fixture(scope="module", params=[pytest.param("LibreOffice", marks=pytest.mark.slow), "openpyxl", "calamine"])
def opened(request: pytest.FixtureRequest, folder: Path) -> Books:
    """Every workbook as a program reads it: sheets of rows of (type, value)."""
    readers = {"LibreOffice": in_office, "openpyxl": in_openpyxl, "calamine": in_calamine}
    return readers[request.param](sorted(folder.glob("*.xlsx")))


def in_office(books: Sequence[Path]) -> Books:
    program = office("calc")
    folder = books[0].parent
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, own, "--headless", "--convert-to", "fods", "--outdir", str(folder), *map(str, books)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    return {book.stem: list(sheets(book.with_suffix(".fods"))) for book in books}


def in_openpyxl(books: Sequence[Path]) -> Books:
    return {
        book.stem: [trimmed(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(book)]
        for book in books
    }


def in_calamine(books: Sequence[Path]) -> Books:
    found = {}
    for book in books:
        workbook = CalamineWorkbook.from_path(book)
        found[book.stem] = [
            trimmed(sheet.to_python(skip_empty_area=False))
            for sheet in map(workbook.get_sheet_by_name, workbook.sheet_names)
        ]
    return found


def trimmed(lines: Iterable[Iterable[Any]]) -> list[list[Cell]]:
    """Rows of values, empty cells at their ends cut."""
    found = []
    for line in lines:
        cells = [typed(value) for value in line]
        while cells and cells[-1] == ("", None):
            cells.pop()
        found.append(cells)
    return found


def typed(value: Any) -> Cell:
    if value is None or value == "":
        return "", None
    if isinstance(value, date):  # or a datetime
        return "date", (value.date() if isinstance(value, datetime) else value).isoformat()
    return ("string", value) if isinstance(value, str) else ("float", float(value))


def sheets(path: Path) -> Iterator[list[list[Cell]]]:
    """The sheets of a flat OpenDocument file; cells at the end of a row and rows at the end that are empty are cut."""
    for sheet in ElementTree.parse(path).getroot().iter(f"{_TABLE}table"):
        found: list[list[Cell]] = []
        for line in sheet.iter(f"{_TABLE}table-row"):
            cells: list[Cell] = []
            for part in line.iter(f"{_TABLE}table-cell"):
                times = int(part.get(f"{_TABLE}number-columns-repeated", 1))
                cells += [cell(part)] * (times if times < 1000 else 0)
            while cells and cells[-1] == ("", None):
                cells.pop()
            times = int(line.get(f"{_TABLE}number-rows-repeated", 1))
            found += [cells] * (times if times < 1000 else 0)
        while found and not found[-1]:
            found.pop()
        yield found


def cell(part: ElementTree.Element) -> Cell:
    kind = part.get(f"{_OFFICE}value-type", "")
    assert part.get(f"{_TABLE}formula") is None
    if kind == "float":
        return kind, float(part.get(f"{_OFFICE}value", "nan"))
    if kind == "date":
        return kind, part.get(f"{_OFFICE}date-value")
    return kind, "\n".join("".join(line.itertext()) for line in part.iter(f"{_TEXT}p")) if kind else None


def expected(columns: Sequence[Column], row: Row) -> list[Cell]:
    found: list[Cell] = []
    for column in columns:
        value = row[column.name]
        number = column.type in ("number", "integer")
        kind = "float" if number else "date" if column.type == "date" else "string"
        found.append(("", None) if value is None else (kind, value))
    while found[-1] == ("", None):
        found.pop()
    return found


@pytest.mark.parametrize(("name", "table"), [*OPEN_TABLES.items(), ("odd", ODD)])
def test_cells_are_what_they_were(dataset: Dataset, opened: Books, name: str, table: Table) -> None:
    header, *lines = opened[name][0]
    assert header == [("string", column) for column in table.header]
    whole = ODD_ROWS if table is ODD else open_table_rows(dataset, name)
    assert lines == [expected(table.columns, row) for row in whole]


@pytest.mark.parametrize("name", OPEN_TABLES)
def test_a_second_sheet_says_what_each_column_means(opened: Books, name: str) -> None:
    header, *lines = opened[name][1]
    assert [value for _, value in header] == ["column", "meaning", "unit", "type"]
    about = [(column.name, column.meaning, column.unit, column.type) for column in OPEN_TABLES[name].columns]
    assert [tuple(value for _, value in line) for line in lines] == about


def test_the_tables_have_letters_and_dates_to_lose(opened: Books) -> None:
    cells = [cell for sheets in opened.values() for line in sheets[0] for cell in line]
    assert sum(kind == "date" for kind, _ in cells) > 10
    assert any("ң" in str(value) for _, value in cells)
