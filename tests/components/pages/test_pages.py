"""Pages as data: blocks for every page, language and address, and what readers find in them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from components.charts.spec import Query
from components.i18n import Messages
from components.pages import PAGES, blocks
from components.pages.blocks import ArticleForm, Block, ChartCard, Heading, Note, Problems
from components.pages.spec import PageSpec, build
from components.rendering.blocks import _RENDERERS
from components.view import View
from data.model.language import LANGUAGES
from tests.cards import Card, cards, text_of
from tests.components.build import CHARTS_BY_PAGE, PAGES_BY_KEY, page_html


def said(page: str, view: View, query: Query | None = None) -> str:
    """All that a page says, as text."""
    return text_of(html.fromstring(page_html(page, view, query)))


def notes(page: str, view: View, query: Query) -> list[str]:
    """What is said of choices in the address that there are none of."""
    return [
        block.text for block in build(PAGES_BY_KEY[page], view, query) if isinstance(block, Note) and block.on_filter
    ]


def card(page: str, view: View, query: Query | None = None) -> Card:
    """The first card of a page."""
    return cards(page_html(page, view, query))[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_page_is_blocks_in_every_language(page: PageSpec, language: str, view: View) -> None:
    seen = View(view.data, language)
    found = build(page, seen, {})
    assert [type(block) for block in found].count(Heading) == 1
    assert isinstance(found[0], Heading)
    assert sorted(block.spec.name for block in found if isinstance(block, ChartCard)) == CHARTS_BY_PAGE[page.key]
    assert all(block.chart for block in found if isinstance(block, ChartCard))
    assert not [block for block in found if isinstance(block, Problems | Note) and getattr(block, "on_filter", True)]
    assert any(isinstance(block, ArticleForm) for block in found) == (page.key == "read")
    words = Messages(language)
    text = said(page.key, seen)
    assert words("site.footer") in text
    assert words("problem.title") not in text
    for one in cards(page_html(page, seen)):
        assert words("card.download") in [text_of(summary) for summary in one.element.iter("summary")]


def test_every_kind_of_block_has_a_renderer() -> None:
    kinds = {kind for kind in vars(blocks).values() if isinstance(kind, type) and issubclass(kind, Block)} - {Block}
    assert kinds == set(_RENDERERS)
    assert set(Block.__subclasses__()) == kinds


@pytest.mark.parametrize("value", ["foo", "<script>alert(1)</script>", "9" * 5000, "’; drop table", "metric"])
def test_an_unknown_value_is_a_quiet_note_with_the_choices(value: str, view: View) -> None:
    (note,) = [block for block in build(PAGES_BY_KEY["trade"], view, {"metric": [value]}) if isinstance(block, Note)]
    assert note.on_filter
    assert note.text == view.words("filter.unknown", value=value[:40], options="turnover, exports, balance, imports")
    tree = html.fromstring(page_html("trade", view, {"metric": [value]}))
    assert [text_of(shown) for shown in tree.xpath("//*[@data-filter-note]")] == [note.text]
    assert len(note.text) < 300
    assert len(card("trade", view, {"metric": [value]}).rows) == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("metric", "foo"), ("metric", "exports,imports"), ("side", "x"), ("confidence", "’; drop"), ("years", "abc")),
        *(("years", "9" * 500), ("years", "2030-2040"), ("years", "1990-1995"), ("years", "2017-2018,2019-2020")),
    ],
)
def test_a_wrong_filter_of_the_record_is_a_quiet_note(name: str, value: str, view: View) -> None:
    found = build(PAGES_BY_KEY["record"], view, {name: [value]})
    (note,) = [block.text for block in found if isinstance(block, Note) and block.on_filter]
    assert "Not among the choices here" in note
    assert len(note) < 300
    drawn = {block.spec.name for block in found if isinstance(block, ChartCard) and block.chart}
    assert drawn == set(CHARTS_BY_PAGE["record"])


def test_a_note_a_parameter_and_none_for_what_is_no_filter_of_the_page(view: View) -> None:
    query = {"metric": ["x"], "years": ["y"], "kind": ["z"], "cats": ["1"], "side": ["open"]}
    told = [note.partition(": ")[2][0] for note in notes("record", view, query)]
    assert told == ["x", "y"]
    assert notes("factory", view, query) == []


def test_an_unknown_language_is_a_quiet_note(view: View) -> None:
    for page in PAGES:
        (note,) = notes(page.key, view, {"lang": ["xx"]})
        assert "xx" in note and "kk, uz, ru, en" in note
        assert notes(page.key, view, {"lang": ["kk"]}) == []


def test_one_right_value_among_wrong_ones_is_kept(view: View) -> None:
    assert [row[0] for row in card("trade", view, {"metric": ["foo", "balance"]}).rows] == ["Balance"]
    assert notes("trade", view, {"metric": ["foo", "balance"]})


# What readers find.


def test_the_overview_says_the_finding_and_every_headline(view: View) -> None:
    text = said("overview", view)
    assert "Almaty region traded 36 million dollars with Uzbekistan in 2017 and bought more than it sold" in plain(text)
    for figure in ("Turnover 36 million dollars, 2017", "Exports 15.8", "Imports 20.2", "Balance −4.4"):
        assert figure in plain(text)
    for figure in ("1,500", "6,000", "× 4", "+300%", "3.5–4.5", "−4.5 to −4.3"):
        assert figure in plain(text)


def plain(text: str) -> str:
    """With ordinary spaces only."""
    return text.replace("\u00a0", " ")


def test_every_headline_is_a_way_to_its_words(view: View) -> None:
    body = page_html("overview", view)
    for phrase in ("36 миллион АҚШ долларын", "15,8 млн долларды", "20,2 млн долларға", "1,5 мың дананы"):
        assert f'<q lang="kk">{phrase}</q>' in body


def test_a_filter_changes_chart_table_and_links(view: View) -> None:
    whole, chosen = card("trade", view), card("trade", view, {"metric": ["imports", "exports"]})
    assert [row[0] for row in whole.rows] == ["Turnover", "Exports", "Balance", "Imports"]
    assert whole.chosen == {"metric": []}
    assert [row[0] for row in chosen.rows] == ["Exports", "Imports"]
    assert chosen.chosen == {"metric": ["exports", "imports"]}
    links = {value: link.get("href") for value, link in chosen.options["metric"].items()}
    assert links["imports"] == "/trade?lang=en&metric=exports"
    assert links["turnover"] == "/trade?lang=en&metric=turnover&metric=exports&metric=imports"
    (clear,) = chosen.element.find_class("filter-clear")
    assert clear.get("href") == "/trade?lang=en"
    data = chosen.element.get("data-url")
    assert data == "/charts/trade-balance.json?lang=en&metric=exports&metric=imports"
    assert chosen.downloads["csv"][0] == "/charts/trade-balance.csv?lang=en&metric=exports&metric=imports"
    assert chosen.downloads["png"] == (
        "/charts/trade-balance.png?lang=en&theme=light&metric=exports&metric=imports",
        "almaty-uzbekistan-trade-balance-exports-imports-2017.png",
    )


def test_a_link_restores_the_filter(view: View) -> None:
    query = {"metric": ["imports"]}
    title = "Almaty region bought 20.2\u00a0million dollars worth of goods from Uzbekistan in 2017"
    assert card("trade", view, query).title == title
    assert notes("trade", view, query) == []


def test_a_selection_is_kept_when_the_language_changes(view: View) -> None:
    tree = html.fromstring(page_html("trade", view, {"metric": ["exports"], "cats": ["1"]}))
    links = {link.get("hreflang"): link.get("href") for link in tree.xpath('//nav[@class="languages"]/a')}
    assert links == {language: f"/trade?lang={language}&metric=exports" for language in LANGUAGES}
    pages = [link.get("href") for link in tree.xpath('//nav[@class="pages"]/a')]
    assert pages == [f"/{page.path}?lang=en" for page in PAGES]


def test_exports_and_imports_are_checked_against_turnover(view: View) -> None:
    line = "15.8 + 20.2 = 36 million dollars: exports and imports add up to the stated turnover of 36"
    assert line in plain(said("trade", view))


def test_the_trade_page_says_the_region_s_share_in_the_country(view: View) -> None:
    text = said("trade", view)
    assert "1.8%" in text
    assert "1.73–1.88%" in text


def test_stops_are_filtered_by_kind(view: View) -> None:
    shown = card("visit", view, {"kind": ["culture"]})
    assert shown.title == "Culture: 2 of 6 stops on the visit’s first day"
    assert [row[1] for row in shown.rows] == ["Culture", "Culture"]


def test_commitments_are_a_table_with_their_words(view: View) -> None:
    text = said("visit", view)
    for part in ("Offered", "Promised", "Done", "Discussed", "жеке бөлмесі әзірленіп", "Nodir Otajonov"):
        assert part in text


def test_sources_show_span_period_rounding_and_link(view: View) -> None:
    text = plain(said("sources", view))
    for part in (
        "characters 1451–1474",
        "to 0.1 million dollars, so it could be 15.75–15.85",
        "“былтыр” (last year)",
        "900 seats",
        "bcef28c6dba8",
    ):
        assert part in text
    assert page_html("sources", view).count("#:~:text=") >= 6


def test_the_factory_says_that_it_is_a_rate(view: View) -> None:
    shown = card("factory", view)
    assert "annual rate given on a tour" in shown.caveat
    assert "5,500–6,500" in shown.alt


def test_the_record_shows_contradictions_and_where_it_is_from(view: View) -> None:
    text = said("record", view)
    ends = {"low": "4.6 billion dollars", "high": "5.0 billion dollars"}
    assert view.words("record.finding", year="2022", **ends) in plain(text)
    assert view.words("reason.side") in text
    assert "April 12, 2018" in text


def test_a_link_restores_the_filters_of_the_record(view: View) -> None:
    query = {"metric": ["exports"], "side": ["uzbekistan"], "confidence": ["high"], "years": ["2020-2023"]}
    shown = card("record", view, query)
    assert notes("record", view, query) == []
    assert {row[3] for row in shown.rows} == {view.words("record.side.uzbekistan")}
    assert {row[0] for row in shown.rows} == {"2022"}
    assert shown.downloads["csv"][1] == (
        "almaty-uzbekistan-national-trade-exports-uzbekistans-statistics-trusted-2020-2023.csv"
    )
    assert ends(shown) == {"first": "2020", "last": "2023"}
    chosen = {"metric": ["exports"], "side": ["uzbekistan"], "confidence": ["high"], "years": []}
    assert shown.chosen == chosen
    (more,) = shown.element.find_class("filter-more")
    assert more.get("open") is not None  # what is selected within is seen


def ends(shown: Card) -> dict[str, Any]:
    """First and last year that a card's filter has selected."""
    return {
        select.get("data-end"): select.find("option[@selected]").text for select in shown.element.iterfind(".//select")
    }


