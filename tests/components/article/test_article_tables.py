"""What is shown of an article that was read, and what can be taken away, from a reading made by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fragment_fromstring  # type: ignore[import-untyped]

from components import frontend
from components.article import article_tables, downloads, highlights
from components.article.article_view import ArticleView, place_name, product_name
from components.article.highlights import Highlight
from components.i18n import Messages
from components.rendering import article
from data.extraction.article_facts import ArticleFacts
from data.extraction.lexicon import load_product_names, load_products
from data.extraction.producers import singular
from data.model.language import LANGUAGES
from tests.components.build import build_chart
from tests.components.conftest import EXPORT, READING, SHARE, TEXT, Seeing, claim


def test_highlights_cut_the_text_and_lose_none_of_it() -> None:
    spans = [Highlight("a", "exports", 0, 4), Highlight("b", "stop", 2, 9), Highlight("c", "doubt", 5, 6)]
    found = highlights.split_segments("abcdefghij", spans, 0, 10)
    assert "".join(segment.text for segment in found) == "abcdefghij"
    named = [(segment.text, [one.name for one in segment.highlights]) for segment in found]
    assert named == [("ab", ["a"]), ("cd", ["a", "b"]), ("e", ["b"]), ("f", ["c", "b"]), ("ghi", ["b"]), ("j", [])]


def test_a_long_text_is_shown_around_its_highlights() -> None:
    text = "word " * 40_000 + "\nHere it is: 42 million.\n" + "word " * 40_000
    start = text.index("42")
    parts = highlights.passages(text, [Highlight("a", "exports", start, start + 10), Highlight("b", "doubt", 9, 12)])
    assert [text[slice(*part)] for part in parts][1] == "Here it is: 42 million."
    assert parts[0][0] == 0
    assert sum(stop - start for start, stop in parts) < 1000
    assert highlights.passages(text[:1000], []) == [(0, 1000)]


def test_passages_that_meet_are_one() -> None:
    text = "x" * 100_000
    (part,) = highlights.passages(text, [Highlight("a", "stop", 500, 510), Highlight("b", "stop", 700, 710)])
    assert part == (500 - highlights.CONTEXT_CHARS, 710 + highlights.CONTEXT_CHARS)


def content_of(view: ArticleView) -> Any:
    """What the browser is given of an article, in its element."""
    return json.loads(fragment_fromstring(article.render_article(view)).get("data-payload"))


# What was read, in words.


def test_a_figure_says_who_how_much_when_and_how_sure(seen: Seeing) -> None:
    figures, stops, doubts = article_tables.build_tables(seen())
    assert [tuple(cell) for cell in figures.rows[0].cells] == [
        ("Exports", ""),
        ("Abai region\u00a0– Uzbekistan", ""),
        ("about 31.2\u00a0million dollars", "range (rounding): 31.15–31.25"),
        ("2023", "“Last year”"),
        ("fact", ""),
    ]
    assert figures.rows[0].phrase == "$31.2 million"
    assert figures.rows[2].cells[4].text == "plan"
    assert stops.rows[0].cells[0] == ("1. old mill", "saw")
    assert doubts.rows[0].cells == [("A share of a whole, not an amount", "")]


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("KZT", 1.5e9, "1,500\u00a0million tenge"),
        ("UZS", 2e12, "2,000,000\u00a0million soums"),
        ("EUR", 2.5e5, "0.25\u00a0million euros"),
        ("RUB", 7e6, "7\u00a0million roubles"),
        ("t", 186_000, "186,000\u00a0tonnes"),
        ("units", 6000, "6,000\u00a0units"),
    ],
)
def test_every_unit_has_its_word(seen: Seeing, unit: str, value: float, said: str) -> None:
    row = article_tables.build_tables(
        seen(claim("export", value, "$31.2 million", unit=unit, rounding=10.0 ** (len(str(int(value))) - 1)))
    )[0].rows[0]
    assert row.cells[2].text == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (12.35, "%", "+12.35%"),
        (-3.0, "%", "−3%"),
        (14.57, "x", "×\u00a014.57"),
        (4.3e6, "USD", "+4.3\u00a0million dollars"),
    ],
)
def test_growth_keeps_its_digits_and_says_what_grew(seen: Seeing, value: float, unit: str, said: str) -> None:
    (table, *_) = article_tables.build_tables(seen(claim("growth", value, "$31.2 million", of="turnover", unit=unit)))
    row = table.rows[0]
    assert row.cells[0].text == "Growth: Turnover"
    assert row.cells[2].text == said


def test_an_open_period_is_said_to_be_open(seen: Seeing) -> None:
    row = article_tables.build_tables(seen(replace(EXPORT, period=None, period_basis="none")))[0].rows[0]
    assert row.cells[3] == ("period not known", "“Last year”")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_that_is_not_known_is_said_in_general(seen: Seeing, language: str) -> None:
    reading = replace(READING, doubts=(replace(SHARE, why="weather"), SHARE))
    rows = article_tables.build_tables(seen(language=language, reading=reading))[2].rows
    words = Messages(language)
    assert [row.cells[0].text for row in rows] == [words("doubt.other"), words("doubt.share")]


def test_missing_parts_of_a_claim_are_said_to_be_missing(seen: Seeing) -> None:
    view = seen(replace(EXPORT, reporter=None, partner=None, period=None, period_text=None))
    row = article_tables.build_tables(view)[0].rows[0]
    assert row.cells[1].text == "not stated"
    assert build_chart(
        "trade-balance", view.with_chosen(view.trade_groups[0]), metric=("exports",)
    ).text.title.startswith("Not stated and not stated")


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("Uzbekistan", "kk", "Өзбекстан"),
        ("Abai region", "kk", "Абай облысы"),
        ("Uzbekistan+Kyrgyzstan", "ru", "Узбекистан + Кыргызстан"),
        ("Semey Pumps", "uz", "Semey Pumps"),
        ("tractor plant, Namangan", "en", "tractor plant, Namangan"),
        ("tractor plant, Namangan", "kk", "Наманган, зауыт (тракторлар)"),
        ("battery plant, Taldykorgan", "ru", "завод, Талдыкорган (аккумуляторы)"),
    ],
)
def test_areas_go_by_their_names_in_the_page_s_language(name: str, language: str, said: str) -> None:
    assert place_name(name, Messages(language)) == said


@pytest.mark.parametrize("language", ["kk", "uz", "ru"])
def test_every_product_and_plant_of_the_reader_has_a_name_in_the_page_s_language(language: str) -> None:
    names = {row["name"] for row in load_products()}
    assert names == load_product_names().keys()
    assert {name for name in names if product_name(name, language) == name} <= {"soda"}  # an Uzbek word too
    for name in names - {"soda"}:
        assert name not in place_name(f"{singular(name)} plant, Namangan", Messages(language))


def test_the_browser_gets_text_and_no_html(seen: Seeing) -> None:
    text = "<script>alert(1)</script>\n<img src=x onerror=alert(2)> " + TEXT
    content = content_of(seen(text=text, reading=replace(READING, claims=(), stops=(), doubts=())))
    assert content["passages"] == [[[text, []]]]
    body = (Path(frontend.__file__).parent / "article.js").read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML", body)


def test_arabic_script_runs_from_the_right(seen: Seeing) -> None:
    content = content_of(seen(reading=replace(READING, language="kk", script="Arab")))
    assert (content["language"], content["direction"]) == ("kk-Arab", "rtl")


def test_much_that_was_read_is_cut_and_said_to_be(seen: Seeing) -> None:
    many = tuple(replace(SHARE, start=0, stop=5) for _ in range(article.MAX_ROWS + 5))
    content = content_of(seen(reading=replace(READING, doubts=many)))
    table = content["tables"][2]
    assert len(table["rows"]) == article.MAX_ROWS
    assert table["more"] == f"The first {article.MAX_ROWS} of {article.MAX_ROWS + 5} are shown."


def test_json_is_as_the_command_prints_it(seen: Seeing) -> None:
    view = seen()
    assert downloads.as_json([view]).decode() == ArticleFacts(view.article.content, READING).as_json() + "\n"
    first, second = downloads.as_json([view, view]).decode().splitlines()
    assert first == second
    assert [fact["kind"] for fact in json.loads(first)["facts"]] == [
        *("export", "import", "export", "output", "output", "visit_stop")
    ]


def test_csv_has_every_detail(seen: Seeing) -> None:
    raw = downloads.as_csv([seen()])
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["figure"] for row in rows] == ["Exports", "Imports", "Exports", "Output", "Output", "Stop"]
    assert {
        name: rows[0][name]
        for name in ("file", "date of publication", "value", "lowest", "highest", "relation", "words")
    } == {
        **{"file": "pasted", "date of publication": "2024-01-09", "value": "31200000"},
        **{"lowest": "31150000", "highest": "31250000", "relation": "~", "words": "$31.2 million"},
    }
    assert (rows[5]["place"], rows[5]["number"], rows[5]["value"]) == ("old mill", "1", "")
