"""/sources: every figure once, with its words; search, filters and orders; and what it claims of itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from lxml import html  # type: ignore[import-untyped]

from components.i18n.letter_case import capitalize_first
from components.pages import figure_list, provenance
from components.pages.blocks import Fold, Note, Record, RecordTable
from components.pages.figure_records import KINDS, RELIABILITIES, figure_record, kind_of, reliability
from components.pages.figure_usage import pages_by_figure
from components.pages.source_table import source_table
from components.pages.spec import build
from components.rendering import blocks as rendered
from components.rendering.cards import RenderContext
from components.urls.site_urls import StaticUrls, server_urls
from components.view import View
from data.analysis.quotation_coverage import quotation_coverage
from data.analysis.subject import COUNTRY, PARTNER
from data.model.language import LANGUAGES
from tests.cards import text_of
from tests.components.build import PAGES_BY_KEY, page_html
from tests.components.pages.test_pages import plain


def listed(view: View, **query: str) -> list[Record]:
    return list(figure_list.figure_table(view, {name: [text] for name, text in query.items()}).records)


def terms(name: str, view: View) -> dict[str, str]:
    return dict(figure_record(view.facts[name], view).terms)


def test_every_figure_is_listed_once_and_computed_ones_apart(view: View) -> None:
    kinds = Counter(kind_of(fact) for fact in view.facts.values())
    shown = Counter(record.options["kind"][0] for record in listed(view))
    assert shown == {kind: n for kind, n in kinds.items() if kind in KINDS}
    assert set(kinds) - set(shown) == {"derived"}
    assert len(figure_list.computed_table(view, {}).records) == kinds["derived"]


def test_the_newest_of_the_trade_of_region_and_country_come_first(view: View) -> None:
    facts = [fact for fact in view.facts.values() if fact.basis != "derived"]
    sides = (COUNTRY, *view.territories)
    trade = [fact for fact in facts if fact.reporter in sides and fact.partner == PARTNER and not fact.product]
    newest = max(fact.period or "" for fact in trade if fact.modality == "actual")
    rows = listed(view)
    assert plain(rows[0].cells[2]) == plain(capitalize_first(view.words.numbers.date(newest)))
    parties = [row.more for row in rows[:10]]
    assert all(text.endswith("– Uzbekistan") for text in parties)
    assert "Almaty region since June 2022 – Uzbekistan" in parties
    assert rows[-1].options["page"] == ("none",)
    (head,) = html.fromstring(page_html("sources", view)).xpath("//table[@data-table='figures']/thead")
    assert not head.xpath(".//th[@aria-sort]")  # the order is that of no column


def test_rows_of_a_year_searched_for_come_before_those_that_only_name_it(view: View) -> None:
    found = ["2019" in row.cells[2] for row in listed(view, q="2019")]
    assert found == sorted(found, reverse=True)
    assert set(found) == {True, False}
    by_source = [row.cells[3].casefold() for row in listed(view, q="2019", sort="source")]
    assert by_source == sorted(by_source)


def test_few_are_in_the_first_response(view: View) -> None:
    facts = [fact for fact in view.facts.values() if fact.basis != "derived"]
    tree = html.fromstring(page_html("sources", view))
    for table in tree.xpath("//table[@data-table]"):
        assert len(table.xpath("tbody")) == figure_list.LIMIT < int(table.get("data-total"))
    whole = html.fromstring(page_html("sources", view, {"show": ["figures"]}))
    assert len(whole.xpath("//table[@data-table='figures']/tbody")) == len(facts)
    assert [fold.is_open for fold in build(PAGES_BY_KEY["sources"], view, {}) if isinstance(fold, Fold)] == [False] * 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_leaves_the_figures_of_its_option(kind: str, view: View) -> None:
    chosen = [fact for fact in view.facts.values() if kind_of(fact) == kind]
    assert len(listed(view, kind=kind)) == len(chosen)
    judged = Counter(reliability(fact) for fact in chosen)
    for confidence in RELIABILITIES:
        assert len(listed(view, kind=kind, confidence=confidence)) == judged[confidence]


def test_a_page_has_the_figures_of_its_charts_whatever_their_filters_select(view: View) -> None:
    used = pages_by_figure(view)
    assert "trade" in used["turnover-2017"]
    assert "factory" in used[view.output["now"].id]
    on_record = [fact for fact in view.facts.values() if "record" in used.get(fact.id, ()) and fact.basis != "derived"]
    assert len(listed(view, page="record")) == len(on_record) > 50
    unused = [fact for fact in view.facts.values() if fact.id not in used and fact.basis != "derived"]
    assert len(listed(view, page="none")) == len(unused)


def test_a_search_finds_all_its_words_in_any_field_case_and_order(view: View) -> None:
    russian = View(view.data, "ru")
    for text in ("15,8 млн долларов", "ДОЛЛАРДЫ 2017", "долларды  алматинская"):
        (record,) = listed(russian, q=text, kind="read")
        assert record.words and record.words.text == "«15,8 млн долларды»"
    assert listed(russian, q="15,8 дом") == []
    assert len(listed(russian, q=" ")) == len(listed(russian))


def test_a_column_orders_both_ways_and_its_heading_says_so(view: View) -> None:
    for column, cell in (("source", 3), ("figure", 0)):
        texts = [record.cells[cell].casefold() for record in listed(view, sort=column)]
        assert texts == sorted(texts)
        assert listed(view, sort=f"-{column}") == listed(view, sort=column)[::-1]
    tree = html.fromstring(page_html("sources", view, {"sort": ["-source"], "kind": ["read"]}))
    (heading,) = tree.xpath("//th[@aria-sort]")
    assert (heading.get("aria-sort"), text_of(heading)) == ("descending", "Source")
    assert heading.find("a").get("href") == "/sources?lang=en&kind=read&sort=source"
    assert tree.xpath("//form//input[@name='sort']/@value") == ["-source"]


def test_an_unknown_option_is_a_note_and_leaves_all(view: View) -> None:
    found = build(PAGES_BY_KEY["sources"], view, {"kind": ["foo"], "q": ["a, b"]})
    (note,) = [block.text for block in found if isinstance(block, Note)]
    assert "foo" in note and "read, quoted, unquoted, official" in note
    assert len(listed(view, kind="foo")) == len(listed(view))


def test_a_row_opens_to_words_translation_range_place_and_checksum(view: View) -> None:
    record = figure_record(view.facts["exports-2017"], view)
    assert record.words and (record.words.text, record.words.language) == ("“15,8 млн долларды”", "kk")
    assert record.cells == [
        "Exports",
        "15.8\u00a0million dollars",
        "2017",
        "KazInform, April 2018 (inferred)",
        "Not judged",
    ]
    shown = dict(record.terms)
    assert shown["Range (rounding)"] == "15.75–15.85; printed to the nearest 0.1\u00a0million dollars"
    assert shown["Place in the text"] == "characters 1503–1520, counted from 0"
    assert shown["Text checksum (SHA-256)"].startswith("bcef28c6dba8")
    assert shown["Translation"] == "“15.8 million dollars” (our translation)"
    assert "“былтыр” (“last year”, our translation)" in shown["How the period is known"]
    (link,) = record.links
    assert link.link and link.link.endswith(
        "#:~:text=15%2C8%20%D0%BC%D0%BB%D0%BD%20%D0%B4%D0%BE%D0%BB%D0%BB%D0%B0%D1%80%D0%B4%D1%8B"
    )
    kazakh = dict(figure_record(view.facts["exports-2017"], View(view.data, "kk")).terms)
    assert "Аудармасы" not in kazakh  # the words are in the reader's own language


def test_a_share_that_its_source_prints_stands_beside_the_one_computed(view: View) -> None:
    fact = view.facts["nova-4402149-exports-share-2023-01-2023-03"]
    assert (fact.value, fact.basis) == (76.7, "stated")
    assert dict(figure_record(fact, view).terms)["Our calculation"] == "76.7%: agrees within rounding"
    turnover = next(one for one in view.facts.values() if one.source == fact.source and one.metric == "turnover")
    assert "Our calculation" not in dict(figure_record(turnover, view).terms)


def test_words_that_are_not_known_are_said_to_be_so_and_counted(view: View) -> None:
    quoted, stated = quotation_coverage(view.facts.values())
    assert (quoted, stated) == (
        len(listed(view, kind="read")) + len(listed(view, kind="quoted")),
        quoted + len(listed(view, kind="unquoted")),
    )
    assert f"Words are known for {quoted} of {stated} figures" in text_of(html.fromstring(page_html("sources", view)))
    transcribed = next(fact for fact in view.facts.values() if kind_of(fact) == "quoted")
    record = figure_record(replace(transcribed, phrase=None), view)
    assert record.words and record.words.text == "Words not known"
    assert record.links[0].text == "Open the page" and "#" not in str(record.links[0].link)


def test_every_source_is_listed_with_its_date_language_and_figures(view: View) -> None:
    table = source_table(view, {})
    assert {record.url for record in table.records} == {source["url"] or "" for source in view.sources.values()}
    stated = [fact for fact in view.facts.values() if fact.basis != "derived"]
    assert sum(int(record.cells[3]) for record in table.records) == len(stated)
    (article,) = [record for record in table.records if "a3218115" in record.url]
    assert article.cells[1].startswith("Not printed. Other reports of the same visit put it in April 2018")
    assert article.cells[2] == "Kazakh (Cyrillic)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_files_have_all_rows_and_hide_those_beyond_the_first(language: str, view: View) -> None:
    seen = View(view.data, language)
    (table,) = [block for block in build(PAGES_BY_KEY["sources"], seen, {}) if isinstance(block, RecordTable)]
    tree = html.fromstring(rendered.render_block(table, RenderContext(seen, StaticUrls("../", language))))
    bodies = tree.xpath("//tbody")
    assert len(bodies) == table.total
    assert [body.get("hidden") is None for body in bodies] == [n < table.limit for n in range(table.total)]
    served = html.fromstring(rendered.render_block(table, RenderContext(seen, server_urls(language))))
    assert len(served.xpath("//tbody")) == table.limit


def test_a_headline_figure_has_its_range_only_where_that_matters(view: View) -> None:
    exports, turnover = view.facts["exports-2017"], view.facts["turnover-2017"]
    assert provenance.headline_figure(exports, view)["basis"] == "As reported"
    assert provenance.headline_figure(turnover, view)["basis"] == "As reported; 35.5–36.5 before rounding"
    balance = provenance.headline_figure(view.trade["balance"], view)
    assert balance["basis"] == "Our calculation; −4.5 to −4.3 given the rounding"
    more = provenance.headline_figure(replace(exports, relation=">", low=exports.value, high=float("inf")), view)
    assert (more["number"], more["basis"]) == ("more than 15.8", "As reported")
    official = provenance.headline_figure(replace(exports, basis="official", phrase=None), view)
    assert official["basis"] == "Official statistics"
