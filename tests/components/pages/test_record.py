"""Over the years: official series as lines, reports beside them; nothing is joined that does not compare."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import plotly.graph_objects as go
import pytest

from components.charts import region_scale
from components.charts.registry import charts
from components.charts.spec import Chart
from components.charts.statement_filters import CONFIDENCES
from components.i18n import Messages
from components.theme.tokens import SCREEN_LOOKS, Look
from components.view import View
from data import Fact
from tests.components.build import CHART_NAMES, IMAGE_LOOK, build_chart

WIDE, NARROW = SCREEN_LOOKS["light"]["wide"], SCREEN_LOOKS["light"]["narrow"]
RECORD = ("national-trade", "mirror-trade", "news-accuracy", "trade-discrepancies", "trade-to-date", "region-scale")
REPORTS = {"reports": ("shown",)}


def national(view: View, **selection: tuple[str, ...]) -> Chart:
    return build_chart("national-trade", view, **selection)


def marks(figure: go.Figure) -> dict[str, tuple[float, float]]:
    """Where each mark that has a label stands, by its id."""
    found = {}
    for trace in figure.data:
        if trace.customdata is not None:
            found.update({name: (x, y) for name, x, y in zip(trace.ids, trace.x, trace.y, strict=True)})
    return found


def notes(figure: go.Figure) -> str:
    return " ".join(note.text for note in figure.layout.annotations).replace("<br>", " ")


def lines(figure: go.Figure) -> Iterator[go.Scatter]:
    return (trace for trace in figure.data if trace.type == "scatter" and "lines" in (trace.mode or ""))


def selections(name: str, view: View) -> Iterator[dict[str, tuple[str, ...]]]:
    """No selection, and each single choice of a chart's filters."""
    yield {}
    for each in charts()[name].filters:
        for option in each.options(view) if each.parameter != "years" else ():
            yield {each.parameter: (option,)}


# Lines.


@pytest.mark.parametrize("name", CHART_NAMES)
@pytest.mark.parametrize("look", [WIDE, NARROW, IMAGE_LOOK], ids=["wide", "narrow", "image"])
def test_no_line_joins_two_sides_sources_territories_or_flows(view: View, name: str, look: object) -> None:
    for selection in selections(name, view):
        chart = charts()[name].build(view, selection)
        for line in lines(chart.draw(look)) if chart else ():  # type: ignore[arg-type]
            if line.fill:
                assert line.line.width == 0  # an area between lines is no line
                continue
            facts = [view.facts[fact] for fact in line.ids]
            assert len({(fact.source, fact.reporter, fact.partner, fact.metric) for fact in facts}) == 1
            years = [int(fact.period or "") for fact in facts]
            assert years == list(range(years[0], years[-1] + 1))


def test_the_line_breaks_where_the_source_does(view: View) -> None:
    spans = {}
    for line in lines(national(view, metric=("imports",)).draw(WIDE)):
        if not line.fill:
            fact = view.facts[line.ids[0]]
            spans[fact.source] = (fact.reporter, line.x[0], line.x[-1])
    assert spans == {
        "wits-kaz-uzb": ("kazakhstan", 1995, 2019),
        "bureau-312101": ("kazakhstan", 2020, 2025),
        "siat-1-08-02-0001": ("uzbekistan", 2015, 2025),
    }
    (border,) = national(view, metric=("imports",)).draw(WIDE).layout.shapes
    assert (border.x0, border.x1) == (2019.5, 2019.5)


