"""Sentences and their words, each with its place in the folded text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

# A word, a clitic of English, or a single sign; in a sentence also a number with its thousands and decimals.
_SPLIT = re.compile(r"\d+|'s\b|[^\W\d_]+\*?|[^\w\s]")
WORDS = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d+)*|'s\b|[^\W\d_]+|[^\w\s]")
_END = re.compile(r"[.!?…]+[\")\]']*(?=\s|$)|\n+")

# Words that end in a dot and do not end a sentence.
_ABBREVIATIONS = frozenset(
    [
        "млн",
        "млрд",
        "трлн",
        "тыс",
        "долл",
        "сша",
        "руб",
        "г",
        "гг",
        "г.г",
        "им",
        "ул",
        "т",
        "тг",
        "mln",
        "mlrd",
        "trln",
        "ming",
        "dr",
        "mr",
        "mrs",
        "no",
        "vs",
        "st",
        "inc",
        "ltd",
        "co",
        "u.s",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "bn",
        "mn",
        "т.е",
        "т.д",
    ]
)


_MOST = 150


@dataclass
class Sentence:
    """One sentence: where it stands in the folded text, and its words with their places there."""

    start: int
    stop: int
    paragraph: int
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where the words [first, last) stand in the folded text."""
        return self.starts[first], self.starts[last - 1] + len(self.words[last - 1])


def split_words(text: str) -> list[str]:
    """The words and signs of a short text; a star stays on its word."""
    return _SPLIT.findall(text)


def sentences(text: str, original: Callable[[int], str]) -> Iterator[Sentence]:
    """The sentences of a folded text; a line end always ends one.

    `original` gives the letter of the unfolded text at a place: its capitals tell where a sentence begins.
    """
    paragraph = 0
    for start, stop, breaks in _spans(text, original):
        if breaks:
            paragraph += 1
        sentence = Sentence(start, stop, paragraph)
        for found in _PIECE.finditer(text, start, stop):
            sentence.words.append(found[0])
            sentence.starts.append(found.start())
        words, starts = sentence.words, sentence.starts
        for at in range(0, len(words), _MOST):  # no sentence of a report is longer; a run without an end is cut
            part, places = words[at : at + _MOST], starts[at : at + _MOST]
            begin = places[0] if at else start
            end = places[-1] + len(part[-1]) if at + _MOST < len(words) else stop
            yield Sentence(begin, end, paragraph, part, places)


def _spans(text: str, original: Callable[[int], str]) -> Iterator[tuple[int, int, bool]]:
    start, breaks = 0, False
    for found in _END.finditer(text):
        line = found[0][0] == "\n"
        if not line and not _ends(text, original, found.start(), found.end()):
            continue
        if found.end() > start:
            yield start, found.start() if line else found.end(), breaks
            breaks = False
        start = found.end()
        if line:
            breaks = True
    if start < len(text):
        yield start, len(text), breaks


def _ends(text: str, original: Callable[[int], str], stop: int, after: int) -> bool:
    """Whether a dot at `stop` ends a sentence: not after an abbreviation, and a capital follows."""
    if text[stop] != ".":
        return True
    start = stop
    while start and stop - start < 12 and (text[start - 1].isalnum()):
        start -= 1
    word = text[start:stop]
    following = after
    while following < len(text) and text[following] in " \"'(–-":
        following += 1
    letter = original(following) if following < len(text) else ""
    if letter.islower():
        return False
    if word in _ABBREVIATIONS:
        return letter.isupper() and word not in _UNITS and not text.startswith(_CURRENCIES, following)
    return not (len(word) == 1 and word.isalpha())


_CURRENCIES = ("сша", "ақш", "aqsh", "usd", "us ", "ru", "kz")
_UNITS = frozenset({"г", "гг", "mr", "mrs", "dr", "им", "u.s", "no", "vs", "st"})
