"""Responses of pages are kept, and sent as little as can be."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import brotli
import pytest
from starlette.datastructures import Headers

from components.pages.spec import PageSpec
from components.server import page_routes
from components.server.response_cache import ResponseCache
from data.store import datapackage
from tests.components.asgi import Client
from tests.components.server.test_page_routes import cards_of, shown


def counted(fresh: pytest.MonkeyPatch) -> list[str]:
    """The pages rendered from now on, first to last."""
    rendered: list[str] = []
    render = page_routes._page_html

    def counting(page: PageSpec, *parts: Any) -> Any:
        rendered.append(page.key)
        return render(page, *parts)

    fresh.setattr(page_routes, "_page_html", counting)
    return rendered


def test_a_page_is_rendered_once_for_what_is_selected(client: Client, fresh: pytest.MonkeyPatch) -> None:
    rendered = counted(fresh)
    for address in ("/trade?lang=en", "/trade?lang=en&utm_id=1", "/trade?lang=en&metric=exports", "/visit?lang=en"):
        assert client(address).body == client(address).body
    assert rendered == ["trade", "trade", "visit"]
    client("/trade?lang=kk")
    client("/trade?lang=en", host="other.test")
    assert rendered == ["trade", "trade", "visit", "trade", "trade"]


def test_what_many_select_does_not_push_out_what_nobody_filters(client: Client, fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(page_routes, "_SELECTION_CACHE", ResponseCache(1))
    rendered = counted(fresh)
    for query in ("", "&metric=exports", "&metric=imports", "&metric=exports", ""):
        client(f"/trade?lang=en{query}")
    assert len(rendered) == 4


def test_a_page_of_tables_that_are_shown_no_more_is_rendered_anew(
    client: Client, fresh: pytest.MonkeyPatch, broken: Path
) -> None:
    assert "imports exceed exports by 4.4\u00a0million dollars" in cards_of(shown(client, "/trade?lang=en"))[0].title
    path = broken / "observations.csv"
    text = path.read_text("utf-8").replace(
        "15800000,USD,=,,100000,15750000,15850000", "25800000,USD,=,,100000,25750000,25850000"
    )
    path.write_text(text.replace('1503,1520,"15,8', '1503,1520,"25,8'), "utf-8")
    datapackage.write(broken)
    assert "exports exceed imports by 5.6\u00a0million dollars" in cards_of(shown(client, "/trade?lang=en"))[0].title


@pytest.mark.parametrize(("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
def test_a_page_goes_out_compressed(client: Client, accepted: str, unpack: Any) -> None:
    whole, answer = client("/record?lang=kk"), client("/record?lang=kk", Accept_Encoding=accepted)
    assert answer.headers.get("content-encoding", "") == accepted
    assert unpack(answer.body) == whole.body
    assert len(answer.body) < 0.25 * len(whole.body) or not accepted
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["vary"] == "Accept-Language, Accept-Encoding"


@pytest.mark.parametrize("address", ["/?lang=en", "/trade?lang=en&metric=exports", "/read?lang=kk"])
def test_an_answer_is_not_sent_twice(client: Client, address: str) -> None:
    answer = client(address)
    assert answer.headers["cache-control"] == "no-cache"
    again = client(address, If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert kept(again.headers) == kept(answer.headers)
    assert client(address, If_None_Match='"other"').status == 200
    head = client(address, "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(answer.body)))


def kept(headers: Headers) -> dict[str, str]:
    """What a browser keeps with a page."""
    return {name: headers[name] for name in ("etag", "cache-control", "vary", "content-security-policy")}
