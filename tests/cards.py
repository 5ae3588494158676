"""What a chart card was given, with what its HTML says."""

from __future__ import annotations

import json
import re
from typing import Any

from lxml import html  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest


def cards(app: AppTest) -> list[dict[str, Any]]:
    """Every component's data; that of a card with its `caveat`, its `download` and its table as `rows` of texts."""
    return [_told(json.loads(json.loads(element.proto.json)[0])) for element in app.get("bidi_component")]


def _told(content: dict[str, Any]) -> dict[str, Any]:
    if "card" not in content:
        return content
    card = html.fromstring(content["card"])

    def text(part: Any) -> str:
        return re.sub("[ \n]+", " ", part.text_content()).strip(" \n")

    return {
        **content,
        "caveat": text(card.find_class("card-caveat")[0]),
        "download": text(card.find(".//summary")),
        "rows": [[text(cell) for cell in row.iterfind("td")] for row in card.iterfind(".//tbody/tr")],
    }
