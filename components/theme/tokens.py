"""The look as tokens: two palettes, one font, three sizes of a chart.

A colour means one thing everywhere. `.streamlit/config.toml` repeats the surface colours for
Streamlit's own elements; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

# Streamlit serves Source Sans, which has every Kazakh and Uzbek letter. Until it has arrived, a font of the reader's
# own stands in, scaled to take the same room, so that nothing moves then.
FONT = '"Source Sans", "Like Arial", "Like Roboto", "Like DejaVu", "Segoe UI", "Noto Sans", sans-serif'
ASCENT, DESCENT = 1.0, 0.326  # of Source Sans, in em


@dataclass(frozen=True)
class StandIn:
    """A font that stands in for Source Sans: its family here, names it goes by, and how wide Source Sans is beside it.

    The widths are those of the examples' texts in four languages, regular and bold.
    """

    family: str
    names: tuple[str, ...]
    regular: float
    bold: float


STAND_INS = (
    StandIn("Like Arial", ("Arial", "Liberation Sans", "Helvetica"), 0.938, 0.922),
    StandIn("Like Roboto", ("Roboto",), 0.929, 0.964),
    StandIn("Like DejaVu", ("DejaVu Sans",), 0.82, 0.777),
)


@dataclass(frozen=True)
class Palette:
    """Colours of one theme, as #rrggbb: surfaces, inks, and one colour a metric."""

    background: str
    ink: str
    muted: str
    line: str
    turnover: str
    exports: str
    imports: str
    balance: str
    output: str

    def of(self, metric: str) -> str:
        """Colour of a metric, by its id."""
        return str(getattr(self, metric))


LIGHT = Palette(
    background="#ffffff",
    ink="#1b2430",
    muted="#566170",
    line="#c9d0d8",
    turnover="#5f6b7a",
    exports="#0072b2",
    imports="#d55e00",
    balance="#8c4a86",
    output="#00805c",
)
DARK = Palette(
    background="#12171e",
    ink="#e8ecf1",
    muted="#a3aebb",
    line="#3a4552",
    turnover="#9aa7b5",
    exports="#4fa8dc",
    imports="#f08a4b",
    balance="#c58bc0",
    output="#3db58e",
)


@dataclass(frozen=True)
class Size:
    """How large a chart is drawn: width and height in CSS pixels, None where the page decides.

    `scale` multiplies type and marks; `letters` is about how many letters of ordinary type fit
    across the whole width.
    """

    name: Literal["wide", "narrow", "image"]
    width: int | None
    height: int
    scale: float
    letters: int


WIDE = Size("wide", None, 430, 1.0, 96)
MEDIUM = Size("wide", None, 430, 1.0, 64)
NARROW = Size("narrow", None, 430, 0.93, 42)
# Twice this is the file: 2400 × 1350, a slide's 16 : 9.
IMAGE = Size("image", 1200, 675, 1.3, 96)


@dataclass(frozen=True)
class Look:
    """A palette at a size: all that a chart needs to know of where it is drawn."""

    palette: Palette
    size: Size

    def px(self, size: float) -> float:
        """A length of type or of a mark, in CSS pixels, at this size."""
        return round(size * self.size.scale, 1)


SIZES = {"narrow": NARROW, "medium": MEDIUM, "wide": WIDE}
# CSS pixels that a chart is drawn for before its card's width is known: a phone of 390, a tablet of 820, a desk.
SCREEN_WIDTHS = {"narrow": 358, "medium": 772, "wide": 1200}
ON_SCREEN = {
    theme: {name: Look(palette, size) for name, size in SIZES.items()}
    for theme, palette in (("light", LIGHT), ("dark", DARK))
}
IMAGES = {"light": Look(LIGHT, IMAGE), "dark": Look(DARK, IMAGE)}
THEMES = tuple(IMAGES)
# Colours of a figure in light colours as custom properties, which follow the theme of the page.
CSS_COLOURS = {str(getattr(LIGHT, field.name)): f"var(--{field.name})" for field in fields(Palette)}
