"""Answers to programs: when a client is told that it has the content already, and what is wrong as RFC 9457 has it."""

from __future__ import annotations

import json
import time
from email.utils import formatdate

import pytest
from starlette.requests import Request
from starlette.responses import Response

from components.server.responses import conditional_response, problem_response

CHANGED = 1_700_000_000.75
BODY = "Алматы".encode()


def request(method: str = "GET", **headers: str) -> Request:
    """A request as a server hands it on."""
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": method, "path": "/", "query_string": b"", "headers": named})


def answer(method: str = "GET", body: bytes = BODY, modified: float | None = CHANGED, **headers: str) -> Response:
    return conditional_response(
        request(method, **headers), body, "text/plain", modified, headers={"Vary": "Accept-Language"}
    )


TAG = answer().headers["etag"]
STRONG = TAG.removeprefix("W/")


def test_the_whole_content_says_how_to_ask_again() -> None:
    whole = answer()
    assert (whole.status_code, whole.body) == (200, BODY)
    assert whole.headers["content-type"] == "text/plain"
    assert whole.headers["cache-control"] == "no-cache"
    assert whole.headers["last-modified"] == "Tue, 14 Nov 2023 22:13:20 GMT"
    assert TAG.startswith('W/"')
    assert answer(body=BODY + b"!").headers["etag"] != TAG
    assert answer().headers["etag"] == TAG


@pytest.mark.parametrize("tags", [TAG, STRONG, "*", f'"other", {TAG}', f'W/"a,b",{STRONG} , "c"'])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_client_that_has_it_is_not_sent_it_again(method: str, tags: str) -> None:
    again = answer(method, if_none_match=tags)
    assert (again.status_code, again.body) == (304, b"")
    assert again.headers["etag"] == TAG
    assert again.headers["cache-control"] == "no-cache"
    assert again.headers["vary"] == "Accept-Language, Accept-Encoding"
    assert "content-type" not in again.headers
    assert "content-length" not in again.headers


@pytest.mark.parametrize("tags", ['"other"', 'W/"other"', "", STRONG.strip('"'), STRONG[:-2] + '"'])
def test_another_tag_is_another_content_whatever_the_date(tags: str) -> None:
    later = formatdate(CHANGED + 60, usegmt=True)
    assert answer(if_none_match=tags, if_modified_since=later).status_code == 200


@pytest.mark.parametrize(("shift", "status"), [(-1, 200), (0, 304), (1, 200), (4e9, 200)])
def test_without_a_tag_the_date_decides_and_only_the_very_one(shift: int, status: int) -> None:
    since = formatdate(int(CHANGED) + shift, usegmt=True)
    assert answer(if_modified_since=since).status_code == status


# Further off than a clock can tell.
FAR = "Mon, 01 Jan 2024 00:00:00 +99999999999999999"


@pytest.mark.parametrize("zone", ["GMT", "-0000", "+0000"])
def test_a_date_without_a_zone_is_that_of_greenwich(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Almaty")
    time.tzset()
    try:
        since = formatdate(int(CHANGED), usegmt=True).replace("GMT", zone)
        assert answer(if_modified_since=since).status_code == 304
        before = formatdate(int(CHANGED) - 1, usegmt=True).replace("GMT", zone)
        assert answer(if_modified_since=before).status_code == 200
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("since", ["", "yesterday", "2023-11-14", "Tue, 99 Nov 2023 22:13:20 GMT", FAR])
def test_a_date_that_is_none_is_passed_over(since: str) -> None:
    assert answer(if_modified_since=since).status_code == 200


def test_where_no_date_is_known_none_is_said() -> None:
    whole = answer(modified=None, if_modified_since=formatdate(CHANGED, usegmt=True))
    assert whole.status_code == 200
    assert "last-modified" not in whole.headers


def test_nothing_is_said_to_have_changed_in_the_future() -> None:
    assert "last-modified" not in answer(modified=time.time() + 86400).headers


def test_other_methods_get_no_304() -> None:
    assert answer("POST", if_none_match="*").status_code == 200


def test_a_problem_says_what_exists() -> None:
    told = problem_response(
        404, "There is no table 'х'", exists=["areas"], headers={"Allow": "GET"}, elsewhere=[], near="y"
    )
    assert told.status_code == 404
    assert told.headers["content-type"] == "application/problem+json"
    assert told.headers["allow"] == "GET"
    assert told.headers["cache-control"] == "no-store"
    assert json.loads(bytes(told.body)) == {
        **{"type": "about:blank", "title": "Not Found", "status": 404, "detail": "There is no table 'х'"},
        **{"exists": ["areas"], "near": "y"},
    }
