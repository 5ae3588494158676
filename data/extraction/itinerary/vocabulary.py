"""The words of official visits: venues, deeds, order words; and how a language marks a noun's part."""

from __future__ import annotations

import csv
import re
from functools import cache

from data.extraction.lexicon import LANGUAGE_FOLDER, Entry, Lexicon, Row, alternatives, places

# A report without any of these tells of no visit; plain substrings of the folded text, so the check costs little.
HINTS = {
    "kk": ("делегаци", "сапар", "қонақ", "мейман", "визит"),
    "ru": ("делегаци", "визит", "поездк", "гости", "посети", "миссии"),
    "uz": ("delegatsiya", "tashrif", "safar", "mehmon", "vizit"),
    "en": ("visit", "delegation", " tour", " trip", "guests", "mission"),
}


def word_set(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


AT = word_set("в во на у при in at inside on возле near перед")  # prepositions of a place
WITH = word_set("с со with")
VERB_LAST = frozenset({"kk", "uz"})

_CASES = {
    "kk": re.compile(
        r"(?P<of>(?:н|д|т)иң)$|(?P<from>(?:нан|нен|дан|ден|тан|тен))$|(?P<in>(?:да|де|та|те)(?:ғи|ги)?)$"
        r"|(?P<with>(?:мен|бен|пен))$|(?P<to>(?:ға|ге|қа|ке|на|не))$|(?P<it>(?:ни|ди|ти|син|ин|н))$"
    ),
    "uz": re.compile(r"(?P<of>ning)$|(?P<from>dan)$|(?P<in>da(?:gi)?)$|(?P<to>(?:ga|ka|qa))$|(?P<it>ni)$"),
}
# Whole words of a table show no stem; a possessive before the case is then part of the word.
_WHOLE = {
    "kk": re.compile(
        r"(?P<of>(?:н|д|т)иң)$|(?P<from>(?:нан|нен|дан|ден|тан|тен))$|(?P<in>(?:нда|нде|да|де|та|те)(?:ғи|ги)?)$"
        r"|(?P<with>(?:мен|бен|пен))$|(?P<to>(?:ға|ге|қа|ке|на|не))$|(?P<it>(?:ни|ди|тти|пти|син|ин))$"
    ),
    "uz": _CASES["uz"],
}
_FUTURE = {
    "kk": re.compile(r"(?:^(?:а|е|и|аи|еи)ди|(?:мақ|мек|бақ|бек|пақ|пек)(?:ши)?)$"),
    "uz": re.compile(r"^(?:a|ay|y)di$|moqchi$"),
}
_PAST = {
    "kk": re.compile(r"(?:[^е]ди|ти|ған|ген|қан|кен)$"),
    "uz": re.compile(r"(?:di|gan)$"),
    "ru": re.compile(r"(?:л|ла|ли|ло|лся|лась|лись|лось)$"),
    "en": re.compile(r"(?:ed|went|met|saw|took|held|laid|came|began|drove|flew|gave|were|was)$"),
}


@cache
def visit_rows(language: str) -> tuple[Row, ...]:
    """The rows of one table of visit words, as written."""
    with (LANGUAGE_FOLDER / language / "visit.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Row(row["tag"], row["words"], row["example"]) for row in csv.DictReader(file))


@cache
def visit_lexicon(language: str) -> Lexicon:
    """The visit words of `language` (kk, ru, uz, en) and the names of places."""
    entries = [Entry(row.tag, words) for row in visit_rows(language) for words in alternatives(row.words, language)]
    entries += [Entry("people", entry.words) for entry in entries if entry.tag == "official"]
    for place in places():
        entries += [Entry(f"place:{place['name']}", words) for words in alternatives(place[language], language)]
    return Lexicon(language, entries)


def case_of(word: str, stem: int, language: str) -> str:
    """The part a Kazakh or Uzbek noun has by its ending: of, from, in, with, to, it (object) or nothing."""
    whole = stem >= len(word)
    pattern = (_WHOLE if whole else _CASES)[language]
    found = pattern.search(word if whole else word[stem:])
    if found is None and not whole:
        found = _WHOLE[language].search(word)
    return str(found.lastgroup) if found else ""


def is_future(word: str, stem: int, language: str) -> bool:
    """Whether a Kazakh or Uzbek verb, after the `stem` letters that the table gives, tells of what is to come."""
    return language in _FUTURE and bool(_FUTURE[language].search(word[stem:]))


def is_past(word: str, stem: int, language: str) -> bool:
    """Whether a verb is a finite past form."""
    return bool(_PAST[language].search(word)) and not is_future(word, stem, language)
