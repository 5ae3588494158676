"""The word tables of official visits, `languages/<language>/visit.csv`: venues, events, actions, order words."""

from __future__ import annotations

import csv
from functools import cache

from data.extraction.lexicon import LANGUAGE_FOLDER, Entry, Lexicon, Row, alternatives, load_places


@cache
def load_visit_rows(language: str) -> tuple[Row, ...]:
    """Return the rows of one table of visit words, as written."""
    with (LANGUAGE_FOLDER / language / "visit.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Row(row["tag"], row["words"], row["example"]) for row in csv.DictReader(file))


@cache
def visit_lexicon(language: str) -> Lexicon:
    """Return the visit words of `language` (kk, ru, uz, en) and the names of places."""
    entries = [
        Entry(row.tag, words) for row in load_visit_rows(language) for words in alternatives(row.words, language)
    ]
    entries += [Entry("people", entry.words) for entry in entries if entry.tag == "official"]
    for place in load_places():
        entries += [Entry(f"place:{place['name']}", words) for words in alternatives(place[language], language)]
    return Lexicon(language, entries)
