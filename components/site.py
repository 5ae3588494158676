"""The languages of the site."""

from __future__ import annotations

from collections.abc import Sequence

from components.words import LANGUAGES

# In the order of the switch; the first is spoken to a reader whose browser asks for none of them.
SWITCH = tuple(language for language in ("kk", "uz", "ru", "en") if language in LANGUAGES)


def language_of(asked: Sequence[str], accepted: str = "") -> str:
    """Return the language to speak: the one asked for in the link, else the browser's, else the first of the switch.

    `accepted` is an Accept-Language header or a locale; its order is taken, its weights are not.
    """
    wishes = [*asked, *(wish.split(";")[0].split("-")[0].strip().lower() for wish in accepted.split(","))]
    return next((wish for wish in wishes if wish in SWITCH), SWITCH[0])
