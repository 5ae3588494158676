"""Figures held against each other: what each may stand for, and whether parts add up to their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf

from data.derive.cells import cell
from data.interval import Interval
from data.rules import Row

# What is compared is the same in all of these.
_SUBJECT = ("metric", "reporter", "partner", "product", "period", "modality")


def subject(row: Row) -> str:
    """What a figure is about, for people."""
    return " ".join(row[column] for column in _SUBJECT if row[column] and row[column] != "actual")


def said(row: Row) -> str:
    """A figure for people: relation where it is not exact, value, unit and words."""
    relation = "" if row["relation"] == "=" else f"{row['relation']} "
    return f"{relation}{cell(row['value'])} {row['unit']} («{row['phrase']}»)"


def bounds(row: Row) -> Interval:
    """What the figure may stand for, its relation counted in.

    A figure that is only bounded is open on the other side (the size of a deficit counts, not its sign), and
    "about" leaves one more unit of the last printed digit either way.
    """
    low, high = row["low"], row["high"]
    if row["relation"] == "~":
        low, high = low - row["rounding"], high + row["rounding"]
    elif row["relation"] != "=":
        if row["relation"].startswith(">") == (row["value"] >= 0):
            high = inf
        else:
            low = -inf
    return Interval(row["value"], low, high)


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
                yield found[whole]["start"], told
