"""What of a figure's text is markup: plotly.js takes tags in any text, a link too, and data may hold anything."""

from __future__ import annotations

import re
from typing import Any

# The tags that charts set themselves; none of them leads anywhere.
_FOREIGN = re.compile(r'<(?!/(?:b|span)>|br>|(?:b|span)(?: style="[^"<>&]*")?>)(?=[A-Za-z/!?])')


def own_only(part: Any) -> Any:  # noqa: ANN401 - JSON
    """A figure as JSON, or a part of it, in which all tags but those of charts are plain text."""
    if isinstance(part, str):
        return _FOREIGN.sub("&lt;", part)
    if isinstance(part, list):
        return [own_only(one) for one in part]
    if isinstance(part, dict):
        return {name: own_only(one) for name, one in part.items()}
    return part
