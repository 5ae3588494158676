"""The word tables: which words mean what, one table a language, and how they are found in a sentence.

A table is `languages/<language>/words.csv` with the columns `tag`, `words` and `example`. `words` are alternatives
with `|` between them; each is one or several words; a word that ends in `*` stands for any ending.
`example` is a line in which one of them is found; the tests run it.

A tag is a name ("export") or a family and a value ("unit:USD", "month:3", "place:Almaty region"); see `tags`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.extraction.normalize import fold_word
from data.extraction.tags import TAGS
from data.extraction.tokenizer import WORDS, split_words

LANGUAGE_FOLDER = Path(__file__).parent / "languages"
GAZETTEER_FOLDER = Path(__file__).parent / "gazetteer"
# A lexicon remembers what it found for words of articles: so many, and none that is longer.
_MAX_CACHED_WORDS = 20_000
_MAX_CACHED_LETTERS = 40

Weight = tuple[int, int]  # more words before more letters


class Entry(NamedTuple):
    """One alternative of one row: its tag and the words that must follow one another."""

    tag: str
    words: tuple[str, ...]

    @property
    def weight(self) -> Weight:
        """More words before more letters: of the entries that fit, the heaviest count."""
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
        self._by_word: dict[str, list[Entry]] = {}
        self._by_stem: dict[str, list[Entry]] = {}
        self._family_cache: dict[str, tuple[str, ...]] = {}
        self._candidate_cache: dict[str, tuple[tuple[Weight, int, Entry], ...]] = {}
        for entry in entries:
            first = entry.words[0]
            index, word = (self._by_stem, first[:-1]) if first.endswith("*") else (self._by_word, first)
            index.setdefault(word, []).append(entry)
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem}, reverse=True)

    def _candidates(self, word: str) -> tuple[tuple[Weight, int, Entry], ...]:
        """Return weight, letters of the last stem and entry of those that can begin with `word`, the heaviest first."""
        cached = self._candidate_cache.get(word)
        if cached is None:
            found = list(self._by_word.get(word, ()))
            for length in self._stem_lengths:
                if length <= len(word):
                    found += self._by_stem.get(word[:length], ())
            weighed = ((entry.weight, len(entry.words[-1].rstrip("*")), entry) for entry in found)
            cached = tuple(sorted(weighed, key=lambda candidate: candidate[0], reverse=True))
            if len(self._candidate_cache) < _MAX_CACHED_WORDS and len(word) <= _MAX_CACHED_LETTERS:
                self._candidate_cache[word] = cached
        return cached

    def tag_families(self, text: str) -> set[str]:
        """Return the tags, without what follows the colon, that single words of a folded text can begin.

        Cheap, and never too strict: what `marks` finds in a sentence of the text is among them.
        """
        cache = self._family_cache
        families: set[str] = set()
        for word in set(WORDS.findall(text)):
            of_word = cache.get(word)
            if of_word is None:
                of_word = tuple({entry.tag.partition(":")[0] for _, _, entry in self._candidates(word)})
                if len(cache) < _MAX_CACHED_WORDS and len(word) <= _MAX_CACHED_LETTERS:
                    cache[word] = of_word
            families.update(of_word)
        return families

    def marks(self, words: list[str]) -> list[Mark]:
        """Return the tags of a sentence from left to right; where several entries fit, those of the longest words.

        In "сатып алды" the entry "сатып ал*" (buy) counts and "сат*" (sell) does not.
        """
        found: list[Mark] = []
        index, count = 0, len(words)
        cache = self._candidate_cache
        while index < count:
            candidates = cache.get(words[index])
            if candidates is None:
                candidates = self._candidates(words[index])
            best: Weight | None = None
            stems: dict[str, int] = {}
            for weight, stem, entry in candidates:
                if best is not None and weight < best:
                    break
                size = weight[0]
                if size > 1:
                    if index + size > count:
                        continue
                    if words[index + 1][0] != entry.words[1][0] or not _follows(entry.words, words, index):
                        continue
                best = weight
                stems[entry.tag] = stem
            if best is None:
                index += 1
                continue
            for tag, stem in stems.items():
                found.append(Mark(tag, index, index + best[0], stem))
            index += best[0]
        return found


def _follows(wanted: tuple[str, ...], words: list[str], index: int) -> bool:
    """Whether the second and further words of an entry stand after the word at `index`."""
    for place in range(1, len(wanted)):
        pattern, word = wanted[place], words[index + place]
        if not (word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern):
            return False
    return True


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the words of `language` (kk, ru, uz, en): its own table, the products and the names of places."""
    entries = [Entry(row.tag, words) for row in load_word_rows(language) for words in alternatives(row.words, language)]
    for product in load_products():
        entries += [Entry(f"product:{product['name']}", words) for words in alternatives(product[language], language)]
    for place in load_places():
        entries += [Entry(f"place:{place['name']}", words) for words in alternatives(place[language], language)]
    return Lexicon(language, entries)


def alternatives(words: str, language: str) -> list[tuple[str, ...]]:
    """Return a cell of a word table as sequences of folded words: "сатып ал*|әкелін*" holds two."""
    cells = (cell.strip() for cell in words.split("|"))
    return [tuple(split_words(fold_word(cell, language))) for cell in cells if cell]


@cache
def load_word_rows(language: str) -> tuple[Row, ...]:
    """Return the rows of one word table, as written. Raise ValueError for a tag that `tags` does not describe."""
    with (LANGUAGE_FOLDER / language / "words.csv").open(encoding="utf-8", newline="") as file:
        rows = tuple(Row(row["tag"], row["words"], row["example"]) for row in csv.DictReader(file))
    for row in rows:
        if row.tag.partition(":")[0] not in TAGS:
            raise ValueError(f"languages/{language}/words.csv: no such tag as {row.tag!r}; describe it in tags.py")
    return rows


@cache
def load_places() -> tuple[dict[str, str], ...]:
    """Return countries, regions, cities and blocs: English name, kind, what they lie in, names in four languages."""
    with (GAZETTEER_FOLDER / "places.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def load_products() -> tuple[dict[str, str], ...]:
    """Return goods that are made and traded: English name, and its words in four languages."""
    with (GAZETTEER_FOLDER / "products.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def load_product_names() -> dict[str, dict[str, str]]:
    """Return what the goods of `load_products` are called for people, by their English name."""
    with (GAZETTEER_FOLDER / "product_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


@cache
def places_by_name() -> dict[str, dict[str, str]]:
    """Return the places by their English name."""
    return {place["name"]: place for place in load_places()}
