"""Links to sources that open the page at quoted words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote


def text_fragment_url(source: Mapping[str, Any], phrase: str | None) -> str:
    """Return the address of a source with a text fragment, at which browsers scroll to `phrase` and highlight it."""
    if not phrase or not source["url"]:
        return str(source["url"] or "")
    # A bare hyphen has a meaning of its own in a text fragment; quote() leaves it as it is.
    return f"{source['url']}#:~:text={quote(phrase, safe='').replace('-', '%2D')}"
