"""Everything that relies on what Streamlit does not document.

Tests name each of these, so that a new version of Streamlit shows what it broke.

Relied on: where the package keeps its front end, how its index.html names the modules that start it, the manifest of
its chunks, and the manager of uploaded files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

FOLDER = Path(st.__file__).parent / "static"

_MODULES = re.compile('<(?:script type="module"|link rel="modulepreload") [^>]*>(?:</script>)?')
# What index.html shows without scripts; it stands where the body begins.
NOSCRIPT = re.compile("<noscript>.*</noscript>", re.S)
_START = "index.html"
# The kinds of elements that the article reader has, as the manifest names them.
_ELEMENTS = ("Html", "ButtonGroup", "TextArea", "TextInput", "FileUploader")


@cache
def index_page(base: str, icon: str) -> str:
    """Return Streamlit's page without scripts. base: the app's path. icon: address of the site's icon.

    Its inline scripts are left out because the Content-Security-Policy allows files only.
    """
    page = (FOLDER / _START).read_text("utf-8").replace("./favicon.png", icon).replace("./", base)
    return _MODULES.sub("", re.sub("<script>.*?</script>", "", page, flags=re.S))


@cache
def start_tags(base: str) -> str:
    """Return the tags that start Streamlit's front end, with early requests for the modules that it needs later."""
    page = (FOLDER / _START).read_text("utf-8").replace("./", base)
    tag = '<link rel="modulepreload" crossorigin fetchpriority="low" href="{}{}">'
    return "\n".join([*_MODULES.findall(page), *(tag.format(base, file) for file in element_modules())])


def element_modules() -> tuple[str, ...]:
    """Return paths of the modules that draw the elements of the article reader, beside those that start the app."""
    known = set(_with_imports(_START))
    found = dict.fromkeys(key for name in _ELEMENTS for key in _with_imports(_dynamic()[name]) if key not in known)
    return tuple(_chunk(key)["file"] for key in found)


def start_files() -> tuple[str, ...]:
    """Return paths of what index.html names: the module that starts the app, its styles, all modules it imports."""
    start = _chunk(_START)
    return (start["file"], *start["css"], *(_chunk(key)["file"] for key in _with_imports(_START) if key != _START))


def upload_sizes() -> list[tuple[str, int]]:
    """Return the uploaded files that sessions hold: pairs of session and bytes."""
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return sizes(manager) if isinstance(manager, MemoryUploadedFileManager) else []


def sizes(manager: MemoryUploadedFileManager) -> list[tuple[str, int]]:
    """Return the files that a manager holds: pairs of session and bytes."""
    found = [(session, tuple(files.values())) for session, files in tuple(manager.file_storage.items())]
    return [(session, len(file.data)) for session, files in found for file in files]


def _with_imports(key: str) -> Iterator[str]:
    """Yield a chunk and all that it imports outright, each once."""
    seen, waiting = {key: None}, [key]
    while waiting:
        for other in _chunk(waiting.pop(0)).get("imports", ()):
            if other not in seen:
                seen[other] = None
                waiting.append(other)
    yield from seen


@cache
def _dynamic() -> Mapping[str, str]:
    """Return the chunks that are requested when they are needed: name to key."""
    return {chunk["name"]: key for key, chunk in _manifest().items() if chunk.get("isDynamicEntry")}


def _chunk(key: str) -> Mapping[str, Any]:
    return _manifest()[key]


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    manifest: dict[str, dict[str, Any]] = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    return manifest
