"""Words that hedge or bound an amount: about, more than, up to."""

from __future__ import annotations

from data.extraction.amount import Amount
from data.extraction.sentence import Line

_ABLATIVE = {"kk": ("дан", "ден", "тан", "тен", "нан", "нен"), "uz": ("dan",)}


def is_ablative(line: Line, place: int) -> bool:
    """Whether a word ends as "than" asks for in Kazakh and Uzbek; true in the other languages."""
    endings = _ABLATIVE.get(line.language)
    return endings is None or line.word(place).endswith(endings)


def relation_of(line: Line, amount: Amount) -> str:
    """How the words beside an amount bound it; "upto" where "up to" may also mean "to"."""
    mood = _before(line, amount.first)
    if mood in ("", "upto") and line.language in ("kk", "uz"):
        after = _after(line, amount)
        mood = after or mood
    elif not mood:
        mark = line.starting(amount.last, "after:")
        mood = mark.tag[6:] if mark else ""
    return mood or "="


def _before(line: Line, first: int) -> str:
    at = first
    skipped = 0
    while at > 0 and skipped < 3:
        mark = line.ending(at, "before:")
        if mark:
            the = line.language == "en" and line.word(first - 1) == "the"
            # "well below the 431 million of 2013" compares; it does not bound the 431
            return "" if the and mark.tag in ("before:<", "before:>") else mark.tag[7:]
        if line.words[at - 1] not in _GLUE:
            break
        at -= 1
        skipped += 1
    return ""


_GLUE = frozenset(
    [
        "на",
        "в",
        "во",
        "до",
        "с",
        "со",
        "от",
        "к",
        "for",
        "to",
        "by",
        "at",
        "of",
        "the",
        "a",
        "an",
        "за",
        "us",
        '"',
        "$",
        "than",
        "чем",
        "отметку",
        "уровень",
        "mark",
        "value",
    ]
)


def _after(line: Line, amount: Amount) -> str:
    at = amount.last
    suffix = line.word(at - 1)
    if line.word(at) == "(" and ")" in line.words[at : at + 9]:
        at = line.words.index(")", at) + 1  # "2.6 billion (7 %) and more"
    if line.language == "uz" and suffix.endswith("gacha"):
        return "upto"
    if line.word(at) == "-" and line.word(at + 1).isalpha():
        suffix, at = line.word(at + 1), at + 2
    elif line.word(at) in ("dan", "ga", "ni", "дан", "ға", "нан"):
        suffix, at = line.word(at), at + 1
    endings = _ABLATIVE[line.language]
    for place in range(at, min(at + 3, len(line.words))):
        mark = line.starting(place, "after:")
        if mark:
            mood = mark.tag[6:]
            if mood in ("<to", ">any"):
                return mood[0]
            if mood in ("~", "upto") or suffix.endswith(endings):
                return mood
            return ""
        if line.word(place) in (",", ".", ")", "(", ";", ":", "–"):
            return ""
        if line.word(place) not in ("сал", "sal", "гана", "да", "де", "али", "esa", "арең", "ham", "бираз"):
            return ""
    return ""
