"""Upper and lower case of first letters, for names alone and within sentences."""

from __future__ import annotations

from collections.abc import Sequence

from components.i18n import Messages


def capitalize_first(text: str) -> str:
    """Return `text` with a capital first letter, as it stands alone."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return `text` with a small first letter, as a common noun within a sentence."""
    return text[:1].lower() + text[1:]


def join_clauses(texts: Sequence[str], words: Messages) -> str:
    """Return texts joined as one, of which only the first keeps its capital letter: Revision; not stated whose."""
    return words("join").join(text if number == 0 else lower_first(text) for number, text in enumerate(texts))
