"""Streamlit's own files as they are sent: packed, for good, and nothing but them; at the root and under a path."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from components.web import early, packed
from components.web.assets import FONT, STYLE
from components.web.bundles import files
from tests.components.web.open.asking import Asking, over
from tests.conftest import ROOT
from tests.server import Server

SCRIPT = early.everything()[0]
UNPACKED: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(scope="module")
def under(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project served under a path."""
    running = Server(ROOT, tmp_path_factory.mktemp("under") / "log", base="trade/uz")
    yield running
    running.stop()


@pytest.fixture(params=["server", "under"])
def ask(request: pytest.FixtureRequest) -> Asking:
    return over(request.getfixturevalue(request.param), "" if request.param == "server" else "/trade/uz")


@pytest.mark.parametrize("accepted", ["br", "gzip", "gzip, deflate, br, zstd", "br;q=0, gzip;q=0.5", "", "deflate"])
def test_a_script_goes_out_in_the_smallest_packing_that_is_taken(ask: Asking, accepted: str) -> None:
    answer = ask(f"/{SCRIPT}", Accept_Encoding=accepted)
    packing = answer.headers["content-encoding"]
    assert packing == packed.taken(accepted)
    whole = files()[SCRIPT].read_bytes()
    assert UNPACKED.get(packing, bytes)(answer.body) == whole
    assert not packing or len(answer.body) < 0.4 * len(whole)
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"


def test_the_smallest_packing_that_is_taken() -> None:
    told = {"br": "br", "GZIP": "gzip", "br ; q=0.0, gzip": "gzip", "gzip;q=1.0, br;q=0.1": "br", "zstd": None}
    assert {accepted: packed.taken(accepted) for accepted in told} == told


def test_head_and_who_has_it_get_the_headers_alone(ask: Asking) -> None:
    for path in (SCRIPT, FONT, STYLE.path):
        whole, head = (ask(f"/{path}", method, Accept_Encoding="br") for method in ("GET", "HEAD"))
        assert (head.status, head.body) == (200, b"")
        assert head.headers["content-length"] == str(len(whole.body))
        again = ask(f"/{path}", Accept_Encoding="gzip", If_None_Match=whole.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        for name in ("etag", "cache-control", "vary"):
            assert again.headers[name] == head.headers[name] == whole.headers[name]


def test_a_font_is_packed_already(ask: Asking) -> None:
    answer = ask(f"/{FONT}", Accept_Encoding="br, gzip")
    assert answer.body == files()[FONT].read_bytes()
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.headers["content-encoding"] is answer.headers["vary"] is None


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
    assert b"<html" not in answer.body


def test_files_are_only_read(ask: Asking) -> None:
    answer = ask(f"/{SCRIPT}", "POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_many_who_ask_at_once_wait_for_one_packing() -> None:
    made: list[int] = []

    def read() -> bytes:
        made.append(1)
        return files()[SCRIPT].read_bytes()

    with ThreadPoolExecutor(8) as readers:
        answers = set(readers.map(lambda _: packed.once("tried-once", read, "br"), range(8)))
    assert (len(made), len(answers)) == (1, 1)


def test_what_is_asked_for_early_is_there(ask: Asking) -> None:
    for path in early.everything():
        assert ask(f"/{path}", "HEAD", Accept_Encoding="br").headers["content-encoding"] == "br", path
