"""Mutations of text, markup and bytes: what happens depends on the source of chance alone."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

DICTIONARY: dict[str, list[Any]] = json.loads((Path(__file__).parent / "dictionary.json").read_text("utf-8"))
LONG = 300_000  # characters or bytes that repetition may lead to
_FLOOD = (3, 30, 1_000, 20_000)
_NUMBER = re.compile(r"\d[\d .,]*")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{4}")
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"<[^<>]*>")

Mutation = Callable[[Random, str, Sequence[str]], str]


def mutated(chance: Random, text: str, corpus: Sequence[str], markup: bool = False) -> str:
    """The text after one mutation, or several; parts of `corpus` come into it."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        text = chance.choice(_MARKUP if markup else _TEXT)(chance, text, corpus)[: 2 * LONG]
    return text


def encoded(chance: Random, text: str) -> bytes:
    """The text as bytes, mostly sound UTF-8; else in another encoding, cut, or changed."""
    if chance.random() < 0.7:
        return text.encode("utf-8", chance.choice(("surrogatepass", "replace")))
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "utf-32"))
    return flipped(chance, text.encode(encoding, "replace"))


def flipped(chance: Random, raw: bytes) -> bytes:
    """The bytes with some of them changed, put in, or cut off."""
    changed = bytearray(raw)
    for _ in range(chance.choice((0, 1, 1, 3, 20))):
        place = chance.randint(0, len(changed))
        others = (b"", b"\0", b"\xff", b"\xd0", b"\xed\xa0\x80", b"\xc0\xaf", b"\x1f\x8b", b"%PDF", chance.randbytes(4))
        changed[place : place + chance.choice((0, 1, 1, 9))] = chance.choice(others)
    return bytes(changed[: chance.randint(0, len(changed))] if chance.random() < 0.2 else changed)


def flood(chance: Random, piece: str) -> str:
    """A piece again and again, up to twenty thousand times."""
    return piece * min(chance.choice(_FLOOD), LONG // max(len(piece), 1))


@cache
def _digits() -> tuple[tuple[str, ...], str]:
    """Digits 0 to 9 of every script, and all signs that count as numbers but are none of those."""
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    zeros = [sign for sign in signs if unicodedata.decimal(sign, -1) == 0]
    scripts = tuple("".join(chr(ord(zero) + value) for value in range(10)) for zero in zeros)
    return scripts, "".join(sign for sign in signs if sign.isnumeric() and not sign.isdecimal())


def _span(chance: Random, text: str) -> tuple[int, int]:
    """A place in the text, mostly a short one."""
    start = chance.randint(0, len(text))
    return start, min(len(text), start + chance.choice((0, 1, 1, 2, 5, 20, 100, 1000)))


def _instead(chance: Random, text: str, pattern: re.Pattern[str], choices: Sequence[str]) -> str:
    """The text with one match of `pattern`, or a few, replaced by one of the choices."""
    found = list(pattern.finditer(text))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 1, 3)))), key=lambda one: -one.start()):
        text = text[: match.start()] + chance.choice(choices) + text[match.end() :]
    return text


def _move(chance: Random, text: str, corpus: Sequence[str]) -> str:
    """A part cut out, perhaps to stand elsewhere."""
    start, stop = _span(chance, text)
    rest = text[:start] + text[stop:]
    place = chance.randint(0, len(rest))
    return rest[:place] + chance.choice((text[start:stop], "")) + rest[place:]


def _splice(chance: Random, text: str, corpus: Sequence[str]) -> str:
    """A part of another text, often in another language, in place of a part of this one."""
    other = chance.choice(corpus)
    start, stop = sorted((chance.randint(0, len(other)), chance.randint(0, len(other))))
    first, last = _span(chance, text)
    return text[:first] + other[start:stop] + text[last:]


