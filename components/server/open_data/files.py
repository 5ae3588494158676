"""The files of whole tables, each made once for the tables as they are."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from components.server.open_data.readme import render_readme
from components.view import View
from data import Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.export.archive import archive_descriptor, build_archive, render_csv_files
from data.export.formats import MEDIA_TYPES, render_table
from data.store.datapackage import NAME

# Files beside those of the tables.
DESCRIPTOR, ARCHIVE, OPENAPI = "datapackage.json", f"{NAME}.zip", "openapi.json"

ZIP_MEDIA_TYPE = "application/zip"

FILE_NAMES = (DESCRIPTOR, ARCHIVE, *(f"{table}.{form}" for table in OPEN_TABLES for form in MEDIA_TYPES))

# By name, of the archive with its language. They go with their dataset when other tables replace it.
_FILES: WeakKeyDictionary[Dataset, dict[str, bytes]] = WeakKeyDictionary()


def load_file(dataset: Dataset, name: str) -> bytes:
    """Return one of `FILE_NAMES` except the archive. Raises DataError if a table is not sound."""
    files = _FILES.setdefault(dataset, {})
    if name not in files:
        files[name] = _render(dataset, name)
    return files[name]


def load_archive(view: View) -> bytes:
    """Return the archive of all tables, with a readme in the view's language. Raises DataError as `load_file`."""
    files, name = _FILES.setdefault(view.data, {}), f"{ARCHIVE} {view.language}"
    if name not in files:
        counts = [(table, len(open_table_rows(view.data, each))) for each, table in OPEN_TABLES.items()]
        files[name] = build_archive(render_csv_files(view.data), render_readme(view.words, counts, view.data))
    return files[name]


def _render(dataset: Dataset, name: str) -> bytes:
    if name == DESCRIPTOR:
        return archive_descriptor(render_csv_files(dataset))
    table, form = name.split(".")
    return render_table(form, OPEN_TABLES[table], open_table_rows(dataset, table))
