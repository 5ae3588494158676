"""The first view: what the server answers with is the page, in the link's language and with what it picks."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from components import catalogue, findings
from components.pictures import screen
from components.site import PAGES, SWITCH
from components.theme import LIGHT, ON_SCREEN
from components.view import View, in_language
from tests.server import Server

# By page, the charts on it, first to last.
CHARTS = {
    "overview": ["trade-balance", "factory-output", "visit-timeline"],
    "trade": ["trade-balance"],
    "factory": ["factory-output"],
    "visit": ["visit-timeline"],
    "record": ["national-trade", "trade-to-date", "region-scale", "works-in-time", "visit-reports"],
    "sources": [],
    "read": [],
}


def first(server: Server, address: str, **headers: str) -> Any:
    """The element that the first view is in; None where the answer has none."""
    with urllib.request.urlopen(urllib.request.Request(server.url + address, headers=headers), timeout=30) as answer:
        page = html.document_fromstring(answer.read().decode())
    return next(iter(page.xpath('//*[@id="first"]')), None)


def said(element: Any) -> str:
    return " ".join(element.text_content().replace("\u2060", "").split())


@pytest.mark.parametrize("language", SWITCH)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_each_page_is_answered_whole(server: Server, page: Any, language: str) -> None:
    view = in_language(language)
    shown = first(server, f"/{page.path}?lang={language}")
    assert len(shown.findall(".//h1")) == 1
    found = getattr(findings, page.key, lambda view: view.words(f"{page.key}.finding"))(view)
    assert said(shown.find(".//h1")) == " ".join(found.split())
    assert [card.get("data-chart") for card in shown.find_class("card")] == CHARTS[page.key]
    for card in shown.find_class("card"):
        assert said(card.find_class("card-title")[0])
        assert card.find_class("card-table")[0].findall(".//td")
        for width in ("wide", "narrow"):
            (still,) = card.find_class("card-still")[0].find_class(width)
            assert still.xpath('.//*[contains(@class, "point")]/*')
    assert [link.get("href") for link in shown.xpath('.//nav//a[@aria-current="page"]')] == [
        f"/{page.path}?lang={language}"
    ]


def test_what_the_link_picks_is_picked(server: Server) -> None:
    shown = first(server, "/trade?lang=ru&metric=exports")
    view = in_language("ru")
    chart = catalogue.chart("trade-balance", view, {"metric": ["exports"]})
    assert chart is not None
    assert said(shown.find_class("card-title")[0]) == " ".join(chart.story.title.split())
    options = shown.xpath('.//*[@data-testid="stButtonGroup"][last()]/a')[-4:]
    assert [option.get("aria-current") for option in options] == [None, "true", None, None]
    assert options[3].get("href") == "/trade?lang=ru&metric=exports&metric=imports"
    assert options[1].get("href") == "/trade?lang=ru"
    assert shown.find_class("narrow")
    languages = shown.xpath('.//*[@data-testid="stButtonGroup"]')[0]
    assert languages.findall("a")[3].get("href") == "/trade?lang=en&metric=exports"


def test_the_browser_s_language_is_spoken_where_the_link_names_none(server: Server) -> None:
    shown = first(server, "/factory", **{"Accept-Language": "uz,en;q=0.4"})
    assert said(shown.find(".//h1")) == " ".join(findings.factory(in_language("uz")).split())


@pytest.mark.parametrize("query", ["metric=cats", "metric=exports,cats", "metric=%3Cscript%3E"])
def test_a_wrong_address_is_left_to_the_live_page_to_tell(server: Server, query: str) -> None:
    assert first(server, f"/trade?lang=en&{query}") is None


def test_what_is_added_to_a_link_changes_nothing(server: Server) -> None:
    assert said(first(server, "/trade?lang=en&utm_source=x&cats=1")) == said(first(server, "/trade?lang=en"))


def test_an_answer_is_not_sent_twice(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/trade?lang=en", timeout=10) as answer:
        tag = answer.headers["etag"]
    again = urllib.request.Request(f"{server.url}/trade?lang=en", headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(again, timeout=10)
    error.value.close()
    assert error.value.code == 304


def test_tables_that_are_not_sound_have_no_first_view(copy: Path, tmp_path: Path) -> None:
    table = copy / "data" / "tables" / "events.csv"
    table.write_text(table.read_text("utf-8").replace("industry", "industrious"), "utf-8")
    running = Server(copy, tmp_path / "log")
    try:
        assert first(running, "/trade?lang=en") is None
    finally:
        running.stop()


def test_no_picture_is_shown_of_another_figure(view: View) -> None:
    chart = catalogue.chart("factory-output", view, {})
    assert chart is not None
    figure = chart.figure(ON_SCREEN["light"]["wide"])
    assert screen.stills({"wide": figure}).count("<svg") == 1
    figure["data"][0]["y"] = [1, 2]
    assert screen.stills({"wide": figure}) == ""


def test_every_picture_is_of_a_figure_of_today() -> None:
    assert screen.stale() == [], "run python -m components pictures"


def test_pictures_are_in_the_colours_of_the_page_s_theme() -> None:
    for file in sorted(screen.FOLDER.glob("*.svg")):
        svg = file.read_text("utf-8")
        channels = tuple(bytes.fromhex(LIGHT.exports[1:]))
        assert f"rgb({', '.join(map(str, channels))})" not in svg and LIGHT.ink not in svg, file.name
        assert "var(--" in svg
