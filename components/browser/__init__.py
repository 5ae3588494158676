"""The browser's half of the chart card and of the article: for Streamlit's pages, and for those without it."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent

# Each component is one script in several files.
PARTS = {"card": ("plot", "ahead", "marks", "take", "share", "card"), "article": ("article",)}


def markup(name: str) -> str:
    """The HTML that the component fills, of one that fills it itself."""
    return (_FOLDER / f"{name}.html").read_text("utf-8")


def module(name: str) -> str:
    """The component as Streamlit takes it, a module; its code is in the page's own script, not in each message."""
    return f"const {{ {name} }} = window.components;\nexport default {name};\n"


def plain() -> str:
    """All components as one classic script, each in a scope of its own."""
    scopes = [f"{script(*parts, 'plain')}\nsettle('{name}', mount);" for name, parts in PARTS.items()]
    files = ("frame", "start", "first")
    return "\n".join(f"(() => {{\n{scope}\n}})();" for scope in (*scopes, *map(script, files)))


def script(*names: str) -> str:
    """These files as one text."""
    return "\n".join((_FOLDER / f"{name}.js").read_text("utf-8") for name in names)
