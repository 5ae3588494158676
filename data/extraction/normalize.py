"""Text folded to the one spelling that the word tables are written for, with spans kept to the original.

Kazakh in Cyrillic, Latin (2017, 2018, 2021) and Arabic letters folds to plain Cyrillic, in which the front and
back vowels that töte does not tell apart are one. Uzbek in either script folds to Latin without apostrophes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache

_MARKS = {
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    ),
    **dict.fromkeys("‘’ʻʼ`´′＇ʹ", "'"),
    **dict.fromkeys("«»“”„‟″＂", '"'),
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys("–—―−", "–"),
    "٫": ",",
    "٬": " ",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "٪": "%",
    "۔": ".",
    "\u200b": " ",
    "\u200c": " ",
    "\u200d": " ",
    "\u200e": " ",
    "\u200f": " ",
    "\ufeff": " ",
    "\u00ad": "-",
}
# Digits of all scripts: from here on, `isdecimal` tells those that `int` takes (`isdigit` would take ² and ①).
_MARKS |= {sign: str(int(sign)) for sign in map(chr, range(0x80, 0x20000)) if sign.isdecimal()}
_SIGNS = str.maketrans(_MARKS)

# Kazakh as töte can tell it: front and back vowels are one.
_LETTERS = {"kk": _SIGNS | str.maketrans("әөүұіыйэёһ", "аоууиииеех"), "ru": _SIGNS | str.maketrans("ё", "е")}

_ARABIC_LETTERS = {
    **{"ا": "а", "أ": "а", "آ": "а", "ب": "б", "پ": "п", "ت": "т", "ج": "ж", "چ": "ч", "ح": "х", "خ": "х", "د": "д"},
    **{"ر": "р", "ز": "з", "ژ": "ж", "س": "с", "ش": "ш", "ع": "ғ", "غ": "ғ", "ف": "ф", "ق": "қ", "ك": "к", "ک": "к"},
    **{"گ": "г", "ڭ": "ң", "ل": "л", "م": "м", "ن": "н", "و": "о", "ۇ": "у", "ۈ": "у", "ۋ": "у", "ۏ": "у", "ۆ": "в"},
    **{"ي": "и", "ی": "и", "ى": "и", "ئ": "и", "i": "и", "ە": "е", "ه": "е", "ھ": "х"},
}

# The alphabets of 2017 (a'), 2018 (á) and 2021 (ä), which some sites mix.
_KAZAKH_LATIN = {
    **{"a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ж", "k": "к"},
    **{"l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в"},
    **{"w": "у", "x": "х", "y": "и", "z": "з", "á": "а", "ä": "а", "ǵ": "ғ", "ğ": "ғ", "ń": "ң", "ñ": "ң", "ó": "о"},
    **{"ö": "о", "ú": "у", "ü": "у", "ū": "у", "ý": "у", "ı": "и", "ï": "и", "ş": "ш", "ç": "ч", "é": "е"},
    **{"sh": "ш", "ch": "ч", "ts": "ц", "kh": "х", "zh": "ж", "ia": "я", "ıa": "я", "iý": "ю", "ıý": "ю", "iu": "ю"},
    **{"ıo": "е", "s'": "ш", "c'": "ч", "a'": "а", "g'": "ғ", "n'": "ң", "o'": "о", "u'": "у", "y'": "у", "i'": "и"},
    **{f"{letter}\u0301": folded for letter, folded in zip("aegnouy", "аеғңоуу", strict=True)},
    **{"о\u0301": "о", "\u0301": ""},
}

_UZBEK = {
    **{"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m"},
    **{"н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x", "ы": "i", "э": "e"},
    **{"ж": "j", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ё": "yo"},
    **{"ў": "o", "қ": "q", "ғ": "g", "ҳ": "h", "ъ": "", "ь": "", "'": "", "е": "e"},
}


def _single(letters: dict[str, str]) -> dict[int, str]:
    """The letters that one letter stands for: they need no piece of their own."""
    return str.maketrans({letter: folded for letter, folded in letters.items() if len(letter) == len(folded) == 1})


# Where the spelling changes its length; all else is letter for letter.
_UZBEK_PATTERN = re.compile("(?<![^\\W\\d_])е|(?<=[аеёиоуўэюя])е|[цчшщюяёъь']")
_ARABIC_PATTERN = re.compile("تس|(?<=[اەوۇىيۋ])يا|يا|(?<=[اەوۇىي])يۋ|ء")
_LATIN_PATTERN = re.compile(
    "|".join(
        sorted(
            (re.escape(key) for key, value in _KAZAKH_LATIN.items() if len(key) != len(value)), key=len, reverse=True
        )
    )
)
_UZBEK_LETTERS = _single(_UZBEK)
_ARABIC_SINGLE = _single(_ARABIC_LETTERS)
_LATIN_SINGLE = _single(_KAZAKH_LATIN)
_VOWELS = frozenset("اەوۇىيۋ")


class Folded:
    """Folded text and the way back: `span(i, j)` of it is a half-open span of the original."""

    __slots__ = ("_new", "_old", "_stop", "text")

    def __init__(self, text: str, pieces: tuple[list[int], list[int], list[int]] | None = None) -> None:
        """`pieces` are three lists: piece k begins at new[k] and stands for [old[k], stop[k]) of the original.

        Pieces of equal length run letter by letter; others stand for one another as a whole.
        """
        self.text = text
        self._new, self._old, self._stop = pieces or ([], [], [])

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Where the characters [start, stop) of the folded text stand in the original."""
        if not self._new:
            return start, stop
        new, old, ends = self._new, self._old, self._stop
        first = bisect_right(new, start) - 1
        last = bisect_right(new, max(stop - 1, start), first) - 1
        begin, end = old[first], ends[last]
        if self._even(first):
            begin += start - new[first]
        if self._even(last):
            end = old[last] + stop - new[last]
        return begin, end

    def _even(self, piece: int) -> bool:
        after = self._new[piece + 1] if piece + 1 < len(self._new) else len(self.text)
        return after - self._new[piece] == self._stop[piece] - self._old[piece]


