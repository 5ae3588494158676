"""Feeds in folders of other file systems (memory://, file://, s3:// …), through fsspec, an optional extra."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.ingest import files
from data.ingest.article import Article, escape_unprintable, ingest_error
from data.ingest.load import parse_bytes
from data.model.limits import MAX_ARTICLE_BYTES
from data.model.problem import DataError, Problem

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_EXTRA = "Install the extra: pip install -r .requirements-cluster.txt"
_COMPANION_SUFFIXES = ("_files", ".files")  # of the folder beside a saved page, as in `data.ingest.files`


def is_remote(feed: str | Path) -> bool:
    """Return whether the feed is an address that fsspec opens, not a path."""
    return "://" in str(feed)


def open_folder(feed: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of an address, and the folder in it. Raise DataError where it cannot be opened."""
    try:
        import fsspec  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise ingest_error(feed, "addresses other than paths need fsspec, which is not installed", _EXTRA) from None
    try:
        system, root = fsspec.core.url_to_fs(feed)
        is_folder = system.isdir(root)
    except (ImportError, OSError, ValueError) as error:
        raise ingest_error(
            feed, f"it cannot be opened: {error}", "Check the address, and that its fsspec plugin is there"
        ) from None
    if not is_folder:
        raise ingest_error(feed, "there is no such folder", "Check the address")
    return system, root


def list_articles(system: AbstractFileSystem, root: str) -> Iterator[str | Problem]:
    """Yield the paths of the articles below `root`, relative to it, and Problems.

    As in `files.walk_folder`, hidden files and the folder that a browser saves beside a page are left out, links to
    folders are not followed, and a folder that cannot be listed is a Problem (the walk of fsspec would omit it).
    """
    pending = [""]
    while pending:
        inside = pending.pop()
        try:
            listing = _list_folder(system, posixpath.join(root, inside) if inside else root)
        except OSError as error:
            where = f"{inside}/" if inside else root
            yield Problem(escape_unprintable(where), f"the folder cannot be read: {_reason(error)}", "Check its rights")
            continue
        pages = {
            name.rpartition(".")[0]
            for name in listing
            if files.KIND_BY_SUFFIX.get(posixpath.splitext(name)[1].lower()) == "page"
        }
        companions = {page + end for page in pages for end in _COMPANION_SUFFIXES}
        for name, entry in listing.items():
            path = posixpath.join(inside, name)
            if entry["type"] != "directory":
                yield from _check_kind(path)
            elif entry.get("islink"):
                what = "it is a link to a folder, which is not followed"
                yield Problem(escape_unprintable(path), what, "Name the folder itself")
            elif name not in companions:
                pending.append(path)


def _list_folder(system: AbstractFileSystem, folder: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a folder that are not hidden, by name. Raise OSError where it cannot be listed."""
    entries = {entry["name"].rstrip("/"): entry for entry in system.ls(folder, detail=True)}
    entries.pop(folder.rstrip("/"), None)  # some stores list a folder in itself
    named = {path.rpartition("/")[2]: entry for path, entry in entries.items()}
    return {name: named[name] for name in sorted(named) if not name.startswith(".")}


def _check_kind(path: str) -> Iterator[str | Problem]:
    """Yield the path of a file of a kind that is read, else a Problem."""
    try:
        files.kind_of(path)
    except DataError as error:
        yield from error.problems
    else:
        yield path


def read_bytes(system: AbstractFileSystem, root: str, name: str) -> bytes:
    """Return the bytes of one file. Raise DataError where it cannot be read or is too large."""
    path = posixpath.join(root, name)
    try:
        size = system.size(path) or 0
        if size >= MAX_ARTICLE_BYTES:
            what = f"it is too large: {size / 1_000_000:.0f} MB"
            raise ingest_error(name, what, f"Split it: less than {MAX_ARTICLE_BYTES // 1_000_000} MB a file")
        return bytes(system.cat_file(path))
    except OSError as error:
        raise ingest_error(name, f"it cannot be read: {_reason(error)}", "Check the name and the store") from None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error) or error.__class__.__name__).lower()


def load_remote_articles(feed: str) -> Iterator[Article | Problem]:
    """Yield the articles of a folder at an address. Raise DataError where it cannot be opened."""
    system, root = open_folder(feed)
    for name in list_articles(system, root):
        if isinstance(name, Problem):
            yield name
            continue
        try:
            raw = read_bytes(system, root, name)
        except DataError as error:
            yield from error.problems
        else:
            yield from parse_bytes(raw, escape_unprintable(name))
