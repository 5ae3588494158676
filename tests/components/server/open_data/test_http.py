"""The open data over a socket, from the server that people start."""

from __future__ import annotations

import gzip
import re
from email.utils import formatdate, parsedate_to_datetime

import pytest

from components.server.assets import PLOTLY_JS_PATH
from data import Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.export.formats import MEDIA_TYPES, render_table
from tests.components.server.open_data.asking import FILES, OTHERS, Asking, over, problem
from tests.conftest import ROOT
from tests.server import Server

ELSEWHERE = {"Origin": "https://elsewhere.example"}


@pytest.mark.parametrize("format", MEDIA_TYPES)
@pytest.mark.parametrize("name", OPEN_TABLES)
def test_each_table_comes_in_each_format(ask: Asking, dataset: Dataset, name: str, format: str) -> None:
    answer = ask(f"/{name}.{format}")
    assert (answer.status, answer.headers["content-type"]) == (200, MEDIA_TYPES[format])
    assert answer.body == render_table(format, OPEN_TABLES[name], open_table_rows(dataset, name))
    assert answer.headers["content-length"] == str(len(answer.body))
    how = "attachment" if format == "xlsx" else "inline"
    assert answer.headers["content-disposition"] == f'{how}; filename="almaty-uzbekistan-trade-{name}.{format}"'


