"""Reading one CSV file into checked, typed rows, or into its problems."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from data.model.column_types import Column, NumberedRows, Row, Table
from data.model.period import Period
from data.model.problem import MAX_PROBLEMS_PER_FILE, Problem, limit_per_file
from data.system.files import FileSnapshot

if TYPE_CHECKING:
    import pandas as pd

TABLES_FOLDER = Path(__file__).parents[1] / "tables"

_MAX_COLUMNS_NAMED = 10  # in one problem
# The type in pandas, by type of the column.
PANDAS_DTYPES = {"string": "str", "number": "float64", "integer": "Int64", "date": "str", "period": "str"}


class _CellFormat(NamedTuple):
    """The form of a cell: a test of its text, its name, and how to write it."""

    accepts: Callable[[str], object]
    name: str
    example: str


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _is_period(cell: str) -> bool:
    try:
        Period.parse(cell)
    except ValueError:
        return False
    return True


_CELL_FORMATS: dict[str, _CellFormat] = {
    "number": _CellFormat(
        re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?").fullmatch,
        "a number",
        "digits with a dot for decimals and no spaces",
    ),
    "integer": _CellFormat(re.compile(r"[0-9]{1,9}").fullmatch, "a whole number", "digits only"),
    "period": _CellFormat(_is_period, "a period", "2017, 2018-04 or 2024-01/2024-08"),
    "date": _CellFormat(_is_date, "a date", "it as 2018-04-13"),
}


def read_table(table: Table, folder: Path = TABLES_FOLDER) -> tuple[NumberedRows, list[Problem]]:
    """As `parse_table`, from the file in `folder`."""
    return parse_table(table, FileSnapshot.read(folder, [f"{table.name}.csv"]))


def parse_table(table: Table, files: FileSnapshot, rows_expected: int = 0) -> tuple[NumberedRows, list[Problem]]:
    """Return the table's rows in file order, typed as the schema says, and the problems found.

    Where there is any problem there are no rows: half a table is not used. A file with fewer than `rows_expected` rows
    counts as truncated.
    """
    name = f"{table.name}.csv"
    try:
        text = files.content(name).decode("utf-8-sig")
    except FileNotFoundError:
        return [], [Problem(name, "the file is missing", f"Put it back into {_folder_name(files.folder)}")]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [], [Problem(name, "the file is not UTF-8", "Save it as UTF-8", line)]
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        return [], [Problem(name, what, f"Put the table itself into {_folder_name(files.folder)}")]
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return [], [Problem(name, "the file has a zero byte, so it is not UTF-8", "Save it as UTF-8", line)]
    rows, lines, problems = _cells(table, text, rows_expected)
    if not problems:
        single = (problem for row, line in zip(rows, lines, strict=True) for problem in check_cells(table, row, line))
        problems = list(limit_per_file(chain(single, _repeated(table, rows, lines))))
    if problems:
        return [], problems
    return [(line, _row(table, row)) for row, line in zip(rows, lines, strict=True)], []


def _folder_name(folder: Path) -> str:
    return f"{folder.absolute().parent.name}/{folder.name}/"


def _row(table: Table, row: dict[str, str]) -> Row:
    return {column.name: parse_cell(column, row[column.name]) for column in table.columns}


def to_dataframe(table: Table, rows: NumberedRows) -> pd.DataFrame:
    """Return the rows as a data frame, each column of the type in PANDAS_DTYPES."""
    import pandas as pd  # noqa: PLC0415 half a second and 60 MB, needed for data frames only

    cells = {name: [row[name] for _, row in rows] for name in table.header}
    whole = pd.DataFrame(cells, columns=table.header, dtype="object")
    return whole.astype({column.name: PANDAS_DTYPES[column.type] for column in table.columns})


def parse_cell(column: Column, cell: str) -> str | float | int | None:
    """Return the value of a cell by the type of its column; None for an empty cell."""
    if cell == "":
        return None
    if column.type == "number":
        return float(cell)
    return int(cell) if column.type == "integer" else cell


def _cells(table: Table, text: str, rows_expected: int) -> tuple[list[dict[str, str]], list[int], list[Problem]]:
    """Return the rows as texts, the line of each as an editor counts it, and the problems."""
    name = f"{table.name}.csv"
    restore = "Put the whole file back"
    if not text.strip():
        return [], [], [Problem(name, "the file is empty", restore)]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    try:
        header = _current_names(table, next(reader))
        problems += _header(table, header)
        if problems:
            return [], [], problems
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(header):
                what = f"{len(cells)} cells where there should be {len(header)}"
                problems.append(Problem(name, what, "Add or remove commas, or quote the cell that holds one", line))
                if len(problems) == MAX_PROBLEMS_PER_FILE:
                    break
            else:
                rows.append(dict(zip(header, cells, strict=True)))
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(name, f"the row cannot be read: {error}", "Close the quotation mark", reader.line_num))
    if not problems and not text.endswith("\n"):
        problems.append(Problem(name, "the last line does not end: the file may be cut off", restore, reader.line_num))
    if not problems and len(rows) < rows_expected:
        what = f"{len(rows)} rows where datapackage.json counts {rows_expected}"
        remedy = "Put the whole file back or, where rows were meant to go, run python -m data describe"
        problems.append(Problem(name, what, remedy))
    return rows, lines, problems


def _current_names(table: Table, header: list[str]) -> list[str]:
    """Return the header with former column names replaced by today's; warn where there are any."""
    renamed = {name: table.renamed[name] for name in header if name in table.renamed}
    if renamed:
        changes = ", ".join(f"{old} is now {new}" for old, new in renamed.items())
        warnings.warn(f"{table.name}.csv has former column names: {changes}", FutureWarning, stacklevel=2)
    return [renamed.get(name, name) for name in header]


