"""SVG as PNG."""

from __future__ import annotations

import resvg_py


def png(svg: str, scale: float = 2) -> bytes:
    """Return an SVG of outlines as a PNG of `scale` times its size; text as text is left out, for no font is loaded."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, skip_system_fonts=True))
