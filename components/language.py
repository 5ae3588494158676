"""The reader's language: from the link, else as chosen before, else the browser's."""

from __future__ import annotations

import streamlit as st

from components.site import SWITCH, language_of
from components.words import Words

_PARAMETER, _CHOSEN, _SWITCH = "lang", "language", "language-switch"


def spoken() -> str:
    """Language of this run, one of `components.site.SWITCH`."""
    asked = [value for value in st.query_params.get_all(_PARAMETER) if value in SWITCH]
    if not asked and _CHOSEN in st.session_state:
        asked = [st.session_state[_CHOSEN]]
    # The page knows the browser's first choice; what it would take besides is in the header alone.
    accepted = (st.context.locale, st.context.headers.get("Accept-Language"))
    return language_of(asked, ",".join(filter(None, accepted)))


def switch(words: Words) -> None:
    """The visible switch. A choice goes into the link and stays when the page changes."""
    asked = st.query_params.get_all(_PARAMETER)
    if set(asked) & set(SWITCH):
        st.session_state[_CHOSEN] = words.language
    elif not asked and _CHOSEN in st.session_state:
        st.query_params[_PARAMETER] = words.language
    st.session_state[_SWITCH] = words.language

    def write() -> None:
        st.session_state[_CHOSEN] = st.session_state[_SWITCH]
        st.query_params[_PARAMETER] = st.session_state[_SWITCH]

    st.segmented_control(
        words("language.switch"),
        SWITCH,
        required=True,
        format_func=lambda language: words(f"language.{language}"),
        key=_SWITCH,
        on_change=write,
        label_visibility="collapsed",
    )


def unknown() -> str | None:
    """A language that the link asks for and the site does not speak, cut short; else None."""
    asked = st.query_params.get_all(_PARAMETER)
    return next((value[:40] for value in asked if value and value not in SWITCH), None)
