"""Whether a phrase says a figure: the number printed or said in it, with its multiplier, against the value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isclose

_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")
# The commonest multipliers, told at once; for all others the phrase is read.
_SCALES = {"мың": 1e3, "тыс": 1e3, "ming": 1e3, "thousand": 1e3, "млн": 1e6, "миллион": 1e6, "mln": 1e6, "million": 1e6}
_SCALE = re.compile(rf"\s*({'|'.join(_SCALES)})", re.IGNORECASE)
# A multiplier that stands outside the phrase, with the next number ("from 1.2 to 1.5 billion").
_OUTSIDE = (1.0, 1e3, 1e6, 1e9, 1e12)
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")


def says(phrase: str, value: float, rounding: float, *, grown: bool = False) -> bool:
    """True where `phrase` prints `value` to `rounding`, or prints no number at all: it may say it in words.

    `grown`: the value is a growth, which may be said as an index (103.6 % for 3.6) or as the multiple of
    which it is one part (half for twofold).
    """
    numbers = list(_NUMBER.finditer(phrase))
    if not numbers:
        return True
    found = _printed(phrase, numbers[0]) if len(numbers) == 1 else ()
    if any(_fits(number, step, value, rounding, grown=grown) for number, step in found):
        return True
    outside = (1.0,) if _LETTER.search(phrase) else _OUTSIDE
    return any(
        _fits(number * scale, step * scale, value, rounding, grown=grown)
        for number, step in _spoken(phrase)
        for scale in outside
    )


def _fits(number: float, step: float, value: float, rounding: float, *, grown: bool) -> bool:
    if isclose(step, rounding) and isclose(number, abs(value)):
        return True
    parts = (abs(number - 100), 1 / number if number else 0.0)
    return grown and any(isclose(abs(value), part, rel_tol=1e-6, abs_tol=1e-6) for part in parts)


def _printed(phrase: str, digits: re.Match[str]) -> Iterator[tuple[float, float]]:
    """The number in digits with the multiplier after it: its value, and what its last digit is worth."""
    after = _SCALE.match(phrase, digits.end())
    scale = _SCALES[after[1].lower()] if after else 1.0
    # A comma or a dot may part thousands or decimals; either reading will do.
    decimal = re.sub(r"[^\d.,]", "", digits[0]).replace(",", ".")
    for written in {re.sub(r"\D", "", digits[0])} | ({decimal} if decimal.count(".") == 1 else set()):
        yield float(written) * scale, scale * 10.0 ** -len(written.partition(".")[2])


@lru_cache(maxsize=4096)
def _spoken(phrase: str) -> tuple[tuple[float, float], ...]:
    """The numbers of the phrase as the reader reads them, in any of its languages."""
    # The reader's words and rules take long to make ready, and few phrases need them.
    from data.extraction.lexicon import LANGUAGES, lexicon  # noqa: PLC0415
    from data.extraction.normalize import fold  # noqa: PLC0415
    from data.extraction.number_parser import number_at  # noqa: PLC0415
    from data.extraction.sentence import line_of  # noqa: PLC0415
    from data.extraction.tokenizer import sentences  # noqa: PLC0415

    found = []
    script = "Arab" if _ARABIC.search(phrase) else "Cyrl" if _CYRILLIC.search(phrase) else "Latn"
    for language in ("kk",) if script == "Arab" else LANGUAGES:
        folded = fold(phrase, language, script)
        for sentence in sentences(folded.text, lambda place: phrase[place : place + 1]):
            line = line_of(sentence, lexicon(language))
            found += [(number.value, number.step) for at in range(len(line.words)) if (number := number_at(line, at))]
    return tuple(found)
