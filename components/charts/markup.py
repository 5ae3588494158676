"""Markup in a figure's text: plotly.js reads tags in any text, links too, and data may hold anything."""

from __future__ import annotations

import re
from typing import Any

# The tags that charts set themselves; none of them is a link.
_FOREIGN = re.compile(r'<(?!/(?:b|span)>|br>|(?:b|span)(?: style="[^"<>&]*")?>)(?=[A-Za-z/!?])')
# Templates of plotly.js with tags of its own; charts write them as constants, without data.
_TEMPLATES = ("hovertemplate",)


def escape_foreign_tags(part: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a figure as JSON values, or a part of it, in which all tags but the charts' own are plain text."""
    if isinstance(part, str):
        return _FOREIGN.sub("&lt;", part)
    if isinstance(part, list):
        return [escape_foreign_tags(one) for one in part]
    if isinstance(part, dict):
        return {name: one if name in _TEMPLATES else escape_foreign_tags(one) for name, one in part.items()}
    return part
