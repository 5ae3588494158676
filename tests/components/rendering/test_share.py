"""What a chart is passed on with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components.charts.registry import charts
from components.charts.spec import Chart, Selection
from components.pages import PAGES
from components.rendering.cards import render_article_card
from components.rendering.share import link_pairs, share_options
from components.urls.site_urls import server_urls
from components.view import View, in_language
from data.model.language import LANGUAGES
from tests.cards import cards
from tests.components.build import CHART_NAMES, build_chart
from tests.components.conftest import Seeing


def parts_of(chart: Chart, view: View, selection: Selection | None = None) -> dict[str, Any]:
    return share_options(chart, charts()[chart.name], selection or {}, server_urls(view.language), view.words)


def titled(view: View, title: str) -> dict[str, Any]:
    """What factory-output is passed on with under another title."""
    chart = build_chart("factory-output", view)
    return parts_of(replace(chart, text=replace(chart.text, title=title, source="S")), view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_names_its_page_its_embed_and_three_citations(language: str) -> None:
    view, selection = in_language(language), {"metric": ("exports", "imports")}
    chart, words = build_chart("trade-balance", view, **selection), view.words
    parts = parts_of(chart, view, selection)
    chosen = f"lang={language}&metric=exports&metric=imports"
    assert parts["link"] == f"/trade?{chosen}"
    assert parts["embed"] == f"/embed/trade-balance?{chosen}&theme=light"
    texts = {way["label"]: way["text"] for way in parts["ways"]}
    assert list(texts) == [words(f"share.{way}") for way in ("link", "embed", "apa", "bibtex", "gost")]
    link, embed, apa, bibtex, gost = texts.values()
    assert link == "$link"
    assert embed.startswith('<iframe src="$embed" title="')
    assert bibtex.partition("{")[2].partition(",")[0] == (f"almaty-uzbekistan-trade-balance-exports-imports-{language}")
    for cited in (apa, bibtex, gost):
        assert chart.text.title in cited
        assert words("site.name") in cited
        assert "$link" in cited
    assert "$long" in apa
    assert "$iso" in bibtex
    assert chart.text.source in bibtex
    assert "$dotted" in gost
    assert parts["days"][3] == words.numbers.date("2000-04-22")


def test_bibtex_keeps_what_it_would_take_for_its_own(view: View) -> None:
    bibtex = titled(view, "5 % of {A_B} & $1 #2")["ways"][3]["text"]
    assert r"title = {{5 \% of \{A\_B\} \& \$1 \#2}}" in bibtex
    assert bibtex.count("{") == bibtex.count("}")


def test_a_title_cannot_leave_the_embed_code(view: View) -> None:
    code = titled(view, '"><script>')["ways"][1]["text"]
    assert 'title="&#34;&gt;&lt;script&gt;"' in code
    assert code.count("<script>") == 1  # its own, which sets the height


def test_a_page_with_several_charts_is_told_which(view: View) -> None:
    links = {name: parts_of(build_chart(name, view), view)["link"] for name in CHART_NAMES}
    assert len(set(links.values())) == len(CHART_NAMES)
    assert links["national-trade"] == "/record?lang=en"
    assert links["works-in-time"] == "/record?lang=en&chart=works-in-time"


def test_every_chart_belongs_to_a_page() -> None:
    assert {spec.page for spec in charts().values()} <= {page.path for page in PAGES}
    assert link_pairs(charts()["national-trade"], {"years": ("2020-2023",)}) == [("years", "2020-2023")]


def test_what_a_reader_gave_has_no_address(seen: Seeing) -> None:
    article = seen()
    chart = build_chart("trade-balance", article.with_chosen(article.trade_groups[0]), metric=("exports", "imports"))
    (card,) = cards(render_article_card(chart, article.words))
    assert not card.element.find_class("card-share") and not card.downloads
    assert card.element.get("data-url") is None
    assert card.payload["figures"]


def test_the_link_of_a_selection_leads_to_the_same_chart(view: View) -> None:
    spec = charts()["national-trade"]
    query = {"metric": ["exports"], "side": ["uzbekistan"], "confidence": ["high"], "years": ["2020-2023"]}
    selection = spec.select(query, view)
    chart = build_chart(spec.name, view, **selection)
    link = parts_of(chart, view, selection)["link"]
    assert link == "/record?lang=en&metric=exports&side=uzbekistan&confidence=high&years=2020-2023"
    assert {row[0][0].text for row in chart.rows if row[-1][0].text} == {"2020", "2021", "2022", "2023"}
