"""The tables say what the article says: the same file, the same words at the same place."""

from __future__ import annotations

import shutil
from pathlib import Path

import data
from data import Dataset
from data.__main__ import main
from data.store import quote_check
from data.store.table_reader import TABLES_FOLDER


def test_every_phrase_stands_at_its_span(dataset: Dataset, feed: Path) -> None:
    assert list(quote_check.check_quotes(dataset, feed)) == []


def test_a_changed_article_is_reported_once_a_row(dataset: Dataset, feed: Path, tmp_path: Path) -> None:
    changed = Path(shutil.copytree(feed, tmp_path / "feed"))
    (article,) = changed.glob("inform-*.txt")
    text = article.read_bytes().decode("utf-8")
    article.write_bytes(text.replace("15,8 млн", "16,8 млн").encode("utf-8"))
    said = [str(problem) for problem in quote_check.check_quotes(dataset, changed)]
    assert len(said) == 2
    assert said[0].startswith("sources.csv, line 2, sha256: inform-kz-a3218115.txt is not the file")
    assert said[1].startswith("observations.csv, line 3, phrase: the words of 'exports-2017' are not at [1503, 1520)")


def test_an_article_that_is_not_there_is_said(dataset: Dataset, tmp_path: Path) -> None:
    (problem,) = quote_check.check_quotes(dataset, tmp_path)
    assert "inform-kz-a3218115.txt cannot be read from the feed" in str(problem)


def test_a_span_that_no_longer_fits_is_said(feed: Path, tables: Path) -> None:
    path = tables / "events.csv"
    path.write_text(path.read_text("utf-8").replace(",1213,1235,", ",1214,1236,"), "utf-8")
    said = [str(problem) for problem in quote_check.check_quotes(data.load(tables), feed)]
    assert len(said) == 1
    assert said[0].startswith("events.csv, line 4, phrase: the words of 'business-forum' are not at [1214, 1236)")


def test_the_project_holds_phrases_and_no_sentence(dataset: Dataset, feed: Path) -> None:
    for table in ("observations", "events", "commitments", "followups", "offices", "milestones", "asymmetries"):
        assert max(len(phrase.split()) for phrase in dataset.table(table)["phrase"].dropna()) <= 8
    texts = [path.read_text("utf-8") for path in feed.glob("*.txt")]
    sentences = [part.strip() for text in texts for part in text.replace("\n", ". ").split(". ")]
    kept = "".join(path.read_text("utf-8") for path in TABLES_FOLDER.glob("*.*"))
    assert not [sentence for sentence in sentences if len(sentence.split()) > 8 and sentence in kept]


def test_the_check_command_passes_with_the_feed(feed: Path) -> None:
    assert main(["check", "--feed", str(feed)]) == 0
