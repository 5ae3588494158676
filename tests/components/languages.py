"""Whether a text is in one language: what other words stand in it."""

from __future__ import annotations

import re
from functools import cache

import data
from tests.components.i18n.test_i18n import catalogue

LATIN, CYRILLIC = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{2,}")
ENGLISH = re.compile(r"\b(the|of|and|with|from|not|choose|open|close|page|file|error|available|month)\b", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+|\b[0-9a-f]{64}\b")


@cache
def publishers() -> re.Pattern[str]:
    """Names of publishers, which are the same in every language."""
    return re.compile("|".join(re.escape(str(row["publisher"])) for _, row in data.load().rows("sources")))


@cache
def names(language: str) -> frozenset[str]:
    """Words of the other alphabet that the language itself uses: in its messages, its names and the press's."""
    dataset = data.load()
    texts = [
        *catalogue(language).values(),
        *(str(row["text"]) for _, row in dataset.rows("labels") if row["language"] == language),
    ]
    texts += [str(row[name]) for _, row in dataset.rows("sources") for name in ("url", "series")]
    return frozenset(word for text in texts for word in (*LATIN.findall(text), *CYRILLIC.findall(text)))


def foreign(texts: list[str], language: str) -> list[str]:
    """Texts that hold a word of another language."""
    alphabet = LATIN if language in ("kk", "ru") else CYRILLIC
    wrong = []
    for text in set(texts):
        plain = publishers().sub("", ADDRESS.sub("", text))
        strange = set(alphabet.findall(plain)) - names(language)
        if strange or (language == "uz" and ENGLISH.search(plain)):
            wrong.append(text[:100])
    return wrong
