"""Links that open the original page at the very words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from components.links import at_words
from components.view import View


def test_every_phrase_has_a_link_that_carries_it_whole(view: View) -> None:
    for fact in view.facts.values():
        if fact.phrase:
            source = view.sources[fact.source]
            link = at_words(source, fact.phrase)
            address, _, fragment = link.partition("#:~:text=")
            assert address == source["url"]
            assert unquote(fragment) == fact.phrase


@pytest.mark.parametrize("phrase", ["Сондай-ақ", "15,8 млн", "a&b-c,d"])
def test_what_has_a_meaning_in_a_text_fragment_is_encoded(phrase: str) -> None:
    _, _, fragment = at_words({"url": "https://example.org/a"}, phrase).partition("#:~:text=")
    assert not set("-,& ") & set(fragment)
    assert unquote(fragment) == phrase


def test_without_a_phrase_it_is_the_page() -> None:
    assert at_words({"url": "https://example.org/a"}, None) == "https://example.org/a"
