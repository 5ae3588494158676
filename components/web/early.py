"""What a page is going to need of Streamlit's front end, told in its first response: asked for early, not bit by bit.

Streamlit's own page names the modules that start it; those that draw an element are asked for only when the first one
of its kind arrives over the connection, and then theirs in turn.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from components import html
from components.site import PAGES, Page

# The kinds of elements that the pages have, as Streamlit's manifest names them.
_EVERYWHERE = ("Html", "PageLink", "ButtonGroup")
_CHART = "BidiComponent"
_ELEMENTS = {
    "record": (_CHART, "Selectbox"),
    "sources": (),
    "read": ("TextArea", "TextInput", "FileUploader"),
}
_START = "index.html"


def links(page: Page, base: str) -> Markup:
    """Links for the head of `page` that have its modules fetched, after what is more urgent; `base`: the app's path."""
    tags = (f'<link rel="modulepreload" crossorigin fetchpriority="low" href="{base}{file}">' for file in modules(page))
    return html.own("".join(tags))


def modules(page: Page) -> tuple[str, ...]:
    """The module that starts Streamlit, and those for the elements of `page` that it would ask for later; as paths."""
    start = _chunk(_START)
    known = set(_with_imports(_START))
    names = (*_EVERYWHERE, *_ELEMENTS.get(page.key, (_CHART,)))
    found = dict.fromkeys(key for name in names for key in _with_imports(_dynamic()[name]) if key not in known)
    return (start["file"], *(_chunk(key)["file"] for key in found))


def started() -> tuple[str, ...]:
    """What Streamlit's own page names: the module that starts it, its style sheet, all modules that it imports."""
    start = _chunk(_START)
    return (start["file"], *start["css"], *(_chunk(key)["file"] for key in _with_imports(_START) if key != _START))


def everything() -> tuple[str, ...]:
    """All scripts and styles that the pages need of Streamlit's, the soonest first; as paths."""
    return tuple(dict.fromkeys((*started(), *(file for page in PAGES for file in modules(page)))))


def _with_imports(key: str) -> Iterator[str]:
    """A chunk and all that it imports outright, each once."""
    seen, waiting = {key: None}, [key]
    while waiting:
        for other in _chunk(waiting.pop(0)).get("imports", ()):
            if other not in seen:
                seen[other] = None
                waiting.append(other)
    yield from seen


@cache
def _dynamic() -> Mapping[str, str]:
    """Chunks that are asked for when they are needed: name → key."""
    return {chunk["name"]: key for key, chunk in _manifest().items() if chunk.get("isDynamicEntry")}


def _chunk(key: str) -> Mapping[str, Any]:
    return _manifest()[key]


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(
        (Path(st.__file__).parent / "static" / "manifest.json").read_text("utf-8")
    )
    return found
