"""How a report is laid out: its title, its header, its lists."""

from __future__ import annotations

from data.extraction.sentence import Line

_LONGEST = 200  # letters of a title


def title_stop(text: str) -> int:
    """Where the title ends: the first line, if an empty one follows it."""
    first, _, rest = text.partition("\n")
    empty = rest.partition("\n")[0]  # a carriage return at a line's end is a blank here
    spoken = ". " in first.strip() or first.rstrip().endswith((".", ";", ":"))
    return len(first) if "\n" in rest and not empty.strip() and len(first) <= _LONGEST and not spoken else 0


def is_header(line: Line) -> bool:
    """Whether a line under the title is the author's or the date's: "None", a bare date, a name."""
    return len(line.words) <= 6 and all(
        word.isdecimal()
        or word in ("none", ".", "-", "/", ":")
        or line.starting(place, "month:")
        or line.has(place, "year")
        for place, word in enumerate(line.words)
    )


def is_listed(line: Line, text: str) -> bool:
    """Whether a line is an item of a list, or follows one that ends in a colon."""
    start = line.sentence.start
    before = text[max(0, start - 3) : start].rstrip()
    return before.endswith((":", ";")) or line.word(0) in ("–", "-", "•", "·", "*") or line.word(0).isnumeric()
