"""Cyrillic letters in Latin ones, as English reports write names; the languages add their own letters."""

from __future__ import annotations

LATIN = {
    **{"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k"},
    **{"л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh"},
    **{"ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya"},
    "ё": "yo",
}

# Latin letters with marks, in names that a Cyrillic report quotes.
PLAIN_LATIN = {
    **dict.fromkeys("‘’ʻʼ`´'", ""),
    **{"á": "a", "ä": "a", "ǵ": "g", "ğ": "g", "ı": "i", "ń": "n", "ñ": "n", "ó": "o", "ö": "o", "ú": "u", "ü": "u"},
    **{"ū": "u", "ý": "u", "ş": "sh", "ç": "ch"},
}

INITIAL_LATIN = {"е": "ye"}  # at the beginning of a word
COGNATES = {"tsement": "cement", "sement": "cement"}  # words in names that English writes in its own way
