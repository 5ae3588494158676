"""Articles to readings on a Dask cluster (an optional extra): the same reading, mapped over its workers.

A worker fetches the files of a store that it can reach itself (s3://, …); files of this machine are sent to
it. Only readings come back. A worker that is lost loses nothing: what it was reading is read by another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from data.ingest import files
from data.ingest.article import Article, fault, printable
from data.model.problem import DataError, Problem
from data.pipeline import remote_folders
from data.pipeline.editorial import Editorial
from data.pipeline.reading_cache import fingerprint, unpacked
from data.pipeline.readings import Found, attempt

if TYPE_CHECKING:
    from distributed import Client, Future

_EXTRA = "Install the extra: pip install -r .requirements-cluster.txt"
_CHUNK_FILES, _CHUNK_BYTES = 50, 1_000_000
_AHEAD = 4  # chunks on the way to each thread of the cluster
_RETRIES = 3
_SECONDS = 10  # for the scheduler to answer
_HERE = ("file", "local", "memory")  # what only this machine is sure to reach


class File(NamedTuple):
    """One file of the feed: its name there, and its bytes where they are sent along."""

    name: str
    raw: bytes | None


class Done(NamedTuple):
    """What a worker made of one chunk, and the fingerprint of the reader that it did it with."""

    reader: str
    found: list[tuple[Article, bytes] | Problem]


def clustered(feed: str, scheduler: str, editorial: Editorial) -> Iterator[Found | Problem]:
    """Read every article of the feed on the cluster whose scheduler is at this address, in no fixed order.

    Raises DataError where the extra is missing, where no scheduler answers, and where the cluster is lost
    or reads with another version of the reader.
    """
    try:
        import distributed  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise fault("--scheduler", "it needs Dask, which is not installed", _EXTRA) from None
    connect: Any = distributed.Client
    try:
        client = connect(scheduler, timeout=_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise fault("--scheduler", f"no Dask scheduler answers at {scheduler}", "Check the address") from None
    try:
        yield from _mapped(client, feed, editorial)
    except distributed.KilledWorker:
        raise fault("the cluster", "several workers died over the same articles", "Give them more memory") from None
    except (OSError, distributed.CancelledError):
        raise fault("the cluster", "its scheduler went away", "Start it again; the tables are as they were") from None
    finally:
        client.close()


def read_files(feed: str, files: Sequence[File], editorial: Editorial) -> Done:
    """Read the articles of some files; what a worker does. Texts stay there, but for those that people quote."""
    found: list[tuple[Article, bytes] | Problem] = []
    system, root = remote_folders.opened(feed) if any(file.raw is None for file in files) else (None, "")
    for file in files:
        try:
            raw = remote_folders.content(system, root, file.name) if file.raw is None else file.raw
        except DataError as error:
            found += error.problems
            continue
        for article in remote_folders.parsed(raw, file.name):
            if isinstance(article, Problem):
                found.append(article)
                continue
            reading = attempt(article, editorial.dated(article))
            kept = article if editorial.quotes(article) else replace(article, text="")
            found.append(reading if isinstance(reading, Problem) else (kept, reading))
    return Done(fingerprint(), found)


def _mapped(client: Client, feed: str, editorial: Editorial) -> Iterator[Found | Problem]:
    """Chunks go out while there is room on the cluster, and readings come back as they are done."""
    from distributed import as_completed  # noqa: PLC0415 - an optional extra

    coming: Any = as_completed(loop=client.loop)
    room = _AHEAD * max(2, sum(client.nthreads().values()))
    waiting = 0
    for chunk in _chunks(feed):
        if isinstance(chunk, Problem):
            yield chunk
            continue
        if waiting >= room:
            yield from _back(next(coming))
            waiting -= 1
        coming.add(client.submit(read_files, feed, chunk, editorial, pure=False, retries=_RETRIES))
        waiting += 1
    for future in coming:
        yield from _back(future)


def _back(future: Future[Done]) -> Iterator[Found | Problem]:
    done: Done = future.result()
    future.release()
    if done.reader != fingerprint():
        raise fault("the cluster", "a worker reads with another version of the reader", "Bring it up to date")
    for one in done.found:
        yield one if isinstance(one, Problem) else Found(one[0], unpacked(one[1]))


def _chunks(feed: str) -> Iterator[list[File] | Problem]:
    chunk: list[File] = []
    size = 0
    for file in _files(feed):
        if isinstance(file, Problem):
            yield file
            continue
        chunk.append(file)
        size += len(file.raw or b"")
        if len(chunk) >= _CHUNK_FILES or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _files(feed: str) -> Iterator[File | Problem]:
    """The files of the feed, with their bytes where a worker may not reach them."""
    if not remote_folders.is_remote(feed):
        yield from _local(Path(feed))
        return
    system, root = remote_folders.opened(feed)
    protocols = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
    is_here = any(protocol in _HERE for protocol in protocols)
    for name in remote_folders.names(system, root):
        if isinstance(name, Problem):
            yield name
            continue
        try:
            yield File(name, remote_folders.content(system, root, name) if is_here else None)
        except DataError as error:
            yield from error.problems


def _local(feed: Path) -> Iterator[File | Problem]:
    """The files of a folder, or the one file that the path names."""
    alone = (printable(feed.name or str(feed)), feed)
    for found in files.walk(feed) if files.is_folder(feed) else (alone,):
        if isinstance(found, Problem):
            yield found
            continue
        name, path = found
        try:
            files.kind(name)
            yield File(name, files.read(path, name))
        except DataError as error:
            yield from error.problems
