"""Many readers of a server, in a process of their own that prints what it saw as JSON.

python -m tests.bench.readers readers|session|visits KIND URL PID SECONDS COUNT

KIND is how they reach it: `http`, as the dashboard's pages do, `streamlit`, as plain Streamlit's page does over its
websocket, or `read`, as the dashboard's page that Streamlit runs. COUNT is how many readers are tried first, or how
many sessions are opened.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import urlencode

import uvloop

from components.server import process_limits
from tests.bench.serving import cpu, family, memory
from tests.bench.table import percentile
from tests.load.browser import Browser
from tests.load.reader import Reader

LIMIT = 500  # milliseconds that 95 of 100 clicks may take
_THINK = (1.0, 3.0)  # seconds between two clicks of a reader
_STEP = 8.0  # seconds that a number of readers is held, at least
_CLICKS = 40  # and clicks, within
_LONGEST = 20.0  # seconds
_MOST = 18_000  # readers; each takes one of the 20,000 files that a process may commonly have open
_DRAIN = 5  # seconds after a step that left readers unanswered
_OPENING = {"http": 50, "streamlit": 4}  # that are let in at once
_VISITS = 1000
_METRICS = ("turnover", "exports", "balance", "imports")
# Every choice of the filter: some of its options, or none.
CHOICES = [some for count in range(4) for some in itertools.combinations(_METRICS, count)]


class Guest(ABC):
    """A reader who has a page open."""

    def __init__(self) -> None:
        self._stack = AsyncExitStack()

    @abstractmethod
    async def enter(self, url: str) -> None:
        """Open the page."""

    @abstractmethod
    async def click(self) -> None:
        """Choose something else, and have it shown."""

    async def leave(self) -> None:
        """Be gone."""
        await self._stack.aclose()


class OverHttp(Guest):
    """A reader of the dashboard; what was seen already is asked for with its tag."""

    async def enter(self, url: str) -> None:
        """As in `Guest`."""
        self._browser = await self._stack.enter_async_context(Browser(url, keeps=False))
        self._addresses = self._turns()
        await self._get("/trade?lang=en")

    async def click(self) -> None:
        """As in `Guest`."""
        await self._get(next(self._addresses))

    async def _get(self, address: str) -> None:
        answer = await self._browser.get(address)
        if answer.status not in (200, 304):
            raise RuntimeError(f"{answer.status} for {address}")

    def _turns(self) -> Iterator[str]:
        for some in itertools.cycle(random.sample(CHOICES, len(CHOICES))):
            yield f"/charts/trade-balance.json?{urlencode([('lang', 'en'), *(('metric', one) for one in some)])}"


class InStreamlit(Guest):
    """A reader of plain Streamlit."""

    async def enter(self, url: str) -> None:
        """As in `Guest`."""
        self._reader = await self._stack.enter_async_context(Reader.joined(url))
        self._turns = itertools.cycle(random.sample(("Exports", "Imports"), 2))
        await self._reader.open()

    async def click(self) -> None:
        """As in `Guest`."""
        await self._reader.pick("metrics", next(self._turns))


class AtTheDesk(InStreamlit):
    """A reader of the dashboard's page that Streamlit runs."""

    async def enter(self, url: str) -> None:
        """As in `Guest`."""
        self._reader = await self._stack.enter_async_context(Reader.joined(url))
        await self._reader.open("read", "lang=en")


GUESTS: dict[str, Callable[[], Guest]] = {"http": OverHttp, "streamlit": InStreamlit, "read": AtTheDesk}


