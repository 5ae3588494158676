"""Figures as SVG and PNG: what is drawn, what is refused, and that no text breaks either."""

from __future__ import annotations

import copy
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from components import svg
from components.svg import fonts, text
from components.svg.axes import Axis
from components.svg.canvas import Rect, format_number, round_half_up
from tests.components.svg.figures import Figure, figures, noted, plain

ALL = list(figures())
_SVG = "{http://www.w3.org/2000/svg}"
_STYLE = text.TextStyle(10, text.REGULAR, "#112233")


def _parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)


def _outlined(figure: Figure) -> str:
    return svg.render_outlined(figure, title="Title", description="Description")


def _texts(markup: str) -> list[str]:
    return ["".join(element.itertext()) for element in _parsed(markup).iter("text")]


@pytest.mark.parametrize(("label", "figure", "width"), ALL, ids=[label for label, _, _ in ALL])
def test_every_chart_is_drawn(label: str, figure: Figure, width: int) -> None:
    page = svg.render(figure, width=width)
    root = _parsed(page)
    height = format_number(figure["layout"]["height"])
    assert (root.get("width"), root.get("height")) == (str(width), height)
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert page == svg.render(copy.deepcopy(figure), width=width)  # no chance, no order of sets
    said = " ".join(_texts(page))
    for annotation in figure["layout"].get("annotations", ()):
        for line in text.TextBlock(annotation["text"], _STYLE).lines:
            assert "".join(piece.text for piece in line).strip() in said
    file = _outlined(figure)
    assert not {element.tag for element in _parsed(file).iter()} & {f"{_SVG}text", f"{_SVG}tspan", f"{_SVG}image"}
    assert file == _outlined(figure)
    assert "□" not in said
    # Nothing is loaded from elsewhere, and nothing runs.
    assert not re.search(r"href|<script|<style|url\((?!#)|\son\w+=", page + file)


def test_a_file_says_what_it_is() -> None:
    root = _parsed(svg.render_outlined(plain(), title="A < B & C", description="D\x00 \ud800"))
    title, description, *_ = root
    assert (title.tag, title.text) == (f"{_SVG}title", "A < B & C")
    assert (description.tag, description.text) == (f"{_SVG}desc", "D� �")
    assert root.get("role") == "img"


def test_png_has_the_pixels_asked_for() -> None:
    figure = next(figure for label, figure, _ in ALL if label.endswith("en light image"))
    markup = _outlined(figure)
    for scale in (1, 2):
        with Image.open(io.BytesIO(svg.svg_to_png(markup, scale))) as image:
            assert image.size == (1200 * scale, figure["layout"]["height"] * scale)
            colours = image.convert("RGB").getcolors(1 << 24)
            assert colours
            assert len(colours) > 50
            assert max(colours)[1] == (255, 255, 255)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("a &lt;b> &amp; c", ["a <b> & c"]),
        ("<i>a</i> <a href='x'>b</a>", ["<i>a</i> <a href='x'>b</a>"]),
        ("<script>alert(1)</script>", ["<script>alert(1)</script>"]),
        ('<span style="background:url(x)">a</span>', ['<span style="background:url(x)">a']),
        ("one<br>two<br>three", ["one", "two", "three"]),
        ("<b>bold<br>still</b> not", ["bold", "still not"]),
        ("</b>a</span>", ["a"]),
        ("&nbsp;&unknown; &#1178;&#x49B;", ["\u00a0&unknown; Ққ"]),
        ("a\nb", ["a b"]),
        ("\" ' ]]>", ["\" ' ]]>"]),
    ],
)
def test_only_the_tags_of_charts_are_markup(written: str, lines: list[str]) -> None:
    page = svg.render(noted(written))
    assert _texts(page) == lines
    assert {element.tag for element in _parsed(page).iter()} <= {"svg", "g", "path", "text", "tspan"}
    _parsed(_outlined(noted(written)))


def test_styles_of_pieces() -> None:
    written = '<b style="font-size:19.5px">36</b> <span style="color:#AABBCC;font-size:7px">low</span>'
    (line,) = text.TextBlock(written, _STYLE).lines
    assert line == (
        text.TextRun("36", text.TextStyle(19.5, text.BOLD, "#112233")),
        text.TextRun(" ", _STYLE),
        text.TextRun("low", text.TextStyle(7, text.REGULAR, "#aabbcc")),
    )
    (drawn,) = _parsed(svg.render(noted(written))).iter("text")
    assert (drawn.get("font-size"), drawn.get("font-weight")) == ("19.5", "700")
    assert drawn[-1].attrib == {"font-size": "7", "font-weight": "400", "fill": "#aabbcc"}


@settings(max_examples=150, deadline=None)
@given(written=st.text(max_size=60))
def test_any_text_is_drawn(written: str) -> None:
    figure = noted(written)
    page, file = svg.render(figure), _outlined(figure)
    _parsed(page)
    _parsed(file)
    assert svg.svg_to_png(file, 1)


