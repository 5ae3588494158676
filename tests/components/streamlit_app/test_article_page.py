"""The page that reads an article, as Streamlit runs it, with the real reader; and the other pages in Streamlit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest

from components.article import article_input, article_tables
from components.article.article_tables import KINDS
from components.i18n import Messages
from components.pages import PAGES
from components.pages.spec import PageSpec
from components.rendering import article
from components.view import View
from data.model.language import LANGUAGES
from tests.cards import Card, cards, text_of
from tests.components.build import page_html

DOOR = Path(__file__).parents[3] / "dashboard.py"


def opened(language: str = "en", page: str = "read") -> AppTest:
    app = AppTest.from_file(str(DOOR), default_timeout=60)
    app.query_params["lang"] = language
    return switch_to(app.run(), page).run()


def switch_to(app: AppTest, page: str) -> AppTest:
    """As `switch_page`, which knows pages that are files only."""
    pages = app._registered_pages.items()
    app._page_hash = next(name for name, known in pages if known["url_pathname"] == page)
    return app


def page_of(app: AppTest) -> Any:
    """The page's own HTML."""
    return html.fromstring(f"<div>{''.join(element.proto.body for element in app.get('html'))}</div>")


def said(app: AppTest) -> str:
    """All that the page's own HTML says, as text."""
    return " ".join(text_of(part) for part in page_of(app))


def read_of(app: AppTest) -> list[Any]:
    """What was read, as its element on the page has it: one article, or none."""
    return [json.loads(element.get("data-payload")) for element in page_of(app).find_class("article")]


def charts_of(app: AppTest) -> list[Card]:
    return cards("".join(element.proto.body for element in app.get("html")))


def paste(app: AppTest, text: str) -> AppTest:
    app.text_area[0].set_value(text)
    return app.button[0].click().run()


def date_field(app: AppTest) -> Any:
    return next(field for field in app.text_input if field.key == "read-date")


