"""Responses that are kept: each rendered once, so many bytes of them, and no longer than their view."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.charts.spec import Query
from components.pages.spec import PageSpec
from components.server import page_routes
from components.server.response_cache import RenderedResponse, ResponseCache
from components.view import View
from data import Dataset
from tests.components.asgi import Client
from tests.tools import run


@pytest.fixture
def views(dataset: Dataset) -> tuple[View, View]:
    return View(dataset, "en"), View(dataset, "kk")


def rendered(size: int) -> RenderedResponse:
    return RenderedResponse(b"x" * size, "text/plain")


def test_what_is_kept_is_not_rendered_again(views: tuple[View, View]) -> None:
    cache, made = ResponseCache(100), []

    def render() -> RenderedResponse:
        made.append(1)
        return rendered(10)

    assert cache.lookup(views[0], "a") is None
    first = cache.get_or_render(views[0], "a", render)
    assert cache.get_or_render(views[0], "a", render) is cache.lookup(views[0], "a") is first
    assert cache.get_or_render(views[1], "a", render) is not first  # another view, another response
    assert len(made) == 2


def test_beyond_the_limit_those_go_that_were_not_asked_for_longest(views: tuple[View, View]) -> None:
    cache, view = ResponseCache(30), views[0]
    for key in "abc":
        cache.get_or_render(view, key, lambda: rendered(10))
    cache.lookup(view, "a")
    cache.get_or_render(view, "d", lambda: rendered(10))
    assert [key for key in "abcd" if cache.lookup(view, key)] == ["a", "c", "d"]
    cache.get_or_render(view, "e", lambda: rendered(25))
    assert [key for key in "abcde" if cache.lookup(view, key)] == ["e"]
    # One that is larger than the limit alone is kept until the next comes.
    cache.get_or_render(view, "f", lambda: rendered(99))
    assert [key for key in "abcdef" if cache.lookup(view, key)] == ["f"]
    cache.get_or_render(views[1], "g", lambda: rendered(30))
    assert cache.lookup(view, "f")  # each view has its own room


def test_what_was_compressed_counts(views: tuple[View, View]) -> None:
    one = rendered(10)
    before = one.size_bytes
    one._compressed["br"] = b"12345"
    assert one.size_bytes == before + 5 == 15


def test_responses_go_with_their_view(dataset: Dataset) -> None:
    cache, view = ResponseCache(1000), View(dataset, "en")
    kept = weakref.ref(cache.get_or_render(view, "a", lambda: rendered(10)))
    gone = weakref.ref(view)
    assert kept() and gone()
    del view
    gc.collect()
    assert gone() is None and kept() is None
    assert len(cache._views) == 0


def test_of_many_who_ask_at_once_one_renders(views: tuple[View, View]) -> None:
    cache, made = ResponseCache(100), []

    def render() -> RenderedResponse:
        made.append(threading.get_ident())
        time.sleep(0.05)
        return rendered(10)

    with ThreadPoolExecutor(8) as readers:
        found = set(readers.map(lambda _: cache.get_or_render(views[0], "a", render), range(8)))
    assert (len(made), len(found)) == (1, 1)
    assert cache._rendering == {}


def test_what_fails_is_not_kept_and_blocks_nobody(views: tuple[View, View]) -> None:
    cache = ResponseCache(100)

    def failing() -> RenderedResponse:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            cache.get_or_render(views[0], "a", failing)
    assert cache.get_or_render(views[0], "a", lambda: rendered(1)).body == b"x"


def test_who_asks_for_what_is_there_does_not_wait_for_those_who_select(
    client: Client, fresh: pytest.MonkeyPatch
) -> None:
    go_on, render = threading.Event(), page_routes._render

    def held(page: PageSpec, view: View, query: Query, address: str) -> RenderedResponse:
        if "years" not in query:
            return render(page, view, query, address)
        assert go_on.wait(60)
        return rendered(1)

    fresh.setattr(page_routes, "_render", held)

    async def scenario() -> None:
        years = [f"{first}-{last}" for first in range(2009, 2017) for last in range(2018, 2026)]
        many = [asyncio.create_task(client.ask(f"/record?years={each}")) for each in years]
        await asyncio.sleep(0.1)
        async with asyncio.timeout(30):
            for address in ("/ready", "/health", "/trade", "/embed/trade-balance", "/charts/trade-balance.json"):
                assert (await client.ask(address)).status == 200
        assert not any(task.done() for task in many)
        go_on.set()
        assert {answer.status for answer in await asyncio.gather(*many)} == {200}

    run(scenario())
