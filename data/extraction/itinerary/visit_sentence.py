"""A sentence with the tags of the visit tables, the grammar of its language and its original text."""

from __future__ import annotations

from data.extraction.itinerary.grammar import load_visit_grammar
from data.extraction.itinerary.vocabulary import visit_lexicon
from data.extraction.normalize import Folded
from data.extraction.sentence import TaggedSentence

_QUOTE = '"'


class VisitSentence(TaggedSentence):
    """One sentence as the rules of the itinerary see it."""

    __slots__ = ("_folded", "_text", "quotes", "visit_grammar")

    def __init__(self, line: TaggedSentence, folded: Folded, text: str) -> None:
        """Tag the words of `line` anew; `text` is the original of the whole report, `folded` its normal form."""
        lexicon = visit_lexicon(line.language)
        super().__init__(line.sentence, lexicon.marks(line.words), line.language)
        self.titled = line.titled
        self.visit_grammar = load_visit_grammar(line.language)
        quotes = [index for index, word in enumerate(self.words) if word == _QUOTE]
        self.quotes = list(zip(quotes[::2], quotes[1::2], strict=False))  # opening and closing signs, as word indexes
        self._folded = folded
        self._text = text

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words [first, last) stand in the original text, in characters."""
        return self._folded.span(*self.sentence.span(first, last))

    def original(self, first: int, last: int) -> str:
        """Return the words [first, last) as they are written in the original text."""
        start, stop = self.span(first, last)
        return self._text[start:stop]

    def is_capitalized(self, index: int) -> bool:
        """Return whether a word begins with a capital letter in the original text."""
        return self.original(index, index + 1)[:1].isupper()
