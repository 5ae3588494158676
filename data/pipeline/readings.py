"""Read articles: from the cache, in this process, or in several processes for a long feed."""

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
from data.ingest.article import Article, unexpected_problem
from data.model.problem import DataError, Problem
from data.pipeline.reading_cache import ReadingCache, deserialize, serialize

if TYPE_CHECKING:
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection as Connection
    else:
        from multiprocessing.connection import Connection

MIN_PARALLEL_ARTICLES = 200  # a shorter feed is read before further processes have started
_MAX_CHUNK_ARTICLES, _MAX_CHUNK_CHARACTERS = 50, 500_000
_CHUNKS_PER_PROCESS = 3  # submitted at a time: the feed is never in memory as a whole
_UNDETECTED = ("und", "Zyyy")


class ArticleReading(NamedTuple):
    """One article and its reading; `is_cached`: it came from the cache."""

    article: Article
    reading: Reading
    is_cached: bool = False


class PendingArticle(NamedTuple):
    """One article, its publication date as far as known, and the key of its reading in the cache."""

    article: Article
    published: date | None
    key: bytes


def read_article(article: Article, published: date | None) -> Reading:
    """Return the reading of one article; relative dates in it count from `published`."""
    language, script = (None if code in _UNDETECTED else code for code in (article.language, article.script))
    return read(article.text, published, language, script)


def read_articles(
    articles: Iterable[Article | Problem],
    date_of: Callable[[Article], date | None],
    cache: ReadingCache,
    processes: int | None = None,
) -> Iterator[ArticleReading | Problem]:
    """Yield the reading of each article; `date_of` gives its publication date. A long feed loses its order.

    Processes are started when the feed turns out to be long: as many as there are processors, unless
    `processes` is given; 1 reads everything in this process. Raise DataError where one of them dies.
    """
    pool = _ProcessPool(processes or _processor_count())
    read_here = 0
    try:
        for article in articles:
            if isinstance(article, Problem):
                yield article
                continue
            pending = PendingArticle(article, date_of(article), _key(article, date_of(article)))
            cached = cache.get(pending.key)
            if cached is not None:
                yield ArticleReading(article, cached, is_cached=True)
            elif read_here < MIN_PARALLEL_ARTICLES or pool.size == 1:
                read_here += 1
                yield from _store([(pending, try_read(article, pending.published))], cache)
            else:
                yield from _store(pool.add(pending), cache)
        yield from _store(pool.rest(), cache)
    except BrokenProcessPool:
        what = "a process that was reading articles was ended from outside, or had no memory left"
        raise DataError([Problem("the feed", what, "Run it again; the tables are as they were")]) from None
    finally:
        pool.close()


def try_read(article: Article, published: date | None) -> bytes | Problem:
    """Return the serialized reading of one article, or a Problem should the reader fail on it."""
    try:
        return serialize(read_article(article, published))
    except Exception as error:  # the reader should never raise; the other articles are read all the same
        return unexpected_problem(article.file, error)


def try_read_all(chunk: Sequence[tuple[Article, date | None]]) -> list[bytes | Problem]:
    """Read several articles, in a worker process."""
    return [try_read(article, published) for article, published in chunk]


def exit_with_parent(parent: Connection) -> None:
    """Make this worker process exit when the other end of a pipe is closed, as it is when the parent dies.

    Ctrl+C is ignored: the parent gets it too and decides what to do.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        wait([parent])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _store(
    done: Iterable[tuple[PendingArticle, bytes | Problem]], cache: ReadingCache
) -> Iterator[ArticleReading | Problem]:
    for pending, content in done:
        if isinstance(content, Problem):
            yield content
        else:
            cache.put(pending.key, content)
            yield ArticleReading(pending.article, deserialize(content))


def _key(article: Article, published: date | None) -> bytes:
    """Return the cache key: a hash of all that the reading depends on, apart from the reader."""
    parts = (article.language, article.script, published.isoformat() if published else "", article.text)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()


def _processor_count() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _ProcessPool:
    """Worker processes that read chunks of articles; they start with the first chunk."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._pool: ProcessPoolExecutor | None = None
        self._parent_end: Connection | None = None
        self._chunk: list[PendingArticle] = []
        self._chunk_characters = 0
        self._sent: deque[tuple[list[PendingArticle], Future[list[bytes | Problem]]]] = deque()

    def add(self, pending: PendingArticle) -> Iterator[tuple[PendingArticle, bytes | Problem]]:
        """Add one article; when many chunks are in progress, wait for the first and yield its readings."""
        self._chunk.append(pending)
        self._chunk_characters += len(pending.article.text)
        if len(self._chunk) >= _MAX_CHUNK_ARTICLES or self._chunk_characters >= _MAX_CHUNK_CHARACTERS:
            self._send()
        while len(self._sent) > self.size * _CHUNKS_PER_PROCESS:
            yield from self._next()

    def rest(self) -> Iterator[tuple[PendingArticle, bytes | Problem]]:
        """Yield the readings of all that is still in progress."""
        if self._chunk:
            self._send()
        while self._sent:
            yield from self._next()

    def close(self) -> None:
        """End the processes."""
        if self._pool is None or self._parent_end is None:
            return
        if self._sent:  # then there is no need to wait for them
            self._parent_end.close()
        self._pool.shutdown(cancel_futures=True)
        self._parent_end.close()

    def _send(self) -> None:
        if self._pool is None:
            # A process forked from one with threads may hang; a spawned one does not.
            spawn = multiprocessing.get_context("spawn")
            theirs, self._parent_end = spawn.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self.size, spawn, exit_with_parent, (theirs,))
        # Texts are sent there, and only readings come back.
        sent = self._pool.submit(try_read_all, [(pending.article, pending.published) for pending in self._chunk])
        self._sent.append((self._chunk, sent))
        self._chunk, self._chunk_characters = [], 0

    def _next(self) -> Iterator[tuple[PendingArticle, bytes | Problem]]:
        chunk, sent = self._sent.popleft()
        yield from zip(chunk, sent.result(), strict=True)
