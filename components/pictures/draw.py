"""Draws pictures as a page does: in a browser, with the same plotly.js, script and font."""

from __future__ import annotations

import base64
import io
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from components import browser
from components.pictures import Drawing
from components.web.assets import FONT_FILE, font_face, plotly_file

CHROMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_COLOURS = 64  # a chart has few; its edges are blends of those

# plotly.js gives its parts names by chance: the same figure is to give the same file.
_BY_CHANCE = """(seed) => {
  let chance = seed;
  Math.random = () => (chance = (chance * 16807) % 2147483647) / 2147483647;
  return document.fonts.load('400 16px "Source Sans"');
}"""

_DRAW = """async ([figure, title, alt]) => {
  const drawn = JSON.parse(figure);
  const svg = await picture(Plotly, drawn, { title, alt }, "", 1);
  const whole = await picture(Plotly, drawn, { title, alt }, document.querySelector("style").textContent, IMAGE_SCALE);
  const bytes = new Uint8Array(await (await pixels(whole)).arrayBuffer());
  return [svg, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))];
}"""

_SKETCH = """async ([figure, width]) => {
  const { data, layout } = JSON.parse(figure);
  const { height } = layout;
  const uri = await Plotly.toImage({ data, layout: { ...layout, width } }, { format: "svg", width, height });
  return decodeURIComponent(uri.slice(uri.indexOf(",") + 1));
}"""
_MOST_CHANCE = 2**31 - 2


def chrome() -> str | None:
    """An installed Chrome or Chromium: the one that CHROME names, else one on the path."""
    return os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROMES)), None)


def draw(drawings: Iterable[Drawing], executable: str) -> Iterator[tuple[str, bytes]]:
    """Each as SVG, text with the letters that it needs, and as PNG of twice its size."""
    with _page(executable) as page:
        for drawing in drawings:
            page.evaluate(_BY_CHANCE, 1)
            svg, png = page.evaluate(_DRAW, [drawing.figure, drawing.title, drawing.alt])
            yield _lettered(svg), _small(base64.b64decode(png))


def sketch(figures: Iterable[tuple[str, int]], executable: str) -> Iterator[str]:
    """Each figure (JSON) in this width (CSS pixels) as the SVG that a page draws; font and words are the page's."""
    with _page(executable) as page:
        for figure, width in figures:
            # Many stand on one page, and no two parts of them may have one name.
            page.evaluate(_BY_CHANCE, zlib.crc32(f"{width}{figure}".encode()) % _MOST_CHANCE + 1)
            yield page.evaluate(_SKETCH, [figure, width])


@contextmanager
def _page(executable: str) -> Iterator[Any]:
    """A browser's page with the font, plotly.js and the script that makes pictures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 an extra, only for those who draw

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        page = running.new_page()
        page.set_content(f"<style>{font_face(_data(FONT_FILE.read_bytes()))}</style>")
        page.add_script_tag(path=plotly_file())
        page.add_script_tag(content=browser.script("take"))
        yield page
        running.close()


def _data(font: bytes) -> str:
    return f"data:font/woff2;base64,{base64.b64encode(font).decode()}"


def _lettered(svg: str) -> str:
    """The SVG with those letters of the font that stand in it: an image cannot reach a font elsewhere."""
    from fontTools import subset  # noqa: PLC0415 as above

    options = subset.Options(flavor="woff2", layout_features=["kern", "mark", "mkmk", "ccmp", "locl"])
    font = subset.load_font(str(FONT_FILE), options)
    letters = subset.Subsetter(options)
    letters.populate(text=svg)
    letters.subset(font)
    file = io.BytesIO()
    subset.save_font(font, file, options)
    face = font_face(_data(file.getvalue()))
    start, empty, rest = svg.partition("<style/>")
    if not empty:
        raise ValueError("the picture has no place for its font")
    return f"{start}<style>{face}</style>{rest}"


def _small(png: bytes) -> bytes:
    """The same picture with a table of its colours: a third of the bytes."""
    from PIL import Image  # noqa: PLC0415 as above

    file = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
