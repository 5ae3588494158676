"""Files with the colours of the theme for programs that read no CSS: the configuration of Streamlit, and the icon."""

from __future__ import annotations

from pathlib import Path

from components.theme.tokens import DARK, LIGHT, PALETTES, Palette

ICON_FILE = Path(__file__).parent / "icon.svg"
CONFIG_FILE = Path(__file__).parents[2] / ".streamlit" / "config.toml"

_COLOURS_START = "[theme.light]"  # what follows in the configuration is generated


def write_theme_files() -> list[Path]:
    """Write the files whose colours are out of date. Return their paths."""
    current = {path: path.read_text("utf-8") for path in (CONFIG_FILE, ICON_FILE)}
    wanted = {CONFIG_FILE: streamlit_config(current[CONFIG_FILE]), ICON_FILE: icon_svg()}
    outdated = [path for path, text in wanted.items() if text != current[path]]
    for path in outdated:
        path.write_text(wanted[path], "utf-8", newline="\n")
    return outdated


def streamlit_config(text: str) -> str:
    """Return the text of the configuration with the colours of the theme as its last sections."""
    start, _, _ = text.partition(_COLOURS_START)
    return start + "\n".join(_section(name, palette) for name, palette in PALETTES.items())


def _section(name: str, palette: Palette) -> str:
    colours = {
        "primaryColor": palette.exports,
        "backgroundColor": palette.background,
        "secondaryBackgroundColor": palette.surface,
        "textColor": palette.ink,
        "borderColor": palette.line,
        "linkColor": palette.ink,
    }
    return "".join([f"[theme.{name}]\n", *(f'{option} = "{colour}"\n' for option, colour in colours.items())])


def icon_svg() -> str:
    """Return the icon: exports above and imports below a zero line."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{DARK.background}"/>'
        f'<rect x="7" y="7" width="7" height="9" fill="{DARK.exports}"/>'
        f'<rect x="18" y="16" width="7" height="11" fill="{DARK.imports}"/>'
        f'<rect x="4" y="15.2" width="24" height="1.6" fill="{LIGHT.background}"/></svg>\n'
    )
