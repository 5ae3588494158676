"""Many readers of a Streamlit server, in a process of their own that prints what it saw as JSON.

python -m tests.bench.readers readers|session|visits URL PAGE QUERY WIDGET PID SECONDS COUNT

COUNT is how many readers are tried first, or how many sessions are opened.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
import urllib.request
from contextlib import AsyncExitStack
from typing import Any

from tests.bench.serving import family, memory
from tests.bench.table import percentile
from tests.load.reader import Reader

LIMIT = 500  # milliseconds that 95 of 100 clicks may take
_THINK = (1.0, 3.0)  # seconds between two clicks of a reader
_STEP = 8.0  # seconds that a number of readers is held, at least
_CLICKS = 40  # and clicks, within
_LONGEST = 20.0  # seconds
_MOST = 1600
_DRAIN = 5  # seconds after a step that left readers unanswered
_OPENING = 4  # sessions that are opened at once
_OPTIONS = ("Exports", "Imports")


class Crowd:
    """Readers of one page who stay."""

    def __init__(self, asked: argparse.Namespace, stack: AsyncExitStack) -> None:
        self.readers: list[Reader] = []
        self.deadline = time.monotonic() + asked.seconds
        self._asked = asked
        self._stack = stack

    async def grow(self, count: int) -> None:
        """Have at least so many sessions open, each with the page drawn; TimeoutError once the time is over."""
        while len(self.readers) < count:
            if time.monotonic() > self.deadline:
                raise TimeoutError
            more = min(_OPENING, count - len(self.readers))
            self.readers += await asyncio.gather(*(self._joined() for _ in range(more)))

    async def _joined(self) -> Reader:
        reader = await self._stack.enter_async_context(Reader.joined(self._asked.url))
        await reader.open(self._asked.page, self._asked.query)
        return reader

    async def step(self, count: int) -> dict[str, float]:
        """So many of them click for a while; who has no answer at its end has waited too long."""
        await self.grow(count)
        seconds = min(max(_STEP, _CLICKS / count * sum(_THINK) / 2), _LONGEST)
        taken: list[float] = []
        working, begun = time.process_time(), time.monotonic()
        tasks = [asyncio.create_task(self._click(reader, begun + seconds, taken)) for reader in self.readers[:count]]
        _, late = await asyncio.wait(tasks, timeout=seconds + 4 * LIMIT / 1000)
        taken += [1e6] * len(late)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for task in tasks:
            if task not in late:
                task.result()
        # Who went unanswered is out, and what the server still has to do for them is not to weigh on the next step.
        self.readers = [
            reader for reader, task in zip(self.readers, tasks, strict=False) if task not in late
        ] + self.readers[count:]
        own = (time.process_time() - working) / (time.monotonic() - begun)  # cores that this process takes
        return {"readers": count, "p95": percentile(taken, 95), "clicks": len(taken), "late": len(late), "own": own}

    async def _click(self, reader: Reader, until: float, taken: list[float]) -> None:
        turn = random.randrange(2)  # noqa: S311
        await asyncio.sleep(random.uniform(0, _THINK[1]))  # noqa: S311
        while time.monotonic() < until:
            turn += 1
            begun = time.monotonic()
            await reader.pick(self._asked.widget, _OPTIONS[turn % 2])
            taken.append((time.monotonic() - begun) * 1000)
            await asyncio.sleep(min(random.uniform(*_THINK), until - time.monotonic()))  # noqa: S311


async def readers(asked: argparse.Namespace, stack: AsyncExitStack) -> dict[str, Any]:
    """The most readers that are served in time, and the steps tried; `failed` is 0 where time ran out first."""
    crowd = Crowd(asked, stack)
    steps: list[dict[str, float]] = []
    good, bad, count = 0, 0, asked.count
    while time.monotonic() < crowd.deadline and count <= _MOST:
        try:
            steps.append(await crowd.step(count))
        except TimeoutError:
            break
        if steps[-1]["p95"] < LIMIT:
            good = count
        else:
            bad = count
            await asyncio.sleep(_DRAIN if steps[-1]["late"] else 0)
        count = (good + bad) // 2 if bad else 2 * count
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
    """Megabytes after each hundred of a thousand visits one after another: page, session, chart, leave."""
    seen = []
    deadline = time.monotonic() + asked.seconds
    for visit in range(1, 1001):
        await asyncio.to_thread(_fetched, f"{asked.url}/{asked.page}?{asked.query}")
        async with Reader.joined(asked.url) as reader:
            await reader.open(asked.page, asked.query)
        if visit % 100 == 0:
            seen.append(_megabytes(asked.pid))
        if time.monotonic() > deadline:
            break
    return {"megabytes": seen}


def _fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return bytes(answer.read())


def _megabytes(pid: int) -> float:
    return sum(map(memory, family(pid)))


async def main() -> None:
    """Do what is asked and print it."""
    parser = argparse.ArgumentParser()
    tasks = {task.__name__: task for task in (readers, session, visits)}
    parser.add_argument("task", choices=tasks)
    for name in ("url", "page", "query", "widget"):
        parser.add_argument(name)
    parser.add_argument("pid", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("count", type=int)
    asked = parser.parse_args()
    async with AsyncExitStack() as stack:
        found = await tasks[asked.task](asked, stack)
        sys.stdout.write(json.dumps(found))
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
