"""Charts as image files, SVG with text as outlines and PNG, with title, source and address."""

from __future__ import annotations

import re

from components import svg
from components.charts.layout import PAGE_ADDRESS_PLACEHOLDER
from components.charts.spec import Chart
from components.i18n import Messages
from components.theme.tokens import IMAGE_LOOKS, THEMES
from data.store.datapackage import LICENCE

PNG_SCALE = 2  # the image's figure is 1200 CSS pixels wide; the PNG is twice that
PREVIEW_SIZE_PX = (1200, 630)  # pixels of the image in a link's preview, as Open Graph recommends
_SIZE_ATTRIBUTES = re.compile(r'width="[^"]*" height="[^"]*"')
_MAX_ADDRESS_LETTERS = 130  # that fit on the last line of an image


def chart_svg(chart: Chart, words: Messages, theme: str = THEMES[0], address: str = "") -> str:
    """Return a chart as an SVG file. address: of its page, shown below it."""
    figure = chart.figure(IMAGE_LOOKS[theme])
    if len(address) > _MAX_ADDRESS_LETTERS:
        address = address.partition("?")[0]
    signed = " · ".join(filter(None, (words("site.name"), LICENCE["name"].replace("-", " ", 2), address)))
    for annotation in figure["layout"]["annotations"]:
        annotation["text"] = annotation["text"].replace(PAGE_ADDRESS_PLACEHOLDER, signed)
    return svg.render_outlined(figure, title=chart.text.title, description=chart.text.alt)


def chart_png(chart: Chart, words: Messages, theme: str = THEMES[0], address: str = "") -> bytes:
    """Return a chart as PNG, 2400 pixels wide. The parameters are those of `chart_svg`."""
    return svg.svg_to_png(chart_svg(chart, words, theme, address), PNG_SCALE)


def preview_png(chart: Chart, words: Messages, theme: str = THEMES[0], address: str = "") -> bytes:
    """Return a chart as PNG of `PREVIEW_SIZE_PX`, for link previews. The parameters are those of `chart_svg`."""
    width, height = PREVIEW_SIZE_PX
    # As large as fits, in the middle: a nested image keeps its proportions.
    whole = _SIZE_ATTRIBUTES.sub(f'width="{width}" height="{height}"', chart_svg(chart, words, theme, address), count=1)
    ground = f'<rect width="{width}" height="{height}" fill="{IMAGE_LOOKS[theme].palette.background}"/>'
    return svg.svg_to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{ground}{whole}</svg>', 1
    )