def test_official_values_are_marks_at_their_place(view: View) -> None:
    drawn = marks(national(view).draw(WIDE))
    values = {view.facts[name].period: y for name, (_, y) in drawn.items() if name in view.facts}
    assert values["2017"] == pytest.approx(1.985, abs=0.0005)
    assert values["2022"] == pytest.approx(3.6358 + 1.2861, abs=0.0005)
    assert set(values) == {str(year) for year in range(1995, 2026)}
    exports = marks(national(view, metric=("exports",)).draw(WIDE))
    imports = marks(national(view, metric=("imports",)).draw(WIDE))
    assert exports["wits-kaz-uzb-exports-kazakhstan-uzbekistan-2017"][1] == pytest.approx(1.249, abs=0.0005)
    assert imports["wits-kaz-uzb-imports-kazakhstan-uzbekistan-2017"][1] == pytest.approx(0.736, abs=0.0005)
    balance = marks(national(view, metric=("balance",)).draw(WIDE))
    assert min(y for name, (_, y) in balance.items() if name in view.facts) < 0


@pytest.mark.parametrize("flow", ["turnover", "exports", "imports", "balance"])
def test_the_subtitle_names_those_whose_line_is_drawn(view: View, flow: str) -> None:
    official, mixed = national(view, metric=(flow,)), national(view, metric=(flow,), **REPORTS)
    sides = {str(view.facts[line.ids[0]].reporter) for line in lines(official.draw(WIDE)) if not line.fill}
    names = {
        side for side in ("kazakhstan", "uzbekistan") if view.words(f"record.side.{side}") in official.text.subtitle
    }
    assert names == sides == ({"kazakhstan", "uzbekistan"} if flow == "imports" else {"kazakhstan"})
    assert (view.words("national.no_series") in official.text.subtitle) == (flow != "imports")
    assert (view.words("record.reports.shown") in official.text.subtitle) == (flow in ("turnover", "exports"))
    # Beside the lines, figures in the news: then a line of marks says whose they are.
    key = re.compile(f"{view.words('record.sides')}.*●.*■</span> {view.words('record.key.uzbekistan')}")
    assert bool(key.search(notes(mixed.draw(NARROW)))) == (flow != "balance")
    assert not key.search(notes(official.draw(NARROW)))


@pytest.mark.parametrize("look", [WIDE, NARROW], ids=["wide", "narrow"])
def test_marks_of_events_touch_no_other_and_no_tick_is_among_them(view: View, look: Look) -> None:
    figure = national(view).draw(look)
    events = {str(row["id"]) for row in view.milestones}
    (trace,) = (one for one in figure.data if set(one.ids or ()) == events)
    low, high = figure.layout.xaxis.range
    year = (330 if look is NARROW else 600) / (high - low)
    drawn = list(zip(trace.x, trace.y, strict=True))
    for number, (x, y) in enumerate(drawn):
        assert all(y != other or abs(x - at) * year >= trace.marker.size for at, other in drawn[:number])
    assert min(figure.layout.yaxis.tickvals) == 0
    assert max(y for _, y in drawn) < 0


def test_the_gap_is_shaded_and_named_only_where_both_sides_count(view: View) -> None:
    figure = national(view, metric=("imports",)).draw(WIDE)
    areas = [line for line in lines(figure) if line.fill]
    assert [(min(area.x), max(area.x)) for area in areas] == [(2015, 2019), (2020, 2025)]
    assert "1.12\u00a0billion dollars in 2015" in notes(figure).replace("  ", " ")
    assert not [line for line in lines(national(view).draw(WIDE)) if line.fill]


def test_reports_are_hollow_marks_on_request(view: View) -> None:
    official, whole = (marks(national(view, **chosen).draw(WIDE)) for chosen in ({}, REPORTS))
    added = set(whole) - set(official)
    stated = {one.fact.id for one in view.statements if one.flow == "turnover" and one.fact.is_of_year}
    assert added == stated
    for trace in national(view, **REPORTS).draw(WIDE).data:
        if set(trace.ids or ()) & stated:
            assert trace.marker.symbol.endswith("-open")


