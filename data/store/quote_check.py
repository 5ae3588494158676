"""Proof that the tables say what the articles say: same file, same words at the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from data.ingest import Article, articles
from data.model.column_types import Row
from data.model.problem import Problem
from data.store.dataset import Dataset

_SPANNED = {
    "observations": (("start", "stop", "phrase"), ("period_start", "period_stop", "period_text")),
    "events": (("start", "stop", "phrase"), ("order_start", "order_stop", "order_text")),
    "commitments": (("start", "stop", "phrase"),),
}
_Lined = list[tuple[int, Row]]


def check(dataset: Dataset, feed: Path) -> Iterator[Problem]:
    """Problems between the tables and the articles in the folder `feed`.

    Each source with a file must be there with the SHA-256 of the table `sources`, and every phrase must
    stand at its span. A changed article is reported once a row that no longer fits.
    """
    by_file: defaultdict[str, _Lined] = defaultdict(list)
    for line, row in dataset.rows("sources"):
        if row["file"] is not None:
            by_file[row["file"]].append((line, row))
    said = _said(dataset)
    found: list[tuple[int, int, Problem]] = []
    unseen = {row["id"]: (line, row) for lines in by_file.values() for line, row in lines}
    for article in articles([feed]):
        if isinstance(article, Problem):
            continue  # a source that is missed for it is told of below
        for line, source in _read_from(article, by_file.get(article.file, [])):
            unseen.pop(source["id"], None)
            if article.sha256 != source["sha256"]:
                what = f"{article.file} is not the file that the figures were read from"
                found.append(
                    (0, line, Problem("sources.csv", what, "Restore it, or derive the tables again", line, "sha256"))
                )
            for rank, table in enumerate(_SPANNED, 1):
                for at, row in said[table, source["id"]]:
                    found += ((rank, at, fault) for fault in _misquoted(table, at, row, article.text))
    for line, source in unseen.values():
        what = f"{source['file']} cannot be read from the feed"
        found.append((0, line, Problem("sources.csv", what, "Put the article into the feed, as UTF-8", line, "file")))
    for _, _, problem in sorted(found, key=lambda one: one[:2]):
        yield problem


def _said(dataset: Dataset) -> defaultdict[tuple[str, str], _Lined]:
    """Rows with words, by table and source."""
    said: defaultdict[tuple[str, str], _Lined] = defaultdict(list)
    for table in _SPANNED:
        for line, row in dataset.rows(table):
            said[table, row["source"]].append((line, row))
    return said


def _read_from(article: Article, sources: _Lined) -> _Lined:
    """The source that was this article; of an entry that changed nobody knows which source it was."""
    same = [(line, row) for line, row in sources if row["sha256"] == article.sha256]
    return same or (sources if "#" not in article.id else [])


def _misquoted(table: str, line: int, row: Row, text: str) -> Iterator[Problem]:
    for start, stop, phrase in _SPANNED[table]:
        if row[start] is not None and text[row[start] : row[stop]] != row[phrase]:
            what = f"the words of '{row['id']}' are not at [{row[start]}, {row[stop]}) of {row['source']}"
            yield Problem(f"{table}.csv", what, "Mend the span or restore the article", line, phrase)
