"""The list of the open data for people: `/open`, asked by a browser."""

from __future__ import annotations

import pytest

from components.pages import PAGES
from components.server.open_data.files import ARCHIVE, DESCRIPTOR, OPENAPI
from components.server.open_data.query import column_filters
from components.static_site import files as static_files
from components.urls.site_urls import server_urls
from components.view import in_language
from data.export import OPEN_TABLES
from data.export.formats import MEDIA_TYPES
from data.model.language import LANGUAGES
from tests.components.asgi import Client

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("accept", ["", "*/*", "application/json"])
def test_programs_get_json(client: Client, accept: str) -> None:
    answer = client("/open", Accept=accept)
    assert answer.headers["content-type"] == "application/json"
    assert [table["name"] for table in answer.json["tables"]] == list(OPEN_TABLES)
    assert "Accept" in answer.headers["vary"].split(", ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_browsers_get_a_page_in_the_reader_s_language(client: Client, language: str) -> None:
    answer = client("/open", Accept=BROWSER, Accept_Language=language)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.page.get("lang") == language
    assert answer.page.findtext(".//h1") == in_language(language).words("api.title")
    assert client("/open", Accept=BROWSER, Accept_Language=language, If_None_Match=answer.headers["etag"]).status == 304


def test_every_file_and_every_filter_is_listed_with_an_address_that_answers(client: Client) -> None:
    page = client("/open?lang=en", Accept=BROWSER).page
    files, *tables = page.findall(".//table")
    wanted = [ARCHIVE, DESCRIPTOR, OPENAPI, *(f"{name}.{format}" for name in OPEN_TABLES for format in MEDIA_TYPES)]
    assert [link.text_content() for link in files.findall(".//a")] == wanted
    for name, table in zip(OPEN_TABLES, tables, strict=True):
        assert [row.find("td").text_content().strip() for row in table.findall("tbody/tr")] == list(
            column_filters(name)
        )
    examples = [link.get("href") for table in tables for link in table.findall(".//a")]
    assert len(examples) > len(tables)
    for address in [*(link.get("href") for link in files.findall(".//a")), *examples]:
        assert client(address).status == 200, address


def test_the_page_of_sources_leads_there(client: Client) -> None:
    assert server_urls("ru").api() in client("/sources?lang=ru").page.xpath("//a/@href")
    (sources,) = (page for page in PAGES if page.key == "sources")
    assert "/open?" not in static_files._page_html(sources, in_language("en"), "")
