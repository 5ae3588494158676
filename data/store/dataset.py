"""The tables as one checked, immutable whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.analysis.derived_figures import derive
from data.model.column_types import Row, Rows
from data.model.fact import Fact
from data.model.problem import DataError, Problem, limit_per_file
from data.model.schema import TABLES
from data.store import constraints, data_dictionary, table_reader
from data.system.files import Files

if TYPE_CHECKING:
    import pandas as pd

DESCRIPTOR = "datapackage.json"
UNDESCRIBED = Problem(DESCRIPTOR, "it does not describe the tables as they are", "Run python -m data describe")
# What reading a description may raise, whatever stands in its place.
_NOT_READ = (OSError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError)
FILES = (*(f"{name}.csv" for name in TABLES), DESCRIPTOR)


@dataclass(frozen=True, eq=False)
class Dataset:
    """All tables, each typed as `data.model.schema` says.

    Every table is a property that returns a pandas DataFrame (a copy on write: changing it
    changes nothing here), rows and columns in the order of its file. A number is float64, an integer Int64; a string,
    a date (2018-04-13) and a period (2017, 2018-04, 2024-01/2024-08) are str. An empty cell is NaN, of an integer NA.
    Several ids in one cell have a space between.

    A table that is not sound raises `DataError` when it is asked for, and only then, so that what does not need it
    goes on working.
    """

    _rows: Mapping[str, Rows]
    problems: tuple[Problem, ...]

    def table(self, name: str, *, sound: bool = True) -> pd.DataFrame:
        """The table `name` of `data.model.schema.TABLES`; DataError with all its problems if it is not sound.

        With `sound=False` a table that could be read is given even if it does not fit the others.
        """
        rows = self._read(name, sound=sound)
        if name not in self._frames:
            self._frames[name] = table_reader.frame(TABLES[name], rows)
        return self._frames[name].copy(deep=False)

    def rows(self, name: str, *, sound: bool = True) -> list[tuple[int, Row]]:
        """The same without pandas: each row with the line it stands on, as a dict with None for what is empty."""
        return [(line, dict(row)) for line, row in self._read(name, sound=sound)]

    def _read(self, name: str, *, sound: bool) -> Rows:
        faults = [problem for problem in self.problems if problem.file == f"{name}.csv"]
        if name not in self._rows or (faults and sound):
            raise DataError(faults or self.problems)
        return self._rows[name]

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        """Tables that were asked for as frames."""
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
    def labels(self) -> pd.DataFrame:
        """Names of the other tables' rows in en, kk, ru and uz."""
        return self.table("labels")

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Stated figures, in the order of their table, then those derived from them, in that of the metrics.

        A derived one is in its metric's unit (see `metrics`), money in the currency of what it follows from; its
        `operation` and `inputs` say how it is computed. DataError where observations or metrics are not sound.
        """
        stated = tuple(Fact(**row) for _, row in self.rows("observations"))
        return stated + derive(stated, self.rows("metrics"), self._within)

    @property
    def _within(self) -> dict[str, str | None]:
        """The area that each area lies in; none are known where the table is not sound."""
        areas = self.rows("areas", sound=False) if "areas" in self._rows else []
        return {row["id"]: row["within"] for _, row in areas}


# help() tells each table's columns from where they are declared.
for _name, _table in TABLES.items():
    _property = vars(Dataset)[_name]
    _property.__doc__ = f"{_property.__doc__}\n\n{data_dictionary.listing(_table)}"


def load(folder: Path | str = table_reader.FOLDER, *, strict: bool = True, counted: bool = True) -> Dataset:
    """Read and check the tables in `folder`, by default the project's own.

    Raises DataError with every problem found; with `strict=False` it returns what is sound, and the
    problems are in `Dataset.problems`. With `counted=False` the row counts of datapackage.json do not matter.
    """
    return made(files(Path(folder)), strict=strict, counted=counted)


def files(folder: Path) -> Files:
    """The files that a dataset is made of, as they are now."""
    return Files.of(folder, FILES)


def made(files: Files, *, strict: bool = True, counted: bool = True) -> Dataset:
    """As `load`, from what was read already."""
    problems: list[Problem] = []
    found: dict[str, Rows] = {}
    counts = _rows_expected(files, problems) if counted else {}
    for name, table in TABLES.items():
        rows, faults = table_reader.parsed(table, files, counts.get(name, 0))
        faults = faults or list(
            limit_per_file(fault for line, row in rows for fault in constraints.within(name, line, row))
        )
        problems += faults
        if not faults:
            found[name] = rows
    problems += limit_per_file(constraints.across(found))
    if strict and problems:
        raise DataError(problems)
    return Dataset(found, tuple(problems))


def agree(files: Files) -> bool:
    """Whether datapackage.json describes these very tables, by the hash of each.

    Where files are replaced one by one, they do not until the last is there: nothing tells old from new but this.
    """
    try:
        hashes = {resource["path"]: resource["hash"] for resource in _resources(files)}
        read = {f"{name}.csv": hashed(files.content(f"{name}.csv")) for name in TABLES}
    except _NOT_READ:
        return False
    return hashes == read


def hashed(content: bytes) -> str:
    """A file's hash, as datapackage.json has it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _resources(files: Files) -> list[dict[str, Any]]:
    """The tables as datapackage.json describes them."""
    found: list[dict[str, Any]] = json.loads(files.content(DESCRIPTOR))["resources"]
    return found


def _rows_expected(files: Files, problems: list[Problem]) -> dict[str, int]:
    """Rows a table, as datapackage.json counts them: a file cut between two lines is noticed by it."""
    try:
        return {resource["name"]: int(resource["rows"]) for resource in _resources(files)}
    except _NOT_READ as error:
        why, remedy = "is not as it is written by python -m data describe", "Run it"
        if isinstance(error, FileNotFoundError):
            why, remedy = "is missing", "Run python -m data describe"
        elif isinstance(error, OSError):
            why, remedy = (
                f"cannot be read ({error.strerror})",
                "Take away what is there, and run python -m data describe",
            )
        problems.append(Problem(DESCRIPTOR, f"the description of the tables {why}", remedy))
        return {}
