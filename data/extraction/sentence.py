"""A sentence with the tags of its words, as the rules see it."""

from __future__ import annotations

from typing import NamedTuple

from data.extraction.languages import GRAMMARS
from data.extraction.lexicon import Lexicon, Mark
from data.extraction.tokenizer import Sentence


class Number(NamedTuple):
    """A number on the words [first, last): its value, and what one unit of its last printed digit is worth.

    scaled: a multiplier such as "million" is part of it. in_words: it is written in words.
    """

    value: float
    step: float
    first: int
    last: int
    scaled: bool
    in_words: bool


class TaggedSentence:
    """One sentence: its words, the marks found on them, and the grammar of its language (`rules`).

    Words are named by their index; an index outside the sentence is allowed and finds nothing.
    """

    __slots__ = (
        *("_by_end", "_by_start", "_by_word", "language", "marks", "numbers", "paragraph", "rules", "sentence"),
        *("start", "stop", "tags", "titled", "words"),
    )

    def __init__(self, sentence: Sentence, marks: list[Mark], language: str) -> None:
        """Keep the marks; they are indexed when they are first needed."""
        self.sentence = sentence
        self.start, self.stop, self.paragraph = sentence.start, sentence.stop, sentence.paragraph
        self.words = sentence.words
        self.marks = marks
        self.language = language
        self.rules = GRAMMARS[language]
        self.titled = False  # part of the report's title or header
        self.numbers: dict[int, Number | None] = {}  # a cache of `number_at`
        self.tags = {mark.tag for mark in marks}
        self._by_word: dict[int, dict[str, Mark]] = {}
        self._by_end: dict[tuple[int, str], Mark] | None = None
        self._by_start: dict[tuple[int, str], Mark] | None = None

    def at(self, index: int) -> dict[str, Mark]:
        """Return the marks that a word is part of, by tag."""
        return (self._by_word or self._index_words()).get(index, _NO_MARKS)

    def _index_words(self) -> dict[int, dict[str, Mark]]:
        by_word: dict[int, dict[str, Mark]] = {}
        for mark in self.marks:
            for index in range(mark.first, mark.last):
                by_word.setdefault(index, {})[mark.tag] = mark
        self._by_word = by_word
        return by_word

    def has(self, index: int, tag: str) -> bool:
        """Whether a word is part of a mark with that tag."""
        return tag in (self._by_word or self._index_words()).get(index, _NO_MARKS)

    def has_any(self, index: int, *tags: str) -> bool:
        """Whether a word is part of a mark with one of the tags."""
        return not self.at(index).keys().isdisjoint(tags)

    def starting(self, index: int, tag: str) -> Mark | None:
        """Return the mark that starts at a word with that tag, or with that family of tags ("unit:")."""
        if self._by_start is None:
            self._by_start = by_start = {}
            for mark in self.marks:
                name, first, _, _ = mark
                if (first, name) not in by_start:
                    by_start[first, name] = mark
                colon = name.find(":")
                if colon > 0:
                    by_start.setdefault((first, name[: colon + 1]), mark)
        return self._by_start.get((index, tag))

    def ending(self, index: int, tag: str) -> Mark | None:
        """Return the mark that ends just before a word with that tag, or with that family of tags."""
        if self._by_end is None:
            self._by_end = {}
            for mark in self.marks:
                for name in (mark.tag, mark.tag[: mark.tag.find(":") + 1]):
                    self._by_end.setdefault((mark.last, name), mark)
        return self._by_end.get((index, tag))

    def word(self, index: int) -> str:
        """Return a word; an empty one outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def folded_span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words [first, last) stand in the folded text."""
        return self.sentence.span(first, last)


_NO_MARKS: dict[str, Mark] = {}


def tag_sentence(sentence: Sentence, lexicon: Lexicon) -> TaggedSentence:
    """Return the sentence with the marks of its words."""
    return TaggedSentence(sentence, lexicon.marks(sentence.words), lexicon.language)