def test_letters_that_the_font_lacks_take_room() -> None:
    assert fonts.shape_text("日本", text.REGULAR).width == pytest.approx(2)
    assert fonts.shape_text("a\u2003b", text.REGULAR).width == pytest.approx(
        fonts.shape_text("ab", text.REGULAR).width + 1
    )
    assert fonts.shape_text("e\u0e31", text.REGULAR).width == fonts.shape_text("e", text.REGULAR).width
    boxes = fonts.shape_text("□", text.REGULAR).glyphs
    assert [glyph.number for glyph in fonts.shape_text("★", text.REGULAR).glyphs] == [glyph.number for glyph in boxes]


def test_letters_are_kerned_and_bold_is_wider() -> None:
    def width(letters: str, weight: int = text.REGULAR) -> float:
        return fonts.shape_text(letters, weight).width

    assert width("AV") < width("A") + width("V")
    assert width("Turnover", text.BOLD) > width("Turnover")
    assert text.TextRun("35.5–36.5", text.TextStyle(12.5, text.REGULAR, "")).width == pytest.approx(49.516, abs=0.02)


@pytest.mark.parametrize(
    ("ends", "nticks", "labels"),
    [  # as plotly.js labels them
        ((0, 5.94), 7, ["0", "1", "2", "3", "4", "5"]),
        ((5.94, 0), 7, ["0", "1", "2", "3", "4", "5"]),
        ((-12, 84), 7, ["0", "20", "40", "60", "80"]),
        ((0, 0.83), 7, ["0", "0,2", "0,4", "0,6", "0,8"]),
        ((-1.3, 1.3), 7, ["−1", "−0,5", "0", "0,5", "1"]),
        ((0, 2400), 5, ["0", "500", "1 000", "1 500", "2 000"]),
        ((0, 24000), 5, ["0", "5k", "10k", "15k", "20k"]),
        ((0, 3e9), 7, ["0", "0,5B", "1B", "1,5B", "2B", "2,5B", "3B"]),
    ],
)
def test_ticks(ends: tuple[float, float], nticks: int, labels: list[str]) -> None:
    axis = Axis("x", {"range": ends, "nticks": nticks, "separatethousands": True}, Rect(0, 0, 500, 300))
    assert [tick.text for tick in axis.ticks(", ")] == labels


def test_named_ticks_outside_of_the_range_are_left_out() -> None:
    options = {"range": [12.5, 0.5], "tickvals": [0, 1, 12, 13], "ticktext": ["a", "b", "c", "d"]}
    assert [tick.text for tick in Axis("y", options, Rect(0, 0, 50, 50)).ticks(".,")] == ["b", "c"]


def test_pixels_of_both_axes() -> None:
    area = Rect(10, 20, 110, 220)
    x = Axis("x", {"range": [0, 10], "domain": [0.5, 1]}, area)
    assert (x.pixel(0), x.pixel(5), x.pixel(10)) == (60, 85, 110)
    y = Axis("y", {"range": [0, 10]}, area)
    assert (y.pixel(0), y.pixel(10)) == (220, 20)
    down = Axis("y", {"range": [10, 0]}, area)
    assert (down.pixel(0), down.pixel(10)) == (20, 220)


def test_bars_grow_from_zero_and_are_round_at_their_ends() -> None:
    bars = {"type": "bar", "x": [2, 6], "y": [4, -2], "width": 2, "marker": {"color": "#aaaaaa"}, "ids": ["a", 'b"']}
    axis = {"range": [-5, 5], "visible": False}
    figure = {**plain(yaxis=axis, barcornerradius=2), "data": [bars]}
    paths = [path.get("d") for path in _parsed(svg.render(figure)).iter("path")][1:]
    assert paths == [
        "M10 50V12A2 2 0 0 1 12 10H28A2 2 0 0 1 30 12V50Z",
        "M50 50V68A2 2 0 0 0 52 70H68A2 2 0 0 0 70 68V50Z",
    ]
    named = _parsed(svg.render(figure, with_ids=True)).iter("path")
    assert [path.get("data-id") for path in named] == [None, "a", 'b"']


def test_marks_beyond_the_axes() -> None:
    points = {"type": "scatter", "mode": "markers", "x": [5, 11], "y": [5, 5], "marker": {"color": "#aaaaaa"}}
    assert svg.render({**plain(), "data": [{**points, "cliponaxis": False}]}).count("<circle") == 1
    at_edge = {**points, "x": [0], "y": [5]}
    assert "clip-path" in svg.render({**plain(), "data": [at_edge]})
    assert "clip-path" not in svg.render({**plain(), "data": [{**at_edge, "cliponaxis": False}]})
    assert _texts(svg.render(noted("beyond", x=11))) == []


def test_colours_may_be_expressions() -> None:
    page = svg.render(noted("a"), colours={"#112233": 'var(--ink, "x")', "#ffffff": "var(--background)"})
    (drawn,) = _parsed(page).iter("text")
    assert drawn.get("style") == 'fill:var(--ink, "x")'
    assert "#112233" not in page
    assert 'style="fill:var(--background)"' in page


