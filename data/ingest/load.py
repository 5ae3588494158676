"""From places (files, folders, URLs) and bytes to articles, whatever their kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from data.ingest import decode, fetch, files, text_file
from data.ingest.article import Article, failed, fault, printable
from data.ingest.faults import Fault
from data.model.problem import DataError, Problem

LARGEST_MARKUP = 10_000_000  # bytes of a page or feed; the tree of one takes many times that
_MEDIA = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/plain": "plain",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
}


def articles(
    places: Iterable[str | Path], *, timeout: float = fetch.TIMEOUT, limit: int = fetch.LARGEST, private: bool = False
) -> Iterator[Article | Problem]:
    """The articles at `places` (files, folders, http and https URLs), one by one, each fault in between.

    Places in the order given, a folder's files sorted by their path in it, a feed's entries in its order:
    the same places give the same articles in the same order. One file is in memory at a time. `timeout`
    (seconds), `limit` (bytes) and `private` are for URLs, as in `from_url`.
    """
    for place in places:
        if isinstance(place, str) and "://" in place:
            yield from _guarded(_fetched(place, timeout, limit, private=private), fetch.shown(place))
        elif files.is_folder(Path(place)):
            for found in files.walk(Path(place)):
                if isinstance(found, Problem):
                    yield found
                else:
                    name, path = found
                    yield from _guarded(_opened(path, name), name)
        else:
            yield from _file(place)


def from_file(path: str | Path) -> list[Article]:
    """The articles of one file: one of a text or page, one an entry of a feed. Strict: any fault raises `DataError`."""
    return _sorted(_file(path))


def from_bytes(raw: bytes, name: str, *, most: int | None = None, faults: list[Problem] | None = None) -> list[Article]:
    """The articles of a file that is at hand as bytes (an upload), by the suffix of `name`.

    At most the first `most`: entries of a feed after them are not looked at. `faults` takes what is wrong with
    single entries, or with all of it; the rest goes on. Without it any fault raises `DataError`.
    """
    return _sorted(parsed(raw, name), most, faults)


def from_url(
    url: str,
    *,
    timeout: float = fetch.TIMEOUT,
    limit: int = fetch.LARGEST,
    private: bool = False,
    most: int | None = None,
    faults: list[Problem] | None = None,
) -> list[Article]:
    """The articles of the page, feed or text at an http or https URL; what it is, the server says.

    All of it must come within `timeout` seconds and `limit` bytes. `private` allows addresses of this
    machine and of local networks. `most` and `faults` are as in `from_bytes`.
    """
    return _sorted(_guarded(_fetched(url, timeout, limit, private=private), fetch.shown(url)), most, faults)


def parsed(raw: bytes, name: str) -> Iterator[Article | Problem]:
    """The articles of a file that is at hand as bytes, by the suffix of `name`, each fault in between."""

    def found() -> Iterator[Article | Problem]:
        yield from read(raw, name, files.kind(name))

    return _guarded(found(), name)


def read(
    raw: bytes, name: str, kind: str, *, charset: str | None = None, url: str | None = None
) -> Iterator[Article | Problem]:
    """The articles in bytes of a kind (`plain`, `page`, `feed`); raises `DataError` where all of it is at fault."""
    if kind == "plain":
        yield text_file.of_bytes(raw, name, charset, url)
        return
    if len(raw) > LARGEST_MARKUP:
        what = f"it is too large for a page or feed: {len(raw) / 1_000_000:.0f} MB"
        most = LARGEST_MARKUP // 1_000_000
        raise fault(name, what, f"Give less than {most} MB, or the text as .txt", Fault.LARGE, most)
    source = decode.markup(raw, name, charset)
    if kind == "page":
        from data.ingest import html_page  # noqa: PLC0415 - loads trafilatura, which plain texts do without

        yield html_page.article(source, raw, name, url)
    else:
        from data.ingest import news_feed  # noqa: PLC0415 - loads trafilatura as well

        yield from news_feed.read(source, name)


def _file(path: str | Path) -> Iterator[Article | Problem]:
    """The articles of one file, each fault in between."""
    name = printable(Path(path).name or str(path))
    return _guarded(_opened(Path(path), name), name)


def _opened(path: Path, name: str) -> Iterator[Article | Problem]:
    """The articles of a file."""
    if files.is_missing(path):  # before its kind: a missing folder has no suffix
        raise fault(name, "it is not there", "Check the name")
    kind = files.kind(name)
    yield from read(files.read(path, name), name, kind)


def _fetched(url: str, timeout: float, limit: int, *, private: bool) -> Iterator[Article | Problem]:
    """The articles behind a URL."""
    name = fetch.shown(url)
    answer = fetch.fetch(url, timeout=timeout, limit=limit, private=private)
    kind = _MEDIA.get(answer.media) if answer.media else _guess(answer.content)
    if kind is None:
        what = f"the server sends {answer.media}, which is not read"
        raise fault(name, what, "Give a page, feed or text", Fault.FORMAT)
    yield from read(answer.content, name, kind, charset=answer.charset, url=answer.url)


def _guess(raw: bytes) -> str:
    """The kind of an answer whose server does not name it, by how it begins."""
    start = raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "page"
    return "feed" if start.startswith((b"<?xml", b"<rss", b"<feed")) else "plain"


def _guarded(found: Iterator[Article | Problem], name: str) -> Iterator[Article | Problem]:
    """What is found, up to a fault of the whole, which ends it as a problem: what is wrong here is said, not raised."""
    try:
        yield from found
    except DataError as error:
        yield from error.problems
    except Exception as error:  # the libraries meet every file there is: none may stop the others
        yield failed(name, error)


def _sorted(
    found: Iterator[Article | Problem], most: int | None = None, faults: list[Problem] | None = None
) -> list[Article]:
    """The articles among the first `most` that are found; problems go to `faults`, else they raise `DataError`."""
    everything = list(islice(found, most))
    problems = [one for one in everything if isinstance(one, Problem)]
    if faults is not None:
        faults += problems
    elif problems:
        raise DataError(problems)
    return [one for one in everything if isinstance(one, Article)]
