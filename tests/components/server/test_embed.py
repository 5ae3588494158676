"""A chart alone on a page, for other sites to show within theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.charts.registry import charts, charts_of_page
from components.server.assets import SCRIPT, STYLE
from components.view import in_language
from data.model.language import LANGUAGES
from tests.cards import cards, text_of
from tests.components.asgi import Client
from tests.components.build import CHART_NAMES, build_chart


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHART_NAMES)
def test_a_chart_stands_alone_with_the_way_to_its_page(client: Client, name: str, language: str) -> None:
    answer = client(f"/embed/{name}?lang={language}")
    assert answer.status == 200
    view, tree = in_language(language), answer.page
    chart = build_chart(name, view)
    (card,) = cards(answer.text)
    assert (card.name, card.title) == (name, " ".join(chart.text.title.split(" ")))
    assert card.svgs == ["narrow", "medium", "wide"] and card.rows
    # Its title is the page's only heading.
    assert [text_of(heading) for heading in tree.xpath("//h1 | //h2")] == [card.title]
    assert "&lt;" not in text_of(tree.find("body")) and "<h" not in text_of(tree.find("body"))
    assert tree.findtext(".//title") == chart.text.title
    assert tree.get("lang") == language
    (home,) = tree.find_class("home")
    first = charts_of_page(charts()[name].page)[0].name
    assert home.find("a").get("href").endswith(f"?lang={language}" + ("" if name == first else f"&chart={name}"))
    assert tree.xpath("//script[@src]/@src") == [f"/{SCRIPT.path}"]
    assert tree.xpath("//link[@rel='stylesheet']/@href") == [f"/{STYLE.path}"]


def test_its_filters_lead_to_it_and_home_keeps_them(client: Client) -> None:
    answer = client("/embed/trade-balance?lang=en&metric=imports,exports&utm_source=x&theme=dark")
    (card,) = cards(answer.text)
    assert card.chosen["metric"] == ["exports", "imports"]
    assert card.options["metric"]["exports"].get("href") == "/embed/trade-balance?lang=en&metric=imports"
    (home,) = answer.page.find_class("home")
    assert home.find("a").get("href") == "/trade?lang=en&metric=exports&metric=imports"
    assert answer.page.get("data-theme") == "dark"
    assert client("/embed/trade-balance?lang=en").page.get("data-theme") is None


@pytest.mark.parametrize("address", ["trade-to-date?metric=balance&side=open", "trade-balance?partner=kazakhstan"])
def test_a_selection_that_leaves_nothing_says_so(client: Client, address: str) -> None:
    answer = client(f"/embed/{address}&lang=en")
    assert answer.status == 200
    (card,) = cards(answer.text)
    assert card.empty == in_language("en").words("record.nothing") and card.title


@pytest.mark.parametrize(
    ("path", "status", "parts"),
    [
        ("", 404, CHART_NAMES),
        ("/", 404, CHART_NAMES),
        ("/cats", 404, ("cats", *CHART_NAMES)),
        ("/<script>alert(1)</script>", 404, ("<script>alert(1)</script>",)),
        ("/trade-balance?metric=cats", 400, ("cats", "turnover", "imports")),
        ("/trade-balance?cats=1", 400, ("cats", "metric")),
        ("/national-trade?metric=exports,imports", 400, ("exports,imports", "turnover")),
        ("/national-trade?years=1900-1901", 400, ("1900-1901", "1995-2025")),
        ("/factory-output?metric=exports", 400, ()),
        ("/factory-output?lang=de", 400, ("de", "kk")),
        ("/factory-output?theme=blue", 400, ("blue", "dark")),
        ("/trade-balance?metric=" + "x" * 5000, 400, ("x" * 40,)),
    ],
)
def test_what_there_is_none_of_is_told_with_what_there_is(
    client: Client, path: str, status: int, parts: tuple[str, ...]
) -> None:
    answer = client(f"/embed{path}", Accept_Language="en")
    assert (answer.status, answer.headers["cache-control"]) == (status, "no-cache")
    text = text_of(answer.page.find("body"))
    assert [part for part in parts if part not in text] == []
    assert len(text) < 600
    assert not answer.page.xpath("//script[not(@src)]")
    (home,) = answer.page.find_class("home")
    assert home.find("a").get("href") == f"/?lang={answer.page.get('lang')}"


def test_tables_that_are_not_sound_are_told(client: Client, fresh: pytest.MonkeyPatch, broken: Path) -> None:
    (broken / "events.csv").write_text("id\n", "utf-8")
    answer = client("/embed/visit-timeline?lang=en")
    assert answer.status == 503
    assert "events.csv, line 1" in answer.page.text_content()
    assert client("/embed/factory-output?lang=en").status == 200


def test_an_answer_is_not_sent_twice(client: Client) -> None:
    answer = client("/embed/factory-output?lang=en")
    assert client("/embed/factory-output?lang=en", If_None_Match=answer.headers["etag"]).status == 304
    assert answer.headers["vary"] == "Accept-Language, Accept-Encoding"
