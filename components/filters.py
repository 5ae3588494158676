"""Filters whose state is in the link: what is picked goes into the address, what the address says is picked.

The address holds the options' ids (`?metric=exports&metric=imports`), in whatever language the page is, so the
widgets' own binding, which writes what they show, is not used. A value that is no option is left out with a
quiet note.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.asked import options as options_in
from components.asked import span as span_of
from components.words import Words


def several(
    parameter: str, options: Sequence[str], label: str, name: Callable[[str], str], words: Words
) -> tuple[str, ...]:
    """Options picked, any number; none picked means no filter."""
    asked = _asked(parameter)
    key = _restore(parameter, asked, [option for option in options if option in asked])

    def write() -> None:
        _write(parameter, [option for option in options if option in st.session_state[key]])

    picked = st.pills(label, options, selection_mode="multi", format_func=name, key=key, on_change=write)
    _note(parameter, asked, options, words)
    return tuple(option for option in options if option in picked)


def one(parameter: str, options: Sequence[str], label: str, name: Callable[[str], str], words: Words) -> str:
    """The one option picked; the first where the address names none."""
    asked = _asked(parameter)
    # A page that lets several be picked may have the same parameter: what it keeps is a list.
    key = _restore(parameter, asked, next((option for option in options if option in asked), options[0]), kind="one")

    def write() -> None:
        picked = st.session_state[key]
        _write(parameter, [] if picked == options[0] else [picked], kind="one")

    picked = st.pills(label, options, required=True, format_func=name, key=key, on_change=write)
    _note(parameter, asked, options, words, kind="one")
    return str(picked)


def years(parameter: str, first: int, last: int, labels: tuple[str, str], words: Words) -> tuple[int, int]:
    """First and last year picked, within `first` and `last`; the address holds them as 2016-2022."""
    asked = _asked(parameter)
    given = next((one for one in asked if span_of(one)), "")
    low, high = span_of(given) or (first, last)
    known = (max(low, first), min(high, last))
    key = _restore(parameter, asked, known if known[0] <= known[1] else (first, last))
    ends = [f"{key}-{end}" for end in ("first", "last")]
    for end, year in zip(ends, st.session_state[key], strict=True):
        st.session_state[end] = year

    def write() -> None:
        span = tuple(sorted(st.session_state[end] for end in ends))
        st.session_state[key] = span
        _write(parameter, [] if span == (first, last) else [f"{span[0]}-{span[1]}"])

    for end, label in zip(ends, labels, strict=True):
        st.selectbox(label, range(first, last + 1), key=end, on_change=write, width=120)
    within = first <= low and high <= last
    _note(parameter, asked, [given] if given and within else [], words, shown=f"{first}-{last}")
    span: tuple[int, int] = st.session_state[key]
    return span


def _asked(parameter: str) -> list[str]:
    return options_in(st.query_params.get_all(parameter))


def _restore(parameter: str, asked: Sequence[str], known: object, kind: str = "several") -> str:
    """Key of the widget, which shows what the address asks for wherever that has changed."""
    key = f"filter-{parameter}-{kind}"
    seen = f"{key}-seen"
    if st.session_state.get(seen) != asked or key not in st.session_state:
        st.session_state[key] = known
        st.session_state[seen] = asked
    return key


def _write(parameter: str, picked: list[str], kind: str = "several") -> None:
    st.query_params[parameter] = picked
    st.session_state[f"filter-{parameter}-{kind}-seen"] = picked


def _note(
    parameter: str,
    asked: Sequence[str],
    options: Sequence[str],
    words: Words,
    *,
    shown: str = "",
    kind: str = "several",
) -> None:
    unknown = [value for value in asked if value not in options]
    if unknown and st.session_state[f"filter-{parameter}-{kind}-seen"] == asked:
        wrong = ", ".join(value[:40] for value in unknown[:3])
        st.text(words("filter.unknown", value=wrong, options=shown or ", ".join(options)))
