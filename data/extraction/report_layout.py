"""How a report is laid out: its title, its header, its lists."""

from __future__ import annotations

from data.extraction.notation import EMPTY_FIELD
from data.extraction.sentence import TaggedSentence

_MAX_TITLE_LETTERS = 200
_MAX_HEADER_WORDS = 6


def title_end(text: str) -> int:
    """Return where the title of a folded text ends: its first line, if an empty one follows; else 0."""
    first, _, rest = text.partition("\n")
    second = rest.partition("\n")[0]  # a carriage return at its end is a blank here
    is_prose = ". " in first.strip() or first.rstrip().endswith((".", ";", ":"))
    is_title = "\n" in rest and not second.strip() and len(first) <= _MAX_TITLE_LETTERS and not is_prose
    return len(first) if is_title else 0


def is_header(sentence: TaggedSentence) -> bool:
    """Whether a line holds only a date or an empty field: "12.03.2024", "12 March 2024", "None"."""
    return len(sentence.words) <= _MAX_HEADER_WORDS and all(
        word.isdecimal()
        or word in (EMPTY_FIELD, ".", "-", "/", ":")
        or sentence.starting(index, "month:")
        or sentence.has(index, "year")
        for index, word in enumerate(sentence.words)
    )


def is_list_item(sentence: TaggedSentence, text: str) -> bool:
    """Whether a sentence of the folded text is an item of a list, or follows one that ends in a colon."""
    before = text[max(0, sentence.start - 3) : sentence.start].rstrip()
    first = sentence.word(0)
    return before.endswith((":", ";")) or first in ("–", "-", "•", "·", "*") or first.isnumeric()
