"""Values of an official series, read from a CSV file or a workbook by a declared mapping, and checked."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, zip_longest
from pathlib import Path

from data.model.period import Period
from data.model.problem import DataError, Problem, limit_per_file
from data.model.relation import COUNTED_UNITS
from data.pipeline.series_mapping import FigureMapping
from data.system.files import read_file

_WORKBOOK = ".xlsx"
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
# 2017, 2017-4, and 2025-M01/M07 as some offices write months.
_PERIOD = re.compile(r"(\d{4})(?:-M?(\d{1,2})(?:/M?(\d{1,2}))?)?", re.ASCII)
_TOO_LARGE = 10**12  # before the factor; the tables hold 15 digits
_MEND_FILE = "Mend the file, or the mapping in series.toml"

Cells = Mapping[str, str]


@dataclass(frozen=True)
class SeriesValue:
    """One value: the line of the file that it stands on, 0 if it is stored already, and its numbers in base units."""

    line: int
    value: Decimal
    rounding: Decimal
    bounds: Mapping[str, Decimal]

    def is_same(self, other: SeriesValue) -> bool:
        """Whether the other one has the same value and bounds."""
        return (self.value, self.bounds) == (other.value, other.bounds)


Values = dict[Period, SeriesValue]


class SeriesFile:
    """The rows of one file; `problems` is what was found wrong with them."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raise DataError where that fails."""
        self.name = path.name
        self.problems: list[Problem] = []
        try:
            content = read_file(path)[0]
            rows = _workbook_rows(content) if path.suffix.lower() == _WORKBOOK else _csv_rows(content)
            header = next(rows)[1]
        except (OSError, ValueError, StopIteration, csv.Error) as error:
            what = f"it cannot be read ({getattr(error, 'strerror', None) or error or 'it is empty'})"
            raise DataError([Problem(self.name, what, "Give a CSV file (UTF-8) or a workbook (.xlsx)")]) from None
        self._header = header
        self.rows = [(line, dict(zip_longest(header, cells, fillvalue=""))) for line, cells in rows if any(cells)]
        self.used: set[int] = set()  # lines that values were read from

    def values(self, figure: FigureMapping, stored: Values) -> Values:
        """Return the values of a figure by period; `stored` are those that it has already. Problems are collected."""
        if missing := sorted(figure.columns - set(self._header)):
            self._fault(1, missing[0], "the column is missing, so this may be another unit or table", _MEND_FILE)
            return {}
        found: Values = {}
        for line, row in self.rows:
            if any(row.get(column) != cell for column, cell in figure.where.items()):
                continue
            period = self._period(figure, line, row)
            if period is None or (figure.first and str(period) < figure.first) or (str(period) > figure.last > ""):
                continue
            self.used.add(line)
            for column, cell in figure.expect.items():
                if row[column] != cell:
                    self._fault(line, column, f"'{row[column]}' where '{cell}' is expected", _MEND_FILE)
            value = self._value(figure, line, row)
            if value and period in found:
                what = f"{figure.name} {period} stands on line {found[period].line} already"
                self._fault(line, figure.period[0], what, "Take one of the two out")
            elif value:
                found[period] = value
                self._check_parts(figure, period, value)
        self._check_course(figure, {**stored, **found})
        return found

    def _fault(self, line: int, column: str, what: str, remedy: str) -> None:
        problem = Problem(self.name, what, remedy, line or None, column)
        if problem not in self.problems:
            self.problems.append(problem)

    def _period(self, figure: FigureMapping, line: int, row: Cells) -> Period | None:
        text = "-".join(row[column].removesuffix(".0") for column in figure.period)
        try:
            return _parse_period(text)
        except ValueError:
            self._fault(line, figure.period[0], f"'{text}' is not a period", "Write 2017, 2017-04 or 2024-01/2024-08")
            return None

    def _number(self, line: int, row: Cells, column: str) -> Decimal | None:
        if _NUMBER.fullmatch(row[column]) and abs(number := Decimal(row[column])) < _TOO_LARGE:
            return number
        what = f"'{row[column]}' is not a number" if row[column] else "the cell is empty"
        self._fault(line, column, what, "Write digits with a dot for decimals and no spaces")
        return None

    def _value(self, figure: FigureMapping, line: int, row: Cells) -> SeriesValue | None:
        columns = {"value": figure.value, **figure.bounds}
        numbers = {name: self._number(line, row, column) for name, column in columns.items()}
        whole = {name: number for name, number in numbers.items() if number is not None}
        if len(whole) < len(numbers):
            return None
        if whole["value"] < 0 and not figure.negative:
            self._fault(line, figure.value, f"{whole['value']} is below zero", "Mend it, or allow it in series.toml")
            return None
        self._check_sums(figure, line, row)
        step = Decimal(str(figure.step))
        units = {name: (number * figure.factor).quantize(step) for name, number in whole.items()}
        return SeriesValue(line, units.pop("value"), _rounding(figure, whole["value"]), units)

    def _check_sums(self, figure: FigureMapping, line: int, row: Cells) -> None:
        for column, parts in figure.sums.items():
            signs = [-1 if part.startswith("-") else 1 for part in parts]
            numbers = [self._number(line, row, part.removeprefix("-")) for part in parts]
            total = self._number(line, row, column)
            if total is None or None in numbers:
                continue
            added = sum((sign * number for sign, number in zip(signs, numbers, strict=True) if number), Decimal(0))
            if abs(total - added) * figure.factor > _slack(figure, _rounding(figure, total), len(parts)):
                formula = " + ".join(parts).replace("+ -", "- ")
                self._fault(line, column, f"{total} is not {formula}, which is {added}", _MEND_FILE)

    def _check_parts(self, figure: FigureMapping, period: Period, total: SeriesValue) -> None:
        """Compare a total with the sum of its parts, where the file has them."""
        column = figure.parts.get("column", "")
        cells = {name: cell for name, cell in figure.where.items() if name != column}
        parts = [
            part
            for line, row in self.rows
            if column and row.get(column) != figure.parts["total"] and cells.items() <= row.items()
            if self._period(figure, line, row) == period and (part := self._number(line, row, figure.value)) is not None
        ]
        added = sum(parts, Decimal(0)) * figure.factor
        if parts and abs(added - total.value) > _slack(figure, total.rounding, len(parts)):
            what = f"{total.value} of {period} is not the sum of its {len(parts)} parts, {added}"
            self._fault(total.line, figure.value, what, _MEND_FILE)

    def _check_course(self, figure: FigureMapping, values: Values) -> None:
        """Look for gaps and jumps among the new and the stored values: within a year of months, else over years."""
        for (before, old), (after, new) in _neighbours(values):
            line = new.line or old.line
            months = (after.first.year - before.first.year) * 12 + after.first.month - before.first.month
            if figure.consecutive and months > (1 if _is_month(after) else 12):
                what = f"between {before} and {after} of {figure.name} one is missing"
                self._fault(line, figure.period[0], what, "Add it to the file")
            low, high = sorted((abs(old.value), abs(new.value)))
            if high > Decimal(str(figure.jump)) * low:
                what = f"from {old.value} in {before} to {new.value} in {after} is more than {figure.jump:g} times"
                self._fault(line, figure.value, what, "Look at the unit; if it is right, raise jump in series.toml")
        if figure.consecutive:
            for period in values:
                if _is_month(period) and period.first.month > 1 and not _has_earlier_month(period, values):
                    what = f"the year begins with {period}"
                    self._fault(values[period].line, figure.period[-1], what, "Add the months since January")

    def check(self) -> None:
        """Raise DataError where problems were found."""
        if self.problems:
            raise DataError(limit_per_file(self.problems))


