"""All open tables as one ZIP file that is a data package: unpacked, it is described by its own datapackage.json."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data.export.formats import EPOCH, as_csv
from data.export.table_rows import rows
from data.model.open_tables import OPEN
from data.store.datapackage import described
from data.store.dataset import Dataset

_READABLE = 0o644 << 16  # rights of a file, where ZIP keeps them
_UNIX = 3


def files(dataset: Dataset) -> dict[str, bytes]:
    """The CSV of every open table by its name; DataError where one is not sound."""
    return {name: as_csv(table, rows(dataset, name)) for name, table in OPEN.items()}


def descriptor(files: Mapping[str, bytes]) -> bytes:
    """datapackage.json for these files."""
    return described(OPEN.values(), files).encode()


def archive(files: Mapping[str, bytes], readme: str) -> bytes:
    """The ZIP file: the readme, the description, the tables; the same of them give the same bytes."""
    whole = {"README.md": readme.encode(), "datapackage.json": descriptor(files)}
    whole |= {f"{name}.csv": file for name, file in files.items()}
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for name, content in whole.items():
            entry = ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
            packed.writestr(entry, content)
    return made.getvalue()
