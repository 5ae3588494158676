"""Import a file of an official series into `data/editorial/`: values are added, and revised ones stand beside the old.

A value that is stored is never changed. Where a file has other values than those stored, they become a new vintage: a
source of its own, which names the one that it revises, with values of its own.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from data.model.period import Period
from data.model.problem import DataError, Problem
from data.pipeline.editorial import EDITORIAL_FOLDER, EDITORIAL_TABLES, load_editorial
from data.pipeline.series_file import SeriesFile, SeriesValue, Values
from data.pipeline.series_mapping import FigureMapping, load_mapping
from data.system.atomic_replace import replace_folder

Cells = dict[str, str]


@dataclass
class Import:
    """What a file brings: rows that are new, how many are as stored, and the source that they are from."""

    source: str
    added: list[Cells] = field(default_factory=list)
    as_stored: int = 0
    unused_rows: int = 0
    revises: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield what is new, line by line, then the counts."""
        for row in self.added:
            cells = (cell for column, cell in row.items() if column not in ("id", "source", "rounding", "low", "high"))
            yield "+ " + " ".join(filter(None, cells))
        what = f"a new vintage, which revises {self.revises}" if self.revises else "added"
        yield f"{self.source}: {len(self.added)} {what}, {self.as_stored} as stored, {self.unused_rows} rows not read"


def import_series(
    path: Path, series: str, vintage: str | None = None, folder: Path = EDITORIAL_FOLDER, *, dry_run: bool = False
) -> Import:
    """Add the values of a file to the series, and return what is new; with `dry_run` nothing is written.

    vintage: the month or year as of which the file was taken; needed where it revises values. Raise DataError, with
    every file as it was, where the file is not as declared or cannot be what it says.
    """
    importer = _Importer(folder, series)
    found = importer.read(path, vintage)
    if not dry_run and importer.is_changed:
        try:
            importer.write()
        except OSError as error:
            what = f"it cannot be written ({error.strerror}) and is as it was"
            raise DataError([Problem(folder.name, what, "Make room, or give leave to write")]) from None
    return found


class _Importer:
    def __init__(self, folder: Path, series: str) -> None:
        load_editorial(folder)  # what is there is sound
        self._folder = folder
        self._series = series
        self._figures = load_mapping(folder, series)
        names = {"sources", "labels", *(figure.table for figure in self._figures)}
        self._rows = {name: _read_rows(folder / f"{name}.csv") for name in names}
        self._before = {name: [dict(row) for row in rows] for name, rows in self._rows.items()}
        self._source = self._latest_source()

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be written."""
        return self._rows != self._before

    def _latest_source(self) -> Cells:
        """Return the row of the newest vintage of the series."""
        sources = self._rows["sources"]
        latest = next((row for row in sources if (row["id"], row["kind"]) == (self._series, "series")), None)
        if latest is None:
            what = f"'{self._series}' is no source of the kind series"
            raise DataError([Problem(f"{self._folder.name}/sources.csv", what, "Add its row, and its title to labels")])
        while later := next((row for row in sources if row["revises"] == latest["id"]), None):
            latest = later
        return latest

    def read(self, path: Path, vintage: str | None) -> Import:
        """Read and check the file, and put what is new into the rows."""
        file = SeriesFile(path)
        stored = [self._stored(figure) for figure in self._figures]
        found = [file.values(figure, old) for figure, old in zip(self._figures, stored, strict=True)]
        file.check()
        if not any(found):
            raise DataError([Problem(file.name, "it has no row of this series", "Name the series that it is of")])
        result = Import(self._source["id"], unused_rows=len(file.rows) - len(file.used))
        compared = list(zip(self._figures, stored, found, strict=True))
        if any(_is_revised(old, new) for _, old, new in compared):
            self._begin_vintage(file.name, compared, vintage)
            result.revises, result.source = result.source, self._source["id"]
            compared = [(figure, {}, new) for figure, _, new in compared]
        elif vintage and vintage > self._source["vintage"]:
            self._source["vintage"] = vintage
        for figure, old, new in compared:
            for period in sorted(new.keys() - old.keys()):
                row = self._row(figure, period, new[period])
                self._rows[figure.table].append(row)
                result.added.append(row)
            result.as_stored += len(new.keys() & old.keys())
        return result

    def _stored(self, figure: FigureMapping) -> Values:
        """Return the values of the newest vintage that are stored of the figure."""
        wanted = {"partner": "", "product": "", **figure.row, "source": self._source["id"]}
        found = {}
        for row in self._rows[figure.table]:
            if all(row.get(column, "") == cell for column, cell in wanted.items()):
                bounds = {name: Decimal(row[name]) for name in figure.bounds}
                value = SeriesValue(0, Decimal(row["value"]), Decimal(row.get("rounding", 0)), bounds)
                found[Period.parse(row["period"])] = value
        return found

    def _begin_vintage(
        self, file: str, compared: Sequence[tuple[FigureMapping, Values, Values]], vintage: str | None
    ) -> None:
        """Make a source of the new vintage, with the labels of the one before. Raise DataError if it cannot be."""
        problems = []
        before = self._source
        is_later = (vintage or "") > before["vintage"]
        for figure, old, new in compared:
            for period in sorted(old):
                if period not in new:
                    what = f"values differ from those stored, but {figure.name} {period} is missing"
                    problems.append(Problem(file, what, "A revision must have the whole series"))
                elif not old[period].is_same(new[period]) and not is_later:
                    stored = f"{old[period].value} of {before['vintage'] or 'no known date'}"
                    what = f"{figure.name} {period} is {new[period].value}, stored is {stored}"
                    remedy = "If it is a revision, say as of when with --vintage, later than what is stored"
                    problems.append(Problem(file, what, remedy, new[period].line, figure.value))
        if problems:
            raise DataError(problems)
        self._source = {**before, "id": f"{self._series}-{vintage}", "vintage": str(vintage), "revises": before["id"]}
        self._rows["sources"].append(self._source)
        self._rows["labels"] += [
            {**row, "id": self._source["id"]}
            for row in self._rows["labels"]
            if (row["table"], row["id"]) == ("sources", before["id"])
        ]

    def _row(self, figure: FigureMapping, period: Period, value: SeriesValue) -> Cells:
        numbers = {"value": value.value, "rounding": value.rounding, **value.bounds}
        source = self._source["id"]
        cells = {
            **figure.row,
            "id": "-".join((source, *(cell.lower() for cell in figure.row.values()), str(period))),
            "source": source,
            "period": str(period),
            **{name: _format(number) for name, number in numbers.items()},
        }
        return {column: cells.get(column, "") for column in EDITORIAL_TABLES[figure.table].header}

    def write(self) -> None:
        """Replace the folder by one with the new rows, in one step. Raise DataError where they do not fit."""
        with replace_folder(self._folder, frozenset(path.name for path in self._folder.iterdir())) as new:
            for path in self._folder.iterdir():
                shutil.copy2(path, new)
            for name, rows in self._rows.items():
                if rows != self._before[name]:
                    header = EDITORIAL_TABLES[name].header
                    if name not in ("sources", "labels"):
                        rows.sort(key=lambda row: [row[column] for column in EDITORIAL_TABLES[name].key])
                    (new / f"{name}.csv").write_text(_csv_text(header, rows), "utf-8", newline="")
            load_editorial(new)


def _is_revised(old: Values, new: Values) -> bool:
    return any(not old[period].is_same(new[period]) for period in old.keys() & new.keys())


def _format(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read_rows(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _csv_text(header: Sequence[str], rows: Sequence[Cells]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
