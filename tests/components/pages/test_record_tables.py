"""The tables of the record page: the reports of the visit, contradictions, and what stands on the sources page."""

from __future__ import annotations

from itertools import chain

from components.charts import visit_reports
from components.pages import record_tables
from components.theme.tokens import SCREEN_LOOKS
from components.view import View
from tests.components.build import build_chart

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


def test_contradictions_stand_with_figures_reason_and_ground(view: View) -> None:
    _, rows = record_tables.contradiction_table(view, exclusive=True)
    texts = {row[0][0].text: ["".join(part.text for part in cell) for cell in row] for row in rows}
    row = texts["Turnover, 2022"]
    assert "4.6\u00a0billion dollars\u00a0– Uzbekistan’s statistics" in row[1]
    assert "5.0\u00a0billion dollars\u00a0– Kazakhstan’s statistics" in row[1]
    assert row[2:4] == ["400\u00a0million dollars", view.words("reason.side")]
    assert "2.1\u00a0billion dollars" in texts["Turnover, 2018"][1]
    assert texts["Turnover, 2018"][2] == "1.61\u00a0billion dollars"
    # The note of 2019's figure, which implies one for 2018.
    outlier = view.words.label("observations", "kt-2020-11-24-turnover-2019", "note")
    assert outlier
    assert outlier in texts["Turnover, 2018"][4]
    links = [part.link for row in rows for part in row[1] if part.link]
    assert all(link.startswith("http") for link in links)
    _, mild = record_tables.contradiction_table(view, exclusive=False)
    assert not {row[0][0].text for row in mild} & set(texts)


def test_every_stated_figure_of_the_record_is_on_the_sources_page(view: View) -> None:
    _, rows = record_tables.figure_table(view)
    judged = [fact for fact in view.facts.values() if fact.confidence]
    assert len(rows) == len(judged)
    _, pages = record_tables.source_page_table(view)
    links = {part.link for part in chain.from_iterable(row[0] for row in pages)}
    assert links == {source["url"] for source in view.sources.values() if source["kind"] == "record"}
