"""Apply editorial names and corrections to the rows that were read, found by the words they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.model.column_types import Row
from data.model.problem import Problem
from data.model.schema import TABLES
from data.pipeline.editorial import EDITORIAL_FOLDER, REMOVED, Editorial
from data.pipeline.row_format import find_column
from data.store.csv_io import format_cell
from data.store.table_reader import check_cells, parse_cell


@dataclass
class ReadRow:
    """A row and the words that it was read from, which a correction of the row does not change."""

    table: str
    phrase: str
    start: int
    row: Row
    title: str | None = None
    is_removed: bool = False


def apply_corrections(found: Sequence[ReadRow], source: str, editorial: Editorial) -> Iterator[Problem]:
    """Correct the rows of one source in place; yield a Problem for each correction that no longer fits."""
    for line, entry in editorial.rows_of("corrections", source):
        match, faults = _find_row(found, entry, "corrections", line)
        yield from faults
        if match is None:
            continue
        if entry["value"] == REMOVED and entry["column"] not in TABLES[entry["table"]].header:
            match.is_removed = True
            continue
        column = find_column(entry["table"], entry["column"])
        now = format_cell(match.row[column.name])
        if now != (entry["expect"] or ""):
            what = f"'{entry['phrase']}' now reads '{now}' in {column.name}, not '{entry['expect'] or ''}'"
            yield _problem("corrections", line, what, "Take the correction out, or mend expect", "expect")
            continue
        value = entry["value"] or ""
        texts = {name: format_cell(other) for name, other in match.row.items()} | {column.name: value}
        bad = [fault for fault in check_cells(TABLES[entry["table"]], texts, line) if fault.column == column.name]
        for fault in bad:
            yield _problem("corrections", line, fault.what, fault.remedy, "value")
        if not bad:
            match.row[column.name] = parse_cell(column, value)


def apply_names(found: Sequence[ReadRow], source: str, editorial: Editorial) -> Iterator[Problem]:
    """Set the ids that people gave to rows, in place; yield a Problem for each whose words are no longer read."""
    for line, entry in editorial.rows_of("names", source):
        match, faults = _find_row(found, entry, "names", line)
        yield from faults
        if match is not None:
            match.row["id"] = entry["id"]


def _find_row(found: Sequence[ReadRow], entry: Row, file: str, line: int) -> tuple[ReadRow | None, list[Problem]]:
    """Return the one row that an editorial row is about, or None and a Problem."""
    same_phrase = [one for one in found if one.table == entry["table"] and one.phrase == entry["phrase"]]
    matches = [one for one in same_phrase if entry["phrase_start"] in (None, one.start)]
    if len(matches) == 1:
        return matches[0], []
    if matches:
        starts = ", ".join(str(one.start) for one in matches)
        what = f"'{entry['phrase']}' is read more than once from {entry['source']}"
        return None, [_problem(file, line, what, f"Say which in phrase_start: {starts}", "phrase_start")]
    what = f"no row of {entry['table']} is read from the words '{entry['phrase']}' of {entry['source']}"
    if same_phrase:
        what += f" at {entry['phrase_start']}"
    return None, [_problem(file, line, what, "Mend the words, or take the row out", "phrase")]


def _problem(file: str, line: int, what: str, remedy: str, column: str) -> Problem:
    return Problem(f"{EDITORIAL_FOLDER.name}/{file}.csv", what, remedy.rstrip("."), line, column)
