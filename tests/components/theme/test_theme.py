"""Colours: legible on both backgrounds, and the same in Streamlit's own elements."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from components.theme.tokens import DARK, LIGHT, ON_SCREEN, Palette
from components.view import View
from tests.components.build import CHARTS, build_chart

CONFIG = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text("utf-8"))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out(palette: Palette) -> None:
    for ink in (palette.ink, palette.muted):
        assert contrast(ink, palette.background) >= 4.5
    for metric in ("turnover", "exports", "imports", "balance", "output"):
        assert contrast(palette.of(metric), palette.background) >= 3


@pytest.mark.parametrize(("name", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_streamlit_has_the_same_surfaces(name: str, palette: Palette) -> None:
    theme = CONFIG["theme"][name]
    assert theme["backgroundColor"] == palette.background
    assert theme["textColor"] == palette.ink
    assert theme["borderColor"] == palette.line
    assert theme["primaryColor"] == palette.exports


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_buttons_stand_out(palette: Palette) -> None:
    assert contrast(palette.background, palette.exports) >= 4.5  # the words of a button in Streamlit's primary colour


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_text_and_mark_of_a_chart_stands_out(view: View, name: str, theme: str) -> None:
    look = ON_SCREEN[theme]["wide"]
    drawn = json.loads(build_chart(name, view).draw(look).to_json())
    ground = look.palette.background
    texts = set(re.findall(r"color:(#\w{6})", json.dumps(drawn["layout"].get("annotations", []))))
    texts |= {font["color"] for font in found(drawn, ("font", "textfont", "tickfont")) if "color" in font}
    assert texts
    assert {ink for ink in texts if contrast(ink, ground) < 4.5} == set()
    inks: set[str] = set()
    for marker in (marker for marker in found(drawn["data"], ("marker",)) if "color" in marker):
        # A mark is seen by its fill or, where that is the ground, by its outline.
        fills = marker["color"] if isinstance(marker["color"], list) else [marker["color"]]
        outlines = marker.get("line", {}).get("color", ground)
        outlines = outlines if isinstance(outlines, list) else [outlines] * len(fills)
        inks |= {fill if contrast(fill, ground) >= 3 else edge for fill, edge in zip(fills, outlines, strict=True)}
    assert {ink for ink in inks if contrast(ink, ground) < 3} == set()


def found(whole: object, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """All parts of a figure that go by one of these names."""
    if isinstance(whole, dict):
        for name, part in whole.items():
            if name in names and isinstance(part, dict):
                yield part
            yield from found(part, names)
    elif isinstance(whole, list):
        for part in whole:
            yield from found(part, names)


def test_nothing_is_sent_home() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
