"""Load articles from files, folders, URLs and bytes, whatever their kind: plain text, HTML page, RSS or Atom feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from data.ingest import decode, fetch, files, text_file
from data.ingest.article import Article, escape_unprintable, ingest_error, unexpected_problem
from data.ingest.faults import Fault
from data.model.problem import DataError, Problem

MAX_MARKUP_BYTES = 10_000_000  # of a page or feed; its tree takes many times that
_KIND_BY_MEDIA_TYPE = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/plain": "plain",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
}


def load_articles(
    places: Iterable[str | Path],
    *,
    timeout: float = fetch.TIMEOUT_S,
    max_bytes: int = fetch.MAX_RESPONSE_BYTES,
    allow_private: bool = False,
) -> Iterator[Article | Problem]:
    """Yield the articles at `places` (files, folders, http and https URLs), and a Problem for each that cannot be read.

    Places come in the order given, a folder's files sorted by their path in it, a feed's entries in its order:
    the same places give the same articles in the same order. One file is in memory at a time. `timeout`
    (seconds), `max_bytes` and `allow_private` are for URLs, as in `from_url`.
    """
    for place in places:
        if isinstance(place, str) and "://" in place:
            yield from _load_url(place, timeout, max_bytes, allow_private=allow_private)
        elif files.is_folder(Path(place)):
            for found in files.walk_folder(Path(place)):
                if isinstance(found, Problem):
                    yield found
                else:
                    name, path = found
                    yield from _catch_errors(_read_local(path, name), name)
        else:
            yield from _read_path(place)


def from_file(path: str | Path) -> list[Article]:
    """Return the articles of one file: one for a text or page, one per entry of a feed. Raise DataError on faults."""
    return _separate_problems(_read_path(path))


def from_bytes(
    raw: bytes, name: str, *, max_articles: int | None = None, problems: list[Problem] | None = None
) -> list[Article]:
    """Return the articles of a file given as bytes (an upload); the suffix of `name` says of which kind it is.

    Entries of a feed after the first `max_articles` are not parsed. What is wrong with the file or with single entries
    is appended to `problems`, and the rest is returned; raise DataError where there is no such list.
    """
    return _separate_problems(parse_bytes(raw, name), max_articles, problems)


def from_url(
    url: str,
    *,
    timeout: float = fetch.TIMEOUT_S,
    max_bytes: int = fetch.MAX_RESPONSE_BYTES,
    allow_private: bool = False,
    max_articles: int | None = None,
    problems: list[Problem] | None = None,
) -> list[Article]:
    """Return the articles of the page, feed or text at an http or https URL; the server says of which kind it is.

    All of it must come within `timeout` seconds and `max_bytes` bytes. `allow_private` allows addresses of this
    machine and of local networks. `max_articles` and `problems` are as in `from_bytes`.
    """
    found = _load_url(url, timeout, max_bytes, allow_private=allow_private)
    return _separate_problems(found, max_articles, problems)


def parse_bytes(raw: bytes, name: str) -> Iterator[Article | Problem]:
    """Yield the articles of a file given as bytes, and Problems; the suffix of `name` says of which kind it is."""

    def found() -> Iterator[Article | Problem]:
        yield from parse_content(raw, name, files.kind_of(name))

    return _catch_errors(found(), name)


def parse_content(
    raw: bytes, name: str, kind: str, *, charset: str | None = None, url: str | None = None
) -> Iterator[Article | Problem]:
    """Yield the articles in bytes of a kind (`plain`, `page`, `feed`). Raise DataError where none can be read."""
    if kind == "plain":
        yield text_file.parse_text_file(raw, name, charset, url)
        return
    if len(raw) > MAX_MARKUP_BYTES:
        what = f"it is too large for a page or feed: {len(raw) / 1_000_000:.0f} MB"
        max_mb = MAX_MARKUP_BYTES // 1_000_000
        raise ingest_error(name, what, f"Give less than {max_mb} MB, or the text as .txt", Fault.LARGE, max_mb)
    source = decode.decode_markup(raw, name, charset)
    if kind == "page":
        from data.ingest import html_page  # noqa: PLC0415 - loads trafilatura, which plain texts do without

        yield html_page.parse_article(source, raw, name, url)
    else:
        from data.ingest import news_feed  # noqa: PLC0415 - loads trafilatura as well

        yield from news_feed.parse_feed(source, name)


def _read_path(path: str | Path) -> Iterator[Article | Problem]:
    name = escape_unprintable(Path(path).name or str(path))
    return _catch_errors(_read_local(Path(path), name), name)


def _read_local(path: Path, name: str) -> Iterator[Article | Problem]:
    if files.is_missing(path):  # before its kind: a missing folder has no suffix
        raise ingest_error(name, "it is not there", "Check the name")
    kind = files.kind_of(name)
    yield from parse_content(files.read_file(path, name), name, kind)


def _load_url(url: str, timeout: float, max_bytes: int, *, allow_private: bool) -> Iterator[Article | Problem]:
    found = _read_url(url, timeout, max_bytes, allow_private=allow_private)
    return _catch_errors(found, fetch.redact_url(url))


def _read_url(url: str, timeout: float, max_bytes: int, *, allow_private: bool) -> Iterator[Article | Problem]:
    name = fetch.redact_url(url)
    response = fetch.fetch(url, timeout=timeout, max_bytes=max_bytes, allow_private=allow_private)
    kind = _KIND_BY_MEDIA_TYPE.get(response.media) if response.media else _sniff_kind(response.content)
    if kind is None:
        what = f"the server sends {response.media}, which is not read"
        raise ingest_error(name, what, "Give a page, feed or text", Fault.FORMAT)
    yield from parse_content(response.content, name, kind, charset=response.charset, url=response.url)


def _sniff_kind(raw: bytes) -> str:
    """Return the kind of a response whose server does not name it, by how it begins."""
    start = raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "page"
    return "feed" if start.startswith((b"<?xml", b"<rss", b"<feed")) else "plain"


def _catch_errors(found: Iterator[Article | Problem], name: str) -> Iterator[Article | Problem]:
    """Yield what is found; an exception ends it and is yielded as a Problem."""
    try:
        yield from found
    except DataError as error:
        yield from error.problems
    except Exception as error:  # the libraries meet every file there is: none may stop the others
        yield unexpected_problem(name, error)


def _separate_problems(
    found: Iterator[Article | Problem], max_articles: int | None = None, problems: list[Problem] | None = None
) -> list[Article]:
    """Return the articles among the first `max_articles`; append Problems to `problems`, or raise them without it."""
    items = list(islice(found, max_articles))
    found_problems = [one for one in items if isinstance(one, Problem)]
    if problems is not None:
        problems += found_problems
    elif found_problems:
        raise DataError(found_problems)
    return [one for one in items if isinstance(one, Article)]
