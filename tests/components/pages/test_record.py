"""The record page: every claim a mark of its own, nothing joined or compared that does not compare."""

from __future__ import annotations

import csv
import io

import plotly.graph_objects as go
import pytest

from components.charts import horizontal_bars, region_scale
from components.charts.registry import charts
from components.charts.spec import Chart
from components.charts.statement_selection import CONFIDENCES, select_statements, without_period
from components.i18n import Messages
from components.pages import record_tables
from components.theme.tokens import SCREEN_LOOKS
from components.view import View
from data import Fact
from tests.components.build import CHART_NAMES, IMAGE_LOOK, build_chart

WIDE, NARROW = SCREEN_LOOKS["light"]["wide"], SCREEN_LOOKS["light"]["narrow"]
RECORD = ("national-trade", "trade-to-date", "region-scale", "works-in-time", "visit-reports")


def national(view: View, **selection: tuple[str, ...]) -> Chart:
    return build_chart("national-trade", view, **selection)


def marks(figure: go.Figure) -> dict[str, tuple[float, float]]:
    """Where each mark stands, by its id."""
    found = {}
    for trace in figure.data:
        for name, x, y in zip(trace.ids or (), trace.x, trace.y, strict=False):
            found[name] = (x, y)
    return found


def notes(figure: go.Figure) -> str:
    return " ".join(note.text for note in figure.layout.annotations).replace("<br>", " ")


def of(view: View, ids: set[str]) -> list[Fact]:
    return [view.facts[name] for name in ids]


def test_every_claim_on_whole_years_is_a_mark_at_its_value(view: View) -> None:
    drawn = marks(national(view).draw(WIDE))
    said = [one for one in view.statements if one.flow == "turnover" and len(one.fact.period or "") == 4]
    wanted = {one.fact.id: one.interval.value / 1e9 for one in said if one.fact.metric != "trade-sum"}
    assert {name: place[1] for name, place in drawn.items()} == pytest.approx(wanted)
    for name, (at, _) in drawn.items():
        assert abs(at - int(view.facts[name].period or 0)) < 0.5


def test_whiskers_are_the_intervals(view: View) -> None:
    for trace in national(view).draw(WIDE).data:
        for name, value, up, down in zip(
            trace.ids or (), trace.y, trace.error_y.array or (), trace.error_y.arrayminus or (), strict=False
        ):
            fact = view.facts[name]
            assert (value - down, value + up) == pytest.approx((fact.low / 1e9, fact.high / 1e9))


def test_sides_stand_apart_by_shape_and_place_and_what_is_computed_is_hollow(view: View) -> None:
    figure = national(view).draw(WIDE)
    shapes: dict[str | None, set[str]] = {}
    for trace in figure.data:
        for name, symbol in zip(trace.ids or (), trace.marker.symbol or (), strict=False):
            fact = view.facts[name]
            side = "open" if fact.reporter_basis == "open" else fact.reporter
            shapes.setdefault(side, set()).add(symbol.removesuffix("-open"))
            assert symbol.endswith("-open") == (fact.basis == "derived")
    assert shapes == {"kazakhstan": {"circle"}, "uzbekistan": {"square"}, "open": {"diamond"}}
    drawn = marks(figure)
    ours, theirs = drawn["intellinews-295594-turnover-2022"], drawn["yuz-2023-01-turnover-uzbekistan-2022"]
    assert ours[0] < 2022 < theirs[0]


@pytest.mark.parametrize("name", RECORD)
@pytest.mark.parametrize("look", [WIDE, NARROW, IMAGE_LOOK], ids=["wide", "narrow", "image"])
def test_no_trace_of_the_record_is_a_line(view: View, name: str, look: object) -> None:
    for trace in build_chart(name, view).draw(look).data:  # type: ignore[arg-type]
        assert trace.type == "bar" or trace.mode in ("markers", "text")


