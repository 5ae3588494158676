"""The tokens as CSS: custom properties of colours and fonts, and the faces of the fallback fonts."""

from __future__ import annotations

from dataclasses import fields

from components.theme.tokens import (
    DARK,
    FALLBACK_FONTS,
    FONT_ASCENT_EM,
    FONT_DESCENT_EM,
    FONT_STACK,
    LIGHT,
    FallbackFont,
    Palette,
)

_NAMES = [field.name for field in fields(Palette)]
# The colours of a light figure as custom properties, which follow the theme of the page, and as dark ones.
CSS_VARIABLES = {LIGHT.of(name): f"var(--{name})" for name in _NAMES}
DARK_COLOURS = {LIGHT.of(name): DARK.of(name) for name in _NAMES}


def theme_css() -> str:
    """Return the fallback fonts, the colour scheme and the custom properties of the tokens.

    On screen, `--ink`, `--exports` and so on have the colour of the theme; `--paper` and `--paper-ink` are for print.
    """
    return "".join(map(_fallback_font_faces, FALLBACK_FONTS)) + _root_properties() + _colour_properties()


def _fallback_font_faces(font: FallbackFont) -> str:
    """Return the rules that scale a font to take as much room as the font of the pages, until that has arrived."""
    rules = []
    for ending, weights, width in (("", "200 599", font.regular), (" Bold", "600 900", font.bold)):
        sources = ",".join(f'local("{name}{ending}")' for name in font.names)
        height = f"ascent-override:{FONT_ASCENT_EM / width:.1%};descent-override:{FONT_DESCENT_EM / width:.1%}"
        rules.append(
            f'@font-face{{font-family:"{font.family}";font-weight:{weights};src:{sources};'
            f"size-adjust:{width:.1%};{height};line-gap-override:0%}}"
        )
    return "".join(rules)


def _root_properties() -> str:
    """Return the font, the colours of paper, and the colour scheme: that of `data-theme`, else the system's."""
    paper = f"--paper:{LIGHT.background};--paper-ink:{LIGHT.ink}"
    return (
        f":root{{color-scheme:light dark;--font:{FONT_STACK};{paper}}}"
        f":root[data-theme=light]{{color-scheme:light}}:root[data-theme=dark]{{color-scheme:dark}}"
    )


def _colour_properties() -> str:
    """Return the colours as custom properties that follow the colour scheme of the element they are used in.

    Browsers before 2024 do not know the scheme of an element; there they follow that of the page.
    """
    light, dark = (";".join(f"--{name}:{palette.of(name)}" for name in _NAMES) for palette in (LIGHT, DARK))
    both = ";".join(f"--{name}:light-dark({LIGHT.of(name)},{DARK.of(name)})" for name in _NAMES)
    return (
        f".stApp{{{both}}}@supports not (color:light-dark(red,red)){{.stApp{{{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]) .stApp{{{dark}}}}}"
        f"@media screen{{:root[data-theme=dark] .stApp{{{dark}}}}}}}"
    )
