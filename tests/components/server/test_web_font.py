"""The font of the pages: fewer letters than Streamlit's, but all that are written."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from components.server import web_font
from components.svg.fonts import font_file
from data import Dataset
from data.model.language import LANGUAGES
from tests.components.i18n.test_i18n import catalogue


@pytest.fixture(scope="module")
def fonts() -> tuple[TTFont, TTFont]:
    """The font of the pages, and the whole one."""
    return TTFont(io.BytesIO(web_font.load_woff2())), TTFont(font_file())


def test_it_has_every_letter_that_is_written(fonts: tuple[TTFont, TTFont], dataset: Dataset) -> None:
    own, whole = (set(one.getBestCmap()) for one in fonts)
    texts = [text for language in LANGUAGES for text in catalogue(language).values()]
    texts += [str(row["text"]) for _, row in dataset.rows("labels")]
    for table in ("observations", "events", "tellings", "sources"):
        texts += [str(value) for _, row in dataset.rows(table) for value in row.values() if isinstance(value, str)]
    written = {letter for text in texts for letter in unicodedata.normalize("NFC", text)}
    assert {letter for letter in written if ord(letter) in whole - own} == set()


def test_its_letters_are_as_wide_in_every_weight(fonts: tuple[TTFont, TTFont]) -> None:
    own, whole = fonts
    names, others = own.getBestCmap(), whole.getBestCmap()
    assert [own["hmtx"][names[code]][0] for code in names] == [whole["hmtx"][others[code]][0] for code in names]
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in own["fvar"].axes] == [
        (axis.axisTag, axis.minValue, axis.maxValue) for axis in whole["fvar"].axes
    ]
    assert own["hhea"].ascent == whole["hhea"].ascent


def test_it_is_smaller_and_has_its_licence(fonts: tuple[TTFont, TTFont]) -> None:
    own, whole = fonts
    assert len(web_font.load_woff2()) < 0.5 * font_file().stat().st_size
    for name in (0, 13, 14):
        assert str(own["name"].getDebugName(name)) == str(whole["name"].getDebugName(name))
    assert "Source" not in str(own["name"].getDebugName(1))  # which is reserved to the whole font


def test_its_path_changes_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = web_font.url_path()
    assert re.fullmatch(r"assets/font-[0-9a-f]{12}\.woff2", before) and web_font.url_path() == before
    changed = tmp_path / "font.py"
    changed.write_text("other")
    monkeypatch.setattr(web_font, "__file__", str(changed))
    assert web_font.url_path() != before


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def fail(*parts: object) -> bytes:
        raise ValueError("no such table")

    monkeypatch.setattr(web_font, "load_cached", fail)
    web_font.load_woff2.cache_clear()
    yield
    web_font.load_woff2.cache_clear()


def test_a_font_that_cannot_be_made_smaller_is_served_whole_and_that_is_logged(
    failing: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert web_font.load_woff2() == font_file().read_bytes()
    assert caplog.messages == ["the font is served whole: no such table"]
