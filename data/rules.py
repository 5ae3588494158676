"""What must hold within a row and between tables, beyond the form of single cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import isclose
from typing import Any

import pandas as pd

from data.interval import rounded
from data.problems import Problem
from data.schema import TABLES

_MEND = "Mend the row or take it out"


def rows(name: str, frame: pd.DataFrame) -> Iterator[Problem]:
    """Problems within single rows of one table."""
    for line, row in lined(frame):
        if "phrase" in row:
            yield from _span(name, line, row, "start", "stop", "phrase")
        for prefix in ("period", "order"):
            if f"{prefix}_text" in row:
                yield from _span(name, line, row, f"{prefix}_start", f"{prefix}_stop", f"{prefix}_text")
        if name == "observations":
            yield from _observation(line, row)
        if name == "metrics":
            yield from _metric(line, row)
        if name == "events" and (row["order_basis"] == "within") != bool(row["within"]):
            what = "a stop within another needs that other, and no other stop has one"
            yield Problem("events.csv", what, "Mend within or order_basis", line, "within")
        if name == "sources" and bool(row["dated"]) != bool(row["dated_by"]):
            what = "a month that other sources give needs those sources, and they need the month"
            yield Problem("sources.csv", what, "Fill in both or neither", line, "dated_by")


def between(frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Problems between tables; `frames` holds those that could be read whole."""
    for name, frame in frames.items():
        for column in TABLES[name].columns:
            if column.refers and column.refers in frames:
                ids = set(frames[column.refers]["id"])
                for line, row in lined(frame):
                    cell = row[column.name] or ""
                    for wanted in cell.split() if column.many else [cell] if cell else []:
                        if wanted not in ids:
                            what = f"'{wanted}' is not in {column.refers}.csv"
                            yield Problem(f"{name}.csv", what, "Add it there or mend the name", line, column.name)
    if "observations" in frames and "metrics" in frames:
        yield from _units(frames["observations"], frames["metrics"])
    if "observations" in frames:
        yield from _comparisons(frames["observations"])
        if "sources" in frames:
            yield from _dates(frames["observations"], frames["sources"])
    if "events" in frames:
        yield from _order(frames["events"])
    if "labels" in frames:
        yield from _labels(frames)


def _order(events: pd.DataFrame) -> Iterator[Problem]:
    seen: set[tuple[int, int]] = set()
    for line, row in lined(events):
        place = (row["day"], row["order"])
        if place in seen:
            what = f"day {row['day']} has two stops with the order {row['order']}"
            yield Problem("events.csv", what, "Give each stop its own place", line, "order")
        seen.add(place)


def _comparisons(observations: pd.DataFrame) -> Iterator[Problem]:
    """A figure is compared only with one of the same thing."""
    rows = {row["id"]: row for _, row in lined(observations)}
    same = ("metric", "unit", "reporter", "partner", "product")
    for line, row in lined(observations):
        baseline = rows.get(row["baseline"])
        if baseline and any(row[column] != baseline[column] for column in same):
            what = f"'{row['baseline']}' is not a figure of the same thing ({', '.join(same)})"
            yield Problem("observations.csv", what, "Mend the baseline or take it out", line, "baseline")


def _dates(observations: pd.DataFrame, sources: pd.DataFrame) -> Iterator[Problem]:
    """A year counted from a source's date is that date's year or the one before."""
    dates = {row["id"]: row["published"] or row["dated"] for _, row in lined(sources)}
    for line, row in lined(observations):
        if row["period_basis"] != "dated" or row["source"] not in dates:
            continue
        date = dates[row["source"]]
        if not date:
            what = f"the year is counted from the date of {row['source']}, which has none"
            yield Problem("observations.csv", what, "Date the source, or leave the year open", line, "period")
        elif int(date[:4]) - int(row["period"][:4]) not in (0, 1):
            what = f"{row['period']} does not follow from the date of {row['source']}, {date}"
            yield Problem("observations.csv", what, "Mend period or the source's date", line, "period")


