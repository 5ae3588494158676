"""The files of whole tables, each made once for the tables as they are."""

from __future__ import annotations

from functools import lru_cache

from components.server.open_data.readme import readme
from components.view import of
from data import Dataset
from data.export import OPEN, rows
from data.export.archive import archive, descriptor, files
from data.export.formats import MEDIA_TYPES, made
from data.store.datapackage import NAME

# Files beside those of the tables.
DESCRIPTOR, ARCHIVE, OPENAPI = "datapackage.json", f"{NAME}.zip", "openapi.json"

ZIP = "application/zip"

NAMES = (DESCRIPTOR, ARCHIVE, *(f"{table}.{form}" for table in OPEN for form in MEDIA_TYPES))


def file(dataset: Dataset, name: str, language: str = "") -> bytes:
    """One of `NAMES`; `language` is that of the archive's readme. DataError where a table is not sound."""
    known, key = _files(dataset), (name, language)
    if key not in known:
        known[key] = _make(dataset, name, language)
    return known[key]


@lru_cache(maxsize=2)  # old and new, while both are asked for; a dataset is itself alone, whatever is in another
def _files(dataset: Dataset) -> dict[tuple[str, str], bytes]:
    return {}


def _make(dataset: Dataset, name: str, language: str) -> bytes:
    if name == DESCRIPTOR:
        return descriptor(files(dataset))
    if name == ARCHIVE:
        counted = [(table, len(rows(dataset, each))) for each, table in OPEN.items()]
        return archive(files(dataset), readme(of(dataset, language).words, counted, dataset))
    table, form = name.split(".")
    return made(form, OPEN[table], rows(dataset, table))
