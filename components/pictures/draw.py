"""Draws pictures as a page does: in a browser, with the same plotly.js, script and font."""

from __future__ import annotations

import base64
import io
import os
import shutil
from collections.abc import Iterable, Iterator

from components import browser
from components.pictures import Drawing
from components.web.assets import FONT_FILE, font_face, plotly_file

CHROMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_COLOURS = 64  # a chart has few; its edges are blends of those

_DRAW = """async ([figure, title, alt]) => {
  // plotly.js gives its parts names by chance: the same figure is to give the same file.
  let chance = 1;
  Math.random = () => (chance = (chance * 16807) % 2147483647) / 2147483647;
  await document.fonts.load('400 16px "Source Sans"');
  const drawn = JSON.parse(figure);
  const svg = await picture(Plotly, drawn, { title, alt }, "", 1);
  const whole = await picture(Plotly, drawn, { title, alt }, document.querySelector("style").textContent, IMAGE_SCALE);
  const bytes = new Uint8Array(await (await pixels(whole)).arrayBuffer());
  return [svg, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))];
}"""


def chrome() -> str | None:
    """An installed Chrome or Chromium: the one that CHROME names, else one on the path."""
    return os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROMES)), None)


def draw(drawings: Iterable[Drawing], executable: str) -> Iterator[tuple[str, bytes]]:
    """Each as SVG, text with the letters that it needs, and as PNG of twice its size."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 an extra, only for those who draw

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        page = running.new_page()
        page.set_content(f"<style>{font_face(_data(FONT_FILE.read_bytes()))}</style>")
        page.add_script_tag(path=plotly_file())
        page.add_script_tag(content=browser.script("take"))
        for drawing in drawings:
            svg, png = page.evaluate(_DRAW, [drawing.figure, drawing.title, drawing.alt])
            yield _lettered(svg), _small(base64.b64decode(png))
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
