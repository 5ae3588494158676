"""Parts of a text in another language than the page."""

from __future__ import annotations

import pytest

from components.i18n.rich_text import language_tag


@pytest.mark.parametrize(
    ("language", "script", "tag"),
    [
        ("uz", "Latn", "uz"),
        ("uz", "Cyrl", "uz-Cyrl"),
        ("kk", "Arab", "kk-Arab"),
        ("ru", "Cyrl", "ru"),
        ("kk", None, "kk"),
        (None, "Cyrl", ""),
        (None, None, ""),
    ],
)
def test_a_script_is_told_where_it_is_not_the_usual_one(language: str | None, script: str | None, tag: str) -> None:
    assert language_tag(language, script) == tag
