"""Overview and factory: newest figures first, each a way to its words, and no number more often than needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from components.pages import headlines, overview
from components.pages.blocks import Figures, Heading, Note, PageLink
from components.pages.sparkline import sparkline
from components.pages.spec import build
from components.view import View
from data.analysis.subject import COUNTRY
from data.model.language import LANGUAGES
from tests.components.build import PAGES_BY_KEY, page_html
from tests.components.pages.test_pages import card, plain, said


def figures(view: View) -> list[Figures]:
    """The groups of headline figures of the overview."""
    return [block for block in build(PAGES_BY_KEY["overview"], view, {}) if isinstance(block, Figures)]


def numbers(group: Figures) -> list[str]:
    """The numbers of a group with their units."""
    return [plain(f"{one['number']} {one['unit']}") for one in group.figures]


def test_the_overview_begins_with_the_newest_figures_and_has_the_year_of_the_report_in_detail(view: View) -> None:
    countries, newest, detail, plant = figures(view)
    assert [one["metric"] for one in countries.figures] == ["turnover", "exports", "imports", "balance"]
    assert numbers(countries) == [
        *("4.76 billion dollars, 2025", "3.49 billion dollars, 2025"),
        *("1.28 billion dollars, 2025", "2.21 billion dollars, 2025"),
    ]
    assert numbers(newest) == ["171 million dollars, January–August 2024"]
    assert "since June 2022" in newest.title
    assert [number.split()[0] for number in numbers(detail)] == ["36", "15.8", "20.2", "−4.4"]
    assert "before June 2022" in detail.title
    assert [number.split(" ", 1)[0] for number in numbers(plant)] == ["6,000", "1,500", "×"]


def test_figures_of_two_territories_are_said_to_be_not_comparable(view: View) -> None:
    blocks = build(PAGES_BY_KEY["overview"], view, {})
    note = blocks.index(Note(view.words("overview.boundaries")))
    before, after = blocks[note - 1], blocks[note + 1]
    assert isinstance(before, Figures) and "since June 2022" in before.title
    assert isinstance(after, Figures) and "before June 2022" in after.title


def test_the_headline_is_the_newest_finding(view: View) -> None:
    finding = plain(headlines.overview_headline(view))
    assert "4.76 billion dollars" in finding and "2025" in finding
    assert "171 million dollars" in finding and "January–August 2024" in finding


def test_the_scale_is_that_of_the_official_totals(view: View) -> None:
    _, newest, detail, _ = figures(view)
    assert plain(detail.note).startswith(
        "This is a small part (2017): about 1.8% of Kazakhstan’s trade with Uzbekistan was the region’s; "
        "about 5% of everything that the region exported went to Uzbekistan; about 1.7% of everything"
    )
    assert plain(newest.note).startswith("January–August 2024: about 7.4% of all that the region traded")
    assert "Kazakhstan" not in newest.note  # the country's total of those months is not known
    exact = replace(view.trade["exports-world-share"], value=12.34, relation="=")
    assert overview._rough(exact, view) == "12%"


def test_a_large_part_is_not_called_small(view: View) -> None:
    shares = {name: view.trade[name] for name in ("national-share", "exports-world-share", "imports-world-share")}
    large = {**shares, "exports-world-share": replace(shares["exports-world-share"], value=9.9, high=12)}
    assert "small" in overview._scale(shares, "2017", view)
    assert "small" not in overview._scale(large, "2017", view)
    assert overview._scale({}, "2017", view) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_shares_are_side_by_side_in_every_language(view: View, language: str) -> None:
    seen = View(view.data, language)
    note = plain(figures(seen)[2].note)
    assert re.findall(r"[\d.]+(?= ?%)", note.replace(",", ".")) == ["1.8", "5", "1.7"]


def test_what_says_the_same_is_one_figure(view: View) -> None:
    text = plain(said("overview", view))
    assert text.count("× 4") == 1
    assert "+300" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_headline_is_a_way_to_its_words(view: View, language: str) -> None:
    body = page_html("overview", View(view.data, language))
    for phrase in ("36 миллион АҚШ долларын", "15,8 млн долларды", "20,2 млн долларға", "1,5 мың дананы"):
        assert re.search(f'lang="kk">[“«]{phrase}[”»]</span>', body)
    assert body.count("<svg") >= 4  # the sparklines


def test_without_official_figures_the_overview_is_about_the_region(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = View(view.data, "en")
    monkeypatch.setitem(alone.__dict__, "official", {})
    assert plain(headlines.overview_headline(alone)) == plain(headlines.trade_headline(alone))
    assert [one.title for one in figures(alone)] == [one.title for one in figures(view)][1:]


def series(view: View, flow: str = "turnover") -> dict[int, Any]:
    """The official values of Kazakhstan by year."""
    return {year: one for (what, side, year), one in view.official.items() if (what, side) == (flow, COUNTRY)}


def points(line: str) -> list[tuple[float, float]]:
    """The points of a line."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.split())]