def _header(table: Table, header: list[str]) -> Iterator[Problem]:
    name = f"{table.name}.csv"
    known = table.header
    if unknown := [column for column in header if column not in known]:
        remedy = "Remove it, or declare it in data/model/schema.py"
        yield Problem(name, f"unknown column '{unknown[0]}'{_further(unknown)}", remedy, 1)
    if missing := [column for column in known if column not in header]:
        yield Problem(name, f"column '{missing[0]}' is missing{_further(missing)}", "Put it back", 1)
    if len(set(header)) < len(header):
        yield Problem(name, "a column stands twice", "Keep one of the two", 1)


def _further(names: list[str]) -> str:
    """Return the part of a sentence that lists the names after the first."""
    some = ", ".join(f"'{name}'" for name in names[1:_MAX_COLUMNS_NAMED])
    more = f" and {len(names) - _MAX_COLUMNS_NAMED} more" if len(names) > _MAX_COLUMNS_NAMED else ""
    return f", also {some}{more}" if some else ""


def check_cells(table: Table, row: dict[str, str], line: int) -> Iterator[Problem]:
    """Yield the problems of single cells of one row. row: texts by column."""
    for column in table.columns:
        fault = _fault(column, row[column.name])
        if fault:
            what, remedy = fault
            yield Problem(f"{table.name}.csv", what, remedy, line, column.name)


def _fault(column: Column, cell: str) -> tuple[str, str] | None:
    """Return what is wrong with one cell and what to write instead; None if nothing is."""
    if cell == "":
        return ("the cell is empty", f"Fill in: {column.meaning}") if column.required else None
    if column.allowed and cell not in column.allowed:
        return f"'{cell}' is not known", f"Use one of: {', '.join(column.allowed)}"
    if column.type in _CELL_FORMATS and not _CELL_FORMATS[column.type].accepts(cell):
        form = _CELL_FORMATS[column.type]
        return f"'{cell}' is not {form.name}", f"Write {form.example}"
    return None


def _repeated(table: Table, rows: list[dict[str, str]], lines: list[int]) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for row, line in zip(rows, lines, strict=True):
        key = tuple(row[column] for column in table.key)
        if key in seen:
            what = f"'{' '.join(key)}' stands on line {seen[key]} already"
            yield Problem(f"{table.name}.csv", what, "Give each row its own", line, table.key[-1])
        seen.setdefault(key, line)
