"""SVG as PNG."""

from __future__ import annotations

import resvg_py


def svg_to_png(svg: str, scale: float = 2) -> bytes:
    """Return an SVG as a PNG of `scale` times its size. Text must be outlines: no font is loaded."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, skip_system_fonts=True))
