"""What an address asks for: the ids of options, `metric=exports&metric=imports` or `metric=exports,imports`."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What others add to addresses that they pass on.
_ADDED = re.compile("utm_.*|.?.?clid")
_YEARS = re.compile(r"([0-9]{4})-([0-9]{4})")


def options(values: Iterable[str]) -> list[str]:
    """The options that these values of one parameter name, each once."""
    parts = (part.strip().lower() for value in values for part in value.split(","))
    return list(dict.fromkeys(filter(None, parts)))


def span(value: str) -> tuple[int, int] | None:
    """First and last year of a value as 2016-2022, in order; None where it is none."""
    found = _YEARS.fullmatch(value)
    if not found:
        return None
    first, last = sorted((int(found[1]), int(found[2])))
    return first, last


def is_added(parameter: str) -> bool:
    """Whether the parameter is one that others add, to see who came by their link: it asks nothing of us."""
    return bool(_ADDED.fullmatch(parameter))
