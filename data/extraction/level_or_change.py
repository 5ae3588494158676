"""Whether a sum is a level or a difference: "rose to 12 million", "rose by 12 million"."""

from __future__ import annotations

from data.extraction.amount import MONEY, Amount
from data.extraction.sentence import Line

_FALL_TO = ("түс", "туст", "туси", "tush", "tusd", "tusg")


def by_amount(line: Line, amount: Amount, amounts: list[Amount]) -> bool:
    """Whether money, tonnes or pieces are a difference ("rose by 12.5 million") and not a level."""
    if amount.unit not in MONEY and amount.unit not in ("t", "units"):
        return False
    at = amounts.index(amount)
    after = amounts[at + 1] if at + 1 < len(amounts) else None
    before = amounts[at - 1] if at else None
    joined = after is not None and after.unit == "%" and _only(line, amount.last, after.first, _OR)
    joined = joined or (before is not None and before.unit == "%" and _only(line, before.last, amount.first, _OR))
    if line.language in ("kk", "uz"):
        dative = (
            line.words[amount.last - 1].endswith(("ға", "ге", "қа", "ке", "ga", "qa"))
            or (line.word(amount.last) == "-" and line.word(amount.last + 1) in ("ға", "ге", "қа", "ке"))
            or line.word(amount.last) in ("ga",)
        )
        if not dative or amount.upto:
            return False
        if joined:
            return True
        place = amount.last + (2 if line.word(amount.last) == "-" else 0)
        while line.word(place) in ("дейин", "ham", "да", "де"):
            place += 1
        word = line.word(place)
        if word.startswith(_FALL_TO):
            return False
        return bool(line.has(place, "up") or line.has(place, "down")) and not line.has(place, "after:>x")
    place = amount.first
    while place > 0 and (line.ending(place, "before:") or line.word(place - 1) in ("$", "us", "about")):
        mark = line.ending(place, "before:")
        place = mark.first if mark else place - 1
    word = line.word(place - 1)
    if line.language == "ru" and word == "на":
        near = any(line.has(place - back, tag) for back in (2, 3) for tag in ("up", "down"))
        more = any(line.has(amount.last + step, tag) for step in (0, 1) for tag in ("up", "down"))
        return joined or near or more or line.word(amount.last) in ("хуже", "лучше")
    if line.language == "en":
        if (joined and "," not in (line.word(amount.last), line.word(amount.first - 1))) or (
            joined and line.word(amount.first - 1) == "," and line.word(amount.last) == "or"
        ):
            return word not in ("to", "at", "of", "reached", "was", "totaled", "totalled", "from")
        if joined and after is not None and "or" in line.words[amount.last : after.first]:
            place_after = after.last + (line.word(after.last) == ",")
            if line.starting(place_after, "up-after") or line.starting(place_after, "down-after"):
                return True
        if word == "of" and any(line.has(place - 2, tag) for tag in ("up", "down", "growth")):
            return True
        if word == "by":
            return any(line.has(place - back, tag) for back in (2, 3) for tag in ("up", "down"))
        compared = line.starting(amount.last, "up-after") or line.starting(amount.last, "down-after")
        return compared is not None or (
            line.word(amount.last) in ("more", "less") and line.has(amount.last + 1, "compare")
        )
    return False


_OR = frozenset(["or", "или", "немесе", "ёки", "yoki", ",", "яғни", "ягни"])


def _only(line: Line, first: int, last: int, words: frozenset[str]) -> bool:
    between = [word for word in line.words[first:last] if word not in ("на", "by", "-", "ға", "ге", "также", "")]
    return 0 < len(between) <= 2 and all(word in words for word in between)
