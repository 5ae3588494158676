"""How the files of official series are read, as `data/editorial/series.toml` declares it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.model.problem import DataError, Problem

FILE_NAME = "series.toml"


@dataclass(frozen=True)
class FigureMapping:
    """One figure of a series over time: which rows and columns of a file have it, and what it must be like.

    period: the columns that make up the period. value: the column with the value; a value times `factor` is in the
    unit of `row`, and no digit below `step` counts. where: cells that its rows have. expect: cells that these rows must
    have, else it is another unit. first, last: periods that are read. jump: how many times the value before a value may
    be. consecutive: whether no period may be missing; negative: whether values may be below zero. sums: columns that
    are the sum of others, some with a minus. parts: the column by which a total is divided, and the cell of the total.
    table: the file of `data/editorial/` that it goes to. row: what the cells there are. bounds: columns with the lowest
    and highest value of the period.
    """

    period: list[str]
    value: str
    jump: float
    row: dict[str, str]
    table: str = "official"
    factor: int = 1
    step: float = 1
    where: dict[str, str] = field(default_factory=dict)
    expect: dict[str, str] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    consecutive: bool = True
    negative: bool = False
    sums: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    bounds: dict[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> set[str]:
        """The columns that a file must have."""
        signed = (name.removeprefix("-") for parts in self.sums.values() for name in parts)
        return {*self.period, self.value, *self.where, *self.expect, *self.sums, *signed, *self.bounds.values()}

    @property
    def name(self) -> str:
        """Whose figure it is of what, for messages."""
        return " ".join(cell for column, cell in self.row.items() if column != "unit")


def load_mapping(folder: Path, series: str) -> list[FigureMapping]:
    """Return the figures of the series, as declared in `folder`. Raise DataError where they are not."""
    file = f"{folder.name}/{FILE_NAME}"
    try:
        declared = tomllib.loads((folder / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError([Problem(file, f"it cannot be read ({error})", "Mend it")]) from None
    if series not in declared:
        what = f"no series '{series}' is declared"
        raise DataError([Problem(file, what, f"Declare it, or name one of {', '.join(declared)}")])
    common = dict(declared[series])
    try:
        return [FigureMapping(**_merge(common, figure)) for figure in common.pop("figures")]
    except (TypeError, KeyError) as error:
        what = f"'{series}' is not declared as it should be ({error})"
        raise DataError([Problem(file, what, "Compare it with the other series")]) from None


def _merge(common: Mapping[str, Any], figure: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is declared for one figure, and for all where it says nothing else; tables cell by cell."""
    merged = {**common, **figure}
    for name, cells in common.items():
        if isinstance(cells, dict):
            merged[name] = {**cells, **figure.get(name, {})}
    return merged