def test_milestones_stand_on_the_axis_at_their_time(view: View) -> None:
    chart = national(view)
    drawn = marks(chart.draw(WIDE))
    events = {str(row["id"]): row for row in view.milestones}
    assert set(events) <= set(drawn)
    for name, row in events.items():
        assert abs(drawn[name][0] - int(row["period"][:4])) <= 0.5
        assert drawn[name][1] < 0
        assert chart.details[name].link.startswith("http")
    assert national(view, years=("1995-2000",)).draw(WIDE).data[-1].ids is not None


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ({"side": ("uzbekistan",)}, lambda fact: fact.reporter == "uzbekistan"),
        ({"side": ("open",)}, lambda fact: fact.reporter_basis == "open"),
        ({"confidence": ("high",)}, lambda fact: fact.confidence == "high"),
        ({"years": ("2017-2018",), **REPORTS}, lambda fact: fact.period in ("2017", "2018")),
    ],
)
def test_filters_leave_what_they_say(view: View, chosen: dict[str, tuple[str, ...]], kept: object) -> None:
    def stated(**selection: tuple[str, ...]) -> set[str]:
        drawn = marks(national(view, **selection).draw(WIDE))
        return {name for name in drawn if name in view.facts and view.facts[name].basis == "stated"}

    everything, shown = stated(**REPORTS), stated(**chosen)
    assert shown == {name for name in everything if kept(view.facts[name])}  # type: ignore[operator]
    assert 0 < len(shown) < len(everything)


def test_a_filter_that_leaves_nothing_leaves_no_chart(view: View) -> None:
    assert charts()["trade-to-date"].build(view, {"metric": ("balance",)}) is None


def test_a_repeated_release_is_one_mark_that_names_both(view: View) -> None:
    chart = national(view, **REPORTS)
    assert "kursiv-2018-03-14-turnover-2017" not in marks(chart.draw(WIDE))
    told = chart.details["sputnik-2018-03-14-turnover-2017"].lines
    assert view.words("record.repeated", publishers="Kursiv") in told


def test_a_mark_tells_its_hedge_side_speaker_words_and_leads_to_its_page(view: View) -> None:
    chart = national(view, **REPORTS)
    assert set(chart.details) == set(marks(chart.draw(WIDE)))
    almost = chart.details["inform-a3239355-turnover-2017"]
    assert almost.lines[0] == "Turnover, 2017: almost 2\u00a0billion dollars"
    assert "Secretary of State of Kazakhstan, KazInform, May 2, 2018" in almost.lines
    outlier = " ".join(chart.details["kt-2020-11-24-turnover-2019"].lines)
    assert view.words("confidence.low") in outlier
    mirror = national(view, metric=("exports",), **REPORTS).details["yuz-2023-01-imports-uzbekistan-2022"].lines
    assert view.words("record.mirror.exports") in mirror


def test_the_csv_holds_what_is_drawn_with_its_sources(view: View) -> None:
    chart = national(view, metric=("imports",), **REPORTS)
    rows = list(csv.DictReader(io.StringIO(chart.csv)))
    assert {row["id"] for row in rows} == set(marks(chart.draw(WIDE))) & set(view.facts)
    for row in rows:
        assert row["publisher"]
        if row["stated or derived"] == "stated":
            assert row["address"].startswith("http")
            assert row["trust"] in {Messages("en")(f"trust.{confidence}") for confidence in CONFIDENCES}


# Two counts of one flow.


def test_months_are_never_years(view: View) -> None:
    chart = build_chart("trade-to-date", view)
    parts = [view.facts[name] for name in marks(chart.draw(WIDE))]
    assert parts
    assert all("-01" in (fact.period or "")[4:7] for fact in parts)
    assert {trace.type for trace in chart.draw(WIDE).data} == {"bar"}
    assert "astana-times-2023-07-turnover-uzbekistan-2023-01-2023-06" in {fact.id for fact in parts}


# Regions and the plant.


