"""Charts as files over HTTP: every form with every filter, and what is told where there is none."""

from __future__ import annotations

import csv
import gzip
import io
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from components.charts.registry import charts
from components.charts.spec import pairs
from components.pages.blocks import ChartCard
from components.rendering import cards as html_cards
from components.rendering.cards import RenderContext
from components.server import chart_routes as web
from components.server.response_cache import ResponseCache
from components.svg import chart_images
from components.theme.tokens import IMAGE_LOOKS, THEMES
from components.urls.site_urls import CHART_FORMATS, IMAGE_FORMATS, server_urls
from components.view import in_language
from data.model.language import LANGUAGES
from tests.cards import cards
from tests.components.asgi import SITE, Answer, Client
from tests.components.build import CHART_NAMES, build_chart

TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
# One selection of each filter that charts have, and some together.
SELECTIONS: list[tuple[str, dict[str, tuple[str, ...]]]] = [
    *((name, {}) for name in CHART_NAMES),
    ("trade-balance", {"metric": ("balance",)}),
    ("trade-balance", {"metric": ("exports", "imports")}),
    ("visit-timeline", {"kind": ("culture",)}),
    ("national-trade", {"metric": ("exports",), "side": ("uzbekistan",), "confidence": ("high",)}),
    ("national-trade", {"years": ("2017-2018",)}),
    ("trade-to-date", {"side": ("kazakhstan",)}),
]
NOTHING = "trade-to-date", "metric=balance&side=open"


def query_of(selection: dict[str, tuple[str, ...]]) -> str:
    return "".join(f"&{parameter}={value}" for parameter, value in pairs(selection))


@pytest.mark.parametrize("form", CHART_FORMATS)
@pytest.mark.parametrize(("name", "selection"), SELECTIONS)
def test_every_chart_is_there_in_every_form_with_its_filters(
    client: Client, name: str, selection: dict[str, tuple[str, ...]], form: str
) -> None:
    view = in_language("en")
    chart = build_chart(name, view, **selection)
    answer = client(f"/charts/{name}.{form}?lang=en{query_of(selection)}", Origin="https://elsewhere.example")
    assert (answer.status, answer.headers["content-type"]) == (200, TYPES[form])
    assert answer.headers["access-control-allow-origin"] == "*"
    if form == "svg":
        root = ET.fromstring(answer.text)
        assert (root.findtext("{*}title"), root.findtext("{*}desc")) == (chart.text.title, chart.text.alt)
    elif form == "png":
        with Image.open(io.BytesIO(answer.body)) as image:
            assert image.width == 2400
    elif form == "csv":
        assert answer.body.decode("utf-8-sig") == chart.csv
        assert len(list(csv.reader(io.StringIO(chart.csv)))) > 1
    else:
        assert answer.json["title"] == chart.text.title
    if form != "json":
        file = "-".join((name, *(value for _, value in pairs(selection)), "en"))
        named = f"filename=\"{file}.{form}\"; filename*=UTF-8''{chart.file_stem}.{form}"
        assert answer.headers["content-disposition"] == f"inline; {named}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_is_the_card_as_a_page_has_it(client: Client, language: str) -> None:
    view, selection = in_language(language), {"metric": ("exports", "imports")}
    spec = charts()["trade-balance"]
    given = client(f"/charts/trade-balance.json?lang={language}&metric=imports,exports").json
    card = ChartCard(spec, build_chart(spec.name, view, **selection), selection)
    assert given == html_cards.card_payload(card, RenderContext(view, server_urls(language)))
    assert given.keys() == {"chart", "state", "title", "alt", "parameters", "html", "figures", "details"}
    assert list(given["figures"]) == ["narrow", "medium", "wide"]
    (on_page,) = cards(client(f"/trade?lang={language}&metric=exports,imports").text)
    assert on_page.element.get("data-state") == given["state"]
    assert cards(given["html"])[0].rows == on_page.rows


@pytest.mark.parametrize("theme", THEMES)
def test_images_are_in_the_theme_asked_for(client: Client, theme: str) -> None:
    ground = IMAGE_LOOKS[theme].palette.background
    assert ground in client(f"/charts/factory-output.svg?theme={theme}").text
    with Image.open(io.BytesIO(client(f"/charts/factory-output.png?theme={theme}").body)) as image:
        assert image.convert("RGB").getpixel((0, 0)) == tuple(bytes.fromhex(ground[1:]))


def test_without_a_theme_it_is_light(client: Client) -> None:
    assert client("/charts/factory-output.svg").body == client("/charts/factory-output.svg?theme=light").body


@pytest.mark.parametrize("name", CHART_NAMES)
def test_the_preview_of_a_link_is_a_png_of_its_size(client: Client, name: str) -> None:
    answer = client(f"/charts/{name}.png?lang=kk&size=preview")
    with Image.open(io.BytesIO(answer.body)) as image:
        assert (image.format, image.size) == ("PNG", chart_images.PREVIEW_SIZE_PX) == ("PNG", (1200, 630))


