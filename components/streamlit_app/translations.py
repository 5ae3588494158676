"""The frame around the pages, in the reader's language: what Streamlit itself says, and where a reader is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from components.site import SWITCH
from components.words import Words

_THEIRS = "en"
_SAID = (
    *("skip", "choose", "open", "close", "dismiss", "none", "options", "option"),
    *("upload", "file_upload", "uploading", "upload_failed", "too_large", "add_files", "remove", "help"),
    *("size_mb", "size_kb", "size_b", "file_mb", "file_kb", "file_b"),
    "error",
)
# Filled in by the browser.
_PARTS = {"n": "{n}", "file": "{file}", "label": "{label}"}


@cache
def _words() -> Mapping[str, Words]:
    return {language: Words(language) for language in SWITCH}


def lost() -> Mapping[str, str]:
    """Return, by language, what the page says while its server does not answer."""
    return {language: words("shell.lost") for language, words in _words().items()}


@cache
def pairs() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return, by language, what Streamlit says in English and what the page says in its place."""
    words = _words()
    return {
        language: [(words[_THEIRS](f"shell.{name}", **_PARTS), own(f"shell.{name}", **_PARTS)) for name in _SAID]
        for language, own in words.items()
        if language != _THEIRS
    }
