"""Escaping of tags in a figure: plotly.js interprets tags and links in any text, and data may hold anything."""

from __future__ import annotations

import re
from typing import Any

# Any tag but those that charts write themselves, none of which is a link.
_FOREIGN = re.compile(r'<(?!/(?:b|span)>|br>|(?:b|span)(?: style="[^"<>&]*")?>)(?=[A-Za-z/!?])')
# Templates of plotly.js have tags of their own; charts write them as constants, without data.
_TEMPLATES = ("hovertemplate",)


def escape_foreign_tags(part: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a figure, or a part of it, as JSON values in which all tags but the charts' own are escaped."""
    if isinstance(part, str):
        return _FOREIGN.sub("&lt;", part)
    if isinstance(part, list):
        return [escape_foreign_tags(one) for one in part]
    if isinstance(part, dict):
        return {name: one if name in _TEMPLATES else escape_foreign_tags(one) for name, one in part.items()}
    return part
