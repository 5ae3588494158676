"""Kazakh letters: three scripts fold to plain Cyrillic, in which front and back vowels are one, as töte has it."""

from __future__ import annotations

import re

from data.extraction.grammar import Spelling, letter_table
from data.extraction.languages.cyrillic import LATIN, PLAIN_LATIN

_CYRILLIC_LETTERS = dict(zip("әөүұіыйэёһ", "аоууиииеех", strict=True))

_ARABIC_LETTERS = {
    **{"ا": "а", "أ": "а", "آ": "а", "ب": "б", "پ": "п", "ت": "т", "ج": "ж", "چ": "ч", "ح": "х", "خ": "х", "د": "д"},
    **{"ر": "р", "ز": "з", "ژ": "ж", "س": "с", "ش": "ш", "ع": "ғ", "غ": "ғ", "ف": "ф", "ق": "қ", "ك": "к", "ک": "к"},
    **{"گ": "г", "ڭ": "ң", "ل": "л", "م": "м", "ن": "н", "و": "о", "ۇ": "у", "ۈ": "у", "ۋ": "у", "ۏ": "у", "ۆ": "в"},
    **{"ي": "и", "ی": "и", "ى": "и", "ئ": "и", "i": "и", "ە": "е", "ه": "е", "ھ": "х"},
}
_ARABIC_PATTERN = re.compile("تس|(?<=[اەوۇىيۋ])يا|يا|(?<=[اەوۇىي])يۋ|ء")
_ARABIC_VOWELS = frozenset("اەوۇىيۋ")

# The alphabets of 2017 (a'), 2018 (á) and 2021 (ä), which some sites mix.
_LATIN_LETTERS = {
    **{"a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ж", "k": "к"},
    **{"l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в"},
    **{"w": "у", "x": "х", "y": "и", "z": "з", "á": "а", "ä": "а", "ǵ": "ғ", "ğ": "ғ", "ń": "ң", "ñ": "ң", "ó": "о"},
    **{"ö": "о", "ú": "у", "ü": "у", "ū": "у", "ý": "у", "ı": "и", "ï": "и", "ş": "ш", "ç": "ч", "é": "е"},
    **{"sh": "ш", "ch": "ч", "ts": "ц", "kh": "х", "zh": "ж", "ia": "я", "ıa": "я", "iý": "ю", "ıý": "ю", "iu": "ю"},
    **{"ıo": "е", "s'": "ш", "c'": "ч", "a'": "а", "g'": "ғ", "n'": "ң", "o'": "о", "u'": "у", "y'": "у", "i'": "и"},
    **{f"{letter}\u0301": folded for letter, folded in zip("aegnouy", "аеғңоуу", strict=True)},
    **{"о\u0301": "о", "\u0301": ""},
}
_LATIN_PATTERN = re.compile(
    "|".join(sorted((re.escape(key) for key in _LATIN_LETTERS if len(key) != len(_LATIN_LETTERS[key])), key=len)[::-1])
)


def _replace_arabic(found: re.Match[str]) -> str:
    """Return я for "يا" and ю for "يۋ", with и before it unless a vowel precedes: "ساياسات" is саясат."""
    letters = found[0]
    if letters == "ء":
        return ""
    if letters == "تس":
        return "ц"
    sound = "я" if letters == "يا" else "ю"
    before = found.string[found.start() - 1 : found.start()]
    return sound if before in _ARABIC_VOWELS else f"и{sound}"


def _replace_latin(found: re.Match[str]) -> str:
    return _LATIN_LETTERS[found[0]]


SPELLINGS = {
    "Cyrl": Spelling(letters=letter_table(_CYRILLIC_LETTERS)),
    "Arab": Spelling(letters=letter_table(_ARABIC_LETTERS), pattern=_ARABIC_PATTERN, replacement=_replace_arabic),
    "Latn": Spelling(letters=letter_table(_LATIN_LETTERS), pattern=_LATIN_PATTERN, replacement=_replace_latin),
}

ROMANIZATION = {
    **LATIN,
    **{"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "і": "i", "һ": "h", "й": "i"},
    **{"ا": "a", "ب": "b", "ۆ": "v", "گ": "g", "ع": "g", "د": "d", "ە": "e", "ج": "zh", "ز": "z", "ي": "i", "ك": "k"},
    **{"ق": "k", "ل": "l", "م": "m", "ن": "n", "ڭ": "n", "و": "o", "پ": "p", "ر": "r", "س": "s", "ت": "t", "ۋ": "u"},
    **{"ۇ": "u", "ف": "f", "ح": "kh", "ھ": "h", "چ": "ch", "ش": "sh", "ى": "y", "ء": ""},
    **PLAIN_LATIN,
    **{"q": "k", "h": "kh"},
}
