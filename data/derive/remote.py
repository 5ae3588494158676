"""Folders on other file systems (memory://, file://, s3:// …), opened through fsspec, an optional extra."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from data.feed import disk, intake
from data.feed.article import Article, fault, printable
from data.problems import DataError, Problem

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_EXTRA = 'Install the extra: pip install -c .constraints.txt -e ".[cluster]"'


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
    """Paths of the articles below `root`, relative to it; hidden files are left out, others are told of."""
    for folder, _, files in system.walk(root):
        inside = posixpath.relpath(folder, root)
        for file in sorted(files):
            name = posixpath.normpath(posixpath.join(inside, file))
            if any(part.startswith(".") for part in name.split("/")):
                continue
            try:
                disk.kind(name)
            except DataError as error:
                yield from error.problems
            else:
                yield name


def content(system: AbstractFileSystem, root: str, name: str) -> bytes:
    """All bytes of one file. Raises DataError where they cannot be had, or are too many."""
    path = posixpath.join(root, name)
    try:
        size = system.size(path) or 0
        if size >= disk.LARGEST:
            what = f"it is too large: {size / 1_000_000:.0f} MB"
            raise fault(name, what, f"Split it: less than {disk.LARGEST // 1_000_000} MB a file")
        return bytes(system.cat_file(path))
    except OSError as error:
        why = (error.strerror or str(error) or error.__class__.__name__).lower()
        raise fault(name, f"it cannot be read: {why}", "Check the name and the store") from None


def parsed(raw: bytes, name: str) -> Iterator[Article | Problem]:
    """The articles in the bytes of one file."""
    try:
        yield from intake.read(raw, printable(name), disk.kind(name))
    except DataError as error:
        yield from error.problems


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
