"""Check of quotes: every phrase of the tables stands at its span in the article, whose file is unchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from data.ingest import Article, load_articles
from data.model.column_types import Row
from data.model.problem import Problem
from data.store.dataset import Dataset

_SPAN_COLUMNS = {
    "observations": (("phrase_start", "phrase_end", "phrase"), ("period_text_start", "period_text_end", "period_text")),
    "events": (("phrase_start", "phrase_end", "phrase"), ("order_text_start", "order_text_end", "order_text")),
    "commitments": (("phrase_start", "phrase_end", "phrase"),),
}
_NumberedRows = list[tuple[int, Row]]


def check_quotes(dataset: Dataset, feed: Path) -> Iterator[Problem]:
    """Yield the problems between the tables and the articles in the folder `feed`, by table and line.

    Each source with a file must be there with the SHA-256 of the table `sources`, and every phrase must stand at its
    span. Each row that no longer fits a changed article is a problem.
    """
    by_file: defaultdict[str, _NumberedRows] = defaultdict(list)
    for line, row in dataset.rows("sources"):
        if row["file"] is not None:
            by_file[row["file"]].append((line, row))
    quoted = _quoted_rows(dataset)
    found: list[tuple[int, int, Problem]] = []
    missing = {row["id"]: (line, row) for lines in by_file.values() for line, row in lines}
    for article in load_articles([feed]):
        if isinstance(article, Problem):
            continue  # its source is reported as missing below
        for line, source in _sources_of(article, by_file.get(article.file, [])):
            missing.pop(source["id"], None)
            if article.sha256 != source["sha256"]:
                what = f"{article.file} is not the file that the figures were read from"
                found.append(
                    (0, line, Problem("sources.csv", what, "Restore it, or derive the tables again", line, "sha256"))
                )
            for rank, table in enumerate(_SPAN_COLUMNS, 1):
                for at, row in quoted[table, source["id"]]:
                    found += ((rank, at, fault) for fault in _misquoted(table, at, row, article.text))
    for line, source in missing.values():
        what = f"{source['file']} cannot be read from the feed"
        found.append((0, line, Problem("sources.csv", what, "Put the article into the feed, as UTF-8", line, "file")))
    for _, _, problem in sorted(found, key=lambda one: one[:2]):
        yield problem


def _quoted_rows(dataset: Dataset) -> defaultdict[tuple[str, str], _NumberedRows]:
    """Return the rows with quotes, by table and source."""
    quoted: defaultdict[tuple[str, str], _NumberedRows] = defaultdict(list)
    for table in _SPAN_COLUMNS:
        for line, row in dataset.rows(table):
            quoted[table, row["source"]].append((line, row))
    return quoted


def _sources_of(article: Article, sources: _NumberedRows) -> _NumberedRows:
    """Return the sources that the article is; none for a feed entry that changed: which source it was is not known."""
    same = [(line, row) for line, row in sources if row["sha256"] == article.sha256]
    return same or (sources if "#" not in article.id else [])


def _misquoted(table: str, line: int, row: Row, text: str) -> Iterator[Problem]:
    for start, stop, phrase in _SPAN_COLUMNS[table]:
        if row[start] is not None and text[row[start] : row[stop]] != row[phrase]:
            what = f"the words of '{row['id']}' are not at [{row[start]}, {row[stop]}) of {row['source']}"
            yield Problem(f"{table}.csv", what, "Mend the span or restore the article", line, phrase)
