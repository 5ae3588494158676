"""Detect the language and script of a text: each word votes, the majority wins.

A word votes by standing in a list of frequent words, by a letter that only one language has, or, less
loudly, by how it begins or ends. A capital letter lowers the voice: names are spelt as at home. So a
Russian report full of Kazakh names stays Russian, and a single sentence is enough.
"""

from __future__ import annotations

import re
from functools import lru_cache

from data.ingest.language_profiles import ENDINGS, LETTERS, STARTS, WORDS

UNKNOWN = "und"  # ISO 639-2: undetermined
_SAMPLE_CHARACTERS = 240  # from each of start, middle and end: some 90 words, as reliable as all of them
_MAX_ENDING_LETTERS, _MIN_ENDING_LETTERS = 4, 2
_MIN_KAZAKH_SHARE = 0.03  # least share of töte's own letters; Arabic and Persian have none, Kazakh some 25 %

_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]+(?:'[a-zA-Z\u00c0-\u024f\u0300-\u036f]+)*")
_NO_LETTERS = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
# Kazakh y is a vowel (qyz, jylqy); the apostrophes of 2017 stand for ń, ú, ı, ý, sh and ch.
_KAZAKH_SPELLING = re.compile(r"[b-df-hj-np-tv-xz]y[b-df-hj-np-tv-xz]|[nuiysc]'")
_ENGLISH_TAIL = re.compile(r"(?:n't|'(?:s|re|ll|ve))$")  # do|n't, region|'s
_UZBEK_SPELLING = re.compile(r"[og]'|q(?!u)")
_APOSTROPHES = "‘’ʻʼ`´ʹ′"
# Letters of töte that Arabic and Persian lack, ى within a word, against letters that only Uyghur has.
_TOTE = re.compile("[ەۇۋڭٴ]|ى(?=[\u0621-\u064a\u06d5])")
_UYGHUR = re.compile("[ېۈئ]")


def detect_language(text: str) -> tuple[str, str]:
    """Return the language (kk, ru, uz, en, else `und`) and script (Cyrl, Latn, Arab, else `Zyyy`) of a text."""
    sample = _sample(text)
    blocks = sample.encode("utf-16-le", "surrogatepass")[1::2]  # the high byte of every character
    cyrillic, arabic = blocks.count(4), blocks.count(6)
    latin = len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if not (cyrillic or arabic or latin):
        return UNKNOWN, "Zyyy"
    if arabic > max(cyrillic, latin):
        kazakh, uyghur = len(_TOTE.findall(sample)), len(_UYGHUR.findall(sample))
        return ("kk" if kazakh > _MIN_KAZAKH_SHARE * arabic and kazakh > 20 * uyghur else UNKNOWN), "Arab"
    if cyrillic > latin:
        return _majority(_CYRILLIC.findall(sample), "Cyrl", ("ru", "kk", "uz")), "Cyrl"
    for apostrophe in _APOSTROPHES:
        sample = sample.replace(apostrophe, "'")
    return _majority(_LATIN.findall(sample), "Latn", ("en", "uz", "kk")), "Latn"


def _sample(text: str) -> str:
    """Return the text, or of a long one its start, middle and end."""
    if len(text) <= 3 * _SAMPLE_CHARACTERS:
        return text
    middle = (len(text) - _SAMPLE_CHARACTERS) // 2
    return f"{text[:_SAMPLE_CHARACTERS]} {text[middle : middle + _SAMPLE_CHARACTERS]} {text[-_SAMPLE_CHARACTERS:]}"


def _majority(words: list[str], script: str, languages: tuple[str, ...]) -> str:
    """Return the language with most votes; of equals, and without votes, the first."""
    votes = dict.fromkeys((*languages, UNKNOWN), 0)
    for word in words:
        language, weight = _vote(word, script)
        votes[language] += weight
    return max(languages, key=votes.__getitem__)


@lru_cache(maxsize=2**14)
def _vote(word: str, script: str) -> tuple[str, int]:
    """Return the language that a word votes for, and the weight of its vote."""
    low = word.lower()
    name = low[0] != word[0]
    if "'" in low:
        low = _ENGLISH_TAIL.sub("", low)
    if language := WORDS[script].get(low):
        return language, 4
    if language := _by_spelling(low, script):
        return language, 1 if name else 4
    endings = ENDINGS[script]
    for length in range(_MAX_ENDING_LETTERS, _MIN_ENDING_LETTERS - 1, -1):
        if len(low) > length and (language := endings.get(low[-length:])):
            return language, 1 if name else 2
    if language := STARTS[script].get(low[:2]):
        return language, 1 if name else 2
    return UNKNOWN, 0


def clear_cache() -> None:
    """Forget the words seen so far: readers' texts must not be kept in memory."""
    _vote.cache_clear()


def _by_spelling(word: str, script: str) -> str | None:
    """Return the only language with such letters or spelling, None where there is none."""
    for language, letters in LETTERS[script]:
        if not letters.isdisjoint(word):
            return language
    if script == "Latn":
        if _KAZAKH_SPELLING.search(word):
            return "kk"
        if _UZBEK_SPELLING.search(word):
            return "uz"
    return None
