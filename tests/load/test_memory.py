"""Visits with articles leave no memory behind, however many come and however large their texts are."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable

import psutil
import pytest

from components.article.article_input import MAX_TEXT_MB
from components.streamlit_app.session_cleanup import GRACE_S
from tests.load.reader import Reader
from tests.server import Server
from tests.tools import run

_MB = 1_000_000
PATIENCE = 30.0  # seconds
PASTES, LEFT = 50, 40 * _MB
# A soak test: as many visits as VISITS says (1000 take a minute), after a tenth of them to warm up.
VISITS, AT_ONCE, DRIFT, ROUNDS = int(os.environ.get("VISITS", "200")), 20, 5 * _MB, 4
TEXT = "In 2023 turnover between Kazakhstan and Uzbekistan reached ${} million. Exports came to $3.1 billion. "
FILLING = "The cat sat on the mat, and the sun was out.\n"


async def at_rest(server: Server) -> Callable[[], int]:
    """Wait until the server has nothing to do; return what tells how many bytes it occupies."""
    process = psutil.Process(server.process.pid)
    async with asyncio.timeout(PATIENCE):
        busy = -1.0
        while (now := sum(process.cpu_times()[:2])) > busy + 0.05:
            busy = now
            await asyncio.sleep(GRACE_S + 2)  # pages are forgotten by then
    return lambda: int(process.memory_info().rss)


async def visit(server: Server, text: str) -> None:
    """Open the page, paste a text, see what was read, and close the page."""
    async with Reader.joined(server.url) as reader:
        await reader.open("read", "lang=en")
        await reader.submit("Read", read_text=text)
        assert text[:40] in str(reader.article()["passages"])


async def settled(size: Callable[[], int], most: int) -> bool:
    """Wait until the server occupies at most so much; return whether it does."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while size() > most:
                await asyncio.sleep(0.2)
    return size() <= most


def test_large_texts_are_given_back_once_their_pages_are_closed(server: Server) -> None:
    room = MAX_TEXT_MB * _MB - 1000
    # To read one with figures takes seconds, so only one has some.
    texts = [f"{number}. {TEXT.format(4600) * (number == 10) + FILLING * 50_000}" for number in range(PASTES)]

    async def visits() -> None:
        await visit(server, TEXT.format(4600))
        size = await at_rest(server)
        before = size()
        for first in range(0, PASTES, 5):
            await asyncio.gather(*(visit(server, text[:room]) for text in texts[first : first + 5]))
        assert await settled(size, before + LEFT)

    run(visits())


def test_a_thousand_visits_leave_no_memory_behind(server: Server) -> None:
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with turn:
            await visit(server, TEXT.format(2000 + number) * 20)

    async def visits() -> None:
        await asyncio.gather(*map(one, range(VISITS // 10 + AT_ONCE)))
        size = await at_rest(server)
        grown = []
        for _ in range(ROUNDS):  # what is filled once grows in one round, a leak grows in each
            before = size()
            await asyncio.gather(*map(one, range(VISITS)))
            if await settled(size, before + DRIFT):
                return
            grown.append(size() - before)
        pytest.fail(f"each round left memory behind: {grown} bytes")

    run(visits())
