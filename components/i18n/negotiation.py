"""The languages of the site, and which of them a reader gets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.model.language import LANGUAGES

_WEIGHT = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


def match_language(tag: str) -> str | None:
    """Return the language of the site that a language tag or a locale names: `ru` for ru-RU; None if none does."""
    language = re.split("[-_]", tag.strip().lower())[0]
    return language if language in LANGUAGES else None


def negotiate_language(requested: Sequence[str], accepted: str = "") -> str:
    """Return the language for a request: of those requested in the address, else of the browser, else the default.

    requested: values of the parameter `lang`. accepted: an Accept-Language header with weights, or a locale.
    """
    return next(filter(None, map(match_language, [*requested, *_by_weight(accepted)])), LANGUAGES[0])


def _by_weight(accepted: str) -> list[str]:
    """Return the tags of an Accept-Language header by falling weight, without those of weight zero."""
    weighted: list[tuple[float, str]] = []
    for item in accepted.split(","):
        tag, *parameters = (part.strip().lower() for part in item.split(";"))
        found = next(filter(None, map(_WEIGHT.fullmatch, parameters)), None)
        weighted.append((float(found[1]) if found else 1, tag))
    return [tag for weight, tag in sorted(weighted, key=lambda one: -one[0]) if weight]
