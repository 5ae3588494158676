"""People's names for rows and corrections of rows, each held against the words that were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.model.column_types import Row
from data.model.problem import Problem
from data.model.schema import TABLES
from data.pipeline.editorial import FOLDER, OUT, Editorial
from data.pipeline.row_format import column_of
from data.store.csv_io import cell
from data.store.table_reader import cell_faults, typed


@dataclass
class Read:
    """A row and the words that it was read from, which stay what they were when the row is corrected."""

    table: str
    phrase: str
    start: int
    row: Row
    title: str | None = None
    is_out: bool = False


def correct(found: Sequence[Read], source: str, editorial: Editorial) -> Iterator[Problem]:
    """Correct the rows that were read from one source, in place; what does not fit them any more is a Problem."""
    for line, wanted in editorial.of("corrections", source):
        fits, faults = _meant(found, wanted, "corrections", line)
        yield from faults
        if fits is None:
            continue
        if wanted["value"] == OUT and wanted["column"] not in TABLES[wanted["table"]].header:
            fits.is_out = True
            continue
        column = column_of(wanted["table"], wanted["column"])
        now = cell(fits.row[column.name])
        if now != (wanted["expect"] or ""):
            what = f"'{wanted['phrase']}' now reads '{now}' in {column.name}, not '{wanted['expect'] or ''}'"
            yield _fault("corrections", line, what, "Take the correction out, or mend expect", "expect")
            continue
        value = wanted["value"] or ""
        texts = {name: cell(other) for name, other in fits.row.items()} | {column.name: value}
        bad = [fault for fault in cell_faults(TABLES[wanted["table"]], texts, line) if fault.column == column.name]
        for fault in bad:
            yield _fault("corrections", line, fault.what, fault.remedy, "value")
        if not bad:
            fits.row[column.name] = typed(column, value)


def give_names(found: Sequence[Read], source: str, editorial: Editorial) -> Iterator[Problem]:
    """Name the rows that people have named, in place; a name whose words are not read any more is a Problem."""
    for line, wanted in editorial.of("names", source):
        fits, faults = _meant(found, wanted, "names", line)
        yield from faults
        if fits is not None:
            fits.row["id"] = wanted["id"]


def _meant(found: Sequence[Read], wanted: Row, file: str, line: int) -> tuple[Read | None, list[Problem]]:
    """The one row that an editorial row is about."""
    said = [one for one in found if one.table == wanted["table"] and one.phrase == wanted["phrase"]]
    fits = [one for one in said if wanted["start"] in (None, one.start)]
    if len(fits) == 1:
        return fits[0], []
    if fits:
        starts = ", ".join(str(one.start) for one in fits)
        what = f"'{wanted['phrase']}' is read more than once from {wanted['source']}"
        return None, [_fault(file, line, what, f"Say which in start: {starts}", "start")]
    what = f"no row of {wanted['table']} is read from the words '{wanted['phrase']}' of {wanted['source']}"
    if said:
        what += f" at {wanted['start']}"
    return None, [_fault(file, line, what, "Mend the words, or take the row out", "phrase")]


def _fault(file: str, line: int, what: str, remedy: str, column: str) -> Problem:
    return Problem(f"{FOLDER.name}/{file}.csv", what, remedy.rstrip("."), line, column)
