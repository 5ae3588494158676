"""The word tables: which words mean what, one table a language, and how they are found in a sentence.

A table is `languages/<language>/words.csv` with the columns `tag`, `words` and `example`. `words` are alternatives
with `|` between them; each is one or several words; a word that ends in `*` stands for any ending.
`example` is a line in which one of them is found; the tests run it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.extraction.normalize import fold_word
from data.extraction.tokenizer import WORDS, split_words

LANGUAGE_FOLDER = Path(__file__).parent / "languages"
GAZETTEER_FOLDER = Path(__file__).parent / "gazetteer"
# What is remembered of words, a language, whatever is read: so many, and none that is longer, for they may be readers'.
_BOUND = 20_000
_LONGEST = 40  # letters
LANGUAGES = ("kk", "ru", "uz", "en")


class Entry(NamedTuple):
    """One alternative of one row: its tag and the words that must follow one another."""

    tag: str
    words: tuple[str, ...]

    @property
    def weight(self) -> tuple[int, int]:
        """More words before more letters."""
        return len(self.words), sum(len(word.rstrip("*")) for word in self.words)


class Mark(NamedTuple):
    """A tag found on the words [first, last) of a sentence; `stem` letters of the last word are its stem."""

    tag: str
    first: int
    last: int
    stem: int


@dataclass(frozen=True)
class Row:
    """One row of a word table, as written."""

    tag: str
    words: str
    example: str


class Lexicon:
    """All words of one language with their tags."""

    def __init__(self, language: str, entries: Iterable[Entry]) -> None:
        """Index the entries by their first word, whole or as a stem."""
        self.language = language
        self._whole: dict[str, list[Entry]] = {}
        self._stems: dict[str, list[Entry]] = {}
        self._kinds: dict[str, tuple[str, ...]] = {}
        self._heads: dict[str, tuple[tuple[tuple[int, int], int, Entry], ...]] = {}
        for entry in entries:
            head = entry.words[0]
            index, word = (self._stems, head[:-1]) if head.endswith("*") else (self._whole, head)
            index.setdefault(word, []).append(entry)
        lengths = {len(stem) for stem in self._stems}
        self._lengths = sorted(lengths, reverse=True)

    def heads(self, word: str) -> tuple[tuple[tuple[int, int], int, Entry], ...]:
        """Entries whose first word can be `word`, the longest first: weight, letters of the last stem, entry."""
        known = self._heads.get(word)
        if known is None:
            found = list(self._whole.get(word, ()))
            for length in self._lengths:
                if length <= len(word):
                    found += self._stems.get(word[:length], ())
            weighed = ((entry.weight, len(entry.words[-1].rstrip("*")), entry) for entry in found)
            known = tuple(sorted(weighed, key=lambda entry: entry[0], reverse=True))
            if len(self._heads) < _BOUND and len(word) <= _LONGEST:
                self._heads[word] = known
        return known

    def kinds(self, text: str) -> set[str]:
        """The tags (families without what follows the colon) that single words of a folded text can begin.

        Cheap, and never too strict: it tells whether a text is worth reading sentence by sentence.
        """
        known = self._kinds
        kinds: set[str] = set()
        for word in set(WORDS.findall(text)):
            told = known.get(word)
            if told is None:
                told = tuple({entry.tag.partition(":")[0] for _, _, entry in self.heads(word)})
                if len(known) < _BOUND and len(word) <= _LONGEST:
                    known[word] = told
            kinds.update(told)
        return kinds

    def marks(self, words: list[str]) -> list[Mark]:
        """Tags in a sentence, from left to right; where several fit, those of the longest words."""
        found: list[Mark] = []
        at, count = 0, len(words)
        known = self._heads
        while at < count:
            heads = known.get(words[at])
            if heads is None:
                heads = self.heads(words[at])
            reach: tuple[int, int] | None = None
            stems: dict[str, int] = {}
            for weight, stem, entry in heads:
                if reach is not None and weight < reach:
                    break
                size = weight[0]
                if size > 1:
                    if at + size > count:
                        continue
                    second, word = entry.words[1], words[at + 1]
                    if word[0] != second[0] or not _follow(entry.words, words, at):
                        continue
                reach = weight
                stems[entry.tag] = stem
            if reach is None:
                at += 1
                continue
            for tag, stem in stems.items():
                found.append(Mark(tag, at, at + reach[0], stem))
            at += reach[0]
        return found


def _follow(wanted: tuple[str, ...], words: list[str], at: int) -> bool:
    for place in range(1, len(wanted)):
        pattern, word = wanted[place], words[at + place]
        if not (word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern):
            return False
    return True


@cache
def lexicon(language: str) -> Lexicon:
    """The words of `language` (kk, ru, uz, en): its own table and the names of places."""
    entries = [Entry(row.tag, words) for row in rows(language) for words in alternatives(row.words, language)]
    for product in products():
        entries += [Entry(f"product:{product['name']}", words) for words in alternatives(product[language], language)]
    for place in places():
        tag = f"place:{place['name']}"
        entries += [Entry(tag, words) for words in alternatives(place[language], language)]
    return Lexicon(language, entries)


def alternatives(words: str, language: str) -> list[tuple[str, ...]]:
    """A cell of a word table as sequences of folded words."""
    cells = (cell.strip() for cell in words.split("|"))
    return [tuple(split_words(fold_word(cell, language))) for cell in cells if cell]


@cache
def rows(language: str) -> tuple[Row, ...]:
    """The rows of one word table, as written."""
    with (LANGUAGE_FOLDER / language / "words.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Row(row["tag"], row["words"], row["example"]) for row in csv.DictReader(file))


@cache
def places() -> tuple[dict[str, str], ...]:
    """Countries, regions, cities and blocs: English name, kind, what they lie in, names in four languages."""
    with (GAZETTEER_FOLDER / "places.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def products() -> tuple[dict[str, str], ...]:
    """Goods that are made and traded: English name, and its words in four languages."""
    with (GAZETTEER_FOLDER / "products.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def product_names() -> dict[str, dict[str, str]]:
    """What the goods of `products` are called for people, by their English name."""
    with (GAZETTEER_FOLDER / "product_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


@cache
def place_index() -> dict[str, dict[str, str]]:
    """Places by their English name."""
    return {place["name"]: place for place in places()}
