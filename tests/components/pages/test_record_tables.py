"""The tables of the page: the reports of the visit, events, reasons, and its parts."""

from __future__ import annotations

from components.charts import visit_reports
from components.charts.milestones import milestone_table
from components.pages import record_tables
from components.pages.blocks import Anchor, Fold, JumpList, Section, Table
from components.pages.spec import build
from components.theme.tokens import SCREEN_LOOKS
from components.view import View
from tests.components.build import PAGES_BY_KEY, build_chart

WIDE = SCREEN_LOOKS["light"]["wide"]


def test_which_report_tells_which_stop(view: View) -> None:
    shown = visit_reports.report_matrix(view)
    assert len(shown.reports) == 5
    told = {stop: [report for report in shown.reports if shown.cells[stop, report] == "told"] for stop in shown.stops}
    assert told["tole-bi-prayer"] == ["inform-a3218115", "dalanews-tote", "abai-68925", "egemen-167702"]
    assert told["tractor-plant-tour"] == ["inform-a3218115", "dalanews-tote", "abai-68925"]
    assert told["business-forum"] == ["inform-a3218115", "kknews-14953"]
    assert told["embassy-tree"] == ["inform-a3218115"]
    assert told["old-tashkent-sights"] == ["egemen-167702"]
    # Of the others only the beginning was seen, so what it lacks is open, not denied.
    assert {shown.cells[stop, "dalanews-tote"] for stop in shown.stops} == {"told", "not_seen"}
    assert {shown.cells[stop, "inform-a3218115"] for stop in shown.stops} == {"told", "not_told"}
    figure = build_chart("visit-reports", view).draw(WIDE)
    assert sum(len(trace.x) for trace in figure.data) == 5 * len(shown.stops)
    assert len({trace.marker.symbol for trace in figure.data}) == 3


def test_names_and_dates_as_the_reports_give_them(view: View) -> None:
    _, names = record_tables.name_table(view)
    assert [row[1][0].text for row in names] == ["Нодир Отажонов", "نادىر اتاجانوۆ", "Надыр Атажанов"]
    _, dates = record_tables.date_table(view)
    assert [row[1][0].text for row in dates] == ["April 13, 2018, 06:36", "April 16, 2018, 10:59", "April 12, 2018"]


def test_every_reason_stands_once_with_its_source(view: View) -> None:
    _, rows = record_tables.asymmetry_table(view, view.asymmetries, ("title", "note", "here"))
    assert len(rows) == len(view.asymmetries) > 20
    for title, note, _, source in rows:
        assert title[0].text and note[0].text
        assert (source[0].link or "").startswith("http")
    blocks = build(PAGES_BY_KEY["record"], view, {})
    (why,) = (block for block in blocks if isinstance(block, Fold) and block.label == view.words("record.why"))
    _, brief, folded = why.blocks
    assert isinstance(brief, Table) and isinstance(folded, Fold)
    assert len({row[0][0].text for row in brief.rows}) == 5  # each is another kind of reason
    normal = {
        view.words.name("asymmetries", row["id"], "title") for row in view.asymmetries if row["reason"] == "normal"
    }
    assert normal.isdisjoint(row[0][0].text for row in brief.rows)  # which says nothing of this pair
    assert folded.label == view.words("record.why_more", n=len(rows))


def test_events_are_listed_oldest_first(view: View) -> None:
    _, rows = milestone_table(view)
    assert len(rows) == len(view.milestones)
    assert rows[0][0][0].text == "August 20, 2015"
    assert all(row[1][0].text for row in rows)


def test_links_lead_to_every_part_of_the_page(view: View) -> None:
    blocks = build(PAGES_BY_KEY["record"], view, {})
    (links,) = [block for block in blocks if isinstance(block, JumpList)]
    sections = [block for block in blocks if isinstance(block, Fold) and block.is_section]
    places = {block.id for block in blocks if isinstance(block, Section) and block.id}
    places |= {block.id for fold in sections for block in fold.blocks if isinstance(block, Anchor)}
    assert [name for name, _ in links.links] == ["countries", "why", "regions", "plant", "visit"]
    assert places == {name for name, _ in links.links}
    assert all(fold.is_open for fold in sections)  # scripts fold them on phones
