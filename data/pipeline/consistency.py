"""Compare figures: the interval each may stand for, and whether parts add up to their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf

from data.model.column_types import Row
from data.model.interval import Interval
from data.store.csv_io import format_cell

# Figures are compared where all of these are the same.
_SUBJECT = ("metric", "reporter", "partner", "product", "period", "modality")


def describe_subject(row: Row) -> str:
    """Return what a figure is about, as text."""
    return " ".join(row[column] for column in _SUBJECT if row[column] and row[column] != "actual")


def describe_figure(row: Row) -> str:
    """Return a figure as text: its relation unless it is exact, value, unit and quoted words."""
    relation = "" if row["relation"] == "=" else f"{row['relation']} "
    phrase = f" («{row['phrase']}»)" if row["phrase"] else ""
    return f"{relation}{format_cell(row['value'])} {row['unit']}{phrase}"


def interval_of(row: Row) -> Interval:
    """Return the interval of values that a figure may stand for; an empty end is open."""
    low, high = row["low"], row["high"]
    return Interval(row["value"], -inf if low is None else low, inf if high is None else high)


def find_inconsistent_sums(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Yield where exports and imports of one article do not add up to its turnover or balance: offset and message."""
    groups: defaultdict[tuple[str, ...], dict[str, Row]] = defaultdict(dict)
    for row in rows:
        key = (row["reporter"], row["partner"], row["product"], row["period"], row["modality"], row["unit"])
        if row["reporter"]:
            groups[key].setdefault(row["metric"], row)
    for found in groups.values():
        if "exports" not in found or "imports" not in found:
            continue
        exports, imports = found["exports"], found["imports"]
        for whole, sign, result in (
            ("turnover", "+", interval_of(exports) + interval_of(imports)),
            ("balance", "−", interval_of(exports) - interval_of(imports)),
        ):
            if whole in found and not result.meets(interval_of(found[whole])):
                parts = f"exports {describe_figure(exports)} {sign} imports {describe_figure(imports)}"
                yield found[whole]["phrase_start"] or 0, f"{parts} is not {whole} {describe_figure(found[whole])}"
