"""Files of official series: what is added, what becomes a new vintage, and what is refused with nothing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from data import DataError, load
from data.__main__ import main
from data.analysis.selection import latest_vintage
from data.model.language import LANGUAGES
from data.pipeline import BuildOptions, derive
from data.pipeline.editorial import load_editorial
from data.pipeline.series_import import import_series
from tests.data import sample_feeds
from tests.data.sample_readings import label, write_editorial

MAPPING = """
[office-1]
period = ["year", "month"]
value = "value"
factor = 1000
jump = 2
where.partner = "World"
expect.unit = "thousand USD"
parts = { column = "section", total = "TOTAL" }
where.section = "TOTAL"
row = { reporter = "kazakhstan", partner = "uzbekistan", unit = "USD" }
[[office-1.figures]]
where.flow = "sold"
row.metric = "exports"
[[office-1.figures]]
where.flow = "bought"
row.metric = "imports"

[office-2]
period = ["year"]
jump = 2
sums.sold = ["made", "brought", "-left"]
row = { reporter = "kazakhstan", product = "tractors", unit = "units" }
[[office-2.figures]]
value = "made"
row.metric = "output"
"""
SOURCE = {"kind": "series", "publisher": "Office"}
SOURCES = [
    {**SOURCE, "id": "office-1", "series": "1", "vintage": "2024-03"},
    {**SOURCE, "id": "office-2", "series": "2"},
    {"id": "known", "kind": "report", "publisher": "Daily", "url": "http://daily.example/1", "file": "report.txt"},
]
LABELS = [*label("sources", "office-1", "title", "Trade"), *label("sources", "office-1", "terms", "Cite it")]
HEADER = "year,month,partner,flow,section,value,unit"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kept = write_editorial(tmp_path, sources=SOURCES, labels=LABELS)
    (kept / "series.toml").write_text(MAPPING, "utf-8")
    return kept


def trade(*values: str, year: int = 2024, flow: str = "sold", first: int = 1) -> list[str]:
    """Rows of the months from the first on."""
    return [f"{year},{at},World,{flow},TOTAL,{value},thousand USD" for at, value in enumerate(values, first)]


def table(tmp_path: Path, lines: Sequence[str], header: str = HEADER) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("\n".join([header, *lines, ""]), "utf-8")
    return path


def content(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def stored(folder: Path, source: str = "office-1") -> dict[tuple[str, str], float]:
    found = load_editorial(folder).rows_of("official", source)
    return {(row["metric"], row["period"]): row["value"] for _, row in found}


def test_values_are_added_in_dollars_with_their_rounding(folder: Path, tmp_path: Path) -> None:
    lines = [
        *trade("1249.33082", "1300.5", "1400"),
        *trade("700", flow="bought"),
        "2024,1,China,sold,TOTAL,1,thousand USD",
    ]
    found = import_series(table(tmp_path, lines), "office-1", folder=folder)
    assert (found.source, len(found.added), found.as_stored, found.unused_rows) == ("office-1", 4, 0, 1)
    row = load_editorial(folder).rows_of("official", "office-1")[0][1]
    assert (row["id"], row["basis"], row["method"]) == (
        *("office-1-exports-kazakhstan-uzbekistan-2024-01", "official"),
        "imported",
    )
    assert (row["value"], row["rounding"], row["low"], row["high"]) == (1249331, 1, 1249330.5, 1249331.5)
    roundings = [row["rounding"] for _, row in load_editorial(folder).rows_of("official", "office-1")]
    assert roundings == [1, 100, 1000, 1000]  # as far as each is printed
    assert stored(folder)["imports", "2024-01"] == 700_000


def test_the_same_file_again_changes_nothing_and_the_next_month_only_adds(folder: Path, tmp_path: Path) -> None:
    path = table(tmp_path, trade("100", "110"))
    import_series(path, "office-1", folder=folder)
    before = content(folder)
    assert [*import_series(path, "office-1", folder=folder).lines()] == [
        "office-1: 0 added, 2 as stored, 0 rows not read"
    ]
    assert content(folder) == before
    dry = import_series(table(tmp_path, trade("120", first=3)), "office-1", "2024-05", folder, dry_run=True)
    assert [row["period"] for row in dry.added] == ["2024-03"]
    assert content(folder) == before
    import_series(tmp_path / "table.csv", "office-1", "2024-05", folder)
    assert stored(folder) == {("exports", "2024-01"): 1e5, ("exports", "2024-02"): 1.1e5, ("exports", "2024-03"): 1.2e5}
    assert load_editorial(folder).sources["office-1"]["vintage"] == "2024-05"


def test_other_values_are_a_new_vintage_beside_the_old(folder: Path, tmp_path: Path) -> None:
    first, second = trade("100", "110"), trade("100", "111", "120")
    import_series(table(tmp_path, first), "office-1", folder=folder)
    found = import_series(table(tmp_path, second), "office-1", "2024-09", folder)
    assert (found.source, found.revises, len(found.added)) == ("office-1-2024-09", "office-1", 3)
    kept = load_editorial(folder)
    new = kept.sources["office-1-2024-09"]
    assert (new["revises"], new["vintage"], new["series"], new["kind"]) == ("office-1", "2024-09", "1", "series")
    assert {row["text"] for row in kept.labels_of("sources", new["id"])} == {"Trade", "Cite it"}
    assert stored(folder) == {("exports", "2024-01"): 1e5, ("exports", "2024-02"): 1.1e5}
    assert stored(folder, "office-1-2024-09")["exports", "2024-02"] == 1.11e5
    before = content(folder)
    assert import_series(table(tmp_path, second), "office-1", "2024-09", folder).as_stored == 3
    assert content(folder) == before
    third = import_series(table(tmp_path, trade("90", "111", "120")), "office-1", "2025", folder)
    assert (third.source, third.revises) == ("office-1-2025", "office-1-2024-09")


def test_of_a_revised_series_only_the_latest_vintage_is_selected(folder: Path, tmp_path: Path) -> None:
    import_series(table(tmp_path, [*trade("100"), *trade("40", flow="bought")]), "office-1", folder=folder)
    import_series(table(tmp_path, [*trade("101"), *trade("40", flow="bought")]), "office-1", "2024-09", folder)
    feed = sample_feeds.feed(tmp_path / "feed", report="Report\n\nIn 2020 Kazakhstan made 5 tractors.")
    derive(feed, tmp_path / "tables", BuildOptions(editorial=folder))
    dataset = load(tmp_path / "tables")
    sources = [row for _, row in dataset.rows("sources")]
    exports = {fact.source: fact.value for fact in dataset.facts if fact.metric == "exports"}
    assert exports == {"office-1": 1e5, "office-1-2024-09": 1.01e5}
    assert {fact.source for fact in latest_vintage(dataset.facts, sources) if fact.basis == "official"} == {
        "office-1-2024-09"
    }


@pytest.mark.parametrize(
    ("lines", "place", "what"),
    [
        (trade("100", "110", "120")[::2], "table.csv, line 3, year", "between 2024-01 and 2024-03 of"),
        (trade("100", first=2), "table.csv, line 2, month", "the year begins with 2024-02"),
        ([trade("100")[0].replace("thousand ", "")], "line 2, unit", "'USD' where 'thousand USD' is expected"),
        (trade("100", "-3"), "line 3, value", "-3 is below zero"),
        (trade("100", "110") + trade("110", first=2), "line 4, year", "2024-02 stands on line 3 already"),
        (trade("1 249.5"), "line 2, value", "'1 249.5' is not a number"),
        (trade('"1249,5"'), "line 2, value", "'1249,5' is not a number"),
        (trade("1e99"), "line 2, value", "'1e99' is not a number"),
        (trade(""), "line 2, value", "the cell is empty"),
        (trade("100", "201"), "line 3, value", "from 100000 in 2024-01 to 201000 in 2024-02 is more than 2 times"),
        (trade("100", "49"), "line 3, value", "more than 2 times"),
        (["2024,13,World,sold,TOTAL,1,thousand USD"], "line 2, year", "'2024-13' is not a period"),
        (
            [*trade("100"), *(trade(part)[0].replace("TOTAL", f"S{part}") for part in ("60", "37"))],
            "line 2, value",
            "100000 of 2024-01 is not the sum of its 2 parts, 97000",
        ),
    ],
)
def test_a_fault_is_one_line_with_its_place_and_nothing_changes(
    folder: Path, tmp_path: Path, lines: list[str], place: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(folder)
    assert main(["import-series", str(table(tmp_path, lines)), "--series", "office-1", "--editorial", str(folder)]) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert place in told
    assert what in told
    assert told.count(". ") >= 1  # a remedy
    assert content(folder) == before


def test_parts_that_add_up_are_accepted(folder: Path, tmp_path: Path) -> None:
    parts = [trade(part)[0].replace("TOTAL", f"S{part}") for part in ("60", "39")]  # but for rounding
    assert len(import_series(table(tmp_path, [*trade("100"), *parts]), "office-1", folder=folder).added) == 1


def test_a_jump_or_gap_after_what_is_stored_is_refused(folder: Path, tmp_path: Path) -> None:
    import_series(table(tmp_path, trade("100", "110")), "office-1", folder=folder)
    before = content(folder)
    with pytest.raises(DataError, match="line 2, value: from 110000 in 2024-02 to 110000000 in 2024-03 is more than 2"):
        import_series(table(tmp_path, trade("110000", first=3)), "office-1", folder=folder)
    with pytest.raises(DataError, match="between 2024-02 and 2024-04 of"):
        import_series(table(tmp_path, trade("120", first=4)), "office-1", folder=folder)
    assert content(folder) == before


def test_a_revision_needs_a_later_vintage_and_the_whole_series(folder: Path, tmp_path: Path) -> None:
    import_series(table(tmp_path, trade("100", "110")), "office-1", folder=folder)
    before = content(folder)
    for vintage in (None, "2024-03", "2023"):
        with pytest.raises(DataError, match="2024-02 is 111000, stored is 110000 of 2024-03"):
            import_series(table(tmp_path, trade("100", "111")), "office-1", vintage, folder)
    with pytest.raises(DataError, match="kazakhstan uzbekistan exports 2024-02 is missing"):
        import_series(table(tmp_path, trade("101")), "office-1", "2024-09", folder)
    with pytest.raises(DataError, match="2999 has not come yet"):
        import_series(table(tmp_path, trade("101", "110")), "office-1", "2999", folder)
    assert content(folder) == before


def test_a_column_that_is_a_sum_must_add_up(folder: Path, tmp_path: Path) -> None:
    header = "year,made,brought,left,sold"
    good = table(tmp_path, ["2021,5160,8864,97,13927", "2022,4473,8524,420,12577"], header)
    assert len(import_series(good, "office-2", folder=folder).added) == 2
    bad = table(tmp_path, ["2021,5160,8864,97,13929"], header)
    with pytest.raises(DataError, match=r"line 2, sold: 13929 is not made \+ brought - left, which is 13927"):
        import_series(bad, "office-2", folder=folder)


@pytest.mark.parametrize(
    ("name", "series", "what"),
    [
        ("missing.csv", "office-1", "missing.csv: it cannot be read"),
        ("table.csv", "office-9", "series.toml: no series 'office-9' is declared. Declare it, or name one of office-1"),
        ("table.csv", "office-1", "table.csv, line 1, flow: the column is missing"),
        ("broken.xlsx", "office-1", "broken.xlsx: it cannot be read"),
        ("other.csv", "office-1", "other.csv: it has no row of this series"),
    ],
)
def test_a_file_of_another_form_is_refused(folder: Path, tmp_path: Path, name: str, series: str, what: str) -> None:
    table(tmp_path, ["2024,1"], "year,month")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (tmp_path / "other.csv").write_text(f"{HEADER}\n2024,1,China,sold,TOTAL,1,thousand USD\n", "utf-8")
    with pytest.raises(DataError, match=what):
        import_series(tmp_path / name, series, folder=folder)


def test_a_workbook_is_read_as_a_table_is(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    for row in (HEADER.split(","), [2024, 1, "World", "sold", "TOTAL", 1249.33082, "thousand USD"]):
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")
    import_series(tmp_path / "table.xlsx", "office-1", folder=folder)
    assert stored(folder) == {("exports", "2024-01"): 1249331}


def test_files_stay_as_they_were_where_the_new_ones_would_not_be_sound(folder: Path, tmp_path: Path) -> None:
    import_series(table(tmp_path, trade("100")), "office-1", folder=folder)
    # The labels of the new vintage are there already, so they would stand twice.
    with (folder / "labels.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"sources,office-1-2024-09,title,{language},Trade\n" for language in LANGUAGES)
    before = content(folder)
    with pytest.raises(DataError, match="'sources office-1-2024-09 title kk' stands on line"):
        import_series(table(tmp_path, trade("101")), "office-1", "2024-09", folder)
    (folder / "notes").mkdir()
    with pytest.raises(DataError, match=r"it cannot be written \(it holds other files\) and is as it was"):
        import_series(table(tmp_path, trade("100", "110")), "office-1", folder=folder)
    (folder / "notes").rmdir()
    assert content(folder) == before
    assert not list(tmp_path.glob(".editorial*"))
