"""Folders on other file systems (memory://, file://, s3:// …), opened through fsspec, an optional extra."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.ingest import files, load
from data.ingest.article import Article, fault, printable
from data.model.problem import DataError, Problem

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_EXTRA = "Install the extra: pip install -r .requirements-cluster.txt"
_COMPANIONS = ("_files", ".files")  # ends of the folder beside a saved page, as in `data.ingest.files`


def is_remote(feed: str | Path) -> bool:
    """Whether the feed is an address that fsspec opens, not a path."""
    return "://" in str(feed)


def opened(feed: str) -> tuple[AbstractFileSystem, str]:
    """The file system of an address, and the folder in it. Raises DataError where it cannot be opened."""
    try:
        import fsspec  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise fault(feed, "addresses other than paths need fsspec, which is not installed", _EXTRA) from None
    try:
        system, root = fsspec.core.url_to_fs(feed)
        is_folder = system.isdir(root)
    except (ImportError, OSError, ValueError) as error:
        raise fault(
            feed, f"it cannot be opened: {error}", "Check the address, and that its fsspec plugin is there"
        ) from None
    if not is_folder:
        raise fault(feed, "there is no such folder", "Check the address")
    return system, root


def names(system: AbstractFileSystem, root: str) -> Iterator[str | Problem]:
    """Paths of the articles below `root`, relative to it; else a problem.

    As on this machine (`files.walk`), hidden files and the folder that a browser saves beside a page are left out,
    links to folders are not followed, and a folder that cannot be listed is told of (`system.walk` omits it).
    """
    pending = [""]
    while pending:
        inside = pending.pop()
        try:
            listing = _listed(system, posixpath.join(root, inside) if inside else root)
        except OSError as error:
            where = f"{inside}/" if inside else root
            yield Problem(printable(where), f"the folder cannot be read: {_why(error)}", "Check its rights")
            continue
        pages = {
            name.rpartition(".")[0]
            for name in listing
            if files.KINDS.get(posixpath.splitext(name)[1].lower()) == "page"
        }
        companions = {page + end for page in pages for end in _COMPANIONS}
        for name, entry in listing.items():
            path = posixpath.join(inside, name)
            if entry["type"] != "directory":
                yield from _told(path)
            elif entry.get("islink"):
                what = "it is a link to a folder, which is not followed"
                yield Problem(printable(path), what, "Name the folder itself")
            elif name not in companions:
                pending.append(path)


def _listed(system: AbstractFileSystem, folder: str) -> dict[str, dict[str, Any]]:
    """What is in the folder and not hidden, by name. Raises OSError where it cannot be listed."""
    entries = {entry["name"].rstrip("/"): entry for entry in system.ls(folder, detail=True)}
    entries.pop(folder.rstrip("/"), None)  # some stores list a folder in itself
    named = {path.rpartition("/")[2]: entry for path, entry in entries.items()}
    return {name: named[name] for name in sorted(named) if not name.startswith(".")}


def _told(path: str) -> Iterator[str | Problem]:
    """The path of a file whose kind is read, else a problem."""
    try:
        files.kind(path)
    except DataError as error:
        yield from error.problems
    else:
        yield path


def content(system: AbstractFileSystem, root: str, name: str) -> bytes:
    """All bytes of one file. Raises DataError where they cannot be had, or are too many."""
    path = posixpath.join(root, name)
    try:
        size = system.size(path) or 0
        if size >= files.LARGEST:
            what = f"it is too large: {size / 1_000_000:.0f} MB"
            raise fault(name, what, f"Split it: less than {files.LARGEST // 1_000_000} MB a file")
        return bytes(system.cat_file(path))
    except OSError as error:
        raise fault(name, f"it cannot be read: {_why(error)}", "Check the name and the store") from None


def _why(error: OSError) -> str:
    return (error.strerror or str(error) or error.__class__.__name__).lower()


def parsed(raw: bytes, name: str) -> Iterator[Article | Problem]:
    """The articles in the bytes of one file."""
    return load.parsed(raw, printable(name))


def fetched(feed: str) -> Iterator[Article | Problem]:
    """The articles of a folder at an address, fetched by this process. Raises DataError where there is none."""
    system, root = opened(feed)
    for name in names(system, root):
        if isinstance(name, Problem):
            yield name
            continue
        try:
            raw = content(system, root, name)
        except DataError as error:
            yield from error.problems
        else:
            yield from parsed(raw, name)
