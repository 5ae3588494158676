"""Names of plants in Latin letters, as English reports write them."""

from __future__ import annotations

_RUSSIAN = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "й": "y",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
    "ё": "yo",
}
_KAZAKH = _RUSSIAN | {
    "ж": "zh",
    "ә": "a",
    "ғ": "g",
    "қ": "k",
    "ң": "n",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "і": "i",
    "һ": "h",
    "й": "i",
}
_UZBEK = _RUSSIAN | {"ж": "j", "х": "kh", "ў": "o", "қ": "q", "ғ": "g", "ҳ": "h", "ц": "s"}
_LATIN = {
    "‘": "",
    "’": "",
    "ʻ": "",
    "ʼ": "",
    "`": "",
    "´": "",
    "'": "",
    "á": "a",
    "ä": "a",
    "ǵ": "g",
    "ğ": "g",
    "ı": "i",
    "ń": "n",
    "ñ": "n",
    "ó": "o",
    "ö": "o",
    "ú": "u",
    "ü": "u",
    "ū": "u",
    "ý": "u",
    "ş": "sh",
    "ç": "ch",
    "q": "k",
}
_ARABIC = {
    "ا": "a",
    "ب": "b",
    "ۆ": "v",
    "گ": "g",
    "ع": "g",
    "د": "d",
    "ە": "e",
    "ج": "zh",
    "ز": "z",
    "ي": "i",
    "ك": "k",
    "ق": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ڭ": "n",
    "و": "o",
    "پ": "p",
    "ر": "r",
    "س": "s",
    "ت": "t",
    "ۋ": "u",
    "ۇ": "u",
    "ف": "f",
    "ح": "kh",
    "ھ": "h",
    "چ": "ch",
    "ش": "sh",
    "ى": "y",
    "ء": "",
}


_COGNATES = {"tsement": "cement", "sement": "cement", "khimiya": "khimiya", "tekhmash": "tekhmash"}


def romanized(name: str, language: str) -> str:
    """`name` in plain Latin letters, each word with a capital; a name that has them already stays."""
    if language == "en":
        return name.strip()
    table = {"kk": _KAZAKH, "uz": _UZBEK}.get(language, _RUSSIAN) | _ARABIC
    words = []
    for word in name.split():
        lowered = word.lower()
        letters = []
        for place, letter in enumerate(lowered):
            if letter == "е" and place == 0:
                letters.append("ye")
            elif language == "kk" and letter == "h":
                letters.append("kh")
            elif letter in _LATIN and not (letter == "q" and language != "kk"):
                letters.append(_LATIN[letter])
            else:
                letters.append(table.get(letter, letter))
        new = _COGNATES.get("".join(letters), "".join(letters).replace("iia", "iya"))
        words.append(new[:1].upper() + new[1:])
    return " ".join(words)
