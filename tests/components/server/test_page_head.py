"""What the head of each page tells a search engine or a messenger."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from components.charts import registry
from components.i18n import Messages
from components.pages import PAGES
from components.pages.spec import PageSpec
from components.server.open_data.files import FILE_NAMES
from components.svg import chart_images
from components.view import in_language
from data.model.language import LANGUAGES
from tests.components.asgi import SITE, Answer, Client

_DATA = ("application/ld+json", "application/json")


class Head:
    """Title, meta tags, other languages, JSON-LD and scripts of a page."""

    def __init__(self, answer: Answer) -> None:
        """Of the page that was answered."""
        page = answer.page
        self.title = page.findtext(".//title")
        named = (
            (tag.get("property") or tag.get("name"), tag.get("content")) for tag in page.iterfind(".//meta[@content]")
        )
        self.meta = dict(named)
        self.others = {tag.get("hreflang"): tag.get("href") for tag in page.iterfind(".//link[@rel='alternate']")}
        scripts = list(page.iterfind(".//script"))
        self.data = "".join(tag.text or "" for tag in scripts if tag.get("type") == "application/ld+json")
        self.scripts = [tag.text or "" for tag in scripts if tag.get("type") not in _DATA]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_link_shows_the_chart_and_its_finding_in_its_language(client: Client, page: PageSpec, language: str) -> None:
    head = Head(client(f"/{page.path}?lang={language}"))
    words = Messages(language)
    assert head.title == words("site.title", page=words(f"page.{page.key}"), site=words("site.name"))
    assert head.meta["og:site_name"] == words("site.name")
    assert head.meta["og:description"] == words(f"{page.key}.about")
    assert head.meta["og:url"] == f"{SITE}/{page.path}?lang={language}"
    assert head.meta["og:locale"].startswith(f"{language}_")
    assert head.meta["twitter:card"] == "summary_large_image"
    everywhere = {other: f"{SITE}/{page.path}?lang={other}" for other in LANGUAGES}
    assert head.others == everywhere | {"x-default": everywhere[LANGUAGES[0]]}
    chart = (registry.charts_of_page(page.path) or list(registry.charts().values()))[0].name
    assert head.meta["og:image"] == f"{SITE}/charts/{chart}.png?lang={language}&size=preview"
    assert_preview(client, head)
    # Every finding is a sentence of this language, not a name or a key.
    assert len(head.meta["og:title"].split()) > 3
    assert head.meta["og:image:alt"]


def assert_preview(client: Client, head: Head) -> None:
    """The image of a link is there, in the size that the head tells."""
    answer = client(head.meta["og:image"])
    assert (answer.status, answer.headers["content-type"]) == (200, head.meta["og:image:type"])
    with Image.open(io.BytesIO(answer.body)) as image:
        assert image.size == chart_images.PREVIEW_SIZE_PX
        assert (head.meta["og:image:width"], head.meta["og:image:height"]) == tuple(map(str, image.size))


@pytest.mark.parametrize(
    ("address", "image", "url", "title"),
    [
        (
            "trade?metric=imports&lang=ru",
            "trade-balance.png?lang=ru&size=preview&metric=imports",
            "trade?lang=ru&metric=imports",
            "20,2",
        ),
        (
            "trade?metric=imports&metric=exports&lang=en",
            "trade-balance.png?lang=en&size=preview&metric=exports&metric=imports",
            "trade?lang=en&metric=exports&metric=imports",
            "15.8",
        ),
        (
            "visit?kind=culture&lang=en",
            "visit-timeline.png?lang=en&size=preview&kind=culture",
            "visit?lang=en&kind=culture",
            "Culture: 2 of 6 stops",
        ),
        (
            "record?years=2022-2018&metric=exports&side=uzbekistan&cats=1&lang=en",
            "national-trade.png?lang=en&size=preview&metric=exports&side=uzbekistan&years=2018-2022",
            "record?lang=en&metric=exports&side=uzbekistan&years=2018-2022",
            "Exports",
        ),
        (
            "record?lang=en&chart=works-in-time",
            "works-in-time.png?lang=en&size=preview",
            "record?lang=en&chart=works-in-time",
            "plant",
        ),
        (
            "record?lang=en&chart=trade-to-date&metric=exports",
            "trade-to-date.png?lang=en&size=preview&metric=exports",
            "record?lang=en&metric=exports&chart=trade-to-date",
            "Exports",
        ),
        # What is no choice is left out; what leaves nothing to draw is shown unfiltered.
        ("trade?lang=en&metric=cats", "trade-balance.png?lang=en&size=preview", "trade?lang=en", "4.4"),
        (
            "record?lang=en&metric=balance&side=open",
            "national-trade.png?lang=en&size=preview&metric=balance&side=open",
            "record?lang=en&metric=balance&side=open",
            "balance",
        ),
    ],
)
def test_what_a_link_selects_is_in_its_card(client: Client, address: str, image: str, url: str, title: str) -> None:
    head = Head(client(f"/{address}"))
    assert head.meta["og:image"] == f"{SITE}/charts/{image}"
    assert head.meta["og:url"] == f"{SITE}/{url}"
    assert title in head.meta["og:title"]
    assert_preview(client, head)


def test_invented_values_are_not_in_the_card(client: Client) -> None:
    head = Head(client("/trade?lang=en&" + "&".join(f"metric=x{number}" for number in range(500))))
    assert head.meta["og:url"] == f"{SITE}/trade?lang=en"


def test_the_data_is_described_as_schema_org_has_it(client: Client) -> None:
    data = json.loads(Head(client("/?lang=en")).data)
    assert (data["@context"], data["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(data["description"]) <= 5000
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["isAccessibleForFree"] is True
    assert "Exports" in data["variableMeasured"]
    assert [place["name"] for place in data["spatialCoverage"]] == ["Almaty region", "Uzbekistan"]
    first, last = data["temporalCoverage"].split("/")
    assert first < last
    assert [file["name"] for file in data["distribution"]] == list(FILE_NAMES)
    for file in data["distribution"]:
        answer = client(file["contentUrl"], "HEAD")
        assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, file["encodingFormat"])


def test_search_engines_are_told_every_page_in_each_language(client: Client) -> None:
    where = client("/robots.txt").text.rpartition("Sitemap: ")[2].strip()
    assert where == f"{SITE}/sitemap.xml"
    answer = client(where)
    assert answer.headers["content-type"] == "application/xml"
    urls = [place.text for place in ET.fromstring(answer.text).iterfind(".//{*}loc")]
    assert urls == [f"{SITE}/{page.path}?lang={language}" for page in PAGES for language in LANGUAGES]


def test_a_name_of_the_tables_does_not_become_markup(client: Client, fresh: pytest.MonkeyPatch, broken: Path) -> None:
    hostile = "</script><script>alert(1)</script>'><b>"
    table = broken / "labels.csv"
    text = table.read_text("utf-8")
    name = "areas,uzbekistan,name,en,"
    assert f"{name}Uzbekistan" in text
    table.write_text(text.replace(f"{name}Uzbekistan", f"{name}{hostile}"), "utf-8")
    for page in PAGES:
        answer = client(f"/{page.path}?lang=en")
        head = Head(answer)
        assert not [script for script in head.scripts if "alert(1)" in script]
        assert hostile in [place["name"] for place in json.loads(head.data)["spatialCoverage"]]
        assert not answer.page.xpath("//b[not(ancestor::*[@class])]//script")


def test_an_address_that_is_no_page_is_not_described(client: Client) -> None:
    answer = client("/no/such/page?lang=en")
    assert answer.status == 404
    head = Head(answer)
    assert "og:url" not in head.meta
    assert head.data == ""


def test_the_site_s_own_address_is_told_where_it_is_known(client: Client, fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv("SITE_ADDRESS", "https://trade.example.org/")
    head = Head(client("/visit?lang=kk"))
    assert head.meta["og:url"] == "https://trade.example.org/visit?lang=kk"
    assert head.meta["og:image"].startswith("https://trade.example.org/charts/visit-timeline.png?lang=kk")
    data = json.loads(head.data)
    assert all(file["contentUrl"].startswith("https://trade.example.org/open/") for file in data["distribution"])


def test_a_page_whose_tables_are_not_sound_still_has_a_head(
    client: Client, fresh: pytest.MonkeyPatch, broken: Path
) -> None:
    table = broken / "observations.csv"
    table.write_text(table.read_text("utf-8").replace("id,", "id,mood,", 1), "utf-8")
    head = Head(client("/trade?lang=en"))
    assert head.meta["og:title"] == in_language("en").words("site.name")
    assert head.meta["twitter:card"] == "summary"
    assert head.data == ""
