"""The data dictionary: what the columns mean, as COLUMNS.md and as what `help()` says of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from data.model.column_types import Column, Table
from data.store.table_reader import PANDAS_DTYPES

FILE_NAME = "COLUMNS.md"

_INTRODUCTION = """# Columns

What each column of each table holds, written by `python -m data describe` from the declarations in the code
(`data/model/schema.py`).

Files are UTF-8 with commas and one header line. An empty cell is not known or does not apply; a column that is required
has none. A number is in base units (dollars, not millions). A date is written 2018-04-13, a period 2017, 2018-04 or
2024-01/2024-08. Several ids in one cell have a space between. A column's former name is still
accepted in files that are read; it is no longer written.

Types that `data.load()` gives them in pandas: {dtypes}.

The table `derived` is computed and is no file here; it is what `Dataset.facts` has beside the observations, and what
the server gives as `/open/derived.csv`.
"""


def render_markdown(tables: Iterable[Table]) -> str:
    """Return the text of COLUMNS.md for these tables."""
    dtypes = ", ".join(f"{name}: {dtype}" for name, dtype in PANDAS_DTYPES.items())
    return _INTRODUCTION.format(dtypes=dtypes) + "".join(map(_section, tables))


def render_terms(series: Iterable[Mapping[str, str]]) -> str:
    """Return the part of COLUMNS.md on official series: title and terms of use of each; empty without any."""
    rows = [f"| {one['title']} | {one['terms']} |" for one in series]
    head = ("", "## Official series", "", "| series | terms of use |", "| --- | --- |")
    return "\n".join((*head, *rows, "")) if rows else ""


def column_help(table: Table) -> str:
    """Return a line per column: its name, type and unit, what a cell may hold, and what it means."""
    lines = []
    for column in table.columns:
        parts = (column.type, column.unit or "", *_bounds(column))
        lines.append(f"{column.name} ({', '.join(filter(None, parts))}): {column.meaning}")
    return "\n".join(lines)


def _section(table: Table) -> str:
    rows = []
    for column in table.columns:
        holds = "; ".join((column.type, *_bounds(column, "`")))
        rows.append(f"| `{column.name}` | {holds} | {column.unit or ''} | {column.meaning} |")
    head = ("", f"## {table.name}", "", f"{table.meaning}.", "", "| column | holds | unit | meaning |")
    return "\n".join((*head, "| --- | --- | --- | --- |", *rows, ""))


def _bounds(column: Column, mark: str = "") -> Iterator[str]:
    """Yield what a cell may hold besides its type; codes and names are put between `mark`."""
    if column.allowed:
        yield f"one of {' '.join(f'{mark}{code}{mark}' for code in column.allowed)}"
    if column.references:
        yield f"{'ids' if column.many else 'id'} of {mark}{column.references}{mark}"
    if column.required:
        yield "required"
    if column.formerly:
        yield f"formerly {mark}{column.formerly}{mark}"
