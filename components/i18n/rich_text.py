"""Text in parts: a part may be in another language than the page, or lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_QUOTED = re.compile("(?<=[«“])([^«»“”]+)(?=[»”])")


@dataclass(frozen=True)
class Part:
    """A part of a text, with its language where that is not the page's, and a link.

    name: what the link leads to, for who hears it alone, where its text does not tell.
    """

    text: str
    language: str | None = None
    link: str | None = None
    name: str | None = None


Cell = tuple[Part, ...]


def quoted(text: str, quotes: Mapping[str, str]) -> Cell:
    """`text` in parts, those of its quotations that are in `quotes` (phrase → language) with their language."""
    pieces = [piece for piece in _QUOTED.split(text) if piece]
    return tuple(Part(piece, quotes.get(piece)) for piece in pieces) if len(pieces) > 1 else (Part(text),)