def test_a_sparkline_joins_no_two_sources_and_no_years_that_do_not_follow_each_other(view: View) -> None:
    whole = series(view)
    sources = {one.fact.source for one in whole.values()}
    drawn = sparkline(whole, view.words)
    assert len(drawn["lines"]) == len(sources) == 2
    assert sum(len(points(line)) for line in drawn["lines"]) == len(whole)
    gap = sparkline({year: one for year, one in whole.items() if year != 2010}, view.words)
    assert len(gap["lines"]) == 3


def test_a_sparkline_begins_at_zero_and_says_in_words_what_it_shows(view: View) -> None:
    whole = series(view)
    drawn = sparkline(whole, view.words)
    heights: Mapping[int, float] = dict(
        zip(sorted(whole), [y for line in drawn["lines"] for _, y in points(line)], strict=True)
    )
    assert min(heights, key=lambda year: heights[year]) == max(whole, key=lambda year: whole[year].interval.value)
    assert all(height < drawn["zero"] for height in heights.values())
    ratio = (drawn["zero"] - heights[2022]) / (drawn["zero"] - heights[2017])
    assert ratio == pytest.approx(whole[2022].interval.value / whole[2017].interval.value, rel=0.05)
    text = plain(drawn["text"])
    assert "1995" in text and "4.76 billion dollars" in text and "2022, 4.92 billion dollars" in text


def test_a_sparkline_of_one_value_is_a_point(view: View) -> None:
    drawn = sparkline({2025: series(view)[2025]}, view.words)
    assert [len(points(line)) for line in drawn["lines"]] == [1]


def test_the_factory_says_each_number_at_most_twice(view: View) -> None:
    (heading,) = [block for block in build(PAGES_BY_KEY["factory"], view, {}) if isinstance(block, Heading)]
    shown = card("factory", view)
    assert "4 times" in plain(heading.finding)
    for number in ("6,000", "1,500"):
        assert number in shown.title and number not in heading.finding
    assert "annual rate given on a tour" in shown.caveat
    assert "5,500–6,500" in shown.alt
    assert not [block for block in build(PAGES_BY_KEY["factory"], view, {}) if isinstance(block, Figures)]


def test_the_factory_leads_to_what_came_of_the_offer(view: View) -> None:
    links = [block.path for block in build(PAGES_BY_KEY["factory"], view, {}) if isinstance(block, PageLink)]
    assert links == ["visit", "record"]


@pytest.mark.parametrize(
    ("low", "high", "said_so"), [(3.5, 4.5, "4 times"), (0.3, 0.6, "less than"), (0.9, 4.5, "leaves open")]
)
def test_the_factory_s_finding_is_as_sure_as_its_figures(view: View, low: float, high: float, said_so: str) -> None:
    seen = View(view.data, "en")
    seen.__dict__["output"] = {"output-multiple": replace(view.output["output-multiple"], low=low, high=high)}
    assert said_so in headlines.factory_headline(seen)
