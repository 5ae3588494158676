"""What the documents say of the site is so: pages, tables, charts, languages, addresses, filters."""

from __future__ import annotations

import http.client
import json
import re
from urllib.parse import urlsplit

import pytest
from starlette.routing import Route

from components.charts.registry import charts, charts_of_page
from components.charts.spec import FilterSpec, YearFilterSpec
from components.pages import PAGES
from components.server.chart_routes import SIZES_BY_FORMAT
from components.server.open_data.files import FILE_NAMES, OPENAPI
from components.server.routes import routes
from components.theme.tokens import THEMES
from components.urls.query_params import split_values
from components.urls.site_urls import CHART_FORMATS
from components.view import View
from data import Dataset
from data.export import OPEN_TABLES
from data.export.formats import MEDIA_TYPES
from data.model.language import LANGUAGES
from data.model.schema import TABLES
from data.store import data_dictionary as columns
from tests.documents import (
    ADDRESSES,
    API,
    MODEL,
    README,
    coded,
    grid,
    section,
)
from tests.server import Server


def filled(address: str) -> list[str]:
    """The address for each chart, where it is that of any."""
    return [address.replace("<chart>", chart) for chart in charts()] if "<chart>" in address else [address]


def test_every_page_is_named() -> None:
    assert [coded(row[0]) for row in grid("Pages", README)] == [[f"/{page.path}"] for page in PAGES]


def test_every_table_is_named_and_its_columns_are_a_step_away() -> None:
    assert sorted(row[0] for row in grid("Tables", MODEL)) == sorted(f"`{name}.csv`" for name in TABLES)
    assert f"](../data/tables/{columns.FILE_NAME})" in MODEL  # test_data_dictionary.py keeps it true


def test_every_chart_is_named_with_its_page_and_what_may_be_picked(dataset: Dataset) -> None:
    told = {}
    for names, page, picks in grid("Charts", API):
        options = [coded(part) for part in picks.split("; ")]
        for chart in coded(names):
            told[chart] = (page, {name: set(values) for name, *values in filter(None, options)})
    view = View(dataset, "en")
    assert told == {
        name: (f"`/{spec.page}`", {each.parameter: choices(each, view) for each in spec.filters})
        for name, spec in charts().items()
    }


def choices(each: FilterSpec, view: View) -> set[str]:
    """The values of a filter as the guide lists them; of years, the widest range; of areas, where their ids are."""
    options = list(each.options(view))
    if {*options} <= {row["id"] for _, row in view.data.rows("areas")}:
        return {"areas.csv"}
    return {f"{options[0]}-{options[-1]}"} if isinstance(each, YearFilterSpec) else set(options)


def test_forms_and_options_of_charts_elsewhere_are_named() -> None:
    text = section("Charts", API)
    assert {"lang", "theme", *THEMES, *(f"size={size}" for size in SIZES_BY_FORMAT["png"])} <= set(coded(text))
    assert {f"/charts/<chart>.{form}" for form in CHART_FORMATS} <= set(coded(text))


def test_every_language_is_named() -> None:
    assert [*re.findall(r"`(?:\?lang=)?(\w\w)`", README.partition("## ")[0])] == list(LANGUAGES)


def test_every_route_is_named() -> None:
    ours = [route.path for route in routes() if isinstance(route, Route) and "{path:path}" not in route.path]
    named = {address.split("/")[1].partition("?")[0] for address in ADDRESSES} - {"_stcore", "static", "media"}
    assert named == {path.split("/")[1] for path in ours} | {page.path for page in PAGES}


def test_every_file_of_the_open_data_is_named() -> None:
    named = {address.removeprefix("/open/") for address in ADDRESSES if address.startswith("/open/")}
    forms = re.search(r"`/open/observations\.(csv)`, `\.(\w+)` or `\.(\w+)` \|", API)
    assert forms and set(forms.groups()) == set(MEDIA_TYPES)
    tables = {f"{name}.{form}" for name in OPEN_TABLES for form in MEDIA_TYPES}
    assert {name.partition("?")[0] for name in named} - tables == {*FILE_NAMES, OPENAPI} - tables
    assert "`derived`" in section("Tables", API)


# A path that ends in a slash is that of many.
@pytest.mark.parametrize("address", ["/", *(one for address in ADDRESSES for one in filled(address) if one[-1] != "/")])
def test_every_address_named_answers(server: Server, address: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
    finally:
        connection.close()


def test_every_filter_shown_on_a_page_is_one(dataset: Dataset) -> None:
    view = View(dataset, "en")
    shown = [address for address in ADDRESSES if "?" in address and charts_of_page(address[1:].partition("?")[0])]
    assert shown
    for address in shown:
        page, query = address[1:].split("?")
        wished: dict[str, list[str]] = {}
        for name, value in (pair.split("=") for pair in query.split("&")):
            wished.setdefault(name, []).extend(split_values([value]))
        charts_of_page(page)[0].select(wished, view)


def test_the_error_shown_is_the_answer(server: Server) -> None:
    asked, shown = re.search(r"`GET (/open/\S+)` asks.*?```json\n(.*?)```", API, re.S).groups()  # type: ignore[union-attr]
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        connection.request("GET", asked)
        assert json.load(connection.getresponse()) == json.loads(shown)
    finally:
        connection.close()
