"""Whether a phrase states a value: the number written in it, in digits or words, with its multiplier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isclose

_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")
# The commonest multipliers, for speed; other phrases are parsed by data.extraction.
_SCALES = {"мың": 1e3, "тыс": 1e3, "ming": 1e3, "thousand": 1e3, "млн": 1e6, "миллион": 1e6, "mln": 1e6, "million": 1e6}
_SCALE = re.compile(rf"\s*({'|'.join(_SCALES)})", re.IGNORECASE)
# A multiplier may stand outside the phrase, with the next number ("from 1.2 to 1.5 billion").
_OUTSIDE_SCALES = (1.0, 1e3, 1e6, 1e9, 1e12)
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")


def phrase_states_value(phrase: str, value: float, rounding: float, *, is_growth: bool = False) -> bool:
    """Whether `phrase` has `value` to `rounding`, or no digits at all: it may say the number in words.

    is_growth: the value may also be given as an index (103.6 % for 3.6) or as the inverse of a multiple (half for
    twofold).

    >>> phrase_states_value("15,8 млн долларды", 15.8e6, 1e5)
    True
    """
    numbers = list(_NUMBER.finditer(phrase))
    if not numbers:
        return True
    found = _numbers_in_digits(phrase, numbers[0]) if len(numbers) == 1 else ()
    if any(_fits(number, step, value, rounding, is_growth=is_growth) for number, step in found):
        return True
    outside = (1.0,) if _LETTER.search(phrase) else _OUTSIDE_SCALES
    return any(
        _fits(number * scale, step * scale, value, rounding, is_growth=is_growth)
        for number, step in _parsed_numbers(phrase)
        for scale in outside
    )


def _fits(number: float, step: float, value: float, rounding: float, *, is_growth: bool) -> bool:
    if isclose(step, rounding) and isclose(number, abs(value)):
        return True
    parts = (abs(number - 100), 1 / number if number else 0.0)
    return is_growth and any(isclose(abs(value), part, rel_tol=1e-6, abs_tol=1e-6) for part in parts)


def _numbers_in_digits(phrase: str, digits: re.Match[str]) -> Iterator[tuple[float, float]]:
    """Yield value and step of a number in digits with the multiplier after it. step: what its last digit is worth."""
    after = _SCALE.match(phrase, digits.end())
    scale = _SCALES[after[1].lower()] if after else 1.0
    # A comma or a dot may separate thousands or decimals; either reading will do.
    decimal = re.sub(r"[^\d.,]", "", digits[0]).replace(",", ".")
    for digits_only in {re.sub(r"\D", "", digits[0])} | ({decimal} if decimal.count(".") == 1 else set()):
        yield float(digits_only) * scale, scale * 10.0 ** -len(digits_only.partition(".")[2])


@lru_cache(maxsize=4096)
def _parsed_numbers(phrase: str) -> tuple[tuple[float, float], ...]:
    """Return value and step of the numbers of the phrase as data.extraction parses them, in any of its languages."""
    # Loading the vocabularies takes long, and few phrases need them.
    from data.extraction.lexicon import ARTICLE_LANGUAGES, load_lexicon  # noqa: PLC0415
    from data.extraction.normalize import fold  # noqa: PLC0415
    from data.extraction.number_parser import number_at  # noqa: PLC0415
    from data.extraction.sentence import tag_sentence  # noqa: PLC0415
    from data.extraction.tokenizer import split_sentences  # noqa: PLC0415

    found = []
    script = "Arab" if _ARABIC.search(phrase) else "Cyrl" if _CYRILLIC.search(phrase) else "Latn"
    for language in ("kk",) if script == "Arab" else ARTICLE_LANGUAGES:
        folded = fold(phrase, language, script)
        for sentence in split_sentences(folded.text, lambda place: phrase[place : place + 1]):
            line = tag_sentence(sentence, load_lexicon(language))
            found += [(number.value, number.step) for at in range(len(line.words)) if (number := number_at(line, at))]
    return tuple(found)
