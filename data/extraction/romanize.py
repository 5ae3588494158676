"""Names of plants in Latin letters, as English reports write them."""

from __future__ import annotations

from data.extraction.languages import GRAMMARS
from data.extraction.languages.cyrillic import COGNATES, INITIAL_LATIN


def romanize(name: str, language: str) -> str:
    """Return `name` in plain Latin letters, each word with a capital: "Шу цемент" (kk) is "Shu Cement".

    A name in a language that is written in Latin letters already stays as it is.
    """
    letters = GRAMMARS[language].romanization
    if letters is None:
        return name.strip()
    romanized = []
    for word in name.lower().split():
        first = INITIAL_LATIN.get(word[0], letters.get(word[0], word[0]))
        latin = first + "".join(letters.get(letter, letter) for letter in word[1:])
        latin = COGNATES.get(latin, latin.replace("iia", "iya"))
        romanized.append(latin[:1].upper() + latin[1:])
    return " ".join(romanized)
