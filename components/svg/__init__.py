"""Plotly figures as SVG without a browser, as plotly.js draws them, and SVG as PNG.

Only what the site's charts are made of is drawn; for anything else UnsupportedError is raised.
"""

from components.svg.raster import png
from components.svg.render import render, render_outlined
from components.svg.supported_properties import UnsupportedError

__all__ = ["UnsupportedError", "png", "render", "render_outlined"]
