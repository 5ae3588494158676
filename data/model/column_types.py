"""The types that declare a table and its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

ColumnType = Literal["string", "number", "integer", "date", "period"]

Row = dict[str, Any]  # a row of a table: values by column, None for an empty cell
NumberedRows = Sequence[tuple[int, Row]]  # each row with the line of the file that it stands on


@dataclass(frozen=True)
class Column:
    """One column: its name, what it may hold and what it means.

    references: the table whose `id` the value must be one of; with `many`, a cell holds several ids with a space
    between. formerly: its name in version 0.1, still accepted in files that are read.
    """

    name: str
    meaning: str
    type: ColumnType = "string"
    unit: str | None = None
    required: bool = False
    allowed: tuple[str, ...] = ()
    references: str | None = None
    many: bool = False
    formerly: str | None = None


@dataclass(frozen=True)
class Table:
    """One table, in the file `data/tables/<name>.csv` (UTF-8, comma, one header line)."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def header(self) -> list[str]:
        """Column names in file order."""
        return [column.name for column in self.columns]

    @property
    def renamed(self) -> dict[str, str]:
        """Today's names of columns by their former names."""
        return {column.formerly: column.name for column in self.columns if column.formerly}
