"""Streamlit's own files as they are sent: packed, for good, and nothing but them; at the root and under a path."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from components.server import compression
from components.server.assets import FONT_PATH, STYLE
from components.server.streamlit_files import static_files
from components.streamlit_app import internals
from components.svg.fonts import font_file
from tests.components.asgi import Answer, served_under

EARLY = (*internals.start_files(), *internals.element_modules())
SCRIPT = EARLY[0]
Asking = Callable[..., Answer]
UNPACKED: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(params=["", "trade/uz"])
def ask(request: pytest.FixtureRequest) -> Iterator[Asking]:
    with served_under(request.param) as client:
        folder = f"/{request.param}" if request.param else ""
        yield lambda path, *method, **headers: client(folder + path, *method, **headers)


@pytest.mark.parametrize("accepted", ["br", "gzip", "gzip, deflate, br, zstd", "br;q=0, gzip;q=0.5", "", "deflate"])
def test_a_script_goes_out_in_the_smallest_packing_that_is_taken(ask: Asking, accepted: str) -> None:
    answer = ask(f"/{SCRIPT}", Accept_Encoding=accepted)
    packing = answer.headers.get("content-encoding")
    assert packing == compression.preferred_encoding(accepted)
    whole = static_files()[SCRIPT].read_bytes()
    assert UNPACKED.get(packing or "", bytes)(answer.body) == whole
    assert not packing or len(answer.body) < 0.4 * len(whole)
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"


def test_the_smallest_packing_that_is_taken() -> None:
    told = {"br": "br", "GZIP": "gzip", "br ; q=0.0, gzip": "gzip", "gzip;q=1.0, br;q=0.1": "br", "zstd": None}
    assert {accepted: compression.preferred_encoding(accepted) for accepted in told} == told


def test_head_and_who_has_it_get_the_headers_alone(ask: Asking) -> None:
    for path in (SCRIPT, FONT_PATH, STYLE.path):
        whole, head = (ask(f"/{path}", method, Accept_Encoding="br") for method in ("GET", "HEAD"))
        assert (head.status, head.body) == (200, b"")
        assert head.headers["content-length"] == str(len(whole.body))
        again = ask(f"/{path}", Accept_Encoding="gzip", If_None_Match=whole.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        for name in ("etag", "cache-control", "vary"):
            assert again.headers.get(name) == head.headers.get(name) == whole.headers.get(name)


def test_a_font_is_packed_already(ask: Asking) -> None:
    theirs = f"static/media/{font_file().name}"
    for path in (theirs, FONT_PATH):
        answer = ask(f"/{path}", Accept_Encoding="br, gzip")
        assert (answer.status, answer.body[:4]) == (200, b"wOF2")
        assert answer.headers["content-type"] == "font/woff2"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert not {"content-encoding", "vary"} & set(answer.headers)
    assert ask(f"/{theirs}").body == static_files()[theirs].read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        *("static", "static/", "static/js", "static/js/", "static/js/none.js", f"{SCRIPT}/", f"{SCRIPT}.map"),
        *("static/../index.html", "static/js/../../manifest.json", "static/%2e%2e/index.html", "static//etc/passwd"),
        *("static/js/..%2f..%2findex.html", "static\\..\\index.html", "static/js/%00", "static/" + "a" * 3000),
    ],
)
def test_what_does_not_exist_is_not_there(ask: Asking, path: str) -> None:
    answer = ask(f"/{path}")
    assert answer.status in (400, 404)
    assert b'<div id="root">' not in answer.body


def test_files_are_only_read(ask: Asking) -> None:
    answer = ask(f"/{SCRIPT}", "POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_many_who_ask_at_once_wait_for_one_packing() -> None:
    made: list[int] = []

    def read() -> bytes:
        made.append(1)
        return static_files()[SCRIPT].read_bytes()

    with ThreadPoolExecutor(8) as readers:
        answers = set(readers.map(lambda _: compression.compressed_file("tried-once", read, "br"), range(8)))
    assert (len(made), len(answers)) == (1, 1)


def test_what_is_asked_for_early_is_there(ask: Asking) -> None:
    for path in EARLY:
        assert ask(f"/{path}", "HEAD", Accept_Encoding="br").headers["content-encoding"] == "br", path


def test_a_page_under_a_path_leads_to_what_is_under_it() -> None:
    with served_under("/trade/uz/") as client:
        for page in ("", "read"):
            answer = client(f"/trade/uz/{page}?lang=en")
            assert answer.status == 200
            links = [*answer.page.xpath("//@href"), *answer.page.xpath("//@src"), *answer.page.xpath("//@data-url")]
            inner = [link for link in links if link.startswith("/")]
            assert inner
            assert [link for link in inner if not link.startswith("/trade/uz/")] == []
            for link in answer.page.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"):
                assert client(link, "HEAD").status == 200, link
            canonical = answer.page.xpath("//link[@rel='canonical']/@href")
            assert canonical == [f"http://site.test/trade/uz/{page}?lang=en"]
        assert client("/trade/uz/charts/trade-balance.json?lang=en").status == 200
