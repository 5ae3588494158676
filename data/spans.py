"""Proof that the tables say what the articles say: same file, same words at the same place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from data import rules
from data.dataset import Dataset
from data.problems import Problem

_SPANNED = {
    "observations": (("start", "stop", "phrase"), ("period_start", "period_stop", "period_text")),
    "events": (("start", "stop", "phrase"), ("order_start", "order_stop", "order_text")),
    "commitments": (("start", "stop", "phrase"),),
}


def check(dataset: Dataset, feed: Path) -> Iterator[Problem]:
    """Problems between the tables and the articles in the folder `feed`.

    Each source with a file must be there with the SHA-256 of the table `sources`, and every
    phrase must stand at its span. A changed article is reported once a row that no longer fits.
    """
    texts: dict[str, str] = {}
    for line, source in rules.lined(dataset.sources):
        if source["file"] is None:
            continue
        try:
            content = (feed / source["file"]).read_bytes()
            texts[source["id"]] = content.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            what = f"{source['file']} cannot be read from the feed: {error.__class__.__name__}"
            yield Problem("sources.csv", what, "Put the article into the feed as UTF-8", line, "file")
            continue
        if hashlib.sha256(content).hexdigest() != source["sha256"]:
            what = f"{source['file']} is not the file that the figures were read from"
            yield Problem("sources.csv", what, "Restore it, or read its figures again", line, "sha256")
    for table, spans in _SPANNED.items():
        for line, row in rules.lined(dataset.table(table)):
            text = texts.get(row["source"])
            for start, stop, phrase in spans:
                if text is not None and row[start] is not None and text[row[start] : row[stop]] != row[phrase]:
                    what = f"the words of '{row['id']}' are not at [{row[start]}, {row[stop]}) of {row['source']}"
                    yield Problem(f"{table}.csv", what, "Mend the span or restore the article", line, phrase)
