"""The font of the pages: Source Sans with the letters of four languages, a quarter of the file in Streamlit."""

from __future__ import annotations

import hashlib
import io
import logging
from functools import cache
from pathlib import Path

from components.svg.fonts import font_file
from data.system.files import load_cached

# First and last: Latin with Uzbek letters, Cyrillic with Kazakh letters, signs, currencies, arrows, shapes.
_CODE_POINT_RANGES = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x1F4, 0x1F5), (0x2BB, 0x2BC), (0x400, 0x52F), (0x2009, 0x203A), (0x2044, 0x2060)),
    *((0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x2199), (0x2212, 0x2265), (0x25A0, 0x25CF)),
)
_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum")
# Entries of the font's name table that stay: copyright and licence. Its name is reserved for the whole font.
_NAME_IDS = (0, 13, 14)

_log = logging.getLogger("dashboard")


def url_path() -> str:
    """Return the path of the font under `base_path()`, with a fingerprint."""
    made_of = font_file().name.encode() + Path(__file__).read_bytes()
    return f"assets/font-{hashlib.sha256(made_of).hexdigest()[:12]}.woff2"


@cache
def load_woff2() -> bytes:
    """Return the font as WOFF2, whole if it cannot be reduced. It takes a second once, and is cached on disk."""
    try:
        return load_cached(Path(url_path()).name, _subset)
    except Exception as error:  # whatever it is: the whole font serves as well, it is only larger
        _log.warning("the font is served whole: %s", error)
        return font_file().read_bytes()


def _subset() -> bytes:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - only when there is something to make
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(font_file(), recalcTimestamp=False)
    options = Options(hinting=False, layout_features=list(_FEATURES), name_IDs=list(_NAME_IDS))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in _CODE_POINT_RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    smaller = io.BytesIO()
    font.save(smaller)
    return smaller.getvalue()
