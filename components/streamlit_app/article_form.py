"""The form of the article reader: a text, files or an address, and the articles' date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import streamlit as st

from components import rendering
from components.article import article_input
from components.article.article_input import InputResult
from components.i18n import Messages
from components.streamlit_app import internals
from components.streamlit_app.reader_session import ReaderSession, is_over_limit
from data.model.limits import PLAUSIBLE_YEARS

# Keys of the session's state.
_SESSION, _TEXT, _FILES, _FILES_CHANGED = "read-session", "read-text", "read-files", "read-files-changed"
_URL, _DATE = "read-url", "read-date"
_EARLIEST = date(1990, 1, 1)
_DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
_ISO_DATE_LANGUAGE = "en"  # the language whose example date has the first of these formats
_MAX_UPLOAD_MB = 10  # of a file as it is sent; too large a text in it has a message in the reader's language


def show_input_fields(words: Messages) -> None:
    """Show the three ways to submit articles, and load what was submitted by one of them."""
    # If the server lost the session, the page sends the content of its fields to the new one, but not its files.
    is_new = _SESSION not in st.session_state
    by_text, by_file, by_url = st.tabs([words(f"read.by_{way}") for way in ("text", "file", "url")])
    with by_text, st.form("read-by-text", border=False):
        st.text_area(words("read.text"), key=_TEXT, height=220, placeholder=words("read.text_hint"))
        with st.container(horizontal=True):
            st.form_submit_button(words("read.read"), type="primary", on_click=_load_pasted, args=(words,))
            st.form_submit_button(words("read.example"), on_click=_load_example, args=(words,))
    if is_new and st.session_state[_TEXT]:
        _load_pasted(words)
    with by_file:
        st.file_uploader(
            words("read.files", size=article_input.MAX_TEXT_MB),
            accept_multiple_files=True,
            max_upload_size=_MAX_UPLOAD_MB,
            key=_FILES,
            on_change=lambda: st.session_state.update({_FILES_CHANGED: True}),
        )
        if is_new and st.session_state[_FILES]:
            _replace_input(InputResult(current_session().input_result.articles, (words("read.files_lost"),)), words)
        if st.session_state.pop(_FILES_CHANGED, False):
            with st.spinner(words("read.reading")):
                files = internals.available_files(st.session_state[_FILES])
                contents = ((file.name, file.getvalue()) for file in files)
                _replace_input(article_input.load_files(contents, words), words)
    with by_url, st.form("read-by-url", border=False):
        st.text_input(words("read.url"), key=_URL, placeholder="https://")
        is_submitted = st.form_submit_button(words("read.read"), type="primary")
        if is_submitted or (is_new and st.session_state[_URL] and not st.session_state[_TEXT]):
            with st.spinner(words("read.fetching")):
                _replace_input(article_input.load_url(st.session_state[_URL].strip(), words), words)


def show_date_field(words: Messages) -> None:
    """Show the field of the articles' date, the note on privacy, and what could not be loaded."""
    st.session_state.setdefault(_DATE, "")
    hint = words("read.date_hint")
    text = st.text_input(words("read.date"), key=_DATE, placeholder=hint, help=words("read.date_help"), width=320)
    if text.strip() and not entered_date():
        show_problems([words("read.date_wrong", text=text[:40], hint=hint)], words)
    show_block("note", text=words("read.privacy"))
    if messages := current_session().input_result.error_messages:
        show_problems(messages, words)


def show_block(template: str, **variables: object) -> None:
    """Show a template as a block of the page."""
    st.html(rendering.render("block", kind=template, body=rendering.render(template, **variables)))


def show_problems(lines: Sequence[str], words: Messages) -> None:
    """Show a list of problems."""
    show_block("problems", title=words("read.problem"), lines=lines, language="")


def entered_date() -> date | None:
    """Return the date in the field, in either format; None if it is empty or cannot be an article's."""
    text = str(st.session_state.get(_DATE, "")).strip()
    for date_format in _DATE_FORMATS:
        try:
            day = datetime.strptime(text, date_format).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        return day if day >= _EARLIEST and day.year in PLAUSIBLE_YEARS else None
    return None


def current_session() -> ReaderSession:
    """Return the articles of this session."""
    if _SESSION not in st.session_state:
        st.session_state[_SESSION] = ReaderSession()
    session: ReaderSession = st.session_state[_SESSION]
    return session


def clear_form() -> None:
    """Forget everything that the reader entered."""
    st.session_state[_SESSION] = ReaderSession()
    st.session_state[_TEXT] = st.session_state[_URL] = st.session_state[_DATE] = ""
    del st.session_state[_FILES]


def drop_articles(words: Messages) -> None:
    """Replace the articles of this session by the message that the server holds too many."""
    st.session_state[_SESSION] = ReaderSession(InputResult(error_messages=(words("read.full"),)))


def _replace_input(input_result: InputResult, words: Messages) -> None:
    """Replace the articles of this session, if there is room; the example's date goes with the example."""
    has_example = any(one.is_example for one in current_session().input_result.articles)
    if has_example and entered_date() == article_input.EXAMPLE_DATE:
        st.session_state[_DATE] = ""
    st.session_state[_SESSION] = ReaderSession(input_result)
    if input_result.articles and is_over_limit():
        drop_articles(words)


def _load_pasted(words: Messages) -> None:
    _replace_input(article_input.load_pasted(st.session_state[_TEXT], words), words)


def _load_example(words: Messages) -> None:
    _replace_input(article_input.load_example(words), words)
    st.session_state[_TEXT] = article_input.example_text(words)
    date_format = _DATE_FORMATS[words.language != _ISO_DATE_LANGUAGE]
    st.session_state[_DATE] = article_input.EXAMPLE_DATE.strftime(date_format)
