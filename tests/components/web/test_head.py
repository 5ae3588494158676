"""What the head of each page tells, fetched from a real server as a search engine or a messenger does."""

from __future__ import annotations

import io
import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from lxml import html  # type: ignore[import-untyped]
from PIL import Image

from components.site import HOMES, PAGES, SWITCH
from components.view import in_language
from components.web.open.files import NAMES
from components.words import Words
from tests.conftest import ROOT
from tests.server import Server

_DATA = ("application/ld+json", "application/json")


class Head:
    """Title, meta tags, other languages, JSON-LD and scripts of a page."""

    def __init__(self, text: str) -> None:
        """Of the page that `text` is."""
        page = html.document_fromstring(text)
        self.title = page.findtext(".//title")
        named = (
            (tag.get("property") or tag.get("name"), tag.get("content")) for tag in page.iterfind(".//meta[@content]")
        )
        self.meta = dict(named)
        self.others = {tag.get("hreflang"): tag.get("href") for tag in page.iterfind(".//link[@rel='alternate']")}
        scripts = list(page.iterfind(".//script"))
        self.data = "".join(tag.text or "" for tag in scripts if tag.get("type") == "application/ld+json")
        self.scripts = [tag.text or "" for tag in scripts if tag.get("type") not in _DATA]


def fetched(url: str, **headers: str) -> Head:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
        return Head(answer.read().decode())


@pytest.mark.parametrize("language", SWITCH)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_link_shows_the_chart_and_its_finding_in_its_language(server: Server, page: Any, language: str) -> None:
    head = fetched(f"{server.url}/{page.path}?lang={language}")
    words = Words(language)
    assert head.title == words("site.title", page=words(f"page.{page.key}"), site=words("site.name"))
    assert head.meta["og:site_name"] == words("site.name")
    assert head.meta["og:description"] == words(f"{page.key}.about")
    assert head.meta["og:url"] == f"{server.url}/{page.path}?lang={language}"
    assert head.meta["og:locale"].startswith(f"{language}_")
    assert head.meta["twitter:card"] == "summary_large_image"
    everywhere = {other: f"{server.url}/{page.path}?lang={other}" for other in SWITCH}
    assert head.others == everywhere | {"x-default": everywhere[SWITCH[0]]}
    image = head.meta["og:image"]
    chart = next((chart for chart, home in HOMES.items() if home == page.path), "trade-balance")
    assert image == f"{server.url}/charts/{chart}.png?lang={language}&theme=light"
    with urllib.request.urlopen(image, timeout=10) as answer:
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["content-disposition"] == f'inline; filename="{chart}-{language}-light.png"'
        with Image.open(io.BytesIO(answer.read())) as drawn:
            assert (head.meta["og:image:width"], head.meta["og:image:height"]) == tuple(map(str, drawn.size))
    # Every finding is a sentence of this language, not a name or a key.
    assert len(head.meta["og:title"].split()) > 3
    assert head.meta["og:image:alt"]


def test_a_picked_metric_has_its_own_picture_and_finding(server: Server) -> None:
    head = fetched(f"{server.url}/trade?metric=imports&lang=ru")
    assert head.meta["og:image"].endswith("/charts/trade-balance.png?lang=ru&theme=light&metric=imports")
    assert "20,2" in head.meta["og:title"]
    assert head.meta["og:url"].endswith("/trade?lang=ru&metric=imports")