def test_of_the_record_all_years_and_the_first_flow_are_shown_at_first(view: View) -> None:
    shown = card("record", view)
    assert ends(shown) == {"first": "2009", "last": "2025"}
    assert shown.chosen["metric"] == ["turnover"]
    links = {value: link.get("href") for value, link in shown.options["metric"].items()}
    assert links["turnover"] == "/record?lang=en"
    assert links["imports"] == "/record?lang=en&metric=imports"
    (more,) = shown.element.find_class("filter-more")
    assert more.get("open") is None
    assert not shown.element.find_class("filter-clear")
    imports = card("record", view, {"metric": ["imports"]})
    assert imports.title.startswith("Imports from Uzbekistan in 2022: 1.3\u00a0billion dollars")
    assert imports.options["metric"]["turnover"].get("href") == "/record?lang=en"
    reversed_years = card("record", view, {"years": ["2018-2017"]})
    assert {row[0] for row in reversed_years.rows} == {"2017", "2018"}
    assert ends(reversed_years) == {"first": "2017", "last": "2018"}


def test_filters_that_leave_nothing_say_so_and_can_be_undone(view: View) -> None:
    query = {"metric": ["balance"], "side": ["open"]}
    shown = cards(page_html("record", view, query))
    nothing = view.words("record.nothing")
    empty = {"national-trade": nothing, "trade-to-date": nothing}
    assert {one.name: one.empty for one in shown} == {**dict.fromkeys(CHARTS_BY_PAGE["record"], ""), **empty}
    assert not shown[0].svgs and not shown[0].downloads and not shown[0].rows
    assert shown[0].options["metric"]["turnover"].get("href") == "/record?lang=en&side=open"
    assert shown[0].title


def test_ids_are_there_once_and_links_within_a_page_lead_somewhere(view: View) -> None:
    for page in PAGES:
        body = page_html(page, view)
        ids = re.findall(r'\sid="([^"]+)"', body)
        assert len(ids) == len(set(ids)), page.key
        assert set(re.findall(r'href="#([^"]+)"', body)) <= set(ids), page.key
        # What an SVG refers to is its own.
        assert set(re.findall(r"url\(#([^)]+)\)", body)) <= set(ids), page.key
