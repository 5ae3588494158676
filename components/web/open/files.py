"""The files of whole tables, each made once for the tables as they are."""

from __future__ import annotations

from functools import lru_cache

from components.view import of
from components.web.open.readme import readme
from data import Dataset
from data.open import OPEN, rows
from data.open.archive import archive, descriptor, files
from data.open.formats import MEDIA_TYPES, made
from data.package import NAME

# Files beside those of the tables.
DESCRIPTOR, ARCHIVE, OPENAPI = "datapackage.json", f"{NAME}.zip", "openapi.json"

ZIP = "application/zip"

NAMES = (DESCRIPTOR, ARCHIVE, *(f"{table}.{form}" for table in OPEN for form in MEDIA_TYPES))


@lru_cache(maxsize=64)
def file(dataset: Dataset, name: str, language: str = "") -> bytes:
    """One of `NAMES`; `language` is that of the archive's readme. DataError where a table is not sound."""
    # A dataset is itself alone, so other tables are never taken for it.
    if name == DESCRIPTOR:
        return descriptor(files(dataset))
    if name == ARCHIVE:
        counted = [(table, len(rows(dataset, each))) for each, table in OPEN.items()]
        return archive(files(dataset), readme(of(dataset, language).words, counted, dataset))
    table, form = name.split(".")
    return made(form, OPEN[table], rows(dataset, table))
