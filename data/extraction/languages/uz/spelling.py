"""Uzbek letters: both scripts fold to Latin ones without apostrophes."""

from __future__ import annotations

import re

from data.extraction.grammar import Spelling, letter_table
from data.extraction.languages.cyrillic import LATIN, PLAIN_LATIN

_LETTERS = {
    **{"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m"},
    **{"н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x", "ы": "i", "э": "e"},
    **{"ж": "j", "ў": "o", "қ": "q", "ғ": "g", "ҳ": "h", "е": "e"},
}
# Where the spelling changes its length; "е" is "ye" after a vowel and at the beginning of a word.
_PIECES = {"ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ё": "yo", "е": "ye"}
_PIECES |= dict.fromkeys("ъь'", "")
_PATTERN = re.compile("(?<![^\\W\\d_])е|(?<=[аеёиоуўэюя])е|[цчшщюяёъь']")


def _replace(found: re.Match[str]) -> str:
    return _PIECES[found[0]]


_SPELLING = Spelling(letters=letter_table(_LETTERS), pattern=_PATTERN, replacement=_replace)
SPELLINGS = {"Latn": _SPELLING, "Cyrl": _SPELLING}

ROMANIZATION = {**LATIN, **{"ж": "j", "ў": "o", "қ": "q", "ғ": "g", "ҳ": "h", "ц": "s"}, **PLAIN_LATIN}