def test_ids_are_of_the_figure_or_as_asked() -> None:
    hatched = {"color": "#aaaaaa", "pattern": {"shape": ["/"], "fgcolor": "#ffffff"}}
    one = {**plain(), "data": [{"type": "bar", "x": [2], "y": [4], "width": 2, "marker": hatched}]}
    other = {**one, "layout": {**one["layout"], "height": 120}}
    pages = [svg.render(one), svg.render(other), svg.render(one, width=200), svg.render(one, id_prefix="x")]
    ids = [re.findall(r'id="([^"]+)"', page) for page in pages]
    assert len({name for names in ids for name in names}) == len(pages)
    assert ids[-1] == ["x0"]
    for page, (name,) in zip(pages, ids, strict=True):
        assert f"url(#{name})" in page


_BAR: dict[str, Any] = {"type": "bar", "x": [1], "y": [1], "width": 1, "marker": {"color": "#aaaaaa"}}
_REFUSED: list[tuple[dict[str, Any], Mapping[str, Any], str]] = [
    ({"type": "pie"}, {}, "data[0].type: 'pie'"),
    ({**_BAR, "offset": 1}, {}, "data[0].offset"),
    ({**_BAR, "x": ["a"]}, {}, "data[0].x[0]: 'a'"),
    ({**_BAR, "x": {"bdata": "AA==", "dtype": "i1"}}, {}, "data[0].x"),
    ({**_BAR, "width": float("nan")}, {}, "data[0].width"),
    ({**_BAR, "width": None}, {}, "data[].width"),
    ({**_BAR, "marker": {}}, {}, "data[].marker.color"),
    ({**_BAR, "marker": {"color": "red"}}, {}, "data[0].marker.color: 'red'"),
    ({**_BAR, "marker": {"color": ["#aaaaaa", "url(x)"]}}, {}, "data[0].marker.color[1]"),
    ({**_BAR, "error_y": {"array": [None], "color": "#aaaaaa", "width": 1}}, {}, "data[].error_y: a point without one"),
    ({"type": "scatter", "x": [1], "y": [1]}, {}, "data[].mode"),
    ({"type": "scatter", "mode": "text"}, {}, "data[0].mode: 'text'"),
    ({"type": "scatter", "mode": "lines", "x": [1], "y": [1]}, {}, "line.color: a line or area without a colour"),
    ({"type": "scatter", "mode": "markers", "marker": {"symbol": ["circle", "cross"]}}, {}, "marker.symbol[1]"),
    (_BAR, {"title": "x"}, "layout.title"),
    (_BAR, {"showlegend": True}, "layout.showlegend: True"),
    (_BAR, {"xaxis": {}}, "layout.xaxis: without a range"),
    (_BAR, {"xaxis": {"range": [0, 1], "type": "log"}}, "layout.xaxis.type: 'log'"),
    (_BAR, {"xaxis": {"range": [0, 1], "automargin": True}}, "layout.xaxis.automargin: True"),
    (_BAR, {"shapes": [{"type": "line", "x0": 1, "x1": 2}]}, "layout.shapes[0]: without y0, y1"),
    (_BAR, {"annotations": [{"text": "a"}]}, "layout.annotations[0]: without x, y"),
    (_BAR, {"shapes": [{"type": "circle"}]}, "layout.shapes[0].type: 'circle'"),
    (_BAR, {"shapes": [{"type": "line", "line": {"dash": "wavy"}}]}, "layout.shapes[0].line.dash: 'wavy'"),
    (_BAR, {"annotations": [{"text": "a", "textangle": 90}]}, "layout.annotations[0].textangle"),
    (_BAR, {"template": {"layout": {"font": {"size": 9}}}}, "layout.template.layout.font"),
]


@pytest.mark.parametrize(("trace", "layout", "named"), _REFUSED, ids=[named for _, _, named in _REFUSED])
def test_what_cannot_be_drawn_is_named(trace: dict[str, Any], layout: Mapping[str, Any], named: str) -> None:
    with pytest.raises(svg.UnsupportedError, match=re.escape(named)):
        svg.render({**plain(**layout), "data": [trace]})


def test_bars_side_by_side_are_refused() -> None:
    with pytest.raises(svg.UnsupportedError, match="barmode"):
        svg.render({**plain(), "data": [_BAR, _BAR]})
    assert svg.render({**plain(barmode="overlay"), "data": [_BAR, _BAR]}).count("<path") == 3


def test_numbers_are_written_short() -> None:
    assert [format_number(value) for value in (1, 1.5, -0.25, 0.001, -0.001, 10, 100.10)] == [
        *("1", "1.5", "-.25", "0", "0", "10", "100.1")
    ]
    assert [round_half_up(value) for value in (0.5, 1.5, -0.5)] == [1, 2, 0]
