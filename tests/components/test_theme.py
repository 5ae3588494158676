"""Colours: legible on both backgrounds, and the same in Streamlit's own elements."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from components.theme import DARK, LIGHT, Palette

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))


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


def test_nothing_is_sent_home() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
