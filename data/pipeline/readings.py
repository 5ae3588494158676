"""Articles to readings, here: from the cache, in this process, or in several for a long feed."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, NamedTuple

from data.extraction import Reading, read
from data.ingest.article import Article, failed
from data.model.problem import DataError, Problem
from data.pipeline.reading_cache import Cache, packed, unpacked

if TYPE_CHECKING:
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection as Connection
    else:
        from multiprocessing.connection import Connection

LONG = 200  # articles; a shorter feed is read sooner than further processes start
_CHUNK_ARTICLES, _CHUNK_LETTERS = 50, 500_000
_AHEAD = 3  # chunks on the way to each process: the feed is never in memory as a whole
_UNKNOWN = ("und", "Zyyy")


class Found(NamedTuple):
    """One article and its reading; `is_kept` where it came from the cache."""

    article: Article
    reading: Reading
    is_kept: bool = False


class Unread(NamedTuple):
    """One article, the date that it is read as of, and the key that its reading is kept under."""

    article: Article
    published: date | None
    key: bytes


def reading_of(article: Article, published: date | None) -> Reading:
    """Read one article as of a date."""
    language, script = (None if told in _UNKNOWN else told for told in (article.language, article.script))
    return read(article.text, published, language, script)


def readings(
    articles: Iterable[Article | Problem],
    dated: Callable[[Article], date | None],
    cache: Cache,
    processes: int | None = None,
) -> Iterator[Found | Problem]:
    """Read each article; `dated` says as of which date. Of a long feed the order is not kept.

    Processes are started when the feed turns out to be long: as many as there are processors, unless
    `processes` is given; 1 reads everything in this process. Raises DataError where one of them dies.
    """
    pool = _Pool(processes or _processors())
    here = 0
    try:
        for article in articles:
            if isinstance(article, Problem):
                yield article
                continue
            unread = Unread(article, dated(article), _key(article, dated(article)))
            kept = cache.get(unread.key)
            if kept is not None:
                yield Found(article, kept, is_kept=True)
            elif here < LONG or pool.size == 1:
                here += 1
                yield from _keep([(unread, attempt(article, unread.published))], cache)
            else:
                yield from _keep(pool.add(unread), cache)
        yield from _keep(pool.rest(), cache)
    except BrokenProcessPool:
        what = "a process that was reading articles was ended from outside, or had no memory left"
        raise DataError([Problem("the feed", what, "Run it again; the tables are as they were")]) from None
    finally:
        pool.close()


def attempt(article: Article, published: date | None) -> bytes | Problem:
    """The reading of one article, packed; a Problem should the reader ever fail on it, so that the rest goes on."""
    try:
        return packed(reading_of(article, published))
    except Exception as error:  # the reader promises to raise nothing
        return failed(article.file, error)


def attempt_all(chunk: Sequence[tuple[Article, date | None]]) -> list[bytes | Problem]:
    """Read several articles; what a further process does."""
    return [attempt(article, published) for article, published in chunk]


def end_with(parent: Connection) -> None:
    """Have this process end once nobody holds the other end of a pipe: so it goes with its parent, even a killed one.

    Ctrl+C in a terminal reaches it too; what to do then is the parent's to decide.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        wait([parent])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _keep(done: Iterable[tuple[Unread, bytes | Problem]], cache: Cache) -> Iterator[Found | Problem]:
    for unread, content in done:
        if isinstance(content, Problem):
            yield content
        else:
            cache.put(unread.key, content)
            yield Found(unread.article, unpacked(content))


def _key(article: Article, published: date | None) -> bytes:
    """What the reading depends on, apart from the reader."""
    parts = (article.language, article.script, published.isoformat() if published else "", article.text)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Pool:
    """Processes that read chunks of articles; they start with the first chunk."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._pool: ProcessPoolExecutor | None = None
        self._held: Connection | None = None
        self._chunk: list[Unread] = []
        self._letters = 0
        self._waiting: deque[tuple[list[Unread], Future[list[bytes | Problem]]]] = deque()

    def add(self, unread: Unread) -> Iterator[tuple[Unread, bytes | Problem]]:
        """Take one more article; gives those that are read by now, when many are on their way."""
        self._chunk.append(unread)
        self._letters += len(unread.article.text)
        if len(self._chunk) >= _CHUNK_ARTICLES or self._letters >= _CHUNK_LETTERS:
            self._send()
        while len(self._waiting) > self.size * _AHEAD:
            yield from self._next()

    def rest(self) -> Iterator[tuple[Unread, bytes | Problem]]:
        """All that is still on its way."""
        if self._chunk:
            self._send()
        while self._waiting:
            yield from self._next()

    def close(self) -> None:
        """End the processes."""
        if self._pool is None or self._held is None:
            return
        if self._waiting:  # they are not to be waited for
            self._held.close()
        self._pool.shutdown(cancel_futures=True)
        self._held.close()

    def _send(self) -> None:
        if self._pool is None:
            # A process that is forked from one with threads may hang; one that is spawned does not.
            spawn = multiprocessing.get_context("spawn")
            theirs, self._held = spawn.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self.size, spawn, end_with, (theirs,))
        # A text goes there and only its reading comes back.
        sent = self._pool.submit(attempt_all, [(unread.article, unread.published) for unread in self._chunk])
        self._waiting.append((self._chunk, sent))
        self._chunk, self._letters = [], 0

    def _next(self) -> Iterator[tuple[Unread, bytes | Problem]]:
        chunk, sent = self._waiting.popleft()
        yield from zip(chunk, sent.result(), strict=True)
