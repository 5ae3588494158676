"""Over the years: both sides' counts of one flow, and how reports compare with the statistics."""

from __future__ import annotations

import pytest

from components.charts import mirror_trade, news_accuracy, trade_discrepancies
from components.view import View
from data.analysis.discrepancies import judge
from tests.components.build import IMAGE_LOOK, build_chart
from tests.components.pages.test_record import NARROW, WIDE, marks, notes


def test_the_ratio_of_both_counts_by_year(view: View) -> None:
    years = {one.year: one.ratio for one in mirror_trade.mirror_years(view)}
    assert list(years) == list(range(2025, 2014, -1))
    assert years[2015] == pytest.approx(2.55, abs=0.005)
    assert years[2019] == pytest.approx(0.98, abs=0.005)
    chart = build_chart("mirror-trade", view)
    ours, theirs = chart.draw(WIDE).data
    assert (ours.marker.color, theirs.marker.color) == (WIDE.palette.kazakhstan, WIDE.palette.uzbekistan)
    assert theirs.x[-1] == pytest.approx(1.849388, abs=1e-6)
    assert "×\u00a02.5" in notes(chart.draw(NARROW))
    # Only in 2019 is the importer's figure the higher one, as usual.
    assert [year for year, ratio in years.items() if ratio < 1] == [2019]
    assert chart.text.caveat == view.words("mirror.caveat.mostly", years="2019")


# Reports beside the statistics.


def test_each_report_stands_at_its_percentage_of_its_own_side_s_figure(view: View) -> None:
    groups = news_accuracy.groups_of(view)
    every = {one.statement.fact.id: one for group in groups.values() for one in group}
    assert {one.statement.side for one in every.values()} == {"kazakhstan", "uzbekistan"}
    assert all(one.statement.side == one.official.side for one in every.values())
    drawn = marks(build_chart("news-accuracy", view).draw(WIDE))
    assert {name: x for name, (x, _) in drawn.items()} == {name: one.percentage for name, one in every.items()}
    assert every["inform-a3618534-turnover-2019"] in groups["speech"]
    assert every["inform-a3618534-turnover-2019"].percentage == pytest.approx(120, abs=0.5)
    chart = build_chart("news-accuracy", view)
    far = {one.statement.fact.period for one in every.values() if abs(one.percentage - 100) > 5}
    years = {note.text for note in chart.draw(NARROW).layout.annotations if note.text.isdigit()}
    assert years == far == {"2019", "2025"}
    assert "Uzbekistan" in notes(chart.draw(NARROW))
    # Nobody says whose figure it is.
    assert "kt-2020-11-24-turnover-2019" not in every


@pytest.mark.parametrize("look", [WIDE, NARROW, IMAGE_LOOK], ids=["wide", "narrow", "image"])
def test_dots_do_not_cover_each_other(view: View, look: object) -> None:
    drawn = list(marks(build_chart("news-accuracy", view).draw(look)).values())  # type: ignore[arg-type]
    for at, (x, y) in enumerate(drawn):
        assert all(abs(x - other) > 0.5 or abs(y - height) > 9 for other, height in drawn[:at])


VERDICTS = {
    ("turnover", 2016, 1.0): "unexplained",
    ("exports", 2017, 1.3): "rounding",
    ("imports", 2017, 0.7352): "revision",
    ("turnover", 2018, 3.0): "other-side",
    ("turnover", 2018, 2.1): "unexplained",
    ("turnover", 2019, 4.1): "above",
    ("turnover", 2019, 4.5): "above",
    ("turnover", 2021, 4.3): "above",
    ("turnover", 2022, 4.6): "other-side",
    ("exports", 2022, 3.2): "other-side",
    ("turnover", 2023, 4.4): "rounding",
    ("turnover", 2023, 4.5): "revision",
    ("turnover", 2024, 4.0): "rounding",
    ("turnover", 2025, 4.97): "other-side",
}


def test_what_the_statistics_settle(view: View) -> None:
    found = {
        (one.statement.flow, int(one.statement.fact.period or 0), one.statement.fact.value / 1e9): one.verdict
        for one in judge(view.statements, view.official)
    }
    assert {key: found.get(key) for key in VERDICTS} == VERDICTS
    # 5.0 to the nearest billion is 4.92; to the nearest 0.1 it is an earlier release.
    both = {one.statement.fact.rounding: one.verdict for one in view.judgements if one.statement.fact.value == 5e9}
    assert both == {1e9: "rounding", 1e8: "revision"}


def test_a_discrepancy_is_a_row_with_its_verdicts(view: View) -> None:
    rows = {(one.flow, one.year): one for one in trade_discrepancies.shown_discrepancies(view)}
    assert list(rows) == sorted(rows, key=lambda key: -key[1])
    assert not {("turnover", 2017), ("exports", 2023)} & set(rows)  # rounding alone
    assert {"other-side", "revision"} <= set(rows["turnover", 2022].verdicts)
    assert all(one.statement.fact.basis == "stated" for row in rows.values() for one in row.judgements)
    chart = build_chart("trade-discrepancies", view)
    cells = {row[0][0].text: ["".join(part.text for part in cell) for cell in row] for row in chart.rows}
    assert len(cells) == len(rows)
    row = cells["Turnover, 2022"]
    assert row[1] == "4.92\u00a0billion dollars"
    assert "4.6\u00a0billion dollars\u00a0– Uzbekistan’s statistics" in row[2]
    assert row[4] == "Later revised; the other side’s count"
    height = chart.figure(WIDE)["layout"]["height"]
    assert height < 56 * len(rows) + 100
    assert "Turnover, 2022</b> Later revised; the other side’s count" in notes(chart.draw(NARROW))
    # The headline counts the rows that say so.
    unexplained = [name for name, row in cells.items() if "unexplained" in row[4].lower()]
    assert len(unexplained) == 6
    assert chart.text.title.endswith(f"in {len(unexplained)} of them a figure is unexplained")


# Parts of a year.
