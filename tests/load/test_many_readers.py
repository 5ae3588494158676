"""Many readers of one server: each gets what it asked for, nobody else's, and the server keeps nothing of them."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Coroutine, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

import psutil
import pytest

from components import cards
from components.card import Chart, payload
from components.charts.trade_balance import METRICS
from components.site import SWITCH
from components.view import View, in_language
from tests.load.reader import Reader
from tests.server import Server
from tests.tools import run

READERS = 100
CROWD = 500  # far more than are answered at once
THINKING = 0.5  # seconds at most from an answer to the next click
FILTER = "filter-metric-several"
A_SESSION = 100_000  # bytes that a visit may leave behind

Visit = Callable[[int], Coroutine[Any, Any, None]]


@pytest.fixture(autouse=True)
def quiet(server: Server) -> Iterator[None]:
    """The server has nothing to complain of."""
    before = server.log.stat().st_size
    yield
    said = server.log.read_bytes()[before:].decode()
    assert "Traceback" not in said, said


def test_each_of_many_readers_gets_its_own_page_and_leaves_no_memory_behind(server: Server) -> None:
    process = psutil.Process(server.process.pid)

    async def visit(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - the same visit in each round
        view = in_language(SWITCH[number % len(SWITCH)])
        async with Reader.joined(server.url) as reader:
            picked = _some(chance)
            await reader.open("trade", urlencode([("lang", view.language), *(("metric", each) for each in picked)]))
            _shows(reader, "trade", _trade(view, picked), view)
            for _ in range(2):
                await asyncio.sleep(chance.uniform(0, THINKING))
                picked = _some(chance)
                await reader.pick(FILTER, *(view.words.name("metrics", each) for each in picked))
                _shows(reader, "trade", _trade(view, picked), view)
                assert reader.query == urlencode([("lang", view.language), *(("metric", each) for each in picked)])
            await asyncio.sleep(chance.uniform(0, THINKING))
            await reader.open("factory")  # as a link of the site: what was chosen goes along unsaid
            _shows(reader, "factory", cards.factory(view, table=True), view)
            view = in_language(chance.choice(SWITCH))
            await reader.pick("language-switch", view.words(f"language.{view.language}"))
            _shows(reader, "factory", cards.factory(view, table=True), view)

    taken = []
    for _ in range(3):  # the first fills what is kept of charts, and of sessions that may come back
        run(_all_at_once(visit, READERS))
        taken.append(process.memory_info().rss)
    assert taken[2] - taken[1] < READERS * A_SESSION, taken


def test_more_readers_than_can_be_served_at_once_wait_and_are_served(server: Server) -> None:
    everybody = asyncio.Barrier(CROWD)

    async def visit(number: int) -> None:
        view, picked = in_language(SWITCH[number % len(SWITCH)]), (METRICS[number % len(METRICS)],)
        async with Reader.joined(server.url) as reader:
            await everybody.wait()
            await reader.open("trade", f"lang={view.language}&metric={picked[0]}")
            _shows(reader, "trade", _trade(view, picked), view)
            await everybody.wait()  # nobody leaves before the last is served

    run(_all_at_once(visit, CROWD))
    assert server.ready()


async def _all_at_once(visit: Visit, readers: int) -> None:
    """Readers by number; the first that fails fails all."""
    async with asyncio.TaskGroup() as visits:
        for number in range(readers):
            visits.create_task(visit(number))


def _some(chance: random.Random) -> tuple[str, ...]:
    """Some of the metrics, or none, in the order of the filter."""
    picked = chance.sample(METRICS, chance.randint(0, 2))
    return tuple(metric for metric in METRICS if metric in picked)


def _trade(view: View, picked: tuple[str, ...]) -> Chart:
    return cards.trade(view, picked, table=True)


@cache
def _given(chart: Chart, view: View) -> dict[str, Any]:
    given: dict[str, Any] = json.loads(payload(chart, view.words))
    return given


def _shows(reader: Reader, key: str, chart: Chart, view: View) -> None:
    """The reader has this very chart, to the last word and number of it, in a page of its language."""
    expected, shown = _given(chart, view), reader.card(key)
    assert shown["title"] == chart.story.title
    assert shown == expected
    assert f'lang="{view.language}"' in reader.text()
