"""Colours in any syntax of CSS."""

from __future__ import annotations

import re

_HEX = re.compile("#[0-9a-f]{6}")


def to_hex(colour: str) -> str:
    """Return an opaque CSS colour as #rrggbb in small letters, the one form that all programs that draw understand.

    A colour outside sRGB becomes the nearest one within, as in browsers. Raises ValueError if the text is no colour or
    the colour is transparent: rgb(0 114 178) → #0072b2.
    """
    if _HEX.fullmatch(colour):
        return colour
    from coloraide import Color  # noqa: PLC0415 - it takes 0.4 s to import, and #rrggbb needs no parsing

    parsed = Color(colour)
    if parsed.alpha() < 1:
        raise ValueError(f"the colour {colour!r} of the theme is transparent")
    return parsed.convert("srgb").fit().to_string(hex=True, alpha=False)
