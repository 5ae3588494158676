"""What came of the visit, offices, dated events, reasons: each has its page and words, unless nothing was found."""

from __future__ import annotations

from pathlib import Path

import pytest

import data
from data import DataError, Dataset
from tests.data.spoiled_tables import line_of, set_cells

FAULTS = {
    "page without its words": (
        ("followups", "assembly-shop-2023-plan", {"phrase": ""}),
        "phrase: what a page says needs source and phrase. Fill in both.",
    ),
    "finding without a page": (
        ("milestones", "soum-2017", {"source": ""}),
        "source: what a page says needs source and phrase. Fill in both.",
    ),
    "reason that no page gives": (
        ("asymmetries", "route-origin", {"source": "", "phrase": ""}),
        "source: what a page says needs source and phrase. Fill in both.",
    ),
    "page of a search that found nothing": (
        ("followups", "demand-study-none", {"source": "trend-3518187", "phrase": "JV"}),
        "source: where nothing was found there is no page. Empty source and phrase, or mend status.",
    ),
    "page of an office that is not known": (
        ("offices", "batalov-none", {"source": "trend-3518187", "phrase": "JV"}),
        "source: where nothing was found there is no page. Empty source and phrase, or mend role.",
    ),
    "what came of an unknown commitment": (
        ("followups", "demand-study-none", {"commitment": "market-study"}),
        "commitment: 'market-study' is not in commitments.csv. Add it there or mend the name.",
    ),
    "day of another month": (
        ("milestones", "soum-2017", {"day": "2017-10-05"}),
        "day: 2017-10-05 is not in 2017-09, or not in its first month. Mend period or day.",
    ),
}


@pytest.mark.parametrize(("spoil", "said"), FAULTS.values(), ids=FAULTS)
def test_a_finding_has_its_page(tables: Path, spoil: tuple[str, str, dict[str, str]], said: str) -> None:
    table, name, cells = spoil
    set_cells(f"{table}.csv", name, **cells)(tables)
    with pytest.raises(DataError) as caught:
        data.load(tables)
    assert f"{table}.csv, line {line_of(name, f'{table}.csv')}, {said}" in str(caught.value).splitlines()


def test_where_nothing_was_found_the_reader_is_told_so(dataset: Dataset) -> None:
    nothing = [row for _, row in dataset.rows("followups") if row["status"] == "none"]
    titles = {
        row["id"]: row["text"]
        for _, row in dataset.rows("labels")
        if (row["table"], row["field"], row["language"]) == ("followups", "title", "en")
    }
    assert len(nothing) == 9
    assert all(titles[row["id"]].startswith("We found no ") for row in nothing)
    assert {row["commitment"] for row in nothing} >= {"assembly-shop", "demand-study", "jetisu-room"}
