"""Translations of what Streamlit's own front end says in English; the browser puts them in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from components.i18n import Messages
from data.model.language import LANGUAGES

_STREAMLIT_LANGUAGE = "en"
_MESSAGES = (
    *("skip", "choose", "open", "close", "dismiss", "none", "options", "option"),
    *("upload", "file_upload", "uploading", "cancel", "upload_failed", "too_large", "add_files", "remove", "help"),
    *("size_mb", "size_kb", "size_b", "file_mb", "file_kb", "file_b"),
    "error",
)
# Its errors of an upload, replaced in English too; the first that matches counts.
_UPLOAD_ERRORS = {
    "AxiosError: Request failed with status code 413": "no_room",
    "AxiosError: Request failed with status code {n}": "not_sent",
    "AxiosError: Network Error": "not_sent",
}
# Filled in by the browser.
_PLACEHOLDERS = {"n": "{n}", "file": "{file}", "label": "{label}"}


@cache
def _words() -> Mapping[str, Messages]:
    return {language: Messages(language) for language in LANGUAGES}


def disconnected_messages() -> Mapping[str, str]:
    """Return, by language, the message of a page whose server does not answer."""
    return {language: words("shell.lost") for language, words in _words().items()}


@cache
def translations() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return, by language, pairs of Streamlit's English text and its translation."""
    words = _words()
    streamlit_texts = [(words[_STREAMLIT_LANGUAGE](f"shell.{name}", **_PLACEHOLDERS), name) for name in _MESSAGES]
    return {
        language: [
            (text, translate(f"shell.{name}", **_PLACEHOLDERS))
            for text, name in (*_UPLOAD_ERRORS.items(), *(() if language == _STREAMLIT_LANGUAGE else streamlit_texts))
        ]
        for language, translate in words.items()
    }
