"""Filters whose state is in the link: what is picked goes into the address, what the address says is picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.words import Words


def several(
    parameter: str, options: Sequence[str], label: str, name: Callable[[str], str], words: Words
) -> tuple[str, ...]:
    """Options picked, any number; none picked means no filter.

    The address holds the options' ids (`?metric=exports&metric=imports`), in whatever language the
    page is, so this does not use the widgets' own binding, which writes what they show. A value that is no
    option is left out with a quiet note.
    """
    values = (part.strip().lower() for value in st.query_params.get_all(parameter) for part in value.split(","))
    asked = list(dict.fromkeys(filter(None, values)))
    key, seen = f"filter-{parameter}", f"filter-{parameter}-seen"
    known = [option for option in options if option in asked]
    if st.session_state.get(seen) != asked or key not in st.session_state:
        st.session_state[key] = known
        st.session_state[seen] = asked

    def write() -> None:
        picked = [option for option in options if option in st.session_state[key]]
        st.query_params[parameter] = picked
        st.session_state[seen] = picked

    picked = st.pills(label, options, selection_mode="multi", format_func=name, key=key, on_change=write)
    unknown = [value for value in asked if value not in options]
    if unknown and st.session_state[seen] == asked:
        shown = ", ".join(value[:40] for value in unknown[:3])
        st.text(words("filter.unknown", value=shown, options=", ".join(options)))
    return tuple(option for option in options if option in picked)
