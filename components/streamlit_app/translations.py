"""The frame around the pages, in the reader's language: what Streamlit itself says, and where a reader is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from components.i18n import Words
from components.i18n.negotiation import SWITCH

_THEIRS = "en"
_SAID = (
    *("skip", "choose", "open", "close", "dismiss", "none", "options", "option"),
    *("upload", "file_upload", "uploading", "cancel", "upload_failed", "too_large", "add_files", "remove", "help"),
    *("size_mb", "size_kb", "size_b", "file_mb", "file_kb", "file_b"),
    "error",
)
# What it says of an upload, which nobody understands in English either; the first that is alike counts.
_FAILED = {
    "AxiosError: Request failed with status code 413": "no_room",
    "AxiosError: Request failed with status code {n}": "not_sent",
    "AxiosError: Network Error": "not_sent",
}
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
    theirs = [(words[_THEIRS](f"shell.{name}", **_PARTS), name) for name in _SAID]
    return {
        language: [
            (text, own(f"shell.{name}", **_PARTS))
            for text, name in (*_FAILED.items(), *(() if language == _THEIRS else theirs))
        ]
        for language, own in words.items()
    }
