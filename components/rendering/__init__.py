"""HTML of figures, tables and notes: Jinja templates beside this file, every value escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from components.i18n.rich_text import Cell, quoted

_FOLDER = Path(__file__).parent / "templates"
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)

# Letters of a word that fits every screen, and of the pieces of one that does not.
_LONGEST, _PIECE = 32, 16
# A number and what a dash or hyphen joins to it.
_JOINED = re.compile(r"\d[–-]\w")
_PECULIAR = re.compile(rf"{_JOINED.pattern}|\S{{{_LONGEST + 1}}}")


def _quoted(text: str, quotes: Mapping[str, str]) -> Markup:
    """As `components.i18n.rich_text.quoted`, as HTML."""
    marked = Markup('<span lang="{}">{}</span>')
    return Markup("").join(
        marked.format(part.language, _wrapped(part.text)) if part.language else _wrapped(part.text)
        for part in quoted(text, quotes)
    )


def _wrapped(text: str) -> str:
    """`text` as HTML whose lines end between words only.

    Browsers would end one within "3.5–4.5" and "2022-жылы". A checksum, which is wider than a phone, is given places.
    """
    return Markup("").join(map(_word, re.split(r"(\s+)", text))) if _PECULIAR.search(text) else text


def _word(word: str) -> str:
    if len(word) > _LONGEST:
        pieces = Markup("<wbr>").join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))
        return Markup('<span translate="no">{}</span>').format(pieces)
    return Markup('<span class="nowrap">{}</span>').format(word) if _JOINED.search(word) else word


def _linked(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a keyboard finds something in a table, by which to move it sideways."""
    return any(part.link for row in rows for cell in row for part in cell)


def _within_script(text: str) -> Markup:
    """JSON to stand in a script: no text of it can end the script."""
    return own(text.replace("<", "\\u003c"))


_TEMPLATES.filters.update(quoted=_quoted, wrapped=_wrapped, within_script=_within_script)
_TEMPLATES.tests.update(linked=_linked)
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