def test_regions_are_compared_within_one_period(view: View) -> None:
    shown = region_scale.region_comparison(view)
    assert shown
    assert next(iter(shown.by_period)) == "2017"
    for when, rows in shown.by_period.items():
        assert {fact.period for row in rows for fact in row} == {when}
        assert [row[0].value for row in rows] == sorted((row[0].value for row in rows), reverse=True)
        assert all(len({(fact.reporter, fact.value) for fact in row}) == 1 for row in rows)
    chart = build_chart("region-scale", view)
    for part in ("Almaty region", "36\u00a0million dollars", "1.8", "2017"):
        assert part in chart.text.title
    text = notes(chart.draw(WIDE))
    assert "Almaty region before June 2022" in text
    assert "Almaty region since June 2022" in text
    # Of a region that only the parts are stated of, their sum.
    whole = [row[0] for row in shown.by_period["2017"]]
    assert [fact.value for fact in whole] == [622.6e6, 72e6, 36e6]
    assert whole[0].reporter == "south-kazakhstan-region"
    assert view.words("scale.sum") in text
    assert [row[0].value for row in shown.by_period["2023"]] == [421.9e6]  # not once more as a sum
    lengths = {name: x for name, (x, _) in marks(chart.draw(WIDE)).items()}
    assert lengths["turnover-2017"] == 36e6
    assert chart.draw(WIDE).layout.xaxis.range[0] == 0


def styles(view: View) -> dict[str, tuple[float, str, bool]]:
    """Height, pattern, and whether it is filled, of each bar of works-in-time."""
    figure = build_chart("works-in-time", view).draw(WIDE)
    return {
        name: (-y, pattern, colour != figure.layout.paper_bgcolor)
        for one in figure.data
        for name, y, pattern, colour in zip(one.ids, one.y, one.marker.pattern.shape, one.marker.color, strict=True)
    }


def test_output_rate_capacity_and_plan_differ_in_style(view: View) -> None:
    drawn = styles(view)
    assert drawn["output-2017"][1:] == ("", True)
    assert drawn["output-now"][1:] == ("/", True)
    assert drawn["output-now"][0] == pytest.approx(4 * drawn["output-2017"][0])
    for name, (_, pattern, is_filled) in drawn.items():
        fact = view.facts[name]
        assert is_filled == (fact.modality != "target")
        assert (pattern == "x") == (fact.modality == "capacity")
    text = notes(build_chart("works-in-time", view).draw(WIDE))
    for part in ("1,500", "6,000", "11,570", "15,000", "1,194", "630", "213"):
        assert part in text


def test_two_sources_of_one_figure_are_one_mark(view: View) -> None:
    stated = view.output["before"]
    again = Fact(**{**vars(stated), "id": "output-2017-b", "confidence": "high"})
    both = View(view.data, "en")
    both.__dict__["facts"] = {**view.facts, again.id: again}
    figure = build_chart("works-in-time", both).draw(WIDE)
    assert again.id not in marks(figure)
    assert view.words("works.sources", n=2) in notes(figure)


# All charts of the page.


@pytest.mark.parametrize("name", RECORD)
def test_caveats_stand_on_the_chart_and_in_its_image(view: View, name: str) -> None:
    chart = build_chart(name, view)
    assert chart.text.caveat
    assert chart.text.caveat in notes(chart.draw(IMAGE_LOOK))


def test_no_caveat_is_said_twice_on_the_page(view: View) -> None:
    caveats = [str(build_chart(name, view).text.caveat) for name in (*RECORD, "works-in-time", "visit-reports")]
    assert len(set(caveats)) == len(caveats)


@pytest.mark.parametrize("name", RECORD)
@pytest.mark.parametrize("language", ["kk", "uz", "ru", "en"])
def test_a_chart_is_json_in_every_language(view: View, name: str, language: str) -> None:
    chart = build_chart(name, View(view.data, language))
    assert json.loads(json.dumps(chart.figure(NARROW)))["data"]
    assert chart.rows and chart.text.title