def test_the_data_is_described_as_schema_org_has_it(server: Server) -> None:
    data = json.loads(fetched(f"{server.url}/?lang=en").data)
    assert (data["@context"], data["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(data["description"]) <= 5000
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["isAccessibleForFree"] is True
    assert "Exports" in data["variableMeasured"]
    assert [place["name"] for place in data["spatialCoverage"]] == ["Almaty region", "Uzbekistan"]
    first, last = data["temporalCoverage"].split("/")
    assert first < last
    assert [file["name"] for file in data["distribution"]] == list(NAMES)
    for file in data["distribution"]:
        with urllib.request.urlopen(file["contentUrl"], timeout=20) as answer:
            assert answer.headers["content-type"].partition(";")[0] == file["encodingFormat"]


def test_search_engines_are_told_every_page_in_each_language(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/robots.txt", timeout=10) as answer:
        robots = answer.read().decode()
    where = robots.rpartition("Sitemap: ")[2].strip()
    assert where == f"{server.url}/sitemap.xml"
    with urllib.request.urlopen(where, timeout=10) as answer:
        assert answer.headers["content-type"] == "application/xml"
        urls = [place.text for place in ET.fromstring(answer.read()).iterfind(".//{*}loc")]
    assert urls == [f"{server.url}/{page.path}?lang={language}" for page in PAGES for language in SWITCH]


def test_a_name_of_the_tables_does_not_become_markup(copy: Path, tmp_path: Path) -> None:
    hostile = "</script><script>alert(1)</script>'><b>"
    table = copy / "data" / "tables" / "labels.csv"
    text = table.read_text("utf-8")
    assert "areas,uzbekistan,name,Uzbekistan," in text
    table.write_text(text.replace("areas,uzbekistan,name,Uzbekistan,", f"areas,uzbekistan,name,{hostile},"), "utf-8")
    running = Server(copy, tmp_path / "log")
    try:
        head = fetched(f"{running.url}/record?lang=en")
        assert not [script for script in head.scripts if "alert(1)" in script]
        assert hostile in [place["name"] for place in json.loads(head.data)["spatialCoverage"]]
    finally:
        running.stop()


def test_what_is_picked_is_in_the_card_of_the_link(server: Server) -> None:
    visit = fetched(f"{server.url}/visit?kind=culture&lang=en")
    assert visit.meta["og:url"] == f"{server.url}/visit?lang=en&kind=culture"
    record = fetched(f"{server.url}/record?metric=exports&side=uzbekistan&cats=1&lang=en")
    assert record.meta["og:url"] == f"{server.url}/record?lang=en&metric=exports&side=uzbekistan"
    assert record.meta["og:title"].startswith("Exports")
    assert "og:image" not in record.meta and "og:image" not in visit.meta  # there is no picture of just that
    works = fetched(f"{server.url}/record?lang=en&chart=works-in-time")
    assert works.meta["og:image"] == f"{server.url}/charts/works-in-time.png?lang=en&theme=light"
    assert works.meta["og:url"] == f"{server.url}/record?lang=en&chart=works-in-time"
    assert works.meta["og:title"] != record.meta["og:title"]
    pair = fetched(f"{server.url}/trade?metric=imports&metric=exports&lang=en")
    assert "15.8" in pair.meta["og:title"] and "20.2" in pair.meta["og:title"]
    invented = fetched(f"{server.url}/trade?lang=en&" + "&".join(f"metric=x{number}" for number in range(500)))
    assert invented.meta["og:url"] == f"{server.url}/trade?lang=en"


def test_an_address_that_is_no_page_is_not_found_and_not_described(server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as found:
        urllib.request.urlopen(f"{server.url}/no/such/page?lang=en", timeout=10)
    assert found.value.code == 404
    with found.value as answer:
        head = Head(answer.read().decode())
    assert "og:url" not in head.meta
    assert head.data == ""


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site, told the address that it is known by."""
    before = os.environ.get("SITE_ADDRESS")
    os.environ["SITE_ADDRESS"] = "https://trade.example.org/"
    running = Server(ROOT, tmp_path_factory.mktemp("addressed") / "log")
    yield running
    running.stop()
    del os.environ["SITE_ADDRESS"]
    if before is not None:
        os.environ["SITE_ADDRESS"] = before


def test_the_site_s_own_address_is_told_where_it_is_known(addressed: Server) -> None:
    head = fetched(f"{addressed.url}/visit?lang=kk")
    assert head.meta["og:url"] == "https://trade.example.org/visit?lang=kk"
    assert head.meta["og:image"].startswith("https://trade.example.org/charts/visit-timeline.png?lang=kk")
    data = json.loads(head.data)
    assert all(file["contentUrl"].startswith("https://trade.example.org/open/") for file in data["distribution"])


def test_a_page_whose_tables_are_not_sound_still_has_a_head(copy: Path, tmp_path: Path) -> None:
    table = copy / "data" / "tables" / "observations.csv"
    table.write_text(table.read_text("utf-8").replace("id,", "id,mood,", 1), "utf-8")
    running = Server(copy, tmp_path / "log")
    try:
        head = fetched(f"{running.url}/trade?lang=en")
        assert head.meta["og:title"] == in_language("en").words("site.name")
        assert head.data == ""
    finally:
        running.stop()
