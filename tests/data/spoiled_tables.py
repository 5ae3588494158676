"""Ways to spoil a copy of the tables, and where in them a row stands."""

from __future__ import annotations

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
