"""The languages of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.i18n import LANGUAGES

# In the order of the switch; the first is spoken to a reader whose browser asks for none of them.
SWITCH = tuple(language for language in ("kk", "uz", "ru", "en") if language in LANGUAGES)

_WEIGHT = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


def spoken(tag: str) -> str | None:
    """Return the language of the site that a language tag or a locale names: `ru` for ru-RU; None if none does."""
    language = re.split("[-_]", tag.strip().lower())[0]
    return language if language in SWITCH else None


def language_of(asked: Sequence[str], accepted: str = "") -> str:
    """Return the language to speak: the one asked for in the link, else the browser's, else the first of the switch.

    `accepted` is an Accept-Language header, whose weights count, or a locale.
    """
    return next(filter(None, map(spoken, [*asked, *_by_weight(accepted)])), SWITCH[0])


def _by_weight(accepted: str) -> list[str]:
    """Return the tags of an Accept-Language header, the most wanted first, without those that are not wanted."""
    weighed: list[tuple[float, str]] = []
    for wish in accepted.split(","):
        tag, *parameters = (part.strip().lower() for part in wish.split(";"))
        found = next(filter(None, map(_WEIGHT.fullmatch, parameters)), None)
        weighed.append((float(found[1]) if found else 1, tag))
    return [tag for weight, tag in sorted(weighed, key=lambda one: -one[0]) if weight]