class Crowd:
    """Readers of one page who stay."""

    def __init__(self, asked: argparse.Namespace, stack: AsyncExitStack) -> None:
        self.guests: list[Guest] = []
        self.deadline = time.monotonic() + asked.seconds
        self._asked = asked
        self._stack = stack

    async def grow(self, count: int) -> None:
        """Have at least so many with the page open; TimeoutError once the time is over."""
        while len(self.guests) < count:
            if time.monotonic() > self.deadline:
                raise TimeoutError
            more = min(_OPENING.get(self._asked.kind, 4), count - len(self.guests))
            self.guests += await asyncio.gather(*(self._entered() for _ in range(more)))

    async def _entered(self) -> Guest:
        guest = GUESTS[self._asked.kind]()
        self._stack.push_async_callback(guest.leave)
        await guest.enter(self._asked.url)
        return guest

    async def step(self, count: int) -> dict[str, float]:
        """So many of them click for a while; who has no answer at its end has waited too long."""
        await self.grow(count)
        seconds = min(max(_STEP, _CLICKS / count * sum(_THINK) / 2), _LONGEST)
        taken: list[float] = []
        served, working, begun = cpu(self._asked.pid), time.process_time(), time.monotonic()
        tasks = {
            asyncio.create_task(self._click(guest, begun + seconds, taken)): guest for guest in self.guests[:count]
        }
        _, late = await asyncio.wait(tasks, timeout=seconds + 4 * LIMIT / 1000)
        passed = time.monotonic() - begun
        own, theirs = time.process_time() - working, cpu(self._asked.pid) - served
        taken += [1e6] * len(late)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        # Who went unanswered is out, and what the server still has to do for them is not to weigh on the next step.
        await asyncio.gather(*(tasks[task].leave() for task in late))
        for task in tasks.keys() - late:
            task.result()
        self.guests = [guest for task, guest in tasks.items() if task not in late] + self.guests[count:]
        return {
            "readers": count,
            "p95": percentile(taken, 95),
            "clicks": len(taken),
            "late": len(late),
            "own": own / passed,  # cores that this process takes
            "work": theirs / max(1, len(taken) - len(late)),
        }

    async def _click(self, guest: Guest, until: float, taken: list[float]) -> None:
        await asyncio.sleep(random.uniform(0, _THINK[1]))  # noqa: S311
        while time.monotonic() < until:
            begun = time.monotonic()
            await guest.click()
            taken.append((time.monotonic() - begun) * 1000)
            await asyncio.sleep(max(0, min(random.uniform(*_THINK), until - time.monotonic())))  # noqa: S311


async def readers(asked: argparse.Namespace, stack: AsyncExitStack) -> dict[str, Any]:
    """The most readers that are served in time, and the steps tried; `failed` is 0 where time ran out first."""
    crowd = Crowd(asked, stack)
    steps: list[dict[str, float]] = []
    good, bad, count = 0, 0, asked.count
    while time.monotonic() < crowd.deadline and count > good:
        try:
            steps.append(await crowd.step(count))
        except TimeoutError:
            break
        if steps[-1]["p95"] < LIMIT:
            good = count
        else:
            bad = count
            await asyncio.sleep(_DRAIN if steps[-1]["late"] else 0)
        count = (good + bad) // 2 if bad else min(2 * count, _MOST)
        if bad and bad - good <= max(1, good // 8):
            break
    return {"readers": good, "failed": bad, "steps": steps}


async def session(asked: argparse.Namespace, stack: AsyncExitStack) -> dict[str, Any]:
    """Megabytes that a server grows by with each open session."""
    crowd = Crowd(asked, stack)
    settled = asked.count // 3  # the first ones also bring what is loaded once
    await crowd.grow(settled)
    before = _megabytes(asked.pid)
    await crowd.grow(settled + asked.count)
    return {"session": (_megabytes(asked.pid) - before) / asked.count}


async def visits(asked: argparse.Namespace, stack: AsyncExitStack) -> dict[str, Any]:
    """Megabytes after each hundred of a thousand visits one after another: page, click, leave."""
    seen = []
    deadline = time.monotonic() + asked.seconds
    for visit in range(1, _VISITS + 1):
        guest = GUESTS[asked.kind]()
        await guest.enter(asked.url)
        await guest.click()
        await guest.leave()
        if visit % (_VISITS // 10) == 0:
            seen.append(_megabytes(asked.pid))
        if time.monotonic() > deadline:
            break
    return {"megabytes": seen}


def _megabytes(pid: int) -> float:
    return sum(map(memory, family(pid)))


async def main() -> None:
    """Do what is asked and print it."""
    parser = argparse.ArgumentParser()
    tasks = {task.__name__: task for task in (readers, session, visits)}
    parser.add_argument("task", choices=tasks)
    parser.add_argument("kind", choices=GUESTS)
    parser.add_argument("url")
    parser.add_argument("pid", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("count", type=int)
    asked = parser.parse_args()
    process_limits.raise_open_file_limit()  # as many open files as there may be
    async with AsyncExitStack() as stack:
        found = await tasks[asked.task](asked, stack)
        sys.stdout.write(json.dumps(found))
        sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(main())
