"""What the charts show: marks at the figures' values, bounds as whiskers, the words that go with them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import plotly.graph_objects as go
import pytest

from components.charts import visit_timeline
from components.charts.layout import PAGE_ADDRESS_PLACEHOLDER, wrap_text
from components.charts.localized_csv import file_stem
from components.i18n import Messages
from components.theme.tokens import DARK, SCREEN_LOOKS, Look
from components.view import View
from data.model.language import LANGUAGES
from tests.components.build import CHART_NAMES, IMAGE_LOOK, build_chart
from tests.components.languages import foreign

WIDE = SCREEN_LOOKS["light"]["wide"]
LOOKS = [IMAGE_LOOK, *(look for looks in SCREEN_LOOKS.values() for look in looks.values())]


def notes(figure: go.Figure) -> str:
    return "\n".join(note.text for note in figure.layout.annotations)


def test_factory_bars_stand_on_zero_and_the_rate_is_hatched(view: View) -> None:
    figure = build_chart("factory-output", view).draw(WIDE)
    before, now = figure.data
    assert (list(before.y), list(now.y)) == ([1500], [6000])
    assert before.error_y.array is None  # it would be too short to see
    assert list(now.error_y.array) == [500]
    assert [list(bar.marker.pattern.shape) for bar in (before, now)] == [[""], ["/"]]
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
    assert "Who: Businesses led by Amandyk Batalov,<br>akim (governor) of Almaty region" in hovers["business-forum"]
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
    bars = build_chart("factory-output", view).draw(SCREEN_LOOKS["dark"]["wide"]).data
    assert {bar.marker.color for bar in bars} == {DARK.output}


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


def test_how_the_order_is_known_stands_at_each_stop(view: View) -> None:
    labels = [note.text for note in build_chart("visit-timeline", view).draw(WIDE).layout.annotations]
    known = ["not stated" if "order not stated" in label else "stated" * ("order stated" in label) for label in labels]
    assert known == ["stated", "stated", "stated", "not stated", "stated", ""]
    assert "Part of stop 5" in labels[-1]


def test_a_stop_tells_more_when_it_is_pressed(view: View) -> None:
    chart = build_chart("visit-timeline", view)
    detail = chart.details["embassy-tree"]
    assert detail.lines[0] == "Tree planted in the yard of the new embassy"
    assert "Only told in this order: “Сондай-ақ” “also” (our translation)" in detail.lines
    assert detail.lines[-1].endswith("“who planted a tree in the yard of the embassy” (our translation)")
    assert unquote(detail.link).endswith("#:~:text=елшілігінің ауласына ағаш отырғызған")


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
