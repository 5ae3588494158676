"""Charts as SVG files in a program that is no browser: librsvg draws them as we do, every line of text in its place."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageChops, ImageStat

from components import svg
from components.charts.registry import charts
from components.svg import chart_images
from components.view import in_language
from data.model.language import LANGUAGES
from tests.tools import program

pytestmark = pytest.mark.slow

EDGE = 20  # pixels that stay empty around the image
LINE = 8.0  # of 255: what antialiasing may differ by in a line of text; one that is a pixel away differs by 16
WHOLE = 10.0  # and in the whole image: programs begin a hatch at other pixels
_PLACE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)scale\(([-\d.]+)\)")

Box = tuple[float, float, float, float]


def file(chart: str, language: str) -> str:
    """The SVG of a chart as it is downloaded."""
    view = in_language(language)
    spec = charts()[chart]
    built = spec.build(view, {})
    assert built
    return chart_images.chart_svg(built, view.words, address=f"https://example.org/{spec.page}?lang={language}")


def texts(root: ET.Element) -> Iterator[Box]:
    """Where the letters of each piece of text are."""
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        place = _PLACE.fullmatch(path.get("transform", ""))
        if place:
            x, y, scale = map(float, place.groups())
            pen = BoundsPen(None)
            parse_path(path.get("d", ""), pen)
            left, top, right, bottom = pen.bounds
            yield x + left * scale, y + top * scale, x + right * scale, y + bottom * scale


def faults(markup: str) -> Iterator[str]:
    """What is wrong with the text of an SVG file as librsvg draws it."""
    root = ET.fromstring(markup)
    width, height = int(root.get("width", "")), int(root.get("height", ""))
    boxes = list(texts(root))
    assert len(boxes) > 5
    for box in boxes:
        if min(box[0], box[1], width - box[2], height - box[3]) < EDGE:
            yield f"the text at {box} runs off the image"
    for one, other in combinations(boxes, 2):
        if min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1]):
            yield f"the texts at {one} and {other} lie over each other"
    command = (program("rsvg-convert", package="librsvg2-bin"), "--format", "png")
    drawn = subprocess.run(command, input=markup.encode(), stdout=subprocess.PIPE, check=True).stdout
    theirs, ours = (Image.open(io.BytesIO(png)).convert("L") for png in (drawn, svg.svg_to_png(markup, 1)))
    assert theirs.size == ours.size == (width, height)
    ground = Image.new("L", theirs.size, theirs.getpixel((0, 0)))
    left, top, right, bottom = ImageChops.difference(theirs, ground).getbbox() or (0, 0, 0, 0)
    if min(left, top, width - right, height - bottom) < EDGE:
        yield f"something is drawn at the edge: {left, top, right, bottom}"
    difference = ImageChops.difference(theirs, ours)
    if (most := ImageStat.Stat(difference).mean[0]) > WHOLE:
        yield f"it is another image: {most}"
    for box in boxes:
        around = (int(box[0]) - 1, int(box[1]) - 1, int(box[2]) + 2, int(box[3]) + 2)
        if (most := ImageStat.Stat(difference.crop(around)).mean[0]) > LINE:
            yield f"the text at {box} is drawn otherwise: {most}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chart", charts())
def test_every_line_of_text_is_whole_and_in_its_place(chart: str, language: str) -> None:
    assert list(faults(file(chart, language))) == []


def test_a_line_elsewhere_would_be_noticed() -> None:
    markup = file("trade-balance", "ru")
    title = next(place for place in _PLACE.finditer(markup) if float(place[2]) < 100)
    x, y, scale = map(float, title.groups())
    for at, told in (
        (f"{x} {y + 20}", {"lie over each other"}),
        (f"{x + 600} {y}", {"runs off the image", "something is drawn at the edge"}),
    ):
        moved = markup.replace(title[0], f"translate({at})scale({scale})", 1)
        found = list(faults(moved))
        assert {part for part in told if any(part in fault for fault in found)} == told