def whole(content: dict[str, Any]) -> str:
    return "\n".join("".join(text for text, _ in passage) for passage in content["passages"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_streamlit_can_run_every_page(page: PageSpec, view: View) -> None:
    """As it does where the server has no first response."""
    app = opened(page=page.path)
    assert not app.exception
    assert [card.name for card in charts_of(app)] == [card.name for card in cards(page_html(page, view))]
    assert Messages("en")("site.footer") in said(app)


def test_the_switch_of_languages_goes_into_the_link_and_stays_on_the_next_page() -> None:
    app = opened(page="trade")
    app.button_group[0].set_value("kk").run()
    assert app.query_params["lang"] == "kk"
    del app.query_params["lang"]  # as when another page is opened
    switch_to(app, "factory").run()
    assert charts_of(app)[0].title.startswith("Ташкент трактор зауыты жылына 6")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_shows_at_once_what_the_page_does(language: str) -> None:
    app = opened(language)
    app.button[1].click().run()
    assert not app.exception
    words = Messages(language)
    (shown,), charts = read_of(app), charts_of(app)
    assert {kind["kind"] for kind in shown["kinds"]} >= {"turnover", "exports", "imports", "growth", "output", "stop"}
    assert [chart.name for chart in charts] == ["trade-balance", "factory-output"]
    assert {chart.caveat for chart in charts} == {words("read.caveat_example")}
    assert [chart.payload["chart"] for chart in charts] == ["trade-balance", "factory-output"]
    assert len(app.get("download_button")) == 2 + 3 * len(charts)
    assert whole(shown) == app.text_area[0].value
    rows = shown["tables"][0]["rows"]
    values = [row["cells"][2][0] for row in rows]
    numbers = words.numbers
    for value in (48.6e6, 31.2e6, 17.4e6, 60e6):
        assert any(numbers.value(value, "USD") in text for text in values), value
    assert "2024" in {row["cells"][3][0] for row in rows}  # "last year", by the example's date
    assert words("read.rules") in said(app)


def test_without_a_date_the_year_stays_open_and_with_one_it_is_resolved() -> None:
    text = "Last year turnover between Kazakhstan and Uzbekistan reached $4.6 billion. Exports came to $3.1 billion."
    app = paste(opened(), text)
    assert "The article is undated" in said(app)
    assert read_of(app)[0]["tables"][0]["rows"][0]["cells"][3] == ["period not known", "“Last year”"]
    date_field(app).input("2024-05-02").run()
    assert read_of(app)[0]["tables"][0]["rows"][0]["cells"][3][0] == "2023"
    assert "The article is undated" not in said(app)


@pytest.mark.parametrize("language", ["en", "kk"])
def test_the_site_s_figures_of_the_same_reporter_stand_below(language: str) -> None:
    text = "In 2019 turnover between Almaty region and Uzbekistan reached 52.4 million dollars."
    app = paste(opened(language), text)
    assert not app.exception
    own, site = charts_of(app)
    assert (own.name, site.name) == ("trade-balance", "trade-balance")
    assert "2019" in own.title and "2017" in site.title
    assert Messages(language)("read.beside") in said(app)
    assert f'href="/trade?lang={language}&amp;reporter=almaty-region"' in "".join(part.value for part in app.html)


def test_the_example_s_date_goes_with_the_example() -> None:
    app = opened()
    app.button[1].click().run()
    assert date_field(app).value == article_input.EXAMPLE_DATE.isoformat()
    paste(app, "Last year turnover between Kazakhstan and Uzbekistan reached $4.6 billion.")
    assert date_field(app).value == ""


@pytest.mark.parametrize(
    ("language", "written"), [("en", "2 May 2024"), ("kk", "02.05.24"), ("ru", "31.02.2024"), ("uz", "1-5")]
)
def test_a_date_that_is_none_is_said(language: str, written: str) -> None:
    app = opened(language)
    date_field(app).input(written).run()
    words = Messages(language)
    assert words("read.date_wrong", text=written, hint=words("read.date_hint")) in said(app)


@pytest.mark.parametrize("written", ["2024-05-02", " 02.05.2024 "])
def test_a_date_is_taken_in_either_order(written: str) -> None:
    app = paste(opened(), "Last year turnover between Kazakhstan and Uzbekistan reached $4.6 billion.")
    date_field(app).input(written).run()
    assert read_of(app)[0]["tables"][0]["rows"][0]["cells"][3][0] == "2023"


def test_nothing_found_is_said_with_what_can_be_read() -> None:
    app = paste(opened(), "The cat sat on the mat, and the sun was out.")
    assert "Nothing was found in this text" in said(app)
    assert "official visit" in said(app)
    assert not app.get("download_button")


def test_empty_text_is_said() -> None:
    app = paste(opened(), "  \n ")
    assert "There is no text yet." in said(app)
    assert not read_of(app) and not charts_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_above_two_megabytes_is_said_in_the_reader_s_language(language: str) -> None:
    app = paste(opened(language), "x" * (article_input.MAX_TEXT_MB * 1_000_000 + 1))
    assert not app.exception
    words = Messages(language)
    size = words.numbers.value(2.01, "MB")
    assert words("read.too_large", name=words("read.pasted"), size=size, most=article_input.MAX_TEXT_MB) in said(app)
    assert not read_of(app) and not charts_of(app)


@pytest.mark.slow
def test_two_megabytes_are_read() -> None:
    line = (
        "Last year turnover between Kazakhstan and Uzbekistan reached $4.6 billion. "
        + "Words without end. " * 20
        + "\n"
    )
    text = (line * 5000)[: article_input.MAX_TEXT_MB * 1_000_000]
    app = paste(opened(), text)
    assert not app.exception
    (shown,) = read_of(app)
    assert shown["shortened"]
    assert len(json.dumps(shown)) < 1_000_000
    assert 0 < len(shown["tables"][0]["rows"]) <= article.MAX_ROWS


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "\u202e\x07"]
)
def test_hostile_text_stays_text(text: str) -> None:
    app = paste(opened(), f"Turnover of {text} and Uzbekistan reached $4.6 billion in 2023.")
    assert not app.exception
    assert text in whole(read_of(app)[0])
    assert not page_of(app).xpath(".//script | .//img | .//*[@onerror]")
    (element,) = page_of(app).find_class("article")
    assert text_of(element) == ""  # its content stands in an attribute, for the browser to write as text


