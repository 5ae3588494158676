"""What no figure, source or date can be: constraints that the form of cells and their relations leave open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from data.model.column_types import NumberedRows, Row
from data.model.limits import PLAUSIBLE_YEARS
from data.model.metric import is_growth
from data.model.period import Period
from data.model.problem import Problem
from data.model.schema import TABLES
from data.store.phrase_check import phrase_states_number, phrase_states_value

_TIME_COLUMNS = {
    name: [column for column in table.columns if column.type in ("date", "period")] for name, table in TABLES.items()
}
# No clock is right that shows an earlier day.
_WRITTEN = date(2026, 12, 1)
_ADDRESSES = ("http://", "https://")
# Columns with the day or month in which something appeared, by table: they cannot lie ahead.
_PUBLICATION_COLUMNS = {"sources": ("published", "dated", "vintage"), "tellings": ("date",)}


def check_cells(name: str, line: int, row: Row) -> Iterator[Problem]:
    """Yield the problems of one row of the table `name` that no other row is needed for."""
    file = f"{name}.csv"
    for column in _TIME_COLUMNS[name]:
        cell = row[column.name]
        if cell is None:
            continue
        for year in (int(cell[:4]),) if column.type == "date" else Period.parse(cell).years:
            if year not in PLAUSIBLE_YEARS:
                first, last = PLAUSIBLE_YEARS[0], PLAUSIBLE_YEARS[-1]
                yield Problem(file, f"{cell} is not within {first} to {last}", "Mend the year", line, column.name)
                break
    if row.get("url") and not row["url"].startswith(_ADDRESSES):
        what = f"'{row['url']}' is no address of a page"
        yield Problem(file, what, f"Write one that begins with {' or '.join(_ADDRESSES)}", line, "url")
    if row.get("reporter") and row["reporter"] == row.get("partner"):
        what = f"{row['reporter']} cannot trade with itself"
        yield Problem(file, what, "Mend reporter or partner", line, "partner")
    if row.get("last_day") and not (row["day"] and row["day"] < row["last_day"]):
        what = f"{row['last_day']} is not after the first day"
        yield Problem(file, what, "Mend day or last_day", line, "last_day")


def check_cycles(tables: Mapping[str, NumberedRows]) -> Iterator[Problem]:
    """Yield a problem for each column whose rows refer to themselves, directly or through others of their table."""
    for name, rows in tables.items():
        for column in TABLES[name].columns:
            if column.references != name:
                continue
            try:
                TopologicalSorter({row["id"]: (row[column.name] or "").split() for _, row in rows}).prepare()
            except CycleError as error:
                cycle = set(error.args[1])
                line, row = next((line, row) for line, row in rows if row["id"] in cycle)
                through = " and ".join(f"'{other}'" for other in sorted(cycle - {row["id"]}))
                what = f"'{row['id']}' refers to itself" + (f" through {through}" if through else "")
                yield Problem(f"{name}.csv", what, f"Mend {column.name} or take it out", line, column.name)


def check_phrases(observations: NumberedRows, sources: NumberedRows) -> Iterator[Problem]:
    """Yield a problem for each figure whose phrase states another value, or none."""
    languages = {row["id"]: row["language"] for _, row in sources}
    for line, row in observations:
        phrase, language = row["phrase"], languages.get(row["source"])
        if not phrase or phrase_states_value(
            *(phrase, row["value"], row["rounding"]),
            unit=row["unit"],
            language=language,
            is_growth=is_growth(row["metric"]),
        ):
            continue
        if phrase_states_number(phrase, language):
            what = f"the phrase says {phrase}, which is not {row['value']:.12g} rounded to {row['rounding']:.12g}"
            remedy = "Mend value, unit, rounding or phrase"
        else:
            what, remedy = f"the phrase says {phrase}, which states no number", "Quote the words with the number"
        yield Problem("observations.csv", what, remedy, line, "value")


def check_dates(tables: Mapping[str, NumberedRows]) -> Iterator[Problem]:
    """Yield a problem for each source and report that is dated in the future."""
    for name, columns in _PUBLICATION_COLUMNS.items():
        for line, row in tables.get(name, ()):
            for column in columns:
                if row[column] and is_future(row[column]):
                    what = f"{row[column]} has not come yet"
                    yield Problem(f"{name}.csv", what, "Write the day on which it appeared", line, column)


def is_future(when: str) -> bool:
    """Whether a day or period as the tables write it begins after today, in any time zone."""
    last = max(date.today(), _WRITTEN) + timedelta(days=1)
    return when[:10].partition("/")[0] > last.isoformat()
