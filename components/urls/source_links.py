"""Links out: to the original page, opened at the very words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote


def at_words(source: Mapping[str, Any], phrase: str | None) -> str:
    """The source's address with a text fragment: a browser scrolls to `phrase` and marks it; empty without one."""
    if not phrase or not source["url"]:
        return str(source["url"] or "")
    # A bare hyphen has a meaning of its own in a text fragment; quote() leaves it as it is.
    return f"{source['url']}#:~:text={quote(phrase, safe='').replace('-', '%2D')}"
