"""What a table can be filtered by, and the rows that an address asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from components.i18n.negotiation import SWITCH, spoken
from data import DataError, Dataset
from data.export import OPEN, rows
from data.export.table_rows import Row
from data.model.column_types import Column

LANGUAGE = "lang"

_AREA = "area"
_BY_TYPE = ("period", "date")


@dataclass(frozen=True)
class Filter:
    """A parameter: the columns of which one must hold a value asked for, and what it is about."""

    name: str
    columns: tuple[Column, ...]
    meaning: str

    def values(self, row: Row) -> set[str]:
        """Values of the row that can be asked for."""
        found: set[str] = set()
        for column in self.columns:
            cell = row[column.name]
            found |= set() if cell is None else set(str(cell).split()) if column.many else {str(cell)}
        return found

    @property
    def refers(self) -> str | None:
        """The table whose rows can be asked for, where it is one."""
        return self.columns[0].refers

    @property
    def allowed(self) -> tuple[str, ...]:
        """Values that may be asked for whether they occur or not; empty where only those that occur may."""
        return self.columns[0].allowed if len(self.columns) == 1 else ()


class QueryError(ValueError):
    """A wrong parameter: what is wrong with it, what exists instead, and where the value does occur, if it does.

    `elsewhere` has pairs of a table and the query to ask it with.
    """

    def __init__(self, detail: str, exists: Iterable[str], elsewhere: Iterable[tuple[str, str]] = ()) -> None:
        """Keep them."""
        super().__init__(detail)
        self.detail, self.exists, self.elsewhere = detail, tuple(exists), tuple(elsewhere)


@cache
def filters(name: str) -> dict[str, Filter]:
    """Filters of the table by parameter: each column of known values, and the areas that a row is about together."""
    table = OPEN[name]
    known = [
        column
        for column in table.columns
        if column.allowed or column.refers or column.type in _BY_TYPE or column.name in table.key
    ]
    found = {column.name: Filter(column.name, (column,), column.meaning) for column in known}
    about = [column for column in known if column.refers == "areas" and column.name != "succeeds"]
    if name == "areas":
        about += [column for column in known if column.name in table.key]
    if about and _AREA not in found:
        meaning = f"Area in any of: {', '.join(column.name for column in about)}"
        found[_AREA] = Filter(_AREA, tuple(about), meaning)
    return found


def asked(parameters: Iterable[tuple[str, str]], known: Iterable[str] = ()) -> dict[str, list[str]]:
    """The values asked for by parameter, in order; the language, which is always known, is looked at and left out.

    Raises QueryError for another parameter than those `known`, and for a language that is not spoken.
    """
    names = sorted(known)
    wanted: dict[str, list[str]] = {}
    for parameter, value in parameters:
        if parameter == LANGUAGE:
            if not spoken(value):
                raise QueryError(f"'{value}' is no language spoken here", SWITCH)
        elif parameter in names:
            wanted.setdefault(parameter, []).append(value)
        else:
            raise QueryError(f"There is no parameter '{parameter}' here", [*names, LANGUAGE])
    return wanted


def chosen(dataset: Dataset, name: str, wanted: Mapping[str, Sequence[str]]) -> list[Row]:
    """The rows of the table that fit every parameter, each by any of its values.

    Raises QueryError for a value that does not occur, DataError where the table is not sound.
    """
    found = whole = rows(dataset, name)
    for parameter, values in wanted.items():
        by = filters(name)[parameter]
        occur = _occurring(by, whole)
        for value in values:
            if value not in occur and value not in by.allowed:
                detail = f"'{value}' does not occur in {parameter} of {name}"
                others = _others(dataset, name, by, value)
                detail = ". ".join((detail, *(f"It does in {other}: {OPEN[other].meaning}" for other in others)))
                query = urlencode({parameter: value})
                raise QueryError(detail, sorted({*occur, *by.allowed}), [(other, query) for other in others])
        found = [row for row in found if not by.values(row).isdisjoint(values)]
    return found


def _occurring(by: Filter, whole: Iterable[Row]) -> set[str]:
    return {value for row in whole for value in by.values(row)}


def _others(dataset: Dataset, name: str, by: Filter, value: str) -> list[str]:
    """Tables in which the value does occur: a metric that is not stated is among those derived."""
    found = []
    for other in OPEN:
        same = filters(other).get(by.name)
        if other != name and by.refers and same and same.refers == by.refers:
            with suppress(DataError):
                found += [other] if value in _occurring(same, rows(dataset, other)) else []
    return found
