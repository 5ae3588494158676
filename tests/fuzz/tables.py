"""The tables and their description: a sound dataset with its pages, or problems that name file and remedy."""

from __future__ import annotations

import csv
import io
import json
import shutil
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import data
from components.pages import PAGES
from components.pages.spec import PageSpec, build
from components.rendering.cards import RenderContext
from components.rendering.document import render_page_body
from components.urls.site_urls import server_urls
from components.view import View
from data.export import OPEN_TABLES, open_table_rows
from data.export.formats import MEDIA_TYPES, render_table
from data.model.language import LANGUAGES
from data.model.schema import TABLES
from data.store.dataset import DESCRIPTOR, FILE_NAMES
from data.store.dataset_reloader import DatasetReloader
from data.store.table_reader import TABLES_FOLDER
from tests.fuzz import mutate
from tests.fuzz.engine import Case, Target
from tests.fuzz.mutate import DICTIONARY
from tests.fuzz.pages import check_problems

DEEP = (
    "[" * 100_000,
    '{"a":' * 100_000,
    "[" * 500 + "]" * 500,
    f'"{"a" * 100_000}',
    "9" * 100_000,
    "1e999999",
    "\ufeff{}",
)


@cache
def originals() -> dict[str, bytes]:
    """The project's own tables, a file each."""
    return {name: (TABLES_FOLDER / name).read_bytes() for name in FILE_NAMES}


class Tables(Target):
    """Whatever the tables hold, they load or say what is wrong; and what loads can be shown."""

    base = 5.0

    def __init__(self, folder: Path) -> None:
        """Copy the tables."""
        super().__init__(folder)
        self._tables = Path(shutil.copytree(TABLES_FOLDER, folder / "tables"))

    def case(self, chance: Random) -> Case:
        """The files that are other than the project's own; and which page and table are then shown."""
        shown = (chance.choice(list(LANGUAGES)), str(chance.randrange(len(PAGES))), chance.choice(list(OPEN_TABLES)))
        case = {"shown": " ".join(shown).encode()}
        for name in chance.sample(FILE_NAMES, chance.choice((1, 1, 1, 2))):
            text = originals()[name].decode("utf-8-sig")
            if chance.random() < 0.2:
                case[name] = mutate.encoded(chance, mutate.mutated(chance, text, [text]))
            else:
                other = _description(chance, text) if name == DESCRIPTOR else _cells(chance, text)
                case[name] = other.encode("utf-8", "surrogatepass")
        return case

    def check(self, case: Case) -> None:
        """Load them, as the server does and as programs do, and show something of them."""
        for name, content in originals().items():
            (self._tables / name).write_bytes(case.get(name, content))
        DatasetReloader(self._tables).current()
        try:
            data.load(self._tables)
        except data.DataError as error:
            check_problems(error, FILE_NAMES)
        language, page, table = case["shown"].decode().split()
        show(View(data.load(self._tables, strict=False), language), PAGES[int(page)], table)


def show(view: View, page: PageSpec, table: str) -> None:
    """Make a page and the files of a table; where tables are not sound, a page says so itself."""
    body = render_page_body(page, build(page, view, {}), RenderContext(view, server_urls(view.language)))
    assert "<script>alert" not in body, "a cell is markup"
    try:
        found = open_table_rows(view.data, table)
        if table in TABLES:
            view.data.table(table)
    except data.DataError as error:
        check_problems(error)
    else:
        for form in MEDIA_TYPES:
            render_table(form, OPEN_TABLES[table], found)


def _cells(chance: Random, text: str) -> str:
    """A table with some cells changed, perhaps also its rows."""
    table = list(csv.reader(io.StringIO(text)))
    for _ in range(chance.choice((1, 1, 2, 5))):
        row, other = chance.choice(table), chance.choice(table)
        place, long = chance.randrange(len(row)), mutate.flood(chance, "a")
        row[place] = chance.choice(
            (*[chance.choice(DICTIONARY["cells"])] * 3, other[place], chance.choice(other), long)
        )
    kind, more = chance.random(), [chance.choice(table) for _ in range(chance.choice((1, 1, 1000)))]
    if kind < 0.2:
        table += more
    elif kind < 0.3:
        table = table[:1] + chance.sample(table[1:], len(table) - chance.choice((1, 2)))
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=chance.choice(("\r\n", "\r\n", "\n", "\r"))).writerows(table)
    return written.getvalue()


def _description(chance: Random, text: str) -> str:
    """The description with something else in some place of it, or nested without end."""
    if chance.random() < 0.2:
        return chance.choice(DEEP)
    whole = part = json.loads(text)
    while True:
        key: Any = chance.choice(list(part) if isinstance(part, dict) else range(len(part)))
        if not isinstance(part[key], dict | list) or not part[key] or chance.random() < 0.3:
            part[key] = chance.choice(DICTIONARY["values"])
            return json.dumps(whole)
        part = part[key]
