"""The tokens of the theme: two palettes, the fonts, and the sizes of a chart.

Each colour means one thing everywhere. A colour may be written in any syntax of CSS. After changing one, run
`python -m components theme`, which writes the files that repeat them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from components.theme.colours import to_hex

# Source Sans has every Kazakh and Uzbek letter. Until it has arrived, a fallback font of the reader's own is shown,
# scaled to take the same room, so that nothing moves then.
FONT_STACK = '"Source Sans", "Like Arial", "Like Roboto", "Like DejaVu", "Segoe UI", "Noto Sans", sans-serif'
FONT_ASCENT_EM, FONT_DESCENT_EM = 1.0, 0.326  # of Source Sans, in em


@dataclass(frozen=True)
class FallbackFont:
    """A font shown until Source Sans has arrived.

    family: its name in the style sheet. names: what systems call it. regular and bold: the width of Source Sans divided
    by that of this font, measured with the texts of the examples in four languages.
    """

    family: str
    names: tuple[str, ...]
    regular: float
    bold: float


FALLBACK_FONTS = (
    FallbackFont("Like Arial", ("Arial", "Liberation Sans", "Helvetica"), 0.938, 0.922),
    FallbackFont("Like Roboto", ("Roboto",), 0.929, 0.964),
    FallbackFont("Like DejaVu", ("DejaVu Sans",), 0.82, 0.777),
)


@dataclass(frozen=True)
class Palette:
    """Colours of one theme: of surfaces, text and lines, one for each metric and one for each reporting country.

    They may be given in any syntax of CSS and are kept as #rrggbb. Raises ValueError if one is no opaque colour.
    surface: of input fields and the like, which Streamlit sets apart from the background.
    """

    background: str
    surface: str
    ink: str
    muted: str
    line: str
    turnover: str
    exports: str
    imports: str
    balance: str
    output: str
    kazakhstan: str
    uzbekistan: str

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, to_hex(getattr(self, field.name)))

    def of(self, metric: str) -> str:
        """Return the colour of a metric or a reporting country by its id, or any other by its name."""
        return str(getattr(self, metric))


LIGHT = Palette(
    background="#ffffff",
    surface="#f4f6f8",
    ink="#1b2430",
    muted="#566170",
    line="#c9d0d8",
    turnover="#5f6b7a",
    exports="#0072b2",
    imports="#d55e00",
    balance="#8c4a86",
    output="#00805c",
    kazakhstan="#4b3fa7",
    uzbekistan="#8f6a00",
)
DARK = Palette(
    background="#12171e",
    surface="#1b222b",
    ink="#e8ecf1",
    muted="#a3aebb",
    line="#3a4552",
    turnover="#9aa7b5",
    exports="#4fa8dc",
    imports="#f08a4b",
    balance="#c58bc0",
    output="#3db58e",
    kazakhstan="#aaa0f5",
    uzbekistan="#d9ae45",
)
PALETTES = {"light": LIGHT, "dark": DARK}
THEMES = tuple(PALETTES)


@dataclass(frozen=True)
class Size:
    """The size of a chart. width and height: CSS pixels; the width is None where the page decides.

    scale: factor of font sizes and marks. letters: about how many letters of ordinary type fit in the whole width.
    """

    name: Literal["wide", "narrow", "image"]
    width: int | None
    height: int
    scale: float
    letters: int


WIDE = Size("wide", None, 430, 1.0, 96)
MEDIUM = Size("wide", None, 430, 1.0, 64)
NARROW = Size("narrow", None, 430, 0.93, 42)
# A PNG has twice as many pixels: 2400 × 1350, the 16 : 9 of a slide.
IMAGE = Size("image", 1200, 675, 1.3, 96)


@dataclass(frozen=True)
class Look:
    """A palette and a size: everything that drawing a chart depends on apart from its data."""

    palette: Palette
    size: Size

    def px(self, size: float) -> float:
        """Return a font size or a length of a mark at this scale, in CSS pixels."""
        return round(size * self.size.scale, 1)


SCREEN_SIZES = {"narrow": NARROW, "medium": MEDIUM, "wide": WIDE}
# Widths that charts are drawn for before that of their card is known: of a phone (390), a tablet (820), a desktop.
SCREEN_WIDTHS_PX = {"narrow": 358, "medium": 772, "wide": 1200}
SCREEN_LOOKS = {
    theme: {name: Look(palette, size) for name, size in SCREEN_SIZES.items()} for theme, palette in PALETTES.items()
}
IMAGE_LOOKS = {theme: Look(palette, IMAGE) for theme, palette in PALETTES.items()}
