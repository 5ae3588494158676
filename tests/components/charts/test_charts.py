"""What the charts show: marks at the figures' values, bounds as whiskers, the words that go with them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from components.charts import trade_balance, visit_timeline
from components.charts.layout import PAGE_ADDRESS_PLACEHOLDER, wrap_text
from components.charts.localized_csv import file_stem
from components.i18n import Messages
from components.theme.tokens import DARK, LIGHT, SCREEN_LOOKS, Look
from components.view import View
from data.model.language import LANGUAGES
from tests.components.build import CHART_NAMES, IMAGE_LOOK, build_chart
from tests.components.languages import foreign

WIDE = SCREEN_LOOKS["light"]["wide"]
LOOKS = [IMAGE_LOOK, *(look for looks in SCREEN_LOOKS.values() for look in looks.values())]


def notes(figure: go.Figure) -> str:
    return "\n".join(note.text for note in figure.layout.annotations)


def test_trade_bars_stand_at_the_figures_in_millions(view: View) -> None:
    (bars,) = build_chart("trade-balance", view).draw(WIDE).data
    assert dict(zip(bars.ids, bars.y, strict=True)) == {
        "turnover": 36,
        "exports": 15.8,
        "balance": -4.4,
        "imports": -20.2,
    }


def test_trade_whiskers_are_the_intervals(view: View) -> None:
    (bars,) = build_chart("trade-balance", view).draw(WIDE).data
    ends = {
        name: (round(y - below, 6), round(y + above, 6))
        for name, y, above, below in zip(bars.ids, bars.y, bars.error_y.array, bars.error_y.arrayminus, strict=True)
    }
    assert ends == {
        "turnover": (35.5, 36.5),
        "exports": (15.75, 15.85),
        "balance": (-4.5, -4.3),
        "imports": (-20.25, -20.15),
    }


def test_a_flipped_bar_flips_an_uneven_interval(view: View) -> None:
    uneven = replace(view.trade["imports"], low=20.0e6, high=20.3e6)
    source = view.sources[uneven.source]
    text = trade_balance.chart_text([uneven], source, view.words)
    (bars,) = trade_balance.figure([uneven], view.facts, source, text, view.words, WIDE).data
    assert bars.error_y.array[0] == pytest.approx(0.2)  # up, towards zero: the lower end
    assert bars.error_y.arrayminus[0] == pytest.approx(0.1)


def test_trade_shows_what_the_filter_picks(view: View) -> None:
    chart = build_chart("trade-balance", view, metric=("imports",))
    (bars,) = chart.draw(WIDE).data
    assert list(bars.ids) == ["imports"]
    assert chart.text.title == "Almaty region bought 20.2\u00a0million dollars worth of goods from Uzbekistan in 2017"
    assert chart.file_stem == "almaty-uzbekistan-trade-balance-imports-2017"
    assert [row[0][0].text for row in chart.rows] == ["Imports"]
    assert chart.csv.count("\r\n") == 2


@pytest.mark.parametrize(
    ("value", "low", "high", "title"),
    [
        (-4.4e6, -4.5e6, -4.3e6, "bought 4.4\u00a0million dollars more from Uzbekistan than it sold there in 2017"),
        (4.4e6, 4.3e6, 4.5e6, "sold 4.4\u00a0million dollars more to Uzbekistan than it bought there in 2017"),
        (0.1e6, -0.1e6, 0.3e6, "Rounding leaves open whether"),
    ],
)
def test_the_title_says_the_sign_or_that_it_is_open(
    view: View, value: float, low: float, high: float, title: str
) -> None:
    balance = replace(view.trade["balance"], value=value, low=low, high=high)
    text = trade_balance.chart_text([balance], view.sources[balance.source], view.words)
    assert title in text.title


def test_a_hedge_of_the_source_is_said(view: View) -> None:
    hedged = replace(view.trade["turnover"], relation=">")
    text = trade_balance.chart_text([hedged], view.sources[hedged.source], view.words)
    assert "more than 36\u00a0million dollars" in text.title


def test_factory_bars_stand_on_zero_and_the_rate_is_hatched(view: View) -> None:
    figure = build_chart("factory-output", view).draw(WIDE)
    (bars,) = figure.data
    assert list(bars.y) == [1500, 6000]
    assert list(bars.error_y.array) == [50, 500]
    assert list(bars.marker.pattern.shape) == ["", "/"]
    assert figure.layout.yaxis.range[0] < 0 < figure.layout.yaxis.range[1]
    assert "×\u00a04" in notes(figure)
    assert "3.5–4.5" in notes(figure)


def test_factory_caveat_stands_in_the_image(view: View) -> None:
    chart = build_chart("factory-output", view)
    assert "annual rate given on a tour" in str(chart.text.caveat)
    assert "annual rate given on a tour" in notes(chart.draw(IMAGE_LOOK)).replace("<br>", " ")


def test_the_timeline_is_an_order_and_links_say_how_it_is_known(view: View) -> None:
    figure = build_chart("visit-timeline", view).draw(WIDE)
    places = {name: y for marks in figure.data for name, y in zip(marks.ids, marks.y, strict=True)}
    assert [places[event["id"]] for event in view.events] == [5, 4, 3, 2, 1, 0]
    assert [link.line.dash for link in figure.layout.shapes] == ["solid", "solid", "7px,5px", "solid", "2px,4px"]
    seen = [marks for marks in figure.data if marks.marker.opacity != 0]
    assert len({marks.marker.symbol for marks in seen}) == len(seen) == 5
    for event in view.events:
        assert view.words.name("events", event["id"], "title") in notes(figure)


def test_no_link_joins_stops_that_do_not_follow_each_other(view: View) -> None:
    figure = build_chart("visit-timeline", view, kind=("culture", "remembrance")).draw(WIDE)
    assert [link.line.dash for link in figure.layout.shapes] == ["2px,4px"]


def test_hover_tells_place_people_and_order(view: View) -> None:
    figure = build_chart("visit-timeline", view).draw(WIDE)
    hovers = {
        name: text
        for marks in figure.data
        if marks.customdata
        for name, text in zip(marks.ids, marks.customdata, strict=True)
    }
    assert "Place not stated" in hovers["tole-bi-prayer"]
    assert "Who: Amandyk Batalov and businesses" in hovers["business-forum"]
    assert "Only told in this order: “Сондай-ақ”" in hovers["embassy-tree"]
    assert "Part of stop 5" in hovers["crafts-exhibition"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHART_NAMES)
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.size.name}-{look.palette.background}")
def test_every_chart_is_drawn_in_every_look_and_language(view: View, name: str, look: Look, language: str) -> None:
    figure = build_chart(name, View(view.data, language)).draw(look)
    assert figure.layout.paper_bgcolor == look.palette.background
    assert figure.layout.font.color == look.palette.ink
    assert not figure.layout.template.layout.to_plotly_json()  # nothing of Streamlit's or Plotly's own look
    assert not figure.layout.showlegend


@pytest.mark.parametrize("name", CHART_NAMES)
def test_an_image_stands_alone(view: View, name: str) -> None:
    chart = build_chart(name, view)
    figure = chart.draw(IMAGE_LOOK)
    assert figure.layout.width == 1200
    assert figure.layout.height >= 675  # a slide's, or more where there are many rows
    written = notes(figure).replace("<br>", " ")
    text = chart.text
    for part in (text.title, text.subtitle, text.caveat or "", text.source, text.address, PAGE_ADDRESS_PLACEHOLDER):
        assert part in written


@pytest.mark.parametrize("name", CHART_NAMES)
def test_on_a_page_the_card_says_title_and_source(view: View, name: str) -> None:
    chart = build_chart(name, view)
    assert chart.text.title not in notes(chart.draw(WIDE))
    assert chart.name == name
    assert chart.text.alt
    assert chart.file_stem.startswith(f"almaty-uzbekistan-{name}")


def test_a_colour_means_one_thing(view: View) -> None:
    (bars,) = build_chart("trade-balance", view).draw(WIDE).data
    assert dict(zip(bars.ids, bars.marker.color, strict=True)) == {
        metric: LIGHT.of(metric) for metric in trade_balance.METRICS
    }
    (bars,) = build_chart("factory-output", view).draw(SCREEN_LOOKS["dark"]["wide"]).data
    assert bars.marker.color == DARK.output


def test_every_kind_of_stop_has_its_shape(view: View) -> None:
    assert {event["kind"] for event in view.events} <= set(visit_timeline.KINDS)


@pytest.mark.parametrize(
    ("text", "letters", "broken"),
    [
        ("one two three", 13, "one two three"),
        ("one two three four", 12, "one two<br>three four"),
        ("Товарооборот", 8, "Товарооборот"),
        ("Tovar ayirboshlash", 8, "Tovar<br>ayirboshlash"),
        ("a" * 40, 9, "a" * 40),
        ("", 9, ""),
        ("http://a.b/c-d-e-f-g", 9, "http://a.b/c-d-e-f-g"),
    ],
)
def test_lines_break_between_words_and_evenly(text: str, letters: int, broken: str) -> None:
    assert wrap_text(text, letters) == broken


def test_legend_says_only_the_links_that_are_drawn(view: View) -> None:
    assert str(build_chart("visit-timeline", view).text.caveat).count(":") == 3
    assert build_chart("visit-timeline", view, kind=("business",)).text.caveat is None


def test_charts_are_pure(view: View) -> None:
    draw: Callable[[Look], Any] = build_chart("trade-balance", view).draw
    assert draw(WIDE) == draw(WIDE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHART_NAMES)
def test_an_image_is_in_its_language_to_the_last_word(view: View, name: str, language: str) -> None:
    chart = build_chart(name, View(view.data, language))
    drawn = chart.draw(IMAGE_LOOK)
    texts = [note.text for note in drawn.layout.annotations]
    texts += [text for axis in (drawn.layout.xaxis, drawn.layout.yaxis) for text in axis.ticktext or ()]
    texts += [text for trace in drawn.data for text in (*(trace.customdata or ()), *(trace.text or ()))]
    assert texts
    quotations = re.compile("[«“][^»”]*[»”]")
    plain = [quotations.sub("", re.sub("<[^>]+>", " ", text)).replace(PAGE_ADDRESS_PLACEHOLDER, "") for text in texts]
    assert foreign(plain, language) == []
    assert foreign([chart.text.alt, chart.text.source], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHART_NAMES)
def test_files_are_named_and_filled_in_the_reader_s_language(view: View, name: str, language: str) -> None:
    chart = build_chart(name, View(view.data, language))
    words = Messages(language)
    assert chart.file_stem.startswith(file_stem([words("file.site"), words(f"file.{name}")]))
    assert re.fullmatch(r"[\w-]+", chart.file_stem)
    headings, *rows = csv.reader(io.StringIO(chart.csv))
    assert len(set(headings)) == len(headings)
    assert rows
    assert foreign(headings, language) == []
