"""Charts as image files: what stands on them, and how large they are."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from components import svg
from components.charts.layout import PAGE_ADDRESS_PLACEHOLDER
from components.svg import chart_images
from components.theme.tokens import IMAGE_LOOKS, THEMES
from components.view import View, in_language
from data.model.language import LANGUAGES
from tests.components.build import CHART_NAMES, build_chart


def texts(view: View, monkeypatch: pytest.MonkeyPatch, address: str) -> str:
    """All that is written on the image of a chart whose page has this address."""
    drawn: list[dict[str, Any]] = []

    def draw(figure: dict[str, Any], **parts: str) -> str:
        drawn.append(figure)
        return ""

    monkeypatch.setattr(svg, "render_outlined", draw)
    chart_images.chart_svg(build_chart("trade-balance", view, metric=("imports",)), view.words, address=address)
    return "\n".join(note["text"] for note in drawn[0]["layout"]["annotations"])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_svg_stands_alone(language: str, theme: str) -> None:
    view = in_language(language)
    chart = build_chart("trade-balance", view)
    text = chart_images.chart_svg(chart, view.words, theme)
    root = ET.fromstring(text)
    assert root.findtext("{*}title") == chart.text.title
    assert root.findtext("{*}desc") == chart.text.alt
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    assert IMAGE_LOOKS[theme].palette.background in text
    # Its letters are outlines: it needs no font, and loads nothing.
    assert root.find(".//{*}text") is None and "url(" not in text.replace("url(#", "")
    assert "href" not in text


@pytest.mark.parametrize("name", CHART_NAMES)
def test_a_png_is_twice_as_large_and_of_the_theme(view: View, name: str) -> None:
    chart = build_chart(name, view)
    size = ET.fromstring(chart_images.chart_svg(chart, view.words))
    for theme in THEMES if name == CHART_NAMES[0] else THEMES[:1]:
        with Image.open(io.BytesIO(chart_images.chart_png(chart, view.words, theme))) as image:
            assert image.size == (2400, 2 * float(size.get("height", "")))
            assert image.convert("RGB").getpixel((0, 0)) == ground(theme)


@pytest.mark.parametrize("name", ["trade-balance", "works-in-time"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_preview_is_the_whole_chart_in_the_size_of_a_card(view: View, name: str, theme: str) -> None:
    with Image.open(io.BytesIO(chart_images.preview_png(build_chart(name, view), view.words, theme))) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        pixels = image.convert("RGB")
        assert pixels.getpixel((0, 0)) == pixels.getpixel((1199, 629)) == ground(theme)
        left, top, right, bottom = differing(pixels, theme)
        # In the middle, and as large as fits one way.
        assert bottom - top > 560 or right - left > 1100
        assert abs(left - (1200 - right)) < 300


def ground(theme: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(IMAGE_LOOKS[theme].palette.background[1:])
    return red, green, blue


def differing(image: Image.Image, theme: str) -> tuple[int, int, int, int]:
    """The box of what is not the ground."""
    box = ImageChops.difference(image, Image.new("RGB", image.size, ground(theme))).getbbox()
    assert box
    return box


def test_the_address_of_the_page_stands_on_it_with_site_and_licence(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "https://example.org/trade?lang=en&metric=imports"
    found = texts(view, monkeypatch, address)
    assert PAGE_ADDRESS_PLACEHOLDER not in found
    assert f"{view.words('site.name')} · CC BY 4.0 · {address}" in found.replace("&amp;", "&").replace("\u00a0", " ")


def test_without_an_address_none_stands_on_it(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    found = texts(view, monkeypatch, "")
    assert PAGE_ADDRESS_PLACEHOLDER not in found and "http" not in found.partition("CC BY 4.0")[2]


def test_of_an_address_that_is_too_long_the_page_is_left(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "https://example.org/trade?" + "&".join(f"metric=x{number}" for number in range(30))
    assert "CC BY 4.0 · https://example.org/trade" in (found := texts(view, monkeypatch, address))
    assert "metric=" not in found
