"""What a chart is passed on with."""

from __future__ import annotations

from typing import Any

import pytest

from components import cards, record, record_cards, share
from components.catalogue import CHARTS, NotOfferedError, chart, nearest
from components.record import Filter
from components.site import HOMES, PAGES, SWITCH
from components.view import View, in_language
from tests.components.conftest import Seeing


@pytest.mark.parametrize("language", SWITCH)
def test_a_chart_names_its_page_its_embed_and_three_citations(language: str) -> None:
    made = cards.trade(in_language(language), ("exports", "imports"))
    words = in_language(language).words
    parts = share.parts(made.name, made.query, made.story.title, made.story.source, words)
    picked = f"lang={language}&metric=exports&metric=imports"
    assert parts["link"] == f"/trade?{picked}"
    assert parts["embed"] == f"/embed/trade-balance?{picked}&theme=light"
    assert bibtex_key(parts) == f"almaty-uzbekistan-trade-balance-exports-imports-{language}"
    texts = {way["label"]: way["text"] for way in parts["share"]}
    assert list(texts) == [words(f"share.{way}") for way in ("link", "embed", "apa", "bibtex", "gost")]
    _, embed, apa, bibtex, gost = texts.values()
    assert embed.startswith('<iframe src="$embed" title="')
    for cited in (apa, bibtex, gost):
        assert made.story.title in cited
        assert words("site.name") in cited
        assert "$link" in cited
    assert "$long" in apa
    assert "$iso" in bibtex
    assert made.story.source in bibtex
    assert "$dotted" in gost
    assert parts["days"][3] == words.numbers.date("2000-04-22")


def bibtex_key(parts: dict[str, Any]) -> str:
    return str(parts["share"][3]["text"]).partition("{")[2].partition(",")[0]


def test_bibtex_keeps_what_it_would_take_for_its_own(view: View) -> None:
    parts = share.parts("factory-output", (), "5 % of {A_B} & $1 #2", "S", view.words)
    bibtex = parts["share"][3]["text"]
    assert r"title = {{5 \% of \{A\_B\} \& \$1 \#2}}" in bibtex
    assert bibtex.count("{") == bibtex.count("}")


def test_a_title_cannot_leave_the_embed_code(view: View) -> None:
    parts = share.parts("factory-output", (), '"><script>', "S", view.words)
    code = parts["share"][1]["text"]
    assert 'title="&#34;&gt;&lt;script&gt;"' in code
    assert code.count("<script>") == 1  # its own, which sets the height


def test_a_page_with_several_charts_is_told_which(view: View) -> None:
    links = {name: share.link(name, (), "en") for name in CHARTS}
    assert len(set(links.values())) == len(CHARTS)
    assert links["national-trade"] == "/record?lang=en"
    assert links["works-in-time"] == "/record?lang=en&chart=works-in-time"


def test_what_a_reader_gave_has_no_address(seen: Seeing) -> None:
    article = seen()
    made = cards.trade(article.of(tuple(article.trades[0])), ("exports", "imports"))
    assert made.query is None
    assert share.parts(made.name, made.query, "", "", article.words)["link"] == ""


def test_the_record_s_filter_is_in_the_address(view: View) -> None:
    picked = Filter("exports", ("uzbekistan",), ("high",), (2020, 2023))
    made = record_cards.national(view, picked)
    assert made
    assert made.query
    assert share.link(made.name, made.query, "en") == (
        "/record?lang=en&metric=exports&side=uzbekistan&confidence=high&years=2020-2023"
    )
    again = chart(
        made.name, view, {"metric": ["exports"], "side": ["uzbekistan"], "confidence": ["high"], "years": ["2020-2023"]}
    )
    assert again
    assert again.rows == made.rows


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_a_home_and_can_be_made_by_name(name: str, view: View) -> None:
    assert HOMES[name] in {page.path for page in PAGES}
    made = chart(name, view, {})
    assert made
    assert made.name == name
    assert made.query == ()


@pytest.mark.parametrize(
    ("name", "asked", "options"),
    [
        ("trade-balance", {"metric": ["cats"]}, ("turnover", "exports", "balance", "imports")),
        ("trade-balance", {"kind": ["culture"]}, ("metric",)),
        ("factory-output", {"metric": ["exports"]}, ()),
        (
            "visit-timeline",
            {"kind": ["culture", "war"]},
            ("industry", "business", "diplomacy", "culture", "remembrance"),
        ),
    ],
)
def test_what_is_no_choice_is_refused_with_the_choices(
    name: str, asked: dict[str, list[str]], options: tuple[str, ...], view: View
) -> None:
    with pytest.raises(NotOfferedError) as refused:
        chart(name, view, asked)
    assert set(refused.value.options) == set(options)


def test_years_that_are_none_are_refused_with_those_that_are_told_of(view: View) -> None:
    with pytest.raises(NotOfferedError) as refused:
        chart("national-trade", view, {"years": ["long ago"]})
    first, last = record.years(view)
    assert refused.value.options == (f"{first}-{last}",)


def test_what_is_picked_is_drawn(view: View) -> None:
    made = chart("visit-timeline", view, {"kind": ["industry,culture"]})
    assert made
    assert {row[1][0].text for row in made.rows} == {"Industry", "Culture"}
    assert chart("trade-to-date", view, {"side": ["kazakhstan"], "years": ["2009-2010"]}) is None
    assert nearest("trade-to-date", view, {"side": ["kazakhstan"], "years": ["2009-2010"]})


@pytest.mark.parametrize("years", ["1901-1902", "0001-9999", "٢٠١٠-٢٠١٢", "2010"])
def test_years_beyond_those_told_of_are_refused(years: str, view: View) -> None:
    with pytest.raises(NotOfferedError):
        chart("national-trade", view, {"years": [years]})


def test_of_one_choice_there_is_one(view: View) -> None:
    with pytest.raises(NotOfferedError) as refused:
        chart("national-trade", view, {"metric": ["exports", "imports"]})
    assert refused.value.value == "exports,imports"


def test_a_page_s_own_way_is_to_leave_out_what_is_none(view: View) -> None:
    wished = {"metric": ["exports", "cats", "imports"], "utm_source": ["x"]}
    made = nearest("national-trade", view, wished)
    assert made
    assert made.query == (("metric", "exports"),)
