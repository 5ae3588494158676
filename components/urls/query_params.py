"""Query parameters of addresses: `metric=exports&metric=imports` or `metric=exports,imports`."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Parameters that other sites add to links to track readers.
_TRACKING = re.compile("utm_.*|.?.?clid")
_YEARS = re.compile(r"([0-9]{4})-([0-9]{4})")


def split_values(values: Iterable[str]) -> list[str]:
    """Return the values of one parameter, each once, in lower case."""
    parts = (part.strip().lower() for value in values for part in value.split(","))
    return list(dict.fromkeys(filter(None, parts)))


def year_range(value: str) -> tuple[int, int] | None:
    """Return first and last year of a value as 2016-2022, in order; None if it is no such range."""
    found = _YEARS.fullmatch(value)
    if not found:
        return None
    first, last = sorted((int(found[1]), int(found[2])))
    return first, last


def is_tracking(parameter: str) -> bool:
    """Whether other sites add the parameter to links to track readers; it is to be ignored."""
    return bool(_TRACKING.fullmatch(parameter))
