"""The dataset: all tables, checked and immutable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.analysis.derived_figures import derive_facts
from data.model.column_types import NumberedRows, Row
from data.model.fact import Fact
from data.model.problem import DataError, Problem, limit_per_file
from data.model.schema import TABLES
from data.store import constraints, data_dictionary, table_reader
from data.system.files import FileSnapshot

if TYPE_CHECKING:
    import pandas as pd

DESCRIPTOR = "datapackage.json"
STALE_DESCRIPTOR = Problem(DESCRIPTOR, "it does not describe the tables as they are", "Run python -m data describe")
# What parsing a descriptor of any form may raise.
_DESCRIPTOR_ERRORS = (OSError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError)
FILE_NAMES = (*(f"{name}.csv" for name in TABLES), DESCRIPTOR)


@dataclass(frozen=True, eq=False)
class Dataset:
    """All tables, each typed as `data.model.schema` says.

    Every table is a property that returns a pandas DataFrame (copy on write: changing it changes nothing here), rows
    and columns in the order of its file. A number is float64, an integer Int64; a string, a date (2018-04-13) and a
    period (2017, 2018-04, 2024-01/2024-08) are str. An empty cell is NaN, of an integer NA. Several ids in one cell
    have a space between.

    A table that is not sound raises `DataError` when it is asked for, so that what does not need it goes on working.
    """

    _rows: Mapping[str, NumberedRows]
    problems: tuple[Problem, ...]

    def table(self, name: str, *, strict: bool = True) -> pd.DataFrame:
        """Return the table `name` of `data.model.schema.TABLES`. Raises DataError with its problems if it is not sound.

        strict=False: a table that could be read is returned even if it does not fit the others.
        """
        rows = self._read(name, strict=strict)
        if name not in self._frames:
            self._frames[name] = table_reader.to_dataframe(TABLES[name], rows)
        return self._frames[name].copy(deep=False)

    def rows(self, name: str, *, strict: bool = True) -> list[tuple[int, Row]]:
        """Return the same without pandas: line in the file and row, a dict with None for an empty cell."""
        return [(line, dict(row)) for line, row in self._read(name, strict=strict)]

    def _read(self, name: str, *, strict: bool) -> NumberedRows:
        faults = [problem for problem in self.problems if problem.file == f"{name}.csv"]
        if name not in self._rows or (faults and strict):
            raise DataError(faults or self.problems)
        return self._rows[name]

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        """Data frames by table, once they are asked for."""
        return {}

    @property
    def sources(self) -> pd.DataFrame:
        """Reports: id, publisher, language, url, the date printed or inferred, sha256 of the text."""
        return self.table("sources")

    @property
    def areas(self) -> pd.DataFrame:
        """Countries, regions, cities, plants and buildings, each within another."""
        return self.table("areas")

    @property
    def authorities(self) -> pd.DataFrame:
        """Who stands behind figures that reports pass on: id, kind, country."""
        return self.table("authorities")

    @property
    def metrics(self) -> pd.DataFrame:
        """What is measured: id, unit, basis, and how a derived one is computed."""
        return self.table("metrics")

    @property
    def observations(self) -> pd.DataFrame:
        """Stated figures in base units, with interval, period, source, span and phrase."""
        return self.table("observations")

    @property
    def events(self) -> pd.DataFrame:
        """Stops of the visit: order, kind, place, and the words that each was read from."""
        return self.table("events")

    @property
    def commitments(self) -> pd.DataFrame:
        """What was offered, promised, done or discussed."""
        return self.table("commitments")

    @property
    def tellings(self) -> pd.DataFrame:
        """What each report of the visit tells: stops, names, dates, and how much of the report was seen."""
        return self.table("tellings")

    @property
    def followups(self) -> pd.DataFrame:
        """What is known of each commitment since, or that nothing was found."""
        return self.table("followups")

    @property
    def people(self) -> pd.DataFrame:
        """People whom the visit's reports name."""
        return self.table("people")

    @property
    def offices(self) -> pd.DataFrame:
        """Offices of these people, before, at and after the visit."""
        return self.table("offices")

    @property
    def milestones(self) -> pd.DataFrame:
        """Dated events outside the visit that matter for the figures."""
        return self.table("milestones")

    @property
    def asymmetries(self) -> pd.DataFrame:
        """Reasons why two countries' figures for one flow differ."""
        return self.table("asymmetries")

    @property
    def exchange_rates(self) -> pd.DataFrame:
        """Tenge for one unit of a currency, mean of a year."""
        return self.table("exchange_rates")

    @property
    def labels(self) -> pd.DataFrame:
        """Names of the other tables' rows in en, kk, ru and uz."""
        return self.table("labels")

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Stated figures, in the order of their table, then those derived from them, in that of the metrics.

        A derived one is in its metric's unit (see `metrics`), money in the currency of its inputs; its `operation` and
        `inputs` say how it is computed. Raises DataError where observations or metrics are not sound.
        """
        stated = tuple(Fact.from_row(row) for _, row in self.rows("observations"))
        within, vintages = self._column_by_id("areas", "within"), self._column_by_id("sources", "vintage")
        return stated + derive_facts(stated, self.rows("metrics"), within, vintages)

    def _column_by_id(self, table: str, column: str) -> dict[str, str | None]:
        """Return the cells of a column by id; empty where the table cannot be read."""
        rows = self.rows(table, strict=False) if table in self._rows else []
        return {row["id"]: row[column] for _, row in rows}


# help() lists each table's columns as the schema declares them.
for _name, _table in TABLES.items():
    _property = vars(Dataset)[_name]
    _property.__doc__ = f"{_property.__doc__}\n\n{data_dictionary.column_help(_table)}"


def load(
    folder: Path | str = table_reader.TABLES_FOLDER,
    *,
    strict: bool = True,
    check_row_counts: bool = True,
    check_all: bool = False,
) -> Dataset:
    """Read and check the tables in `folder`, by default the project's own.

    Raises DataError with every problem found. strict=False: return what is sound, with the problems in
    `Dataset.problems`. check_row_counts=False: do not compare the row counts of datapackage.json. check_all: check
    phrases and dates even where datapackage.json describes these very tables, since whoever wrote it had them checked.
    """
    files = read_files(Path(folder))
    return build_dataset(files, strict=strict, check_row_counts=check_row_counts, check_all=check_all)


def read_files(folder: Path) -> FileSnapshot:
    """Return the files of a dataset as they are now."""
    return FileSnapshot.read(folder, FILE_NAMES)


def build_dataset(
    files: FileSnapshot, *, strict: bool = True, check_row_counts: bool = True, check_all: bool = False
) -> Dataset:
    """As `load`, from files that are read already."""
    problems: list[Problem] = []
    found: dict[str, NumberedRows] = {}
    counts = _rows_expected(files, problems) if check_row_counts else {}
    for name, table in TABLES.items():
        rows, faults = table_reader.parse_table(table, files, counts.get(name, 0))
        faults = faults or list(
            limit_per_file(fault for line, row in rows for fault in constraints.check_row(name, line, row))
        )
        problems += faults
        if not faults:
            found[name] = rows
    is_new = check_all or not matches_descriptor(files)
    problems += limit_per_file(constraints.check_relations(found, is_new=is_new))
    if strict and problems:
        raise DataError(problems)
    return Dataset(found, tuple(problems))


def matches_descriptor(files: FileSnapshot) -> bool:
    """Whether datapackage.json describes these very tables, by the hash of each.

    While files are replaced one by one it does not, until the last is there: nothing else tells old from new.
    """
    try:
        hashes = {resource["path"]: resource["hash"] for resource in _resources(files)}
        found = {f"{name}.csv": content_hash(files.content(f"{name}.csv")) for name in TABLES}
    except _DESCRIPTOR_ERRORS:
        return False
    return hashes == found


def content_hash(content: bytes) -> str:
    """Return the SHA-256 of a file as datapackage.json writes it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _resources(files: FileSnapshot) -> list[dict[str, Any]]:
    """Return the tables as datapackage.json describes them."""
    found: list[dict[str, Any]] = json.loads(files.content(DESCRIPTOR))["resources"]
    return found


def _rows_expected(files: FileSnapshot, problems: list[Problem]) -> dict[str, int]:
    """Return the number of rows of each table by datapackage.json: it shows where a file was cut between two lines."""
    try:
        return {resource["name"]: int(resource["rows"]) for resource in _resources(files)}
    except _DESCRIPTOR_ERRORS as error:
        why, remedy = "is not as it is written by python -m data describe", "Run it"
        if isinstance(error, FileNotFoundError):
            why, remedy = "is missing", "Run python -m data describe"
        elif isinstance(error, OSError):
            why = f"cannot be read ({error.strerror})"
            remedy = "Take away what is there, and run python -m data describe"
        problems.append(Problem(DESCRIPTOR, f"the description of the tables {why}", remedy))
        return {}
