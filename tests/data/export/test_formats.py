"""Tables as files: what a program reads out of them is what was put in, and the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import time
from zipfile import ZipFile

import pytest

from data import Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.export.formats import MEDIA_TYPES, ZIP_EPOCH, render_table
from data.model.schema import TABLES
from data.store.table_reader import TABLES_FOLDER


@pytest.mark.parametrize("name", TABLES)
def test_csv_is_the_file_of_the_table_with_a_mark_for_excel(dataset: Dataset, name: str) -> None:
    written = render_table("csv", OPEN_TABLES[name], open_table_rows(dataset, name))
    assert written.startswith(b"\xef\xbb\xbf" + TABLES[name].header[0].encode())
    kept = list(csv.reader(io.StringIO((TABLES_FOLDER / f"{name}.csv").read_text("utf-8"), newline="")))
    text = written.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == kept
    assert text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n") == len(kept)


@pytest.mark.parametrize("name", OPEN_TABLES)
def test_json_tells_what_the_table_is_and_has_its_rows(dataset: Dataset, name: str) -> None:
    found = open_table_rows(dataset, name)
    written = render_table("json", OPEN_TABLES[name], found)
    told = json.loads(written)
    assert list(told) == ["name", "description", "fields", "filters", "count", "rows"]
    assert (told["name"], told["filters"], told["count"]) == (name, {}, len(found))
    assert told["rows"] == found
    assert [list(row) for row in told["rows"]] == [[field["name"] for field in told["fields"]]] * len(found)
    for field, column in zip(told["fields"], OPEN_TABLES[name].columns, strict=True):
        assert field == {"name": column.name, "type": column.type, "unit": column.unit, "description": column.meaning}
    assert "\\u" not in written.decode()


def test_json_names_the_filters_that_chose_its_rows(dataset: Dataset) -> None:
    told = json.loads(
        render_table("json", OPEN_TABLES["areas"], open_table_rows(dataset, "areas")[:2], {"kind": ("country", "city")})
    )
    assert (told["filters"], told["count"]) == ({"kind": ["country", "city"]}, 2)


def test_of_no_rows_there_is_still_a_file() -> None:
    table = OPEN_TABLES["areas"]
    assert render_table("csv", table, []).decode("utf-8-sig") == ",".join(table.header) + "\r\n"
    assert json.loads(render_table("json", table, []))["rows"] == []
    assert ZipFile(io.BytesIO(render_table("xlsx", table, []))).testzip() is None


@pytest.mark.slow
def test_the_same_rows_give_the_same_bytes(dataset: Dataset) -> None:
    found = open_table_rows(dataset, "sources")
    first = {format: render_table(format, OPEN_TABLES["sources"], found) for format in MEDIA_TYPES}
    time.sleep(2.1)  # ZIP counts time in steps of two seconds
    assert {format: render_table(format, OPEN_TABLES["sources"], found) for format in MEDIA_TYPES} == first


def test_a_workbook_keeps_no_moment_of_its_making(dataset: Dataset) -> None:
    book = ZipFile(io.BytesIO(render_table("xlsx", OPEN_TABLES["events"], open_table_rows(dataset, "events"))))
    assert {entry.date_time for entry in book.infolist()} == {ZIP_EPOCH.timetuple()[:6]}
    assert b"1980-01-01T00:00:00Z" in book.read("docProps/core.xml")
