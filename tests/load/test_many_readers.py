"""Many readers of one server: each gets what it asked for, nobody else's, and the server keeps nothing of them."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Coroutine, Iterator
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import psutil
import pytest

from components.charts import factory_output, trade_balance
from components.charts.spec import Chart
from components.pages.blocks import ChartCard
from components.rendering.cards import RenderContext, card_payload
from components.urls.site_urls import server_urls
from components.view import View, in_language
from data.analysis.trade_accounts import METRICS
from data.model.language import LANGUAGES
from tests.cards import cards
from tests.load.browser import Browser
from tests.load.reader import Reader
from tests.server import Server
from tests.tools import run

READERS, SESSIONS = 300, 40
CROWD, CROWD_OF_SESSIONS = 1000, 60  # far more than are answered at once
ROUNDS = 3
THINKING = 0.5  # seconds at most from an answer to the next click
KEPT = 10_000_000  # bytes that a round of visits may leave behind
TEXT = "In 2023 turnover between Kazakhstan and Uzbekistan reached ${} million."

Visit = Callable[[int], Coroutine[Any, Any, None]]
Metrics = tuple[str, ...]


@pytest.fixture(autouse=True)
def quiet(server: Server) -> Iterator[None]:
    """The server has nothing to complain of."""
    before = len(server.lines())
    yield
    assert server.faults(before) == []


def test_each_of_many_readers_gets_its_own_page_and_leaves_no_memory_behind(server: Server) -> None:
    process = psutil.Process(server.process.pid)

    async def visit(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - the same visit in each round
        view, picked = in_language(LANGUAGES[number % len(LANGUAGES)]), _some(chance)
        async with Browser(server.url) as browser:
            _shows((await browser.get(f"/trade?{_query(view, picked)}")).text(), _trade(view, picked), view)
            for _ in range(3):
                await asyncio.sleep(chance.uniform(0, THINKING))
                view, picked = in_language(chance.choice(LANGUAGES)), _some(chance)
                address = f"/charts/trade-balance.json?{_query(view, picked)}"
                given, again = await browser.get(address), await browser.get(address)
                assert again.status == HTTPStatus.NOT_MODIFIED
                assert json.loads(given.text()) == json.loads(again.text()) == _given(view, picked)
            _shows((await browser.get(f"/factory?lang={view.language}")).text(), _factory(view), view)

    async def session(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - as above
        view, other = (in_language(LANGUAGES[(number + more) % len(LANGUAGES)]) for more in (0, 1))
        async with Reader.joined(server.url) as reader:
            await reader.open("read", f"lang={view.language}")
            for more in (0, SESSIONS):
                await asyncio.sleep(chance.uniform(0, THINKING))
                await reader.submit(view.words("read.read"), read_text=TEXT.format(_figure(number + more)))
                _has_read(reader, number + more, view)
            await reader.pick("language-switch", view.words(f"language.{other.language}"))
            _has_read(reader, number + SESSIONS, other)

    taken = []
    for _ in range(ROUNDS):  # the first fills what is kept of charts, and of sessions that may come back
        run(_all_at_once((visit, READERS), (session, SESSIONS)))
        taken.append(process.memory_info().rss)
    assert taken[2] - taken[1] < KEPT, taken


def test_more_readers_than_can_be_served_at_once_wait_and_are_served(server: Server) -> None:
    everybody = asyncio.Barrier(CROWD + CROWD_OF_SESSIONS)

    async def visit(number: int) -> None:
        view, picked = in_language(LANGUAGES[number % len(LANGUAGES)]), (METRICS[number % len(METRICS)],)
        async with Browser(server.url) as browser:
            await everybody.wait()
            _shows((await browser.get(f"/trade?{_query(view, picked)}")).text(), _trade(view, picked), view)
            answer = await browser.get(f"/charts/trade-balance.json?{_query(view, picked)}")
            assert json.loads(answer.text()) == _given(view, picked)
            await everybody.wait()  # nobody leaves before the last is served

    async def session(number: int) -> None:
        view = in_language(LANGUAGES[number % len(LANGUAGES)])
        async with Reader.joined(server.url) as reader:
            await everybody.wait()
            await reader.open("read", f"lang={view.language}")
            await reader.submit(view.words("read.read"), read_text=TEXT.format(_figure(number)))
            _has_read(reader, number, view)
            await everybody.wait()

    run(_all_at_once((visit, CROWD), (session, CROWD_OF_SESSIONS)))
    assert server.ready()


async def _all_at_once(*crowds: tuple[Visit, int]) -> None:
    """Readers by number; the first that fails fails all."""
    async with asyncio.TaskGroup() as visits:
        for visit, readers in crowds:
            for number in range(readers):
                visits.create_task(visit(number))


def _some(chance: random.Random) -> Metrics:
    """Some of the metrics, or none, in the order of the filter."""
    picked = chance.sample(METRICS, chance.randint(0, 2))
    return tuple(metric for metric in METRICS if metric in picked)


def _query(view: View, picked: Metrics) -> str:
    return urlencode([("lang", view.language), *(("metric", each) for each in picked)])


@cache
def _trade(view: View, picked: Metrics) -> Chart:
    chart = trade_balance.SPEC.build(view, {"metric": picked} if picked else {})
    assert chart
    return chart


@cache
def _factory(view: View) -> Chart:
    chart = factory_output.SPEC.build(view, {})
    assert chart
    return chart


@cache
def _given(view: View, picked: Metrics) -> Any:
    selection = {"metric": picked} if picked else {}
    card = ChartCard(trade_balance.SPEC, _trade(view, picked), selection)
    return json.loads(json.dumps(card_payload(card, RenderContext(view, server_urls(view.language)))))


def _shows(page: str, chart: Chart, view: View) -> None:
    """The reader has this very chart in a page of its language."""
    (card,) = cards(page)
    assert card.title == chart.text.title
    assert len(card.rows) == len(chart.rows)
    assert f'<html lang="{view.language}"' in page


def _figure(number: int) -> str:
    """A figure that no other reader's text has."""
    return f"{2000 + number}.5"


def _has_read(reader: Reader, number: int, view: View) -> None:
    """The reader has the one figure of its own text, in a page of its language."""
    (table,) = reader.article()["tables"]
    assert [row["phrase"] for row in table["rows"]] == [f"${_figure(number)} million"]
    assert reader.written("read-text") == TEXT.format(_figure(number))
    assert f'lang="{view.language}"' in reader.text()
