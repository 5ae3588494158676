"""All published tables as one ZIP file, which is a data package with its own datapackage.json."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data.export.formats import ZIP_EPOCH, as_csv
from data.export.table_rows import open_table_rows
from data.model.open_tables import OPEN_TABLES
from data.store.datapackage import render_descriptor
from data.store.dataset import Dataset

_FILE_MODE = 0o644 << 16  # in the upper half of a ZIP entry's external attributes
_UNIX = 3


def render_csv_files(dataset: Dataset) -> dict[str, bytes]:
    """Return the CSV of every published table by its name. Raises DataError where one is not sound."""
    return {name: as_csv(table, open_table_rows(dataset, name)) for name, table in OPEN_TABLES.items()}


def archive_descriptor(files: Mapping[str, bytes]) -> bytes:
    """Return datapackage.json for these files."""
    return render_descriptor(OPEN_TABLES.values(), files).encode()


def build_archive(files: Mapping[str, bytes], readme: str) -> bytes:
    """Return the ZIP file of readme, datapackage.json and tables; the same content gives the same bytes."""
    entries = {"README.md": readme.encode(), "datapackage.json": archive_descriptor(files)}
    entries |= {f"{name}.csv": file for name, file in files.items()}
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        for name, file in entries.items():
            entry = ZipInfo(name, ZIP_EPOCH.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _FILE_MODE
            packed.writestr(entry, file)
    return content.getvalue()
