"""Links that open the original page at the very words."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import unquote

import pytest

from components.pages import PAGES
from components.urls.source_links import text_fragment_url
from components.view import View
from data.model.language import LANGUAGES
from tests.components.asgi import Client


def test_every_phrase_has_a_link_that_carries_it_whole(view: View) -> None:
    for fact in view.facts.values():
        if fact.phrase:
            source = view.sources[fact.source]
            link = text_fragment_url(source, fact.phrase)
            address, _, fragment = link.partition("#:~:text=")
            assert address == source["url"]
            assert unquote(fragment) == fact.phrase


@pytest.mark.parametrize("phrase", ["Сондай-ақ", "15,8 млн", "a&b-c,d"])
def test_what_has_a_meaning_in_a_text_fragment_is_encoded(phrase: str) -> None:
    _, _, fragment = text_fragment_url({"url": "https://example.org/a"}, phrase).partition("#:~:text=")
    assert not set("-,& ") & set(fragment)
    assert unquote(fragment) == phrase


def test_without_a_phrase_it_is_the_page() -> None:
    assert text_fragment_url({"url": "https://example.org/a"}, None) == "https://example.org/a"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [page.path for page in PAGES if page.key != "read"])
def test_a_link_heard_alone_tells_where_it_leads(client: Client, path: str, language: str) -> None:
    # Options of a filter and files of a chart are heard with the name of their group.
    alone = "//a[@href][not(ancestor::*[contains(@class, 'filter') or contains(@class, 'card-menu')])]"
    led: dict[str, set[str]] = defaultdict(set)
    for link in client(f"/{path}?lang={language}").page.xpath(alone):
        shown = " ".join(link.text_content().replace("↗", "").split())
        name = " ".join(link.get("aria-label", shown).split())
        assert name.startswith(shown)  # who speaks to the computer says what is seen
        led[name].add(link.get("href"))
    assert {name: places for name, places in led.items() if len(places) > 1} == {}
