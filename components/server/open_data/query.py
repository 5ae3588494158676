"""What a table can be filtered by, and the rows that an address asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from components.i18n.negotiation import match_language
from data import DataError, Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.export.table_rows import Row
from data.model.column_types import Column
from data.model.language import LANGUAGES

LANGUAGE = "lang"

_AREA_PARAMETER = "area"
_FILTERED_TYPES = ("period", "date")


@dataclass(frozen=True)
class ColumnFilter:
    """A query parameter that filters a table: rows match if one of its columns holds the value."""

    name: str
    columns: tuple[Column, ...]
    meaning: str

    def values(self, row: Row) -> set[str]:
        """Return the values of a row that the parameter can have."""
        found: set[str] = set()
        for column in self.columns:
            cell = row[column.name]
            found |= set() if cell is None else set(str(cell).split()) if column.many else {str(cell)}
        return found

    @property
    def references(self) -> str | None:
        """The table whose ids are the values, or None."""
        return self.columns[0].references

    @property
    def allowed(self) -> tuple[str, ...]:
        """Values that are valid whether they occur or not; empty if only those that occur are valid."""
        return self.columns[0].allowed if len(self.columns) == 1 else ()


class QueryError(ValueError):
    """A parameter or value does not exist.

    `detail`: what is wrong. `exists`: valid parameters or values. `elsewhere`: where the value occurs, as pairs of a
    table and the query for it.
    """

    def __init__(self, detail: str, exists: Iterable[str], elsewhere: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(detail)
        self.detail, self.exists, self.elsewhere = detail, tuple(exists), tuple(elsewhere)


@cache
def column_filters(name: str) -> dict[str, ColumnFilter]:
    """Return the filters of a table by parameter: one for each column of known values, and `area` for all areas."""
    table = OPEN_TABLES[name]
    known = [
        column
        for column in table.columns
        if (column.allowed or column.references or column.many)
        or (column.type in _FILTERED_TYPES or column.name in table.key)
    ]
    found = {column.name: ColumnFilter(column.name, (column,), column.meaning) for column in known}
    about = [column for column in known if column.references == "areas" and column.name != "succeeds"]
    if name == "areas":
        about += [column for column in known if column.name in table.key]
    if about and _AREA_PARAMETER not in found:
        meaning = f"Area in any of: {', '.join(column.name for column in about)}"
        found[_AREA_PARAMETER] = ColumnFilter(_AREA_PARAMETER, tuple(about), meaning)
    return found


def parse_parameters(parameters: Iterable[tuple[str, str]], known: Iterable[str] = ()) -> dict[str, list[str]]:
    """Return the values by parameter, in the order of the query, without the language.

    known: the parameters beside `lang`. Raises QueryError for any other, and for a language that the site lacks.
    """
    names = sorted(known)
    selected: dict[str, list[str]] = {}
    for parameter, value in parameters:
        if parameter == LANGUAGE:
            if not match_language(value):
                raise QueryError(f"'{value}' is no language spoken here", LANGUAGES)
        elif parameter in names:
            selected.setdefault(parameter, []).append(value)
        else:
            raise QueryError(f"There is no parameter '{parameter}' here", [*names, LANGUAGE])
    return selected


def filter_rows(dataset: Dataset, name: str, selected: Mapping[str, Sequence[str]]) -> list[Row]:
    """Return the rows of a table that match every parameter, each with any of its values.

    Raises QueryError for a value that does not occur, DataError if the table is not sound.
    """
    matching = all_rows = open_table_rows(dataset, name)
    for parameter, values in selected.items():
        by = column_filters(name)[parameter]
        occur = _occurring_values(by, all_rows)
        for value in values:
            if value not in occur and value not in by.allowed:
                detail = f"'{value}' does not occur in {parameter} of {name}"
                others = _tables_with_value(dataset, name, by, value)
                detail = ". ".join((detail, *(f"It does in {other}: {OPEN_TABLES[other].meaning}" for other in others)))
                query = urlencode({parameter: value})
                raise QueryError(detail, sorted({*occur, *by.allowed}), [(other, query) for other in others])
        matching = [row for row in matching if not by.values(row).isdisjoint(values)]
    return matching


def _occurring_values(by: ColumnFilter, all_rows: Iterable[Row]) -> set[str]:
    return {value for row in all_rows for value in by.values(row)}


def _tables_with_value(dataset: Dataset, name: str, by: ColumnFilter, value: str) -> list[str]:
    """Return other tables in which the value occurs: a metric that is not stated may be a derived one."""
    found = []
    for other in OPEN_TABLES:
        same = column_filters(other).get(by.name)
        if other != name and by.references and same and same.references == by.references:
            with suppress(DataError):
                found += [other] if value in _occurring_values(same, open_table_rows(dataset, other)) else []
    return found
