"""Pages as data: blocks for every page, language and address, and what readers find in them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from components.charts.spec import Query
from components.i18n import Messages
from components.pages import PAGES, blocks
from components.pages.blocks import ArticleForm, Block, Heading, Note, Problems
from components.pages.spec import PageSpec, build, cards_of
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
    assert sorted(block.spec.name for block in cards_of(found)) == CHARTS_BY_PAGE[page.key]
    assert all(block.chart for block in cards_of(found))
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
    found = build(PAGES_BY_KEY["trade"], view, {"metric": [value]})
    (note,) = [block for block in found if isinstance(block, Note) and block.on_filter]
    assert note.text == view.words("filter.unknown", value=value[:40], options="turnover, exports, imports, balance")
    tree = html.fromstring(page_html("trade", view, {"metric": [value]}))
    assert [text_of(shown) for shown in tree.xpath("//*[@data-filter-note]")] == [note.text]
    assert len(note.text) < 300
    assert card("trade", view, {"metric": [value]}).rows == card("trade", view).rows


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
    drawn = {block.spec.name for block in cards_of(found) if block.chart}
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


def plain(text: str) -> str:
    """With ordinary spaces only."""
    return text.replace("\u00a0", " ")


def test_a_filter_changes_chart_table_and_links(view: View) -> None:
    whole, chosen = card("trade", view), card("trade", view, {"metric": ["imports", "exports"]})
    assert [row[0] for row in whole.rows[:4]] == ["Turnover", "Exports", "Imports", "Balance"]
    assert whole.chosen["metric"] == []
    assert [row[0] for row in chosen.rows] == ["Exports", "Imports"]
    assert chosen.chosen["metric"] == ["exports", "imports"]
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


def test_a_link_restores_the_filters(view: View) -> None:
    query = {"reporter": ["turkistan-region"], "metric": ["imports"]}
    title = "Turkistan region and Uzbekistan, 2023: imports 168.7\u00a0million dollars"
    assert card("trade", view, query).title == title
    assert notes("trade", view, query) == []


def test_a_filter_lists_what_goes_with_the_others_and_a_choice_clears_what_does_not(view: View) -> None:
    def listed(shown: Card) -> dict[str, list[str]]:
        groups = {group.get("data-parameter"): group for group in shown.element.find_class("filter")}
        return {
            name: [link.get("data-value") for link in group.find_class("filter-option") if link.get("hidden") is None]
            for name, group in groups.items()
            if group.get("hidden") is None
        }

    whole = listed(card("trade", view))
    assert {"almaty-region", "kazakhstan", "turkistan-region", "south-kazakhstan-region"} < {*whole["reporter"]}
    assert "almaty-region-2022" not in whole["reporter"]  # the region in its other boundaries
    assert whole["partner"] == ["uzbekistan", "world"]
    one_year = card("trade", view, {"reporter": ["turkistan-region"]})
    assert {*listed(one_year)} == {"reporter", "metric", "currency"}  # there is no choice of partner and year
    several = card("trade", view, {"reporter": ["kazakhstan"], "years": ["2017-2020"], "metric": ["exports"]})
    links = {value: link.get("href") for value, link in several.options["reporter"].items()}
    assert links["turkistan-region"] == "/trade?lang=en&reporter=turkistan-region&metric=exports"
    assert [select.get("data-end") for select in several.element.iter("select")] == ["first", "last"]
    years = [
        option.text for select in several.element.iter("select") for option in select if "selected" in option.attrib
    ]
    assert years == ["2017", "2020"]


def test_a_selection_is_kept_when_the_language_changes(view: View) -> None:
    tree = html.fromstring(page_html("trade", view, {"metric": ["exports"], "cats": ["1"]}))
    links = {link.get("hreflang"): link.get("href") for link in tree.xpath('//nav[@class="languages"]/a')}
    assert links == {language: f"/trade?lang={language}&metric=exports" for language in LANGUAGES}
    pages = [link.get("href") for link in tree.xpath('//nav[@class="pages"]/a')]
    assert pages == [f"/{page.path}?lang=en" for page in PAGES]


def test_the_trade_page_says_its_newest_figure_and_opens_with_the_newest_full_account(view: View) -> None:
    text = plain(said("trade", view))
    assert "Almaty region’s trade with Uzbekistan: 171 million dollars in January–August 2024" in text
    assert "Almaty region in its boundaries since June 2022, without Jetisu region." in text
    shown = card("trade", view)
    assert plain(shown.title) == "Almaty region and Uzbekistan, 2017: imports exceed exports by 4.4 million dollars"
    shares = [row for row in shown.rows if "share" in row[0].lower()]
    assert {"4.97%", "1.66%", "2.35%"} <= {row[1].removeprefix("about ") for row in shares}


def test_the_record_says_how_much_by_whom_and_where_it_is_from(view: View) -> None:
    text = plain(said("record", view))
    assert "Kazakhstan and Uzbekistan traded 4.76 billion dollars in 2025, about 2.4 times as much as in 2017" in text
    for part in ("Later revised", "The other side’s count", "April 12, 2018", "Goods sold on through a third country"):
        assert part in text
    assert "may be one number after all" not in text


def test_a_link_restores_the_filters_of_the_record(view: View) -> None:
    query = {"metric": ["exports"], "side": ["uzbekistan"], "confidence": ["high"], "years": ["2020-2023"]}
    shown = card("record", view, query)
    assert notes("record", view, query) == []
    # The official series of those years, and of the reports those that are asked for.
    assert [row[0] for row in shown.rows if row[4] == "Official"] == ["2023", "2022", "2021", "2020"]
    assert [row[2] for row in shown.rows if row[4] == "High"] == [view.words("record.side.uzbekistan")]
    assert shown.downloads["csv"][1] == (
        "almaty-uzbekistan-national-trade-exports-uzbekistans-statistics-high-2020-2023.csv"
    )
    assert ends(shown) == {"first": "2020", "last": "2023"}
    chosen = {"metric": ["exports"], "side": ["uzbekistan"], "confidence": ["high"], "years": []}
    assert shown.chosen == {**chosen, "reports": ["official"]}
    (more,) = shown.element.find_class("filter-more")
    assert more.get("open") is not None  # what is selected within is seen


def ends(shown: Card) -> dict[str, Any]:
    """First and last year that a card's filter has selected."""
    return {
        select.get("data-end"): select.find("option[@selected]").text for select in shown.element.iterfind(".//select")
    }


