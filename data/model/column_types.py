"""What a table and its columns are declared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Type = Literal["string", "number", "integer", "date", "period"]

Row = dict[str, Any]  # a row of a table: values by column, None for an empty cell
Rows = Sequence[tuple[int, Row]]  # each row with the line of the file that it stands on


@dataclass(frozen=True)
class Column:
    """One column: what it is called, what it may hold and what it means.

    `refers` names the table whose `id` the value must be one of; with `many`, the cell holds
    several such ids with a space between.
    """

    name: str
    meaning: str
    type: Type = "string"
    unit: str | None = None
    required: bool = False
    allowed: tuple[str, ...] = ()
    refers: str | None = None
    many: bool = False


@dataclass(frozen=True)
class Table:
    """One table, kept as `data/tables/<name>.csv` (UTF-8, comma, one header line)."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def header(self) -> list[str]:
        """Column names in file order."""
        return [column.name for column in self.columns]
