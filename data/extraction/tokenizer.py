"""Sentences and their words, each with its place in the folded text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from data.extraction.languages import GRAMMARS

WORDS = re.compile(r"[^\W\d_]+")
# A word, a clitic of English, or a single sign; in a sentence also a number with its thousands and decimals.
_TABLE_PIECE = re.compile(r"\d+|'s\b|[^\W\d_]+\*?|[^\w\s]")
_PIECE = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d+)*|'s\b|[^\W\d_]+|[^\w\s]")
_END = re.compile(r"[.!?…]+[\")\]']*(?=\s|$)|\n+")

_ABBREVIATIONS = frozenset().union(*(grammar.ends.abbreviations for grammar in GRAMMARS.values()))
_NEVER_FINAL = frozenset().union(*(grammar.ends.never_final for grammar in GRAMMARS.values()))
_CONTINUATIONS = tuple(name for grammar in GRAMMARS.values() for name in grammar.ends.continuations)
_MAX_ABBREVIATION_LETTERS = 12

# No sentence of a report is longer; a run of text without an end is cut.
MAX_SENTENCE_WORDS = 150


@dataclass
class Sentence:
    """One sentence: where it stands in the folded text, and its words with their places there."""

    start: int
    stop: int
    paragraph: int
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words [first, last) stand in the folded text."""
        return self.starts[first], self.starts[last - 1] + len(self.words[last - 1])


def split_words(text: str) -> list[str]:
    """Return the words and signs of a cell of a word table; a star stays on its word."""
    return _TABLE_PIECE.findall(text)


def split_sentences(text: str, original: Callable[[int], str]) -> Iterator[Sentence]:
    """Yield the sentences of a folded text; a line end always ends one.

    original: returns the letter of the unfolded text at a place; its capitals show where a sentence begins.
    """
    paragraph = 0
    for start, stop, is_new_paragraph in _sentence_spans(text, original):
        if is_new_paragraph:
            paragraph += 1
        words: list[str] = []
        starts: list[int] = []
        for found in _PIECE.finditer(text, start, stop):
            words.append(found[0])
            starts.append(found.start())
        for at in range(0, len(words), MAX_SENTENCE_WORDS):
            part, places = words[at : at + MAX_SENTENCE_WORDS], starts[at : at + MAX_SENTENCE_WORDS]
            first = places[0] if at else start
            last = places[-1] + len(part[-1]) if at + MAX_SENTENCE_WORDS < len(words) else stop
            yield Sentence(first, last, paragraph, part, places)


def _sentence_spans(text: str, original: Callable[[int], str]) -> Iterator[tuple[int, int, bool]]:
    """Yield start, stop and whether a line end precedes."""
    start, after_line_end = 0, False
    for found in _END.finditer(text):
        is_line_end = found[0][0] == "\n"
        if not is_line_end and not _ends_sentence(text, original, found.start(), found.end()):
            continue
        if found.end() > start:
            yield start, found.start() if is_line_end else found.end(), after_line_end
            after_line_end = False
        start = found.end()
        if is_line_end:
            after_line_end = True
    if start < len(text):
        yield start, len(text), after_line_end


def _ends_sentence(text: str, original: Callable[[int], str], stop: int, after: int) -> bool:
    """Whether the sign at `stop` ends a sentence: a dot does not after an abbreviation or before a small letter."""
    if text[stop] != ".":
        return True
    start = stop
    while start and stop - start < _MAX_ABBREVIATION_LETTERS and text[start - 1].isalnum():
        start -= 1
    word = text[start:stop]
    following = after
    while following < len(text) and text[following] in " \"'(–-":
        following += 1
    letter = original(following) if following < len(text) else ""
    if letter.islower():
        return False
    if word in _ABBREVIATIONS:
        return letter.isupper() and word not in _NEVER_FINAL and not text.startswith(_CONTINUATIONS, following)
    return not (len(word) == 1 and word.isalpha())
