"""HTML of figures, tables and notes: Jinja templates beside this file, every value escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from components.cells import quoted

_FOLDER = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def _quoted(text: str, quotes: Mapping[str, str]) -> Markup:
    """As `components.cells.quoted`, as HTML."""
    marked = Markup('<span lang="{}">{}</span>')
    return Markup("").join(
        marked.format(part.language, part.text) if part.language else part.text for part in quoted(text, quotes)
    )


def _unbroken(text: str) -> str:
    """`text` with the dashes after numbers joined to what follows: no line ends in "3.5–" or "2022-"."""
    return re.sub(r"(?<=\d)([–-])(?=\w)", "\u2060\\1\u2060", text)


def _within_script(text: str) -> Markup:
    """JSON to stand in a script: no text of it can end the script."""
    return own(text.replace("<", "\\u003c"))


_TEMPLATES.filters.update(quoted=_quoted, unbroken=_unbroken, within_script=_within_script)
_TEMPLATES.globals.update(quotes={}, language="")


def render(template: str, **parts: object) -> Markup:
    """The template `<template>.html` filled with `parts`; `quotes`: phrases of other languages, with theirs."""
    return own(_TEMPLATES.get_template(f"{template}.html").render(**parts))


def own(text: str) -> Markup:
    """HTML of this project's own making, not to be escaped again."""
    return Markup(text)  # noqa: S704


def json_attribute(value: object) -> str:
    """Return JSON to stand in an attribute of HTML that Streamlit sanitizes: without signs that look like markup."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