def test_the_address_of_the_page_stands_on_an_image(client: Client, fresh: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def drawing(chart: Any, words: Any, theme: str, address: str) -> str:
        told.append(address)
        return "<svg/>"

    fresh.setattr(chart_images, "chart_svg", drawing)
    client("/charts/trade-balance.svg?lang=ru&metric=exports")
    client("/charts/works-in-time.svg?lang=ru", host="other.test")
    fresh.setenv("SITE_ADDRESS", "https://trade.example.org/")
    client("/charts/trade-balance.svg?lang=ru&metric=exports")
    assert told == [
        f"{SITE}/trade?lang=ru&metric=exports",
        "http://other.test/record?lang=ru&chart=works-in-time",
        "https://trade.example.org/trade?lang=ru&metric=exports",
    ]


def test_the_browser_s_language_is_spoken_where_the_link_names_none(client: Client) -> None:
    answer = client("/charts/factory-output.svg", Accept_Language="uz,ru;q=0.5")
    assert answer.body == client("/charts/factory-output.svg?lang=uz").body
    assert "Accept-Language" in answer.headers["vary"]


def told(answer: Answer, status: int) -> Any:
    """What the answer says is wrong."""
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json["status"] == status
    return answer.json


@pytest.mark.parametrize(
    ("path", "status", "exists"),
    [
        ("/cats.svg", 404, "/charts/trade-balance.svg"),
        ("/trade-balance.gif", 404, "/charts/trade-balance.png"),
        ("/trade-balance", 404, "/charts/trade-balance.csv"),
        ("", 404, "/charts/visit-timeline.json"),
        ("/", 404, "/charts/works-in-time.svg"),
        ("/kept/pictures.json", 404, "/charts/trade-balance.svg"),
        ("/../charts/trade-balance.svg", 404, "/charts/trade-balance.svg"),
        ("/trade-balance.svg?metric=cats", 400, "exports"),
        ("/trade-balance.json?metric=exports,cats", 400, "imports"),
        ("/trade-balance.json?side=open", 400, "metric"),
        ("/national-trade.csv?metric=exports&metric=imports", 400, "turnover"),
        ("/national-trade.png?years=1901-1902", 400, "1995-2025"),
        ("/national-trade.svg?years=2010", 400, "1995-2025"),
        ("/factory-output.svg?metric=exports", 400, None),
        ("/trade-balance.png?theme=blue", 400, "dark"),
        ("/trade-balance.png?theme=light,dark", 400, "dark"),
        ("/trade-balance.csv?theme=dark", 400, "metric"),
        ("/trade-balance.png?lang=de", 400, "kk"),
        ("/trade-balance.png?size=9", 400, "preview"),
        ("/trade-balance.svg?size=preview", 400, None),
    ],
)
def test_what_there_is_none_of_is_told_with_what_there_is(
    client: Client, path: str, status: int, exists: str | None
) -> None:
    found = told(client(f"/charts{path}", Origin="https://e.example"), status)
    assert exists in found["exists"] if exists else not found.get("exists")
    assert client(f"/charts{path}", Origin="https://e.example").headers["access-control-allow-origin"] == "*"


def test_a_value_that_is_refused_is_told_shortened(client: Client) -> None:
    found = told(client("/charts/trade-balance.svg?metric=" + "x" * 5000), 400)
    assert "x" * 40 in found["detail"] and len(found["detail"]) < 120


def test_a_selection_that_leaves_nothing_is_no_image_but_a_card_that_says_so(client: Client) -> None:
    name, query = NOTHING
    for form in ("svg", "png", "csv"):
        assert "leaves nothing" in told(client(f"/charts/{name}.{form}?lang=en&{query}"), 404)["detail"]
    answer = client(f"/charts/{name}.json?lang=en&{query}")
    assert answer.status == 200
    given = answer.json
    assert given["figures"] is None
    assert (given["title"], given["alt"], given["details"]) == ("", "", {})
    (card,) = cards(given["html"])
    assert card.empty == in_language("en").words("record.nothing")
    assert card.options["metric"]["turnover"].get("href") == "/record?lang=en&side=open"


def test_tables_that_are_not_sound_are_told(client: Client, fresh: pytest.MonkeyPatch, broken: Any) -> None:
    (broken / "events.csv").write_text("id\n", "utf-8")
    for form in CHART_FORMATS:
        found = told(client(f"/charts/visit-timeline.{form}"), 503)
        assert {fault["file"] for fault in found["problems"]} == {"events.csv"}
        assert client(f"/charts/trade-balance.{form}").status == 200


@pytest.mark.parametrize("form", CHART_FORMATS)
def test_an_answer_is_not_sent_twice_and_text_goes_out_compressed(client: Client, form: str) -> None:
    address = f"/charts/factory-output.{form}?lang=kk{'&theme=dark' if form in IMAGE_FORMATS else ''}"
    answer = client(address)
    again = client(address, If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    packed = client(address, Accept_Encoding="gzip")
    assert packed.headers.get("content-encoding") == (None if form == "png" else "gzip")
    assert (packed.body if form == "png" else gzip.decompress(packed.body)) == answer.body


def test_only_reading_is_allowed(client: Client) -> None:
    assert client("/charts/factory-output.svg", "POST").status == 405
    assert client("/charts/factory-output.svg", "HEAD").body == b""


def test_a_file_is_rendered_once_and_the_oldest_go(client: Client, fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(web, "_DATA_CACHE", ResponseCache(250_000))
    rendered: list[str] = []
    render = web._ChartFile.render

    def counting(file: Any) -> Any:
        rendered.append(file.spec.name)
        return render(file)

    fresh.setattr(web._ChartFile, "render", counting)
    for _ in range(3):
        client("/charts/factory-output.json?lang=en")
    assert rendered == ["factory-output"]
    for name in CHART_NAMES:
        client(f"/charts/{name}.json?lang=en")
    held = web._DATA_CACHE._views[in_language("en")]
    assert 0 < sum(entry.size_bytes for entry in held.values()) <= 250_000 or len(held) == 1
    assert len(held) < len(CHART_NAMES)
    client("/charts/factory-output.json?lang=en")
    assert rendered.count("factory-output") == 2
