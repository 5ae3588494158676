"""The ways to the open data, for a page."""

from __future__ import annotations

from components.cells import Cell, Part
from components.view import View
from components.web.assets import base
from components.web.open.files import ARCHIVE, DESCRIPTOR
from data import DataError
from data.open import OPEN, rows
from data.open.formats import MEDIA_TYPES


def open_tables(view: View) -> tuple[list[str], list[list[Cell]]]:
    """A row a sound table: what it holds, how many rows, the ways to its files; before them, all of them in one."""
    words, folder = view.words, f"{base()}open/"
    columns = [words(f"column.{name}") for name in ("table", "rows", "files")]
    whole = (Part(words("sources.zip"), link=f"{folder}{ARCHIVE}?lang={words.language}"),)
    described: Cell = (*whole, Part(" · "), Part(words("sources.package"), link=folder + DESCRIPTOR))
    found: list[list[Cell]] = [[(Part(words("sources.all_tables")),), (Part(""),), described]]
    for name, table in OPEN.items():
        try:
            count = words.numbers.value(len(rows(view.data, name)), "units")
        except DataError:  # said where the table is needed
            continue
        links = [Part(form.upper(), link=f"{folder}{name}.{form}") for form in MEDIA_TYPES]
        parts = [part for link in links for part in (link, Part(" · "))][:-1]
        found.append([(Part(words.meaning(table.meaning)),), (Part(count),), tuple(parts)])
    return columns, found
