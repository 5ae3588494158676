"""Charts as image files: SVG with outlined letters, and PNG. Each carries its title, source and address."""

from __future__ import annotations

import re

from components import svg
from components.charts.layout import PAGE_ADDRESS
from components.charts.spec import Chart
from components.i18n import Words
from components.theme.tokens import IMAGES, THEMES
from data.store.datapackage import LICENCE

SCALE = 2  # the image's figure is 1200 CSS pixels wide; the PNG is twice that
PREVIEW = (1200, 630)  # pixels of the image in a link's preview, as Open Graph recommends
_SIZE = re.compile(r'width="[^"]*" height="[^"]*"')
_LONGEST_ADDRESS = 130  # letters that fit on an image's last line


def svg_file(chart: Chart, words: Words, theme: str = THEMES[0], address: str = "") -> str:
    """Return a chart as an SVG document. address: of the page that it is from, to stand under it."""
    figure = chart.figure(IMAGES[theme])
    if len(address) > _LONGEST_ADDRESS:
        address = address.partition("?")[0]
    signed = " · ".join(filter(None, (words("site.name"), LICENCE["name"].replace("-", " ", 2), address)))
    for annotation in figure["layout"]["annotations"]:
        annotation["text"] = annotation["text"].replace(PAGE_ADDRESS, signed)
    return svg.render_outlined(figure, title=chart.story.title, description=chart.story.alt)


def png(chart: Chart, words: Words, theme: str = THEMES[0], address: str = "") -> bytes:
    """Return a chart as PNG, 2400 pixels wide."""
    return svg.png(svg_file(chart, words, theme, address), SCALE)


def preview(chart: Chart, words: Words, theme: str = THEMES[0], address: str = "") -> bytes:
    """Return a chart as PNG of the size of `PREVIEW`, for cards of links."""
    width, height = PREVIEW
    # As large as fits, in the middle: a nested image keeps its proportions.
    whole = _SIZE.sub(f'width="{width}" height="{height}"', svg_file(chart, words, theme, address), count=1)
    ground = f'<rect width="{width}" height="{height}" fill="{IMAGES[theme].palette.background}"/>'
    return svg.png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{ground}{whole}</svg>', 1
    )
