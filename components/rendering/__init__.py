"""HTML from the Jinja templates in the folder templates; every value is escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from components.i18n.rich_text import Cell, split_quotations

_FOLDER = Path(__file__).parent / "templates"
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)

# Letters of a word that fits every screen, and of the pieces that a longer one may break into.
_MAX_WORD_LETTERS, _WORD_PIECE_LETTERS = 32, 16
# A number and what a dash or hyphen joins to it.
_JOINED_NUMBER = re.compile(r"\d[–-]\w")
_NEEDS_BREAK_CONTROL = re.compile(rf"{_JOINED_NUMBER.pattern}|\S{{{_MAX_WORD_LETTERS + 1}}}")


def _mark_quotes(text: str, quotes: Mapping[str, str]) -> Markup:
    """Return `text` as HTML that tells the language of each quoted phrase. quotes: languages by phrase."""
    marked = Markup('<span lang="{}">{}</span>')
    return Markup("").join(
        marked.format(part.language, _control_breaks(part.text)) if part.language else _control_breaks(part.text)
        for part in split_quotations(text, quotes)
    )


def _control_breaks(text: str) -> str:
    """Return `text` as HTML that breaks into lines between words only.

    Browsers would also break "3.5–4.5" and "2022-жылы". A checksum, which is wider than a phone, may break anywhere.
    """
    if not _NEEDS_BREAK_CONTROL.search(text):
        return text
    return Markup("").join(map(_control_breaks_of_word, re.split(r"(\s+)", text)))


def _control_breaks_of_word(word: str) -> str:
    if len(word) > _MAX_WORD_LETTERS:
        pieces = Markup("<wbr>").join(
            word[start : start + _WORD_PIECE_LETTERS] for start in range(0, len(word), _WORD_PIECE_LETTERS)
        )
        return Markup('<span translate="no">{}</span>').format(pieces)
    return Markup('<span class="nowrap">{}</span>').format(word) if _JOINED_NUMBER.search(word) else word


def _has_links(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a table has links, by which a keyboard can scroll it sideways."""
    return any(part.link for row in rows for cell in row for part in cell)


def _script_json(text: str) -> Markup:
    """Return JSON as the content of a script element, which no text in it can end."""
    return trusted_html(text.replace("<", "\\u003c"))


_ENVIRONMENT.filters.update(mark_quotes=_mark_quotes, control_breaks=_control_breaks, script_json=_script_json)
_ENVIRONMENT.tests.update(has_links=_has_links)
_ENVIRONMENT.globals.update(quotes={}, language="")


def render(template: str, **variables: object) -> Markup:
    """Return the template `<template>.html` with these variables. `quotes`: languages by phrase, for `mark_quotes`."""
    return trusted_html(_ENVIRONMENT.get_template(f"{template}.html").render(**variables))


def trusted_html(text: str) -> Markup:
    """Return HTML that this project made, marked so that templates do not escape it again."""
    return Markup(text)  # noqa: S704


def json_attribute(value: object) -> str:
    """Return JSON for an attribute of HTML that Streamlit sanitizes: angle brackets are escaped."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