@pytest.mark.parametrize("flow", ["turnover", "exports", "imports"])
@pytest.mark.parametrize("look", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_dotted_line_joins_only_a_level_and_what_its_own_source_implies(view: View, flow: str, look: object) -> None:
    figure = national(view, metric=(flow,)).draw(look)  # type: ignore[arg-type]
    drawn = marks(figure)
    links = [shape for shape in figure.layout.shapes if shape.line.dash == "dot"]
    assert links
    for link in links:
        implied = view.facts[link.name]
        level, growth = (view.facts[name] for name in implied.inputs)
        assert implied.source == level.source == growth.source
        assert implied.reporter == level.reporter
        assert {(link.x0, link.y0), (link.x1, link.y1)} == {drawn[implied.id], drawn[level.id]}
    # All other lines keep years apart: they run from edge to edge.
    rest = [shape for shape in figure.layout.shapes if shape.line.dash != "dot"]
    assert all("paper" in (shape.xref, shape.yref) for shape in rest)


def test_months_are_never_years(view: View) -> None:
    years, months = build_chart("national-trade", view), build_chart("trade-to-date", view)
    assert all(len(fact.period or "") == 4 for fact in of(view, set(marks(years.draw(WIDE)))))
    parts = of(view, set(marks(months.draw(WIDE))))
    assert parts
    assert all("-01" in (fact.period or "")[4:7] for fact in parts)
    assert not [shape for shape in months.draw(WIDE).layout.shapes if shape.line.dash == "dot"]
    drawn = marks(months.draw(WIDE))
    assert drawn["astana-times-2023-07-turnover-uzbekistan-2023-01-2023-06"] == pytest.approx((6, 2.19), abs=0.5)
    assert drawn["astana-times-2023-07-turnover-uzbekistan-2023-01-2023-06"][1] == 2.19


def test_what_has_no_month_is_in_a_table_and_on_no_axis(view: View) -> None:
    rest = without_period(select_statements(view, {}))
    assert {one.fact.value for one in rest} == {3.4e9, 4e9}
    _, rows = record_tables.undated_statement_table(view, rest)
    assert rows[0][-1][0].text == view.words.label("observations", rest[0].fact.id, "note")


def test_a_repeated_release_is_one_mark_that_names_both(view: View) -> None:
    chart = national(view)
    assert "kursiv-2018-03-14-turnover-2017" not in marks(chart.draw(WIDE))
    lines = chart.details["sputnik-2018-03-14-turnover-2017"].lines
    assert view.words("record.repeated", publishers="Kursiv") in lines


def test_a_mark_tells_its_hedge_side_speaker_trust_and_note_and_leads_to_its_page(view: View) -> None:
    chart = national(view)
    assert set(chart.details) == set(marks(chart.draw(WIDE)))
    for name, detail in chart.details.items():
        assert detail.link == view.sources[view.facts[name].source]["url"]
    almost = chart.details["inform-a3239355-turnover-2017"]
    assert almost.lines[0] == "Turnover, 2017: almost 2\u00a0billion dollars"
    assert view.words("hover.rounding", bounds="1.5–2.5") in almost.lines
    assert "Kazakhstan’s statistics" in almost.lines
    assert "Secretary of State of Kazakhstan, KazInform, May 2, 2018" in almost.lines
    outlier = " ".join(chart.details["kt-2020-11-24-turnover-2019"].lines)
    assert view.words("confidence.low") in outlier
    assert str(view.words.label("observations", "kt-2020-11-24-turnover-2019", "note")) in outlier
    mirror = national(view, metric=("exports",)).details["yuz-2023-01-imports-uzbekistan-2022"].lines
    assert view.words("record.mirror.exports") in mirror


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ({"side": ("uzbekistan",)}, lambda fact: fact.reporter == "uzbekistan"),
        ({"side": ("open",)}, lambda fact: fact.reporter_basis == "open"),
        ({"confidence": ("high",)}, lambda fact: fact.confidence == "high"),
        ({"years": ("2017-2018",)}, lambda fact: fact.period in ("2017", "2018")),
    ],
)
def test_filters_leave_what_they_say(view: View, chosen: dict[str, tuple[str, ...]], kept: object) -> None:
    everything = set(marks(national(view).draw(WIDE)))
    shown = set(marks(national(view, **chosen).draw(WIDE)))
    assert shown == {fact.id for fact in of(view, everything) if kept(fact)}  # type: ignore[operator]
    assert 0 < len(shown) < len(everything)


def test_a_filter_that_leaves_nothing_leaves_no_chart(view: View) -> None:
    assert charts()["national-trade"].build(view, {"years": ("2009-2010",)}) is None
    assert charts()["trade-to-date"].build(view, {"metric": ("balance",), "side": ("open",)}) is None


