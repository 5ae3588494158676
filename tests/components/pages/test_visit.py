"""The visit: when it was and how that is known, what was promised at which stop, what came of it, who was there."""

from __future__ import annotations

from typing import Any

import pytest

from components.pages import headlines
from components.pages.blocks import Columns, Entry, Heading, Section
from components.pages.spec import build
from components.view import View
from data.model.language import LANGUAGES
from tests.components.build import PAGES_BY_KEY, page_html
from tests.components.pages.test_pages import card, plain, said


def columns(view: View) -> Columns:
    """The columns of the page."""
    (found,) = [block for block in build(PAGES_BY_KEY["visit"], view, {}) if isinstance(block, Columns)]
    return found


def entries(view: View, column: int = 1) -> dict[str, Entry]:
    """Commitments, or in column 2 people, by title."""
    return {block.title: block for block in columns(view).columns[column] if isinstance(block, Entry)}


def assembly_shop(view: View) -> Entry:
    """The offer of an assembly shop."""
    (found,) = [one for title, one in entries(view).items() if "shop to assemble" in title]
    return found


def test_the_heading_has_the_date_and_its_grounds(view: View) -> None:
    (heading,) = [block for block in build(PAGES_BY_KEY["visit"], view, {}) if isinstance(block, Heading)]
    about = plain(heading.about)
    assert about.startswith("About April 12, 2018: the article is undated")
    assert "April 13, 2018 (Dalanews) and April 16, 2018 (Abai.kz)" in about


def test_without_a_day_in_other_reports_the_visit_has_no_date(view: View) -> None:
    seen = View(view.data, "en")
    seen.__dict__["tellings"] = tuple(row for row in view.tellings if row["about"] != "visit-start")
    assert headlines.visit_dating(seen) == ""
    assert build(PAGES_BY_KEY["visit"], seen, {})[0] == Heading(
        headlines.visit_headline(view), view.words("visit.about")
    )


def test_stops_are_filtered_by_kind(view: View) -> None:
    shown = card("visit", view, {"kind": ["culture"]})
    assert shown.title == "Culture: 2 of 6 stops on the visit’s first day"
    assert [row[1] for row in shown.rows] == ["Culture", "Culture"]


def test_commitments_stand_at_their_stop_and_those_without_one_at_the_end(view: View) -> None:
    found = [(block.kind if isinstance(block, Section) else block.label) for block in columns(view).columns[1]]  # type: ignore[attr-defined]
    assert found == ["industry", "Offered", "Promised", "diplomacy", "Already done then", "", "Discussed", "Intended"]


def test_a_commitment_has_its_giver_with_office_and_its_words_with_our_translation(view: View) -> None:
    offer = assembly_shop(view)
    assert offer.lines[0] == "Who: Amandyk Batalov, akim (governor) of Almaty region; to: Tashkent tractor plant"
    assert offer.quotation
    assert offer.quotation.words.language == "kk"
    assert "жинақтау цехын ашуды ұсынды" in offer.quotation.words.text
    assert offer.quotation.translation == "“offered to allot land and open an assembly shop” (our translation)"
    assert "#:~:text=" in str(offer.quotation.source.link)
    assert not assembly_shop_quotation(View(view.data, "kk")).translation  # it is in that language


def assembly_shop_quotation(view: View) -> Any:
    """The words of the first commitment."""
    return next(iter(entries(view).values())).quotation


def test_what_came_of_the_assembly_shop_is_said_at_once(view: View) -> None:
    first, again, elsewhere = assembly_shop(view).findings
    assert (first.kind, first.label, first.quotation) == ("none", "No report found", None)
    assert first.text.startswith("We found no report")
    assert first.when == "searched: 2018–2025; Taldykorgan"
    assert (again.kind, plain(again.when)) == ("repeated", "July 2023; Kazakhstan")
    assert elsewhere.kind == "elsewhere" and "Kostanay" in elsewhere.when
    assert all(one.quotation and one.quotation.source.link for one in (again, elsewhere))
    assert len(assembly_shop(view).others) == 13


def test_no_report_is_lost_and_few_are_shown_at_once(view: View) -> None:
    found = [one for entry in entries(view).values() for one in (*entry.findings, *entry.others)]
    assert len(found) == len(view.followups)
    assert all(len(entry.findings) <= 3 for entry in entries(view).values())
    for entry in entries(view).values():
        assert (str(len(entry.others)) in entry.more) or not entry.others


def test_the_headline_follows_what_is_known(view: View) -> None:
    assert "The offer and the promise" in headlines.visit_headline(view)
    assert "we found no report that either was carried out" in headlines.visit_headline(view)
    seen = View(view.data, "en")
    seen.__dict__["followups"] = ()
    assert headlines.visit_headline(seen) == view.words("visit.finding")
    offer = next(row for row in view.commitments if row["status"] == "offer")
    more = (*view.commitments, {**offer, "id": "projects-discussed"})
    seen.__dict__.update(commitments=more, followups=view.followups)
    assert headlines.visit_headline(seen) == view.words("visit.finding.none")
    one = next(row for row in view.followups if row["commitment"] == "demand-study")
    seen.__dict__["followups"] = (*view.followups, {**one, "status": "done"})
    assert headlines.visit_headline(seen) == view.words("visit.finding.done")


def test_without_what_is_known_since_the_commitments_are_shown(view: View) -> None:
    seen = View(view.data, "en")
    seen.__dict__.update(followups=(), people=(), offices=())
    assert [entry.findings for entry in entries(seen).values()] == [[]] * len(view.commitments)
    assert not entries(seen, 2)
    assert view.words("visit.since") not in page_html("visit", seen)


def test_people_have_their_offices_and_what_is_not_known(view: View) -> None:
    people = entries(view, 2)
    assert list(people) == ["Amandyk Batalov", "Nodir Otajonov"]
    batalov, otajonov = people.values()
    assert [one.text for one in batalov.findings if one.kind == "visit"] == ["Akim (governor) of Almaty region"]
    assert "not known to us" in batalov.findings[-1].text
    assert "Deputy prime minister of Uzbekistan" in [one.text for one in otajonov.findings]
    shown = [one for entry in people.values() for one in (*entry.findings, *entry.others)]
    assert len(shown) == len(view.offices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_it_in_every_language(view: View, language: str) -> None:
    seen = View(view.data, language)
    text = said("visit", seen)
    for status in ("offer", "promise", "done", "discussed", "intent"):
        assert seen.words(f"status.{status}") in text
    for row in view.followups:
        assert seen.words.name("followups", row["id"], "title").split()[0] in text
    assert "жеке бөлмесі әзірленіп" in text


def test_words_in_another_script_are_marked_as_such(view: View) -> None:
    found = [one for entry in entries(view).values() for one in (*entry.findings, *entry.others) if one.quotation]
    assert {one.quotation.words.language for one in found if one.quotation} >= {"kk", "kk-Arab", "uz-Cyrl", "ru", "en"}


def test_links_and_words_are_escaped(view: View) -> None:
    seen = View(view.data, "en")
    row = {**view.followups[1], "phrase": '<b>"x"</b>', "id": "<i>"}
    seen.__dict__["followups"] = (row,)
    body = page_html("visit", seen)
    assert "<b>&#34;x" not in body and "<i>" not in body
    assert "&lt;i&gt;" in body


def test_a_source_that_is_dated_needs_no_grounds(view: View) -> None:
    seen = View(view.data, "en")
    source = view.events[0]["source"]
    seen.__dict__["sources"] = {**view.sources, source: {**view.sources[source], "published": "2018-04-13"}}
    assert headlines.visit_dating(seen) == ""