def fold(text: str, language: str, script: str) -> Folded:
    """Fold `text` (as long as it is, whatever it holds) for the word tables of `language`."""
    lowered = text.replace("İ", "I").lower()
    if len(lowered) != len(text):
        lowered = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    if language != "uz" and (language != "kk" or script == "Cyrl"):
        return Folded(lowered.translate(_LETTERS.get(language, _SIGNS)))
    lowered = lowered.translate(_SIGNS)
    if language == "uz":
        return _rewritten(lowered, _UZBEK_PATTERN, _uzbek, _UZBEK_LETTERS)
    if script == "Arab":
        return _rewritten(lowered, _ARABIC_PATTERN, _arabic, _ARABIC_SINGLE)
    return _rewritten(lowered, _LATIN_PATTERN, _latin, _LATIN_SINGLE)


@lru_cache(maxsize=4096)
def fold_word(word: str, language: str) -> str:
    """A word of the tables (Kazakh in Cyrillic, Uzbek in Latin) as it stands in folded text."""
    return fold(word, language, "Latn" if language == "uz" else "Cyrl").text


def _uzbek(found: re.Match[str]) -> str:
    return "ye" if found[0] == "е" else _UZBEK[found[0]]


def _arabic(found: re.Match[str]) -> str:
    letters = found[0]
    if letters == "ء":
        return ""
    if letters == "تس":
        return "ц"
    sound = "я" if letters == "يا" else "ю"
    before = found.string[found.start() - 1 : found.start()]
    return sound if before in _VOWELS else f"и{sound}"


def _latin(found: re.Match[str]) -> str:
    return _KAZAKH_LATIN[found[0]]


def _rewritten(
    text: str, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], letters: dict[int, str]
) -> Folded:
    """Replace what the pattern finds, then letter for letter; remember where lengths changed."""
    parts: list[str] = []
    new: list[int] = []
    old: list[int] = []
    ends: list[int] = []
    length = at = begun = 0  # `begun` is where the piece that runs letter by letter began
    for found in pattern.finditer(text):
        start, stop = found.span()
        piece = replacement(found)
        parts += (text[at:start], piece)
        length += start - at
        at = stop
        if len(piece) != stop - start:
            if start > begun:
                new.append(length - start + begun)
                old.append(begun)
                ends.append(start)
            if piece:
                new.append(length)
                old.append(start)
                ends.append(stop)
            begun = stop
        length += len(piece)
    parts.append(text[at:])
    length += len(text) - at
    if len(text) > begun:
        new.append(length - len(text) + begun)
        old.append(begun)
        ends.append(len(text))
    return Folded("".join(parts).translate(letters), (new, old, ends))
