"""Rich text: a text in parts, each of which may be in another language than the page, or a link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel.core import get_global

_QUOTED = re.compile("(?<=[«“])([^«»“”]+)(?=[»”])")


@dataclass(frozen=True)
class Part:
    """A part of a text, with its language if it is not the page's, and the address of a link.

    name: the accessible name of the link, where its text does not say what it leads to.
    """

    text: str
    language: str | None = None
    link: str | None = None
    name: str | None = None


Cell = tuple[Part, ...]


def language_tag(language: str | None, script: str | None) -> str:
    """Return the BCP 47 tag of a text, with its script where that is not the usual one of the language: kk, kk-Arab.

    Without a language there is none.
    """
    if not language:
        return ""
    usual = str(get_global("likely_subtags").get(language, "")).split("_")
    return f"{language}-{script}" if script and script not in usual else language


def split_quotations(text: str, quotes: Mapping[str, str]) -> Cell:
    """Return `text` in parts, with the language of each quotation that is in `quotes` (languages by phrase)."""
    parts = [part for part in _QUOTED.split(text) if part]
    return tuple(Part(part, quotes.get(part)) for part in parts) if len(parts) > 1 else (Part(text),)
