"""Ways to spoil a copy of the tables, and where in them a row stands."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from data.store.table_reader import TABLES_FOLDER


def replace_text(file: str, old: str, new: str) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return apply


def set_cells(file: str, name: str, **cells: str) -> Callable[[Path], None]:
    """Write other cells into the row with the id `name`."""

    def apply(folder: Path) -> None:
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        (row,) = [row for row in rows if row["id"] == name]
        assert row.keys() >= cells.keys()
        row |= cells
        with (folder / file).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(row), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    return apply


def change_bytes(file: str, keep: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / file
        path.write_bytes(keep(path.read_bytes()))

    return apply


OBS = "observations.csv"
ROWS = len((TABLES_FOLDER / OBS).read_text("utf-8").splitlines()) - 1
ARTICLE = "inform-a3218115"


def line_of(name: str, file: str = OBS) -> int:
    """The line that a row of the project's own tables stands on."""
    lines = (TABLES_FOLDER / file).read_text("utf-8").splitlines()
    return next(at for at, line in enumerate(lines, 1) if line.startswith(f"{name},"))


def replace_by_folder(folder: Path) -> None:
    (folder / OBS).unlink()
    (folder / OBS).mkdir()
