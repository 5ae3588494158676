"""The frame around the pages, in the reader's language: what Streamlit itself says, and where a reader is."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from components.site import SWITCH
from components.words import Words

_SCRIPT = Path(__file__).parent / "browser" / "shell.js"
_THEIRS = "en"
_SAID = (
    *("skip", "choose", "open", "close", "dismiss", "none", "options", "option"),
    *("upload", "file_upload", "uploading", "upload_failed", "too_large", "add_files", "remove", "help"),
    *("size_mb", "size_kb", "size_b", "file_mb", "file_kb", "file_b"),
    *("error", "no_page", "no_page_so", "offline", "offline_so"),
)
# Filled in by the browser.
_PARTS = {"n": "{n}", "file": "{file}", "label": "{label}"}


@cache
def script(base: str) -> str:
    """The script that speaks for Streamlit, with the words of every language; `base`: the path of the app."""
    words: dict[str, Words] = {language: Words(language) for language in SWITCH}
    pairs = {
        language: [[words[_THEIRS](f"shell.{name}", **_PARTS), own(f"shell.{name}", **_PARTS)] for name in _SAID]
        for language, own in words.items()
        if language != _THEIRS
    }
    known = {
        "WORDS": pairs,
        "PAGES": {language: own("site.pages") for language, own in words.items()},
        "SWITCH": SWITCH,
        "BASE": base,
    }
    constants = "\n".join(f"const {name} = {json.dumps(value, ensure_ascii=False)};" for name, value in known.items())
    return f"{constants}\n{_SCRIPT.read_text('utf-8')}"