def test_csv_says_what_excel_needs_to_know(ask: Asking) -> None:
    answer = ask("/observations.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.body.startswith(b"\xef\xbb\xbfid,basis,metric,reporter,")
    assert "36 миллион АҚШ долларын" in answer.body.decode("utf-8-sig")


@pytest.mark.parametrize("path", [*FILES, *OTHERS])
def test_what_did_not_change_is_not_sent_again(ask: Asking, path: str) -> None:
    whole = ask(path)
    assert whole.status == 200
    assert ask(path).body == whole.body
    tag, date = whole.headers["etag"], whole.headers["last-modified"]
    before = formatdate(parsedate_to_datetime(date).timestamp() - 1, usegmt=True)
    for headers in ({"If_None_Match": tag}, {"If_None_Match": f'"x", {tag}'}, {"If_Modified_Since": date}):
        again = ask(path, **headers)
        assert (again.status, again.body) == (304, b"")
        assert (again.headers["etag"], again.headers["last-modified"]) == (tag, date)
        assert again.headers["cache-control"] == whole.headers["cache-control"] == "no-cache"
    assert ask(path, If_Modified_Since=before).body == whole.body
    assert ask(path, If_None_Match='"x"', If_Modified_Since=date).body == whole.body


@pytest.mark.parametrize("path", [*(f"/observations.{format}" for format in ("csv", "json")), "/openapi.json"])
def test_text_is_packed_for_who_asks(ask: Asking, path: str) -> None:
    plain, packed = ask(path), ask(path, Accept_Encoding="gzip")
    assert plain.headers["content-encoding"] is None
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-length"] == str(len(packed.body))
    assert len(packed.body) < len(plain.body) / 4
    assert gzip.decompress(packed.body) == plain.body
    assert "Accept-Encoding" in plain.headers["vary"]
    # One tag for both: it is weak, and good for either.
    assert packed.headers["etag"] == plain.headers["etag"]
    assert plain.headers["etag"].startswith("W/")
    again = ask(path, Accept_Encoding="gzip", If_None_Match=plain.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert "Accept-Encoding" in again.headers["vary"]


def test_an_archive_is_not_packed_twice(ask: Asking) -> None:
    assert ask("/almaty-uzbekistan-trade.zip", Accept_Encoding="gzip").headers["content-encoding"] is None


@pytest.mark.parametrize("path", ["/areas.csv", "/areas.xlsx", "/datapackage.json", "", "/nothing"])
def test_head_has_the_headers_alone(ask: Asking, path: str) -> None:
    whole, head = ask(path), ask(path, "HEAD")
    assert (head.status, head.body) == (whole.status, b"")
    assert {name: value for name, value in head.headers.items() if name != "date"} == {
        name: value for name, value in whole.headers.items() if name != "date"
    }


@pytest.mark.parametrize("path", ["/areas.csv", "/areas.csv?kind=country", "/almaty-uzbekistan-trade.zip", ""])
def test_any_site_may_read_it(ask: Asking, path: str) -> None:
    for answer in (ask(path, **ELSEWHERE), ask(path, **ELSEWHERE, If_None_Match="*")):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "ETag" in answer.headers["access-control-expose-headers"]
        assert answer.headers["access-control-allow-credentials"] is None


def test_a_site_is_also_told_what_it_did_wrong(ask: Asking) -> None:
    for path in ("/areas.csv?kind=moon", "/nothing"):
        assert ask(path, **ELSEWHERE).headers["access-control-allow-origin"] == "*"
    assert ask("/areas.csv", "POST", **ELSEWHERE).status == 403


def test_a_site_that_asks_first_may_read_and_not_write(ask: Asking) -> None:
    first = {**ELSEWHERE, "Access_Control_Request_Headers": "if-none-match"}
    reading = ask("/areas.csv", "OPTIONS", **first, Access_Control_Request_Method="GET")
    assert reading.status == 200
    assert reading.headers["access-control-allow-origin"] == "*"
    assert set(reading.headers["access-control-allow-methods"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "If-None-Match" in reading.headers["access-control-allow-headers"]
    assert ask("/areas.csv", "OPTIONS", **first, Access_Control_Request_Method="DELETE").status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["", "/areas.csv", "/datapackage.json", "/almaty-uzbekistan-trade.zip", "/nothing"])
def test_it_can_be_read_only(ask: Asking, path: str, method: str) -> None:
    answer = ask(path, method)
    assert problem(answer, 405)
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_what_may_be_done_is_told(ask: Asking) -> None:
    answer = ask("/areas.csv", "OPTIONS")
    assert (answer.status, answer.headers["allow"], answer.body) == (204, "GET, HEAD, OPTIONS", b"")


@pytest.mark.parametrize("path", ["", "/"])
def test_the_folder_leads_to_everything(ask: Asking, path: str) -> None:
    told = ask(path).told
    assert [table["name"] for table in told["tables"]] == list(OPEN_TABLES)
    addresses = [table[format] for table in told["tables"] for format in MEDIA_TYPES]
    for address in (*addresses, told["datapackage"], told["archive"], told["openapi"]):
        assert ask(address.removeprefix("/open"), "HEAD").status == 200


def test_the_description_of_the_addresses_is_true_of_them(ask: Asking) -> None:
    document = ask("/openapi.json").told
    assert document["servers"] == [{"url": "/open"}]
    for path, told in document["paths"].items():
        answer = ask(path)
        assert answer.status == 200, path
        assert answer.headers["content-type"] in told["get"]["responses"]["200"]["content"]
    assert {f"/{name}.{format}" for name in OPEN_TABLES for format in MEDIA_TYPES} < document["paths"].keys()


def test_what_the_guide_shows_is_there(ask: Asking) -> None:
    shown = re.search(r"^## Tables$(.*?)^## ", (ROOT / "docs" / "http-api.md").read_text("utf-8"), re.M | re.S)
    assert shown
    addresses = re.findall(r"`/open([^`]*)`", shown[1])
    assert len(addresses) > 7
    for path in addresses:
        answer = ask(path)
        assert answer.status == 200, path
        assert answer.body.count(b"\n") > 1, path


def test_pages_and_assets_are_where_they_were(server: Server) -> None:
    ask = over(server, "")
    for path in ("/", "/trade", "/opening"):
        assert ask(path).headers["content-type"].startswith("text/html")
    assert ask(f"/{PLOTLY_JS_PATH}", "HEAD").headers["content-type"].startswith("text/javascript")
