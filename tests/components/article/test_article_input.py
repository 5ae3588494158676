"""Articles as a reader gives them, without the page around them."""

from __future__ import annotations

import pytest

from components.article import article_input
from components.i18n import Messages

WORDS = Messages("en")
ENTRY = "<item><description>Trade grew by {} %.</description></item>"


@pytest.mark.parametrize(("entries", "cut"), [(100, False), (101, True), (130, True)])
def test_of_a_long_feed_the_first_hundred_are_taken(entries: int, cut: bool) -> None:
    items = "".join(map(ENTRY.format, range(entries)))
    taken = article_input.load_files(
        [("a.xml", f"<rss version='2.0'><channel>{items}</channel></rss>".encode())], WORDS
    )
    assert [one.text for one in taken.articles] == [f"Trade grew by {number} %." for number in range(100)]
    assert taken.error_messages == ((WORDS("read.too_many", most=100),) if cut else ())


def test_of_many_files_the_first_hundred_are_taken() -> None:
    taken = article_input.load_files([(f"{number}.txt", b"Trade grew.") for number in range(103)], WORDS)
    assert len(taken.articles) == 100
    assert taken.error_messages == (WORDS("read.too_many", most=100),)


@pytest.mark.parametrize("value", ["", "0", "false"])
def test_private_addresses_are_allowed_by_1_alone(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIVATE_ADDRESSES", value)
    (line,) = article_input.load_url("http://127.0.0.1:9/", WORDS).error_messages
    assert "this address is not on the open internet" in line


def test_texts_that_are_too_much_together_are_not_read() -> None:
    texts = [(f"{number}.txt", b"word " * 380_000) for number in range(3)]
    taken = article_input.load_files(texts, WORDS)
    assert len(taken.articles) == 2
    assert taken.error_messages == (WORDS("read.too_much", most=article_input.MAX_TOTAL_TEXT_MB),)
