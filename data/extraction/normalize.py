"""Text folded to the one spelling that the word tables are written for, with the way back to the original.

Letters are folded by the `spellings` of a language; signs, blanks and digits here, the same for all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache

from data.extraction.languages import GRAMMARS

_SIGN_FORMS = {
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
# Digits of all scripts become ASCII: `isdecimal`, unlike `isdigit`, is true of those that `int` takes.
_SIGN_FORMS |= {sign: str(int(sign)) for sign in map(chr, range(0x80, 0x20000)) if sign.isdecimal()}
_SIGNS = str.maketrans(_SIGN_FORMS)

# Spellings without a pattern need one pass: signs and letters together.
_LETTERS_AND_SIGNS = {
    (language, script): _SIGNS | spelling.letters
    for language, grammar in GRAMMARS.items()
    for script, spelling in grammar.spellings.items()
}


class Folded:
    """Folded text and the way back to the original."""

    __slots__ = ("_new", "_old", "_stop", "text")

    def __init__(self, text: str, pieces: tuple[list[int], list[int], list[int]] | None = None) -> None:
        """`pieces` are three lists: piece k begins at new[k] and stands for [old[k], stop[k]) of the original.

        Pieces of equal length run letter by letter; others stand for one another as a whole.
        """
        self.text = text
        self._new, self._old, self._stop = pieces or ([], [], [])

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return where the characters [start, stop) of the folded text stand in the original, half-open."""
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
    """Return `text` as the word tables of `language` spell it. script: Cyrl, Latn or Arab.

    "Сауда айналымы" (kk) folds to "сауда аиналими", "so‘m" (uz) to "som".
    """
    lowered = text.replace("İ", "I").lower()
    if len(lowered) != len(text):
        lowered = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    grammar = GRAMMARS[language]
    if script not in grammar.spellings:
        script = grammar.table_script
    spelling = grammar.spellings[script]
    if spelling.pattern is None or spelling.replacement is None:
        return Folded(lowered.translate(_LETTERS_AND_SIGNS[language, script]))
    return _rewritten(lowered.translate(_SIGNS), spelling.pattern, spelling.replacement, spelling.letters)


@lru_cache(maxsize=4096)
def fold_word(word: str, language: str) -> str:
    """Return a word of the tables as it stands in folded text."""
    return fold(word, language, GRAMMARS[language].table_script).text


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
