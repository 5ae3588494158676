"""Readings that are constructed, over a text of our own: what the reader might say, without the reader."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import data
from data import Dataset
from data.extraction import Claim, Reading, Stop
from data.ingest import Article, from_text
from data.model.language import LANGUAGES
from data.pipeline import editorial, readings
from data.pipeline.article_rows import ArticleRows, build_article_rows
from data.pipeline.editorial import EDITORIAL_TABLES, Editorial
from tests.data import sample_feeds

# One word and a number a figure; what each figure is, the constructed readings say.
TEXT = (
    "Report\n\nTurnover 5 grew 5, exports 5 fell. First the mill, then the forum, tomorrow the farm. 12 seats, one "
    "promise, 7.5 of this, 1,234.5678 of that, 120 trillion, nil: 0."
)
TRADE = Claim(
    *("turnover", None, "Almaty region", "Uzbekistan", 5.0, "USD", None, "=", "actual", "2020", "stated"),
    *("grew", 19, 23, 1.0, 4.5, 5.5, "Turnover 5", 8, 18),
)
STOP = Stop(1, 1, "industry", "mill, Tashkent", "tour", "stated", "First", 43, 48, "the mill", 49, 57)


def claim(phrase: str = "Turnover 5", **changed: Any) -> Claim:
    value = changed.get("value", TRADE.value)
    step = changed.get("rounding", TRADE.rounding)
    start = TEXT.index(phrase)
    spread = {"low": value - step / 2, "high": value + step / 2}
    return replace(TRADE, phrase=phrase, start=start, stop=start + len(phrase), **{**spread, **changed})


def stop(phrase: str, **changed: Any) -> Stop:
    start = TEXT.index(phrase)
    return replace(STOP, phrase=phrase, start=start, stop=start + len(phrase), **changed)


def article(text: str = TEXT) -> Article:
    return from_text(text, "report.txt")


def build_rows(*claims: Claim, stops: tuple[Stop, ...] = (), kept: Editorial | None = None) -> ArticleRows:
    reading = Reading("en", "Latn", claims, stops, ())
    return build_article_rows(article(), reading, kept or editorial.load_editorial())


def build_dataset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading: Reading, kept: Path | None = None
) -> Dataset:
    """The tables of one article whose reading is this one."""
    monkeypatch.setattr(readings, "read_article", lambda *_: reading)
    folder = sample_feeds.feed(tmp_path / "feed", report=TEXT)
    sample_feeds.derive(folder, tmp_path / "tables", editorial=kept or editorial.EDITORIAL_FOLDER)
    return data.load(tmp_path / "tables")


def label(table: str, name: str, field: str, text: str) -> list[dict[str, str]]:
    """Rows of labels with the same text in all languages."""
    row = {"table": table, "id": name, "field": field, "text": text}
    return [{**row, "language": language} for language in LANGUAGES]


def write_editorial(tmp_path: Path, **files: Sequence[Mapping[str, object]]) -> Path:
    """A folder of editorial matter: the project's metrics and labels, and what a test adds."""
    folder = tmp_path / "editorial"
    folder.mkdir()
    report = {
        "id": "known",
        "kind": "report",
        "publisher": "Daily",
        "url": "http://daily.example/1",
        "file": "report.txt",
    }
    rows: dict[str, Sequence[Mapping[str, object]]] = {"sources": [report], **files}
    for name, table in EDITORIAL_TABLES.items():
        header = table.header
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            if name in ("metrics", "labels"):
                with (editorial.EDITORIAL_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as own:
                    writer.writerows(row for row in csv.DictReader(own) if row.get("table") in (None, "metrics"))
            writer.writerows(rows.get(name, []))
    return folder
