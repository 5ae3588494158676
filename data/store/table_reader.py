"""One CSV file to checked, typed rows, or to the problems that stand in its way."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from data.model.column_types import Column, Row, Rows, Table
from data.model.problem import MOST, Problem, limit_per_file
from data.model.schema import PERIOD
from data.system.files import Files

if TYPE_CHECKING:
    import pandas as pd

FOLDER = Path(__file__).parents[1] / "tables"

# A row by column, None for what is empty, and the line it stands on in its file.

_NAMED = 10  # columns that a problem names
# By type of a column, that of pandas.
DTYPES = {"string": "str", "number": "float64", "integer": "Int64", "date": "str", "period": "str"}


class _Form(NamedTuple):
    """What the text of a cell must look like."""

    is_met: Callable[[str], object]
    called: str
    written: str


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


_FORMS: dict[str, _Form] = {
    "number": _Form(
        re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?").fullmatch,
        "a number",
        "digits with a dot for decimals and no spaces",
    ),
    "integer": _Form(re.compile(r"[0-9]{1,9}").fullmatch, "a whole number", "digits only"),
    "period": _Form(re.compile(PERIOD, re.ASCII).fullmatch, "a period", "2017, 2018-04 or 2024-01/2024-08"),
    "date": _Form(_is_date, "a date", "it as 2018-04-13"),
}


def read(table: Table, folder: Path = FOLDER, rows_expected: int = 0) -> tuple[Rows, list[Problem]]:
    """The table's rows in file order, typed as the schema says, and the problems found; from its file in `folder`.

    Where there is any problem there are no rows: half a table is not shown. A file with fewer than
    `rows_expected` rows counts as truncated.
    """
    return parsed(table, Files.of(folder, [f"{table.name}.csv"]), rows_expected)


def parsed(table: Table, files: Files, rows_expected: int = 0) -> tuple[Rows, list[Problem]]:
    """As `read`, from what was read already."""
    name = f"{table.name}.csv"
    try:
        text = files.content(name).decode("utf-8-sig")
    except FileNotFoundError:
        return [], [Problem(name, "the file is missing", f"Put it back into {_shown(files.folder)}")]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [], [Problem(name, "the file is not UTF-8", "Save it as UTF-8", line)]
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        return [], [Problem(name, what, f"Put the table itself into {_shown(files.folder)}")]
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return [], [Problem(name, "the file has a zero byte, so it is not UTF-8", "Save it as UTF-8", line)]
    rows, lines, problems = _cells(table, text, rows_expected)
    if not problems:
        single = (problem for row, line in zip(rows, lines, strict=True) for problem in cell_faults(table, row, line))
        problems = list(limit_per_file(chain(single, _repeated(table, rows, lines))))
    if problems:
        return [], problems
    return [(line, _row(table, row)) for row, line in zip(rows, lines, strict=True)], []


def _shown(folder: Path) -> str:
    return f"{folder.absolute().parent.name}/{folder.name}/"


def _row(table: Table, row: dict[str, str]) -> Row:
    return {column.name: typed(column, row[column.name]) for column in table.columns}


def frame(table: Table, rows: Rows) -> pd.DataFrame:
    """The rows as a frame, each column of the type that the schema says."""
    import pandas as pd  # noqa: PLC0415 half a second and 60 MB, which only who asks for frames needs

    cells = {name: [row[name] for _, row in rows] for name in table.header}
    whole = pd.DataFrame(cells, columns=table.header, dtype="object")
    return whole.astype({column.name: DTYPES[column.type] for column in table.columns})


def typed(column: Column, cell: str) -> str | float | int | None:
    """A cell as the value that the column's type says; None for an empty one."""
    if cell == "":
        return None
    if column.type == "number":
        return float(cell)
    return int(cell) if column.type == "integer" else cell


def _cells(table: Table, text: str, rows_expected: int) -> tuple[list[dict[str, str]], list[int], list[Problem]]:
    """Cut the text into rows; line numbers are those an editor shows."""
    name = f"{table.name}.csv"
    restore = "Put the whole file back"
    if not text.strip():
        return [], [], [Problem(name, "the file is empty", restore)]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    try:
        header = next(reader)
        problems += _header(table, header)
        if problems:
            return [], [], problems
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(header):
                what = f"{len(cells)} cells where there should be {len(header)}"
                problems.append(Problem(name, what, "Add or remove commas, or quote the cell that holds one", line))
                if len(problems) == MOST:
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
    """A part of a sentence on the names after the first."""
    some = ", ".join(f"'{name}'" for name in names[1:_NAMED])
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f", also {some}{more}" if some else ""


def cell_faults(table: Table, row: dict[str, str], line: int) -> Iterator[Problem]:
    """Faults in the form of single cells of one row, given as texts."""
    for column in table.columns:
        fault = _fault(column, row[column.name])
        if fault:
            what, remedy = fault
            yield Problem(f"{table.name}.csv", what, remedy, line, column.name)


def _fault(column: Column, cell: str) -> tuple[str, str] | None:
    """What is wrong with one cell, and what to write instead."""
    if cell == "":
        return ("the cell is empty", f"Fill in: {column.meaning}") if column.required else None
    if column.allowed and cell not in column.allowed:
        return f"'{cell}' is not known", f"Use one of: {', '.join(column.allowed)}"
    if column.type in _FORMS and not _FORMS[column.type].is_met(cell):
        form = _FORMS[column.type]
        return f"'{cell}' is not {form.called}", f"Write {form.written}"
    return None


def _repeated(table: Table, rows: list[dict[str, str]], lines: list[int]) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for row, line in zip(rows, lines, strict=True):
        key = tuple(row[column] for column in table.key)
        if key in seen:
            what = f"'{' '.join(key)}' stands on line {seen[key]} already"
            yield Problem(f"{table.name}.csv", what, "Give each row its own", line, table.key[-1])
        seen.setdefault(key, line)