def _rounding(figure: FigureMapping, number: Decimal) -> Decimal:
    """Return what one unit of the last digit of a number is worth in base units, at least the step."""
    printed = Decimal((0, (1,), int(number.as_tuple().exponent)))
    return max(Decimal(str(figure.step)), printed * figure.factor)


def _slack(figure: FigureMapping, rounding: Decimal, parts: int) -> Decimal:
    """Return how far a total may be from the sum of its parts when all are rounded; counts are exact."""
    return Decimal(0) if figure.row.get("unit") in COUNTED_UNITS else rounding * (parts + 1) / 2


def _parse_period(text: str) -> Period:
    """Return the period of a file. Raise ValueError for what is none."""
    found = _PERIOD.fullmatch(text)
    if not found:
        return Period.parse(text)
    year, first, last = found.groups()
    months = [f"{year}-{int(month):02}" for month in (first, last) if month]
    return Period.parse("/".join(months) or year)


def _is_month(period: Period) -> bool:
    return period.month_count == 1


def _has_earlier_month(period: Period, values: Iterable[Period]) -> bool:
    return any(_is_month(one) and one.first.year == period.first.year and one < period for one in values)


def _neighbours(values: Values) -> Iterator[tuple[tuple[Period, SeriesValue], tuple[Period, SeriesValue]]]:
    """Yield pairs of values that follow each other: months of one year, and the same months of two years."""
    groups: dict[tuple[int, ...], list[tuple[Period, SeriesValue]]] = {}
    for period in sorted(values):
        key = (period.first.year,) if _is_month(period) else (period.first.month, period.month_count)
        groups.setdefault(key, []).append((period, values[period]))
    for group in groups.values():
        yield from pairwise(group)


def _csv_rows(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    yield from ((reader.line_num, [cell.strip() for cell in row]) for row in reader)


def _workbook_rows(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of the first sheet. Raise ValueError where it is no workbook or nothing can read it."""
    try:
        import openpyxl  # noqa: PLC0415 - needed for workbooks only
    except ImportError:
        raise ValueError("workbooks need openpyxl; .requirements-dev.txt has it") from None
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    except Exception as error:
        raise ValueError(f"it is no workbook: {error}") from None
    for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        yield line, ["" if cell is None else str(cell).strip() for cell in cells]
