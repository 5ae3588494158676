"""The open data as the rows of a table, with links to its files."""

from __future__ import annotations

from components.i18n.rich_text import Cell, Part
from components.urls.site_urls import Urls
from components.view import View
from data import DataError
from data.export import OPEN_TABLES, open_table_rows
from data.export.formats import MEDIA_TYPES
from data.store.dataset import DESCRIPTOR


def open_tables(view: View, urls: Urls) -> tuple[list[str], list[list[Cell]]]:
    """Return the headings, and a row for all tables together and for each sound one: content, row count, links."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("table", "rows", "files")]
    whole = (Part(words("sources.zip"), link=urls.archive()),)
    next_to = Part("\u00a0· ")  # no line begins with the dot
    described: Cell = (*whole, next_to, Part(words("sources.package"), link=urls.data(DESCRIPTOR)))
    if urls.api():
        described = (*described, next_to, Part(words("sources.api"), link=urls.api()))
    found: list[list[Cell]] = [[(Part(words("sources.all_tables")),), (Part(""),), described]]
    for name, table in OPEN_TABLES.items():
        try:
            count = words.numbers.value(len(open_table_rows(view.data, name)), "units")
        except DataError:  # shown where the table is needed
            continue
        what = words.schema_text(table.meaning)
        links = [Part(form.upper(), link=urls.data(f"{name}.{form}"), name=what) for form in MEDIA_TYPES]
        parts = [part for link in links for part in (link, Part(" · "))][:-1]
        found.append([(Part(what),), (Part(count),), tuple(parts)])
    return columns, found
