"""Figures held against each other: what each may stand for, and whether parts add up to their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from data.model.column_types import Row
from data.model.interval import Interval, hedged
from data.store.csv_io import cell

# What is compared is the same in all of these.
_SUBJECT = ("metric", "reporter", "partner", "product", "period", "modality")


def subject(row: Row) -> str:
    """What a figure is about, for people."""
    return " ".join(row[column] for column in _SUBJECT if row[column] and row[column] != "actual")


def said(row: Row) -> str:
    """A figure for people: relation where it is not exact, value, unit and words."""
    relation = "" if row["relation"] == "=" else f"{row['relation']} "
    phrase = f" («{row['phrase']}»)" if row["phrase"] else ""
    return f"{relation}{cell(row['value'])} {row['unit']}{phrase}"


def bounds(row: Row) -> Interval:
    """What the figure may stand for, its relation counted in."""
    return hedged(Interval(row["value"], row["low"], row["high"]), row["relation"], row["rounding"])


def additions(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Exports and imports of one article that do not make its turnover or its balance: place and what is said."""
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
            ("turnover", "+", bounds(exports) + bounds(imports)),
            ("balance", "−", bounds(exports) - bounds(imports)),
        ):
            if whole in found and not result.meets(bounds(found[whole])):
                told = f"exports {said(exports)} {sign} imports {said(imports)} is not {whole} {said(found[whole])}"
                yield found[whole]["start"] or 0, told