def test_the_csv_holds_what_is_drawn_with_its_sources(view: View) -> None:
    chart = national(view, metric=("imports",))
    rows = list(csv.DictReader(io.StringIO(chart.csv)))
    assert {row["id"] for row in rows} == set(marks(chart.draw(WIDE)))
    for row in rows:
        assert row["address"].startswith("http")
        assert row["publisher"]
        assert row["trust"] in {Messages("en")(f"trust.{confidence}") for confidence in CONFIDENCES}
        assert row["date of publication"] or row["date by other reports"]


@pytest.mark.parametrize("name", RECORD)
def test_caveats_stand_on_the_chart_and_in_its_image(view: View, name: str) -> None:
    chart = build_chart(name, view)
    assert chart.text.caveat
    assert chart.text.caveat in notes(chart.draw(IMAGE_LOOK))


def test_what_a_reader_must_be_told_is_told(view: View) -> None:
    caveats = {name: str(build_chart(name, view).text.caveat) for name in CHART_NAMES}
    assert "their own figures for 2022 lie 400\u00a0million dollars apart" in caveats["national-trade"]
    assert view.words.count("national.caveat.speech", 2, years="2019 and 2021") in caveats["national-trade"]
    assert "April 2018" in caveats["region-scale"]
    assert view.words("scale.territories") in caveats["region-scale"]
    assert view.words("scale.caveat") in caveats["region-scale"]
    assert "6,000" in caveats["works-in-time"]
    assert "April 2018" in caveats["works-in-time"]
    assert caveats["visit-reports"] == view.words("reports.caveat")


def test_the_region_stands_beside_its_country_with_the_interval_of_its_share(view: View) -> None:
    chart = build_chart("region-scale", view)
    for part in ("Almaty region", "36\u00a0million dollars", "1.8%", "2017"):
        assert part in chart.text.title
    figure = chart.draw(WIDE)
    assert "1.73–1.88%" in notes(figure)
    lengths = {name: x for bars in figure.data for name, x in zip(bars.ids, bars.x, strict=True)}
    assert lengths["turnover-2017"] == 36e6
    assert lengths["sputnik-2018-03-14-turnover-2017"] == 2e9
    assert figure.layout.xaxis.range[0] == 0
    fills = {name: bars.marker.color for bars in figure.data for name in bars.ids}
    # Whole stated years are filled; parts of years and what is computed are outlined.
    for name, fill in fills.items():
        fact = view.facts[name]
        whole = len(fact.period or "") == 4 and fact.basis == "stated"
        assert (fill != figure.layout.paper_bgcolor) == whole


def test_the_two_territories_are_named_apart(view: View) -> None:
    text = notes(build_chart("region-scale", view).draw(WIDE))
    assert "Almaty region before June 2022" in text
    assert "Almaty region since June 2022" in text
    shown = region_scale.region_comparison(view)
    assert shown
    assert [fact.period for fact in shown.same_year] == ["2017"]
    assert "almaty-region-2022" in [fact.reporter for fact in shown.others]


def test_output_rate_capacity_and_plan_differ_in_shape(view: View) -> None:
    chart = build_chart("works-in-time", view)
    *bars, diamonds = chart.draw(WIDE).data
    patterns = {name: shape for one in bars for name, shape in zip(one.ids, one.marker.pattern.shape, strict=True)}
    assert patterns["output-2017"] == ""
    assert patterns["output-now"] == "/"
    capacity = "tass-18432063-output-tashkent-tractor-plant-agricultural-machinery-2023-capacity"
    assert patterns[capacity] == "x"
    assert all(view.facts[name].modality == "target" for name in diamonds.ids)
    assert {view.facts[name].modality for name in patterns} == {"actual", "capacity"}
    lengths = {name: x for one in bars for name, x in zip(one.ids, one.x, strict=True)}
    group = "xit-92455-output-uzagrotechsanoatholding-agricultural-machinery-2018"
    assert (lengths["output-2017"], lengths["output-now"], lengths[group], lengths[capacity]) == (
        1500,
        6000,
        11570,
        15000,
    )
    text = notes(chart.draw(WIDE))
    for part in (
        "×\u00a06.0",
        "×\u00a01.7",
        "1,194\u00a0machines",
        "630\u00a0machines",
        "213\u00a0machines",
        "at least 40,000",
    ):
        assert part in text
    assert set(horizontal_bars.STYLES) == {"solid", "outlined", "hatched", "crossed", "stem"}
