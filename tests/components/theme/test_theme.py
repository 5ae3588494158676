"""Colours: legible on both backgrounds, and the same in Streamlit's own elements."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import components
from components.theme.colours import to_hex
from components.theme.css import CSS_VARIABLES, DARK_COLOURS
from components.theme.theme_files import CONFIG_FILE, ICON_FILE, icon_svg, streamlit_config
from components.theme.tokens import DARK, LIGHT, PALETTES, SCREEN_LOOKS, Palette
from components.view import View
from tests.components.build import CHART_NAMES, build_chart

CONFIG = tomllib.loads(CONFIG_FILE.read_text("utf-8"))
COMPONENTS = Path(components.__file__).parent


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


@pytest.mark.parametrize("path", [CONFIG_FILE, ICON_FILE], ids=lambda path: path.name)
def test_files_repeat_the_colours(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == (streamlit_config(text) if path == CONFIG_FILE else icon_svg()), "python -m components theme"


@pytest.mark.parametrize(("name", "palette"), PALETTES.items())
def test_streamlit_has_the_colours_of_the_theme(name: str, palette: Palette) -> None:
    theme = CONFIG["theme"][name]
    assert {theme["backgroundColor"], theme["textColor"], theme["primaryColor"]} == {
        *(palette.background, palette.ink, palette.exports),
    }


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#0072b2", "#0072b2"),
        ("#0072B2", "#0072b2"),
        ("#fff", "#ffffff"),
        ("White", "#ffffff"),
        ("rgb(0, 114, 178)", "#0072b2"),
        ("rgb(0 114 178 / 100%)", "#0072b2"),
        ("hsl(0 100% 50%)", "#ff0000"),
        ("hwb(120 0% 0%)", "#00ff00"),
        ("oklch(1 0 0)", "#ffffff"),
        ("oklch(0 0 0)", "#000000"),
        ("color(srgb 0 0 1)", "#0000ff"),
    ],
)
def test_a_colour_may_be_in_any_syntax_of_css(written: str, colour: str) -> None:
    assert to_hex(written) == colour
    assert replace(LIGHT, exports=written).exports == colour


def test_a_colour_that_no_screen_has_becomes_the_nearest_one() -> None:
    assert re.fullmatch("#[0-9a-f]{6}", to_hex("oklch(70% 0.4 150)"))


@pytest.mark.parametrize("written", ["", "#12", "blurple", "rgb(0 0 0 / 50%)", "transparent", "var(--ink)", "red;}"])
def test_what_is_no_opaque_colour_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"not a valid color|is transparent"):
        replace(LIGHT, ink=written)


def test_each_light_colour_has_its_own_dark_one() -> None:
    # A dark figure is a light one in which each colour is replaced by its dark counterpart.
    assert len(DARK_COLOURS) == len(CSS_VARIABLES) == len(fields(Palette))


def test_the_style_sheet_names_no_colour_of_the_theme() -> None:
    styles = "".join(path.read_text("utf-8") for path in (COMPONENTS / "frontend" / "styles").glob("*.css"))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", styles) == []
    assert set(re.findall(r"var\(--([a-z-]+)", styles)) >= {"ink", "paper", "paper-ink"}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_buttons_stand_out(palette: Palette) -> None:
    assert contrast(palette.background, palette.exports) >= 4.5  # the words of a button in Streamlit's primary colour


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", CHART_NAMES)
def test_every_text_and_mark_of_a_chart_stands_out(view: View, name: str, theme: str) -> None:
    look = SCREEN_LOOKS[theme]["wide"]
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