def test_the_text_is_not_in_the_address() -> None:
    app = paste(opened(), "Turnover between Kazakhstan and Uzbekistan reached $4.6 billion in 2023.")
    assert dict(app.query_params) == {"lang": "en"}


def test_files_are_read_and_each_can_be_picked() -> None:
    app = opened()
    app.file_uploader[0].upload("one.txt", b"Turnover between Kazakhstan and Uzbekistan reached $4.6 billion in 2023.")
    app.file_uploader[0].upload("two.txt", b"Kazakhstan's exports to Uzbekistan came to $3.1 billion in 2023.")
    app.file_uploader[0].upload("three.txt", b"%PDF-1.7").run()
    assert not app.exception
    assert "three.txt: this format cannot be read here." in said(app)
    assert "in 2 articles" in said(app)
    assert "$4.6" in whole(read_of(app)[0])
    app.selectbox[0].set_value(1).run()
    assert "$3.1" in whole(read_of(app)[0])


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("example", "Enter a full address that begins with http:// or https://."),
        ("file:///etc/passwd", "Enter a full address that begins with http:// or https://."),
        ("http://127.0.0.1:1/", "this address is not on the open internet"),
        ("http://[::1]/", "this address is not on the open internet"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(address: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRIVATE_ADDRESSES", raising=False)
    app = opened()
    app.text_input[0].set_value(address)
    app.button[2].click().run()
    assert not app.exception
    assert line in said(app)


def test_the_text_can_be_forgotten() -> None:
    app = opened()
    app.button[1].click().run()
    (forget,) = [button for button in app.button if button.label == Messages("en")("read.clear")]
    forget.click().run()
    assert not app.exception
    assert app.text_area[0].value == ""
    assert not read_of(app) and not charts_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_stays_when_the_language_changes(language: str) -> None:
    app = opened()
    app.button[1].click().run()
    app.button_group[0].set_value(language).run()
    assert not app.exception
    words = Messages(language)
    assert read_of(app)[0]["legend"] == words("article.legend")
    assert whole(read_of(app)[0]) == article_input.example_text(Messages("en"))


def test_every_kind_of_mark_has_a_name() -> None:
    for language in LANGUAGES:
        assert all(article_tables.kind_name(kind, Messages(language)) for kind in KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_says_that_it_is_invented(language: str) -> None:
    text = article_input.example_text(Messages(language))
    invented = {"kk": "ойдан", "ru": "вымышлен", "uz": "o‘ylab"}
    assert invented.get(language, "invented") in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("empty.txt", b"", "fault.empty"),
        ("empty.html", b"<html><body></body></html>", "fault.empty"),
        ("scan.pdf", b"%PDF-1.7", "fault.format"),
        ("zero.txt", b"Turnover\0", "fault.format"),
        ("old.txt", "Товарооборот".encode("cp1251"), "fault.encoding"),
        ("wide.txt", "Turnover".encode("utf-16"), "fault.encoding"),
        ("cut.xml", b"<rss><channel><item>", "fault.broken"),
    ],
)
def test_files_that_are_no_articles_are_said_in_the_reader_s_language(
    language: str, name: str, content: bytes, key: str
) -> None:
    words = Messages(language)
    assert article_input.load_files([(name, content)], words) == article_input.InputResult(
        error_messages=(words(key, name=name),)
    )


def test_an_address_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIVATE_ADDRESSES", "1")
    (line,) = article_input.load_url("http://127.0.0.1:9/", Messages("en")).error_messages
    assert line == "http://127.0.0.1:9/: the page could not be reached. Check the address, or paste the text."