def lined(frame: pd.DataFrame) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row as a dict with None for what is empty, and the line it stands on in its file."""
    whole = frame.astype(object).where(frame.notna(), None)
    lines = frame.attrs.get("lines") or range(2, len(frame) + 2)
    yield from zip(lines, whole.to_dict("records"), strict=True)


def _span(name: str, line: int, row: dict[str, Any], start: str, stop: str, text: str) -> Iterator[Problem]:
    if [row[start], row[stop], row[text]] == [None, None, None]:
        return
    if row[start] is None or row[stop] is None or row[text] is None:
        yield Problem(f"{name}.csv", f"{start}, {stop} and {text} belong together", "Fill in all three", line, text)
    elif row[stop] - row[start] != len(row[text]):
        what = f"[{row[start]}, {row[stop]}) is {row[stop] - row[start]} characters, the words have {len(row[text])}"
        yield Problem(f"{name}.csv", what, "Mend the span or the words", line, text)


def _observation(line: int, row: dict[str, Any]) -> Iterator[Problem]:
    file = "observations.csv"
    if not row["low"] <= row["value"] <= row["high"]:
        what = f"{row['value']:.12g} lies outside its interval {row['low']:.12g} to {row['high']:.12g}"
        yield Problem(file, what, "Mend value, low or high", line, "value")
    elif row["relation"] == "=":
        interval = rounded(row["value"], row["rounding"])
        if (row["low"], row["high"]) != (interval.low, interval.high):
            what = f"rounding to {row['rounding']:.12g} leaves {interval.low:.12g} to {interval.high:.12g}"
            yield Problem(file, what, "Mend low, high or rounding", line, "rounding")
    if row["low"] < 0 and row["metric"] != "balance":
        yield Problem(file, f"{row['metric']} cannot be below zero", "Mend low or value", line, "low")
    yield from _printed(line, row)
    if not row["reporter"] and not row["event"]:
        yield Problem(file, "neither reporter nor event is given", "Say whose figure it is", line, "reporter")
    if (row["period_basis"] in ("stated", "dated")) != bool(row["period"]):
        what = "a year needs a basis (stated or dated), and a rate or none has no year"
        yield Problem(file, what, "Mend period or period_basis", line, "period")
    if row["period_basis"] != "none" and not row["period_text"]:
        what = "the words that the period was read from are missing"
        yield Problem(file, what, "Fill in period_text and its span", line, "period_text")


# Words that multiply the number before them, in the languages that are read.
_SCALES = (
    (r"мың|тыс|ming|thousand", 1e3),
    (r"млн|миллион|mln|million", 1e6),
    (r"млрд|миллиард|mlrd|milliard|bn|billion", 1e9),
)


def _printed(line: int, row: dict[str, Any]) -> Iterator[Problem]:
    """The number printed in the phrase, with the scale said after it, is the value."""
    numbers = list(re.finditer(r"\d+(?:[ \u00a0\u202f.,]\d+)*", row["phrase"]))
    if len(numbers) != 1:
        return  # said in words, or in several parts
    printed, after = numbers[0][0], row["phrase"][numbers[0].end() :]
    scale = next((factor for words, factor in _SCALES if re.match(rf"\s*(?:{words})", after, re.IGNORECASE)), 1.0)
    # A comma or a dot may part thousands or decimals; either reading will do.
    decimal = re.sub(r"[^\d.,]", "", printed).replace(",", ".")
    readings = {re.sub(r"\D", "", printed)} | ({decimal} if decimal.count(".") == 1 else set())
    for reading in readings:
        step = scale * 10.0 ** -len(reading.partition(".")[2])
        if isclose(float(reading) * scale, abs(row["value"])) and isclose(step, row["rounding"]):
            return
    what = f"the phrase says {row['phrase']}, which is not {row['value']:.12g} rounded to {row['rounding']:.12g}"
    yield Problem("observations.csv", what, "Mend value, rounding or phrase", line, "value")


def _metric(line: int, row: dict[str, Any]) -> Iterator[Problem]:
    operands = len((row["operands"] or "").split())
    needed = {None: 0, "multiple": 1, "change": 1}.get(row["operation"], 2)
    if (row["basis"] == "derived") != bool(row["operation"]) or operands != needed:
        what = "a derived metric has an operation, with one operand (multiple, change) or two; a stated one has neither"
        yield Problem("metrics.csv", what, _MEND, line, "operation")


def _units(observations: pd.DataFrame, metrics: pd.DataFrame) -> Iterator[Problem]:
    units = dict(zip(metrics["id"], metrics["unit"], strict=True))
    for line, row in lined(observations):
        if row["metric"] in units and row["unit"] != units[row["metric"]]:
            what = f"{row['metric']} is counted in {units[row['metric']]}, not in {row['unit']}"
            yield Problem("observations.csv", what, "Mend unit or metric", line, "unit")


def _labels(frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Labels name rows that exist, and each row that is shown has one."""
    labels = frames["labels"]
    named = set(zip(labels["table"], labels["id"], labels["field"], strict=True))
    for line, row in lined(labels):
        if row["table"] in frames and row["id"] not in set(frames[row["table"]]["id"]):
            what = f"'{row['id']}' is not in {row['table']}.csv"
            yield Problem("labels.csv", what, "Add it there or take the label out", line, "id")
    wanted = {"areas": "name", "metrics": "name", "sources": "title", "events": "title", "commitments": "title"}
    for table, field in wanted.items():
        for name in frames[table]["id"] if table in frames else []:
            if (table, name, field) not in named:
                what = f"no {field} for '{name}' of {table}.csv"
                yield Problem("labels.csv", what, "Add a row with its words in four languages")
    if "observations" in frames:
        for product in set(frames["observations"]["product"].dropna()):
            if ("products", product, "name") not in named:
                what = f"no name for the product '{product}' of observations.csv"
                yield Problem("labels.csv", what, "Add a row with its words in four languages")
