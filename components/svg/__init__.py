"""Plotly figures as SVG without a browser, as plotly.js draws them, and SVG as PNG.

Only what the site's charts use is supported; for anything else UnsupportedError is raised.
"""

from components.svg.raster import svg_to_png
from components.svg.render import render, render_outlined
from components.svg.supported_properties import UnsupportedError

__all__ = ["UnsupportedError", "render", "render_outlined", "svg_to_png"]
