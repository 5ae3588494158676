"""The open data over a socket, from the server that people start."""

from __future__ import annotations

import csv
import gzip
import hashlib
import http.client
import io
import json
import re
from collections.abc import Callable, Iterator
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest

from components.assets import PLOTLY_JS
from components.site import SWITCH
from data import Dataset
from data.open import OPEN, rows
from data.open.formats import MEDIA_TYPES, made
from tests.conftest import ROOT
from tests.data.test_package import validate
from tests.server import Server

ELSEWHERE = {"Origin": "https://elsewhere.example"}
OTHERS = ("", "/", "/datapackage.json", "/openapi.json", "/almaty-uzbekistan-trade.zip")
FILES = [f"/{name}.{format}" for name in OPEN for format in MEDIA_TYPES]


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def told(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


Asking = Callable[..., Answer]


def over(server: Server, folder: str = "/open") -> Asking:
    """A way to ask that server; nothing is followed, unpacked or kept."""

    def asking(path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, folder + path, headers=named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    return asking


@pytest.fixture(scope="module")
def ask(server: Server) -> Asking:
    """Ask the project as it is for something under /open."""
    return over(server)


def problem(answer: Answer, status: int) -> Any:
    """What the answer says is wrong; it must be of this status and of that form."""
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.told["status"] == status
    assert answer.told["title"] == http.client.responses[status]
    assert answer.told["detail"]
    return answer.told


@pytest.mark.parametrize("format", MEDIA_TYPES)
@pytest.mark.parametrize("name", OPEN)
def test_each_table_comes_in_each_format(ask: Asking, dataset: Dataset, name: str, format: str) -> None:
    answer = ask(f"/{name}.{format}")
    assert (answer.status, answer.headers["content-type"]) == (200, MEDIA_TYPES[format])
    assert answer.body == made(format, OPEN[name], rows(dataset, name))
    assert answer.headers["content-length"] == str(len(answer.body))
    how = "attachment" if format == "xlsx" else "inline"
    assert answer.headers["content-disposition"] == f'{how}; filename="almaty-uzbekistan-trade-{name}.{format}"'


def test_csv_says_what_excel_needs_to_know(ask: Asking) -> None:
    answer = ask("/observations.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.body.startswith(b"\xef\xbb\xbfid,metric,reporter,")
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
    assert ask("/areas.csv", "POST", **ELSEWHERE).headers["access-control-allow-origin"] == "*"


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


def test_filters_choose_rows_and_leave_columns(ask: Asking, dataset: Dataset) -> None:
    query = "metric=exports&metric=imports&area=almaty-region&lang=uz"
    told = ask(f"/observations.json?{query}").told
    wanted = [
        row
        for row in rows(dataset, "observations")
        if row["metric"] in ("exports", "imports") and "almaty-region" in (row["reporter"], row["partner"])
    ]
    assert told["rows"] == wanted != []
    assert told["filters"] == {"metric": ["exports", "imports"], "area": ["almaty-region"]}
    assert told["count"] == len(wanted) < len(rows(dataset, "observations"))
    header, *lines = csv.reader(io.StringIO(ask(f"/observations.csv?{query}").body.decode("utf-8-sig"), newline=""))
    assert header == OPEN["observations"].header
    assert [line[0] for line in lines] == [row["id"] for row in wanted]
    assert ask(f"/observations.xlsx?{query}").body == made("xlsx", OPEN["observations"], wanted)


def test_what_is_filtered_has_a_tag_of_its_own(ask: Asking) -> None:
    whole, some = ask("/areas.csv"), ask("/areas.csv?kind=country")
    assert whole.headers["etag"] != some.headers["etag"]
    assert ask("/areas.csv?kind=country", If_None_Match=some.headers["etag"]).status == 304
    assert ask("/areas.csv?kind=country", If_None_Match=whole.headers["etag"]).status == 200


@pytest.mark.parametrize("query", ["colour=red", "value=1", "metric=exports&colour=red", "="])
def test_an_unknown_parameter_is_told_with_those_there_are(ask: Asking, query: str) -> None:
    exists = problem(ask(f"/observations.json?{query}"), 400)["exists"]
    assert {"metric", "area", "period", "source", "lang"} <= set(exists)


@pytest.mark.parametrize("path", OTHERS)
def test_what_is_no_table_has_no_filter_but_the_language(ask: Asking, path: str) -> None:
    assert problem(ask(f"{path}?metric=exports"), 400)["exists"] == ["lang"]
    assert problem(ask(f"{path}?lang=tlh"), 400)["exists"] == list(SWITCH)
    assert ask(f"{path}?lang=uz").status == 200


def test_an_unknown_value_is_told_with_those_there_are(ask: Asking) -> None:
    told = problem(ask("/areas.csv?kind=moon%22%0d%0a"), 400)
    assert 'moon"\r\n' in told["detail"]
    assert set(told["exists"]) >= {"country", "region", "city"}


def test_a_derived_metric_is_shown_the_way(ask: Asking) -> None:
    told = problem(ask("/observations.json?metric=balance"), 400)
    assert "derived" in told["detail"]
    assert told["elsewhere"] == ["/open/derived.json?metric=balance"]
    found = ask(told["elsewhere"][0].removeprefix("/open")).told
    assert found["count"] > 0
    assert {row["metric"] for row in found["rows"]} == {"balance"}


@pytest.mark.parametrize(
    ("path", "exists"),
    [
        ("/trade.csv", "observations"),
        ("/%2e%2e.csv", "observations"),
        ("/areas.pdf", "xlsx"),
        ("/areas.CSV", "csv"),
        ("/areas", "/open/areas.csv"),
        ("/areas.csv/", "/open/openapi.json"),
        ("/observations/areas.csv", "/open/areas.csv"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(ask: Asking, path: str, exists: str) -> None:
    assert exists in problem(ask(path), 404)["exists"]


@pytest.mark.parametrize("path", ["", "/"])
def test_the_folder_leads_to_everything(ask: Asking, path: str) -> None:
    told = ask(path).told
    assert [table["name"] for table in told["tables"]] == list(OPEN)
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
    assert {f"/{name}.{format}" for name in OPEN for format in MEDIA_TYPES} < document["paths"].keys()


def test_the_descriptor_is_of_the_bytes_served(ask: Asking) -> None:
    package = ask("/datapackage.json").told
    assert [resource["name"] for resource in package["resources"]] == list(OPEN)
    for resource in package["resources"]:
        body = ask(f"/{resource['path']}").body
        assert resource["bytes"] == len(body)
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"


def test_the_archive_is_a_sound_data_package(ask: Asking, tmp_path: Path) -> None:
    answer = ask("/almaty-uzbekistan-trade.zip?lang=en")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="almaty-uzbekistan-trade.zip"'
    ZipFile(io.BytesIO(answer.body)).extractall(tmp_path)
    assert validate(tmp_path) == []
    for name in OPEN:
        assert (tmp_path / f"{name}.csv").read_bytes() == ask(f"/{name}.csv").body
    assert (tmp_path / "datapackage.json").read_bytes() == ask("/datapackage.json").body


@pytest.mark.parametrize("language", SWITCH)
def test_its_readme_is_in_the_language_asked_for(ask: Asking, language: str) -> None:
    path = "/almaty-uzbekistan-trade.zip"
    asked = ask(f"{path}?lang={language}", Accept_Language="en" if language != "en" else "ru")
    browser = ask(path, Accept_Language=f"{language}-XX,en;q=0.5")
    assert asked.body == browser.body
    for answer in (asked, browser):
        assert answer.headers["content-language"] == language
        assert "Accept-Language" in answer.headers["vary"]
    others = [ask(f"{path}?lang={other}") for other in SWITCH if other != language]
    assert asked.headers["etag"] not in [answer.headers["etag"] for answer in others]


def test_a_stranger_s_tool_takes_it_from_here(server: Server) -> None:
    assert validate(f"{server.url}/open") == []


def test_what_the_readme_shows_is_there(ask: Asking) -> None:
    shown = re.search(r"^## Open data$(.*?)^## ", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert shown
    addresses = re.findall(r"`/open([^`]*)`", shown[1])
    queries = re.findall(r"`(\?[^`]*)`", shown[1])
    assert len(addresses) > 4 and len(queries) > 2
    for path in (*addresses, *(f"/observations.csv{query}" for query in queries)):
        answer = ask(path)
        assert answer.status == 200, path
        assert answer.body.count(b"\n") > 1, path


def test_pages_and_assets_are_where_they_were(server: Server) -> None:
    ask = over(server, "")
    for path in ("/", "/trade", "/opening"):
        assert ask(path).headers["content-type"].startswith("text/html")
    assert ask(f"/{PLOTLY_JS}", "HEAD").headers["content-type"].startswith("text/javascript")


@pytest.fixture
def started(copy: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start a copy of the project, free to break."""
    running: list[Server] = []

    def start(base: str = "") -> Server:
        running.append(Server(copy, tmp_path / "log", base=base))
        return running[-1]

    yield start
    for server in running:
        server.stop()


def test_under_a_path_of_its_own_addresses_follow(started: Callable[..., Server]) -> None:
    ask = over(started("trade"), "")
    told = ask("/trade/open").told
    assert told["tables"][0]["csv"] == "/trade/open/sources.csv"
    assert ask(told["tables"][0]["csv"]).status == 200
    assert ask("/trade/open/openapi.json").told["servers"] == [{"url": "/trade/open"}]
    assert "/trade/open/areas.csv" in problem(ask("/trade/open/areas"), 404)["exists"]
    where = problem(ask("/trade/open/observations.csv?metric=balance"), 400)["elsewhere"]
    assert where == ["/trade/open/derived.csv?metric=balance"]


def test_a_fault_of_the_program_is_logged_and_not_shown(started: Callable[..., Server], copy: Path) -> None:
    path = copy / "components" / "open" / "readme.py"
    path.write_text("def readme(words, tables, dataset):\n    raise RuntimeError('secret')\n", "utf-8")
    server = started()
    answer = over(server)("/almaty-uzbekistan-trade.zip")
    problem(answer, 500)
    assert b"secret" not in answer.body
    assert over(server)("/areas.csv").status == 200
    assert "RuntimeError: secret" in server.log.read_text("utf-8")


def test_tables_are_read_again_when_they_change_and_kept_back_when_not_sound(
    started: Callable[..., Server], copy: Path
) -> None:
    ask = over(started())
    first = ask("/areas.csv")
    path = copy / "data" / "tables" / "areas.csv"
    good = path.read_bytes()
    row = next(line for line in good.splitlines() if line.startswith(b"kazakhstan,"))
    path.write_bytes(good.replace(row, row.replace(b",KZ,", b",XX,"), 1))
    changed = ask("/areas.csv", If_None_Match=first.headers["etag"])
    assert changed.status == 200
    assert b",XX," in changed.body
    dates = [parsedate_to_datetime(answer.headers["last-modified"]) for answer in (first, changed)]
    assert dates[0] < dates[1]
    assert ask("/areas.csv", If_Modified_Since=first.headers["last-modified"]).body == changed.body
    assert ask("/datapackage.json").told["resources"][1]["hash"].endswith(hashlib.sha256(changed.body).hexdigest())

    path.write_bytes(good[:-1])
    faults = problem(ask("/areas.csv"), 503)["problems"]
    assert [(fault["file"], fault["what"]) for fault in faults] == [
        ("areas.csv", "the last line does not end: the file may be cut off")
    ]
    assert faults[0]["remedy"] and faults[0]["line"]
    problem(ask("/areas.csv?kind=country"), 503)
    problem(ask("/datapackage.json"), 503)
    problem(ask("/almaty-uzbekistan-trade.zip"), 503)
    assert {ask(path).status for path in ("", "/openapi.json", "/labels.csv")} == {200}

    path.write_bytes(good)
    assert ask("/areas.csv").body == first.body
