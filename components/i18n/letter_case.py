"""First letters: names stand alone and within sentences."""

from __future__ import annotations

from collections.abc import Sequence

from components.i18n import Words


def capital(text: str) -> str:
    """`text` as it stands alone: its first letter large."""
    return text[:1].upper() + text[1:]


def within(text: str) -> str:
    """A common noun as it stands within a sentence: its first letter small."""
    return text[:1].lower() + text[1:]


def clauses(texts: Sequence[str], words: Words) -> str:
    """Common nouns one after another, the first alone with a large letter: Revision; not stated whose."""
    return words("join").join(text if number == 0 else within(text) for number, text in enumerate(texts))
