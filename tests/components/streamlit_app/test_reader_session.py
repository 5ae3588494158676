"""How much all sessions together hold of what readers gave, and what the page says beyond that."""

from __future__ import annotations

import gc

import pytest

from components.article import article_input
from components.i18n import Messages
from components.streamlit_app import reader_session
from components.streamlit_app.reader_session import ReaderSession, held_bytes
from data.extraction import read
from data.model.language import LANGUAGES
from tests.components.streamlit_app.test_article_page import charts_of, date_field, opened, paste, read_of, said

pytestmark = pytest.mark.slow

TRADE = "Turnover between Kazakhstan and Uzbekistan reached $4.6 billion in 2023. "


@pytest.fixture(autouse=True)
def _alone() -> None:
    """Free the sessions of other tests, which would be freed in the middle of one."""
    gc.collect()


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_all_sessions_together_hold_too_much_a_text_is_not_read_and_the_page_says_so(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Messages(language)
    app = opened(language)
    other = paste(opened(language), TRADE)
    monkeypatch.setattr(reader_session, "MAX_TOTAL_BYTES", held_bytes())
    paste(app, TRADE)
    assert not app.exception
    assert words("read.full") in said(app)
    assert not read_of(app) and not charts_of(app)
    assert read_of(other.run())  # who was there before stays
    monkeypatch.undo()
    assert read_of(paste(app, TRADE)) and words("read.full") not in said(app)


def test_what_is_read_of_a_text_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened()
    monkeypatch.setattr(reader_session, "MAX_TOTAL_BYTES", held_bytes() + 100_000)
    paste(app, TRADE)
    assert read_of(app)
    paste(app, TRADE * 100)
    assert not app.exception
    assert Messages("en")("read.full") in said(app) and not read_of(app)


def test_a_session_is_as_large_as_its_texts_and_what_was_read_and_goes_with_its_session() -> None:
    before = held_bytes()
    session = ReaderSession(article_input.load_pasted(TRADE, Messages("en")))
    (one,) = session.input_result.articles
    texts = session.size_bytes
    assert texts > len(TRADE)
    session.readings = {one: read(TRADE)}
    assert held_bytes() - before == session.size_bytes > texts
    del session
    assert held_bytes() == before


def test_only_what_is_in_the_session_is_held_of_readings() -> None:
    app = paste(opened(), "Last year turnover between Kazakhstan and Uzbekistan reached $4.6 billion.")
    for year in range(2015, 2025):
        date_field(app).input(f"{year}-05-02").run()
    session = app.session_state["read-session"]
    assert len(session.readings) == len(session.views) == 1
