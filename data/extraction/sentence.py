"""A sentence with the tags of its words, as the rules see it."""

from __future__ import annotations

from typing import NamedTuple

from data.extraction.lexicon import Lexicon, Mark
from data.extraction.tokenizer import Sentence


class Number(NamedTuple):
    """A number on the words [first, last): its value, and what one unit of its last printed digit is worth."""

    value: float
    step: float
    first: int
    last: int
    scaled: bool
    worded: bool


class Line:
    """One sentence: its words, the marks found on them, and the tags of each word."""

    __slots__ = ("_ends", "_starts", "_tags", "kinds", "language", "marks", "numbers", "sentence", "titled", "words")

    def __init__(self, sentence: Sentence, marks: list[Mark], language: str) -> None:
        """Keep the marks; they are indexed when they are first asked for."""
        self.sentence = sentence
        self.words = sentence.words
        self.marks = marks
        self.language = language
        self.titled = False
        self.numbers: dict[int, Number | None] = {}  # found so far, by where they start
        self.kinds = {mark.tag for mark in marks}
        self._tags: dict[int, dict[str, Mark]] | None = None
        self._ends: dict[tuple[int, str], Mark] | None = None
        self._starts: dict[tuple[int, str], Mark] | None = None

    @property
    def tags(self) -> dict[int, dict[str, Mark]]:
        """The marks on each word, by tag; words without any are left out."""
        if self._tags is None:
            self._tags = {}
            for mark in self.marks:
                for place in range(mark.first, mark.last):
                    self._tags.setdefault(place, {})[mark.tag] = mark
        return self._tags

    def at(self, place: int) -> dict[str, Mark]:
        """The marks that the word at `place` is part of, by tag."""
        return self.tags.get(place, _NONE)

    def has(self, place: int, tag: str) -> bool:
        """Whether the word at `place` is part of a mark with that tag."""
        return tag in self.tags.get(place, _NONE)

    def starting(self, place: int, tag: str) -> Mark | None:
        """The mark that starts at `place` with that tag, or with that family of tags ("unit:")."""
        if self._starts is None:
            self._starts = starts = {}
            for mark in self.marks:
                kind, first, _, _ = mark
                if (first, kind) not in starts:
                    starts[first, kind] = mark
                colon = kind.find(":")
                if colon > 0:
                    starts.setdefault((first, kind[: colon + 1]), mark)
        return self._starts.get((place, tag))

    def ending(self, place: int, tag: str) -> Mark | None:
        """The mark that ends just before `place` with that tag, or with that family of tags."""
        if self._ends is None:
            self._ends = {}
            for mark in self.marks:
                for name in (mark.tag, mark.tag[: mark.tag.find(":") + 1]):
                    self._ends.setdefault((mark.last, name), mark)
        return self._ends.get((place, tag))

    def word(self, place: int) -> str:
        """The word at `place`, or nothing outside the sentence."""
        return self.words[place] if 0 <= place < len(self.words) else ""


_NONE: dict[str, Mark] = {}


def line_of(sentence: Sentence, words: Lexicon) -> Line:
    """Mark the words of a sentence."""
    return Line(sentence, words.marks(sentence.words), words.language)
