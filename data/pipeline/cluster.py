"""Read articles on a Dask cluster (an optional extra).

A worker fetches the files of a store that it can reach itself (s3://, …); files of this machine are sent to
it. Only readings come back. If a worker is lost, another one reads its articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from data.ingest import files
from data.ingest.article import Article, escape_unprintable, ingest_error
from data.ingest.load import parse_bytes
from data.model.problem import DataError, Problem
from data.pipeline import remote_folders
from data.pipeline.editorial import Editorial
from data.pipeline.reading_cache import deserialize, reader_fingerprint
from data.pipeline.readings import ArticleReading, try_read

if TYPE_CHECKING:
    from distributed import Client, Future

_EXTRA = "Install the extra: pip install -r .requirements-cluster.txt"
_MAX_CHUNK_FILES, _MAX_CHUNK_BYTES = 50, 1_000_000
_CHUNKS_PER_THREAD = 4  # submitted at a time
_RETRIES = 3
_CONNECT_TIMEOUT_S = 10
_LOCAL_PROTOCOLS = ("file", "local", "memory")  # which perhaps only this machine can reach


class FeedFile(NamedTuple):
    """One file of the feed: its name there, and its bytes where they are sent to the worker."""

    name: str
    raw: bytes | None


class ChunkResult(NamedTuple):
    """The packed readings of one chunk, and the fingerprint of the worker's reader."""

    reader: str
    found: list[tuple[Article, bytes] | Problem]


def read_on_cluster(feed: str, scheduler: str, editorial: Editorial) -> Iterator[ArticleReading | Problem]:
    """Yield the reading of every article of the feed, in no fixed order; `scheduler` is the address of the cluster.

    Raise DataError where the extra is missing, where no scheduler answers, and where the cluster is lost
    or reads with another version of the reader.
    """
    try:
        import distributed  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise ingest_error("--scheduler", "it needs Dask, which is not installed", _EXTRA) from None
    connect: Any = distributed.Client
    try:
        client = connect(scheduler, timeout=_CONNECT_TIMEOUT_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise ingest_error("--scheduler", f"no Dask scheduler answers at {scheduler}", "Check the address") from None
    try:
        yield from _map_chunks(client, feed, editorial)
    except distributed.KilledWorker:
        raise ingest_error(
            "the cluster", "several workers died over the same articles", "Give them more memory"
        ) from None
    except (OSError, distributed.CancelledError):
        raise ingest_error(
            "the cluster", "its scheduler went away", "Start it again; the tables are as they were"
        ) from None
    finally:
        client.close()


def read_chunk(feed: str, files: Sequence[FeedFile], editorial: Editorial) -> ChunkResult:
    """Read the articles of some files, on a worker. Texts are not sent back unless editorial rows quote them."""
    found: list[tuple[Article, bytes] | Problem] = []
    system, root = remote_folders.open_folder(feed) if any(file.raw is None for file in files) else (None, "")
    for file in files:
        try:
            raw = remote_folders.read_bytes(system, root, file.name) if file.raw is None else file.raw
        except DataError as error:
            found += error.problems
            continue
        for article in parse_bytes(raw, escape_unprintable(file.name)):
            if isinstance(article, Problem):
                found.append(article)
                continue
            reading = try_read(article, editorial.publication_date(article))
            slim = article if editorial.has_rows_about(article) else replace(article, text="")
            found.append(reading if isinstance(reading, Problem) else (slim, reading))
    return ChunkResult(reader_fingerprint(), found)


def _map_chunks(client: Client, feed: str, editorial: Editorial) -> Iterator[ArticleReading | Problem]:
    """Submit chunks while the cluster has room, and yield readings as they are done."""
    from distributed import as_completed  # noqa: PLC0415 - an optional extra

    running: Any = as_completed(loop=client.loop)
    room = _CHUNKS_PER_THREAD * max(2, sum(client.nthreads().values()))
    waiting = 0
    for chunk in _chunks(feed):
        if isinstance(chunk, Problem):
            yield chunk
            continue
        if waiting >= room:
            yield from _unpack_result(next(running))
            waiting -= 1
        running.add(client.submit(read_chunk, feed, chunk, editorial, pure=False, retries=_RETRIES))
        waiting += 1
    for future in running:
        yield from _unpack_result(future)


def _unpack_result(future: Future[ChunkResult]) -> Iterator[ArticleReading | Problem]:
    result: ChunkResult = future.result()
    future.release()
    if result.reader != reader_fingerprint():
        raise ingest_error("the cluster", "a worker reads with another version of the reader", "Bring it up to date")
    for one in result.found:
        yield one if isinstance(one, Problem) else ArticleReading(one[0], deserialize(one[1]))


def _chunks(feed: str) -> Iterator[list[FeedFile] | Problem]:
    chunk: list[FeedFile] = []
    size = 0
    for file in _list_files(feed):
        if isinstance(file, Problem):
            yield file
            continue
        chunk.append(file)
        size += len(file.raw or b"")
        if len(chunk) >= _MAX_CHUNK_FILES or size >= _MAX_CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _list_files(feed: str) -> Iterator[FeedFile | Problem]:
    """Yield the files of the feed, with their bytes where a worker may be unable to reach them."""
    if not remote_folders.is_remote(feed):
        yield from _local_files(Path(feed))
        return
    system, root = remote_folders.open_folder(feed)
    protocols = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
    is_local = any(protocol in _LOCAL_PROTOCOLS for protocol in protocols)
    for name in remote_folders.list_articles(system, root):
        if isinstance(name, Problem):
            yield name
            continue
        try:
            yield FeedFile(name, remote_folders.read_bytes(system, root, name) if is_local else None)
        except DataError as error:
            yield from error.problems


def _local_files(feed: Path) -> Iterator[FeedFile | Problem]:
    """Yield the files of a folder, or the one file at the path."""
    single = (escape_unprintable(feed.name or str(feed)), feed)
    for found in files.walk_folder(feed) if files.is_folder(feed) else (single,):
        if isinstance(found, Problem):
            yield found
            continue
        name, path = found
        try:
            files.kind_of(name)
            yield FeedFile(name, files.read_file(path, name))
        except DataError as error:
            yield from error.problems
