"""CSV: cells as the tables have them, and no text that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io

import pytest

from data.store.csv_io import escape_formula, format_csv


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "=\n1",
        "=cmd|' /C calc'!A0",
        "-2+3+cmd",
        "＝1+1",
        "＠SUM(A1)",
    ],
)
def test_a_text_that_begins_as_a_formula_is_marked_as_text(text: str) -> None:
    written = format_csv(["words"], [{"words": text}])
    assert next(iter(csv.DictReader(io.StringIO(written, newline=""))))["words"] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "=", "<=", "~", "-", "-1", "-1.5", "+3,2", "–5 %", "2017-01/2017-08", "a=b", "'=1"]
)
def test_other_texts_are_as_they_are(text: str) -> None:
    assert escape_formula(text) == text


def test_numbers_are_as_they_are() -> None:
    assert format_csv(["a", "b"], [{"a": -1.5, "b": -3}]).splitlines() == ["a,b", "-1.5,-3"]