def test_of_the_record_all_years_and_the_first_flow_are_shown_at_first(view: View) -> None:
    shown = card("record", view)
    assert ends(shown) == {"first": "1995", "last": "2025"}
    assert shown.chosen["metric"] == ["turnover"]
    links = {value: link.get("href") for value, link in shown.options["metric"].items()}
    assert list(links) == ["turnover", "exports", "imports", "balance"]
    assert links["turnover"] == "/record?lang=en"
    assert links["imports"] == "/record?lang=en&metric=imports"
    (more,) = shown.element.find_class("filter-more")
    assert more.get("open") is None
    assert not shown.element.find_class("filter-clear")
    imports = card("record", view, {"metric": ["imports"]})
    assert imports.title.startswith("Imports from Uzbekistan: 1.28\u00a0billion dollars in 2025")
    assert imports.options["metric"]["turnover"].get("href") == "/record?lang=en"
    reversed_years = card("record", view, {"years": ["2018-2017"]})
    assert {row[0] for row in reversed_years.rows if row[4]} == {"2017", "2018"}
    assert ends(reversed_years) == {"first": "2017", "last": "2018"}


def test_filters_that_leave_nothing_say_so(view: View) -> None:
    shown = cards(page_html("record", view, {"metric": ["balance"], "side": ["open"]}))
    empty = {one.name: one.empty for one in shown if one.empty}
    assert empty == {"trade-to-date": view.words("record.nothing")}
    (chart,) = [one for one in shown if one.empty]
    assert chart.title and not chart.svgs and not chart.downloads and not chart.rows


def test_ids_are_there_once_and_links_within_a_page_lead_somewhere(view: View) -> None:
    for page in PAGES:
        body = page_html(page, view)
        ids = re.findall(r'\sid="([^"]+)"', body)
        assert len(ids) == len(set(ids)), page.key
        assert set(re.findall(r'href="#([^"]+)"', body)) <= set(ids), page.key
        # What an SVG refers to is its own.
        assert set(re.findall(r"url\(#([^)]+)\)", body)) <= set(ids), page.key
