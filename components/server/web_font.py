"""The font of the pages: the letters of Source Sans that four languages need, a quarter of what Streamlit carries."""

from __future__ import annotations

import hashlib
import io
import logging
from functools import cache
from pathlib import Path

from components.svg.fonts import font_file
from data.system.files import cached

# Unicode: Latin with Uzbek's and its neighbours' letters, Cyrillic with Kazakh's, signs, currencies, arrows, shapes.
_RANGES = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x2BB, 0x2BC), (0x400, 0x52F), (0x2009, 0x203A), (0x2044, 0x2060)),
    *((0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x2199), (0x2212, 0x2265), (0x25A0, 0x25CF)),
)
_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum")
# Copyright and licence. Its name is reserved to the whole font.
_NAMES = (0, 13, 14)

_log = logging.getLogger("dashboard")


def path() -> str:
    """Return the path of the font under the site's root; it changes with the font's content."""
    made_of = font_file().name.encode() + Path(__file__).read_bytes()
    return f"assets/font-{hashlib.sha256(made_of).hexdigest()[:12]}.woff2"


@cache
def content() -> bytes:
    """Return the font as WOFF2; all of it, if it cannot be made smaller. Made once, in a second, and kept on disk."""
    try:
        return cached(Path(path()).name, _subset)
    except Exception as error:  # whatever it is: the whole font has the same letters, it is only larger
        _log.warning("the font is served whole: %s", error)
        return font_file().read_bytes()


def _subset() -> bytes:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - only when there is something to make
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(font_file(), recalcTimestamp=False)
    options = Options(hinting=False, layout_features=list(_FEATURES), name_IDs=list(_NAMES))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    smaller = io.BytesIO()
    font.save(smaller)
    return smaller.getvalue()
