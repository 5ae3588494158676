"""A chart is one module: what is put beside the others is found, and is wherever charts are."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from lxml import etree  # type: ignore[import-untyped]
from PIL import Image

import components.charts
from components import i18n
from components.charts import registry
from components.pages import PAGES
from components.pages.blocks import ChartCard
from components.pages.spec import build
from components.static_site import files as static
from components.svg import chart_images
from components.view import in_language
from data.model.language import LANGUAGES
from tests.cards import cards
from tests.components.asgi import Client
from tests.components.build import CHART_NAMES, PAGES_BY_KEY, page_html

TOY = '''
"""toy-shares: a bar for each of two sides."""

import plotly.graph_objects as go

from components.i18n.rich_text import Part
from components.charts.layout import build_figure
from components.charts.spec import Chart, ChartSpec, FilterSpec
from components.charts.chart_text import ChartText

SIDES = {"north": 3.0, "south": 5.0, "none": None}


def build(view, selection):
    sides = {side: SIDES[side] for side in selection.get("part", ("north", "south")) if SIDES[side]}
    if not sides:
        return None
    text = ChartText("Toys of " + " and ".join(sides), "toys", "No toy is real", "Two bars", "Toy Times", "")

    def draw(look):
        marker = {"color": look.palette.output}
        bars = go.Bar(x=list(range(len(sides))), y=list(sides.values()), width=0.6, marker=marker)
        axis = {"visible": False, "range": [-1, 6]}
        return build_figure([bars], {"xaxis": axis, "yaxis": axis}, text, look)

    rows = [(((Part(side)),), (Part(str(value)),)) for side, value in sides.items()]
    csv = "side,toys\\r\\n" + "".join(f"{side},{value}\\r\\n" for side, value in sides.items())
    return Chart("toy-shares", text, draw, ["side", "toys"], rows, csv, "toys")


PART = FilterSpec("part", lambda words: "Part", lambda view: tuple(SIDES), lambda side, words: side.title())
SPEC = ChartSpec("toy-shares", "trade", build, [PART])
'''


@pytest.fixture
def toy(tmp_path: Path, fresh: pytest.MonkeyPatch) -> Iterator[Client]:
    """The app with one chart more, whose only message is its name."""
    name = "toy_shares"
    (tmp_path / f"{name}.py").write_text(dedent(TOY), "utf-8")
    fresh.setattr(components.charts, "__path__", [*components.charts.__path__, str(tmp_path)])
    for language in LANGUAGES:
        fresh.setitem(i18n._catalogue(language)._catalog, "file.toy-shares", "toys")  # type: ignore[attr-defined]
    registry.charts.cache_clear()
    yield Client()
    registry.charts.cache_clear()
    sys.modules.pop(f"components.charts.{name}")
    del components.charts.toy_shares  # type: ignore[attr-defined]


def test_every_module_with_a_spec_is_a_chart() -> None:
    modules = [path.read_text("utf-8") for path in Path(components.charts.__file__).parent.glob("*.py")]
    assert len(CHART_NAMES) == sum("\nSPEC = ChartSpec(" in module for module in modules)
    assert CHART_NAMES[: len(registry.CHART_ORDER)] == registry.CHART_ORDER
    assert [spec.name for spec in registry.charts_of_page("trade")][:1] == ["trade-balance"]
    for name, spec in registry.charts().items():
        assert spec.name == name
        assert sys.modules[spec.build.__module__].SPEC is spec


def test_a_new_chart_is_on_its_page(toy: Client) -> None:
    ordered = len(registry.CHART_ORDER)
    assert list(registry.charts()) == [*CHART_NAMES[:ordered], *sorted([*CHART_NAMES[ordered:], "toy-shares"])]
    view = in_language("en")
    *_, last = build(PAGES_BY_KEY["trade"], view, {"part": ["south"]})
    assert isinstance(last, ChartCard)
    assert (last.spec.name, last.selection) == ("toy-shares", {"part": ("south",)})
    first, *_, toys = cards(page_html("trade", view, {"metric": ["exports"], "part": ["south"]}))
    assert (first.name, toys.name) == ("trade-balance", "toy-shares")
    assert toys.title == "Toys of south"
    assert toys.svgs == ["narrow", "medium", "wide"]
    assert toys.chosen == {"part": ["south"]}
    assert toys.options["part"]["north"].get("href") == "/trade?lang=en&part=north&part=south"
    assert toys.rows == [["south", "5.0"]]
    assert all(
        [card.name for card in cards(page_html(page, view))].count("toy-shares") == (page.key == "trade")
        for page in PAGES
    )


def test_a_new_chart_is_served_in_every_form(toy: Client) -> None:
    *_, card = cards(toy("/trade?lang=en&part=south").text)
    assert card.title == "Toys of south"
    given = toy("/charts/toy-shares.json?lang=en&part=south").json
    assert (given["title"], given["parameters"]) == ("Toys of south", ["part"])
    assert cards(given["html"])[0].title == "Toys of south"
    svg = etree.fromstring(toy("/charts/toy-shares.svg?lang=en&part=south").body)
    assert svg.findtext("{*}title") == "Toys of south"
    with Image.open(io.BytesIO(toy("/charts/toy-shares.png?lang=en").body)) as image:
        assert image.width == 2400
    assert toy("/charts/toy-shares.csv?lang=en&part=south").text == "\ufeffside,toys\r\nsouth,5.0\r\n"
    (alone,) = cards(toy("/embed/toy-shares?lang=en&part=south").text)
    assert alone.rows == [["south", "5.0"]]
    assert toy("/charts/toy-shares.svg?part=none").status == 404
    assert toy("/charts/toy-shares.svg?part=west").json["exists"] == ["north", "south", "none"]
    assert "/charts/toy-shares.json" in toy("/charts/none.svg").json["exists"]
    head = toy("/trade?lang=en&chart=toy-shares&part=south").page
    (image,) = head.xpath('//meta[@property="og:image"]/@content')
    assert image == "http://site.test/charts/toy-shares.png?lang=en&size=preview&part=south"
    assert head.xpath('//meta[@property="og:title"]/@content') == ["Toys of south"]
    with Image.open(io.BytesIO(toy(image).body)) as preview:
        assert preview.size == (1200, 630)


def test_a_new_chart_is_in_the_static_site(toy: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "LANGUAGES", ("en",))
    monkeypatch.setattr(static, "charts", lambda: {"toy-shares": registry.charts()["toy-shares"]})
    monkeypatch.setattr(chart_images, "chart_png", lambda *parts: b"png")
    monkeypatch.setattr(static, "_example", lambda view: "")  # which draws two of the others
    found = dict(static.site_files())
    assert {name for name in found if "toy-shares" in name} == {
        *(f"charts/toy-shares-en-{theme}.{form}" for theme in ("light", "dark") for form in ("svg", "png")),
        *("charts/toy-shares-en.js", "charts/toy-shares-en.csv", "embed/toy-shares-en.html"),
        *(f"charts/toy-shares-en-part-{side}.{form}" for side in ("north", "south") for form in ("js", "csv")),
        *(f"charts/toy-shares-en-part-{side}-light.svg" for side in ("north", "south")),
        "charts/toy-shares-en-part-none.js",
    }
    assert [card.name for card in cards(str(found["en/trade.html"]))][-1] == "toy-shares"