def _replace(chance: Random, text: str, corpus: Sequence[str]) -> str:
    """Numbers, dates or words that are others."""
    if chance.random() < 0.5:
        return _instead(chance, text, _NUMBER, DICTIONARY["numbers"] + ["9" * 5000])
    if chance.random() < 0.4:
        return _instead(chance, text, _DATE, DICTIONARY["dates"])
    others = _WORD.findall(chance.choice(corpus)) or [""]
    return _instead(chance, text, _WORD, chance.choice((DICTIONARY["words"], DICTIONARY["dates"], others)))


def _write(chance: Random, text: str, corpus: Sequence[str]) -> str:
    """Digits of another script, or letters in another form."""
    scripts, odd = _digits()
    return chance.choice(
        (
            lambda: text.translate(dict(zip(map(ord, "0123456789"), chance.choice(scripts), strict=True))),
            lambda: _instead(chance, text, re.compile(r"\d"), odd),
            lambda: unicodedata.normalize(chance.choice(("NFC", "NFD", "NFKC", "NFKD")), text),
            lambda: chance.choice((str.upper, str.lower, str.title, str.swapcase))(text),
        )
    )()


def _signs(chance: Random, text: str, corpus: Sequence[str]) -> str:
    sign = chance.choice(DICTIONARY["signs"])
    for _ in range(chance.choice((1, 1, 5, 50))):
        place = chance.randint(0, len(text))
        text = text[:place] + sign + text[place:]
    return text


def _shuffle(chance: Random, text: str, corpus: Sequence[str]) -> str:
    """Sentences, lines or words in another order, or with something else between them."""
    between = chance.choice((". ", "\n", " ", ","))
    parts = text.split(between)
    if chance.random() < 0.5:
        chance.shuffle(parts)
    return chance.choice((between, between, " ", "\n", "")).join(parts)


def _repeat(chance: Random, text: str, corpus: Sequence[str]) -> str:
    """A word, a sign, a part or all of a text again and again."""
    start, stop = _span(chance, text)
    kind = chance.choice(("words", "signs", "dates", "numbers", ""))
    piece = f"{chance.choice(DICTIONARY[kind])} " if kind else chance.choice((text[start:stop], chance.choice(corpus)))
    return text[:start] + flood(chance, piece) + text[stop:]


def _nest(chance: Random, text: str, corpus: Sequence[str]) -> str:
    first, last = chance.choice(("()", "«»", "[]", "“”", "{}", "<>"))
    count = chance.choice(_FLOOD)
    start, stop = _span(chance, text)
    return text[:start] + first * count + text[start:stop] + chance.choice((last * count, "")) + text[stop:]


def _attributes(chance: Random, text: str, corpus: Sequence[str]) -> str:
    """One tag, with so many attributes or namespaces more."""
    form, count = chance.choice(DICTIONARY["attributes"]), chance.choice(_FLOOD)
    tags = [tag for tag in _TAG.finditer(text) if tag[0][1:2].isalpha()]
    place = chance.choice(tags).end() - 1 if tags else len(text)
    return text[:place] + "".join(form.format(number) for number in range(count)) + text[place:]


def _tags(chance: Random, text: str, corpus: Sequence[str]) -> str:
    """A tag moved, doubled, dropped, or nested in itself; or another one put in."""
    found = list(_TAG.finditer(text))
    start, stop = chance.choice(found).span() if found and chance.random() < 0.6 else _span(chance, text)
    tag, new = text[start:stop], chance.choice(DICTIONARY["markup"])
    other = chance.choice(found)[0] if found else new
    return text[:start] + chance.choice((other, tag * 2, "", flood(chance, tag), new, flood(chance, new))) + text[stop:]


_TEXT: tuple[Mutation, ...] = (
    _move,
    _splice,
    _splice,
    *[_replace] * 4,
    _write,
    _write,
    _signs,
    _shuffle,
    _repeat,
    _nest,
)
_MARKUP: tuple[Mutation, ...] = (*_TEXT, *[_attributes, _tags, _tags] * 4)
