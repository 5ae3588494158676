"""Files and folders with articles: which files are read, in which order, and their bytes."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data.ingest.article import escape_unprintable, ingest_error
from data.ingest.faults import Fault
from data.model.limits import MAX_ARTICLE_BYTES
from data.model.problem import Problem
from data.system import files

KIND_BY_SUFFIX = {
    ".txt": "plain",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
}
_READABLE_KINDS = "text (.txt), HTML (.html) or RSS and Atom (.xml, .rss, .atom)"
# A browser saves what belongs to `page.html` (pictures, frames) in a folder beside it.
_COMPANION_SUFFIXES = ("_files", ".files")


def kind_of(name: str) -> str:
    """Return `plain`, `page` or `feed`, by the suffix of a name. Raise DataError where it is another."""
    found = KIND_BY_SUFFIX.get(Path(name).suffix.lower())
    if found is None:
        what = f"it is of a kind that is not read ({Path(name).suffix or 'without suffix'})"
        raise ingest_error(name, what, f"Save it as {_READABLE_KINDS}", Fault.FORMAT)
    return found


def read_file(path: Path, name: str) -> bytes:
    """Return the bytes of a file. Raise DataError where it cannot be read, or changed while it was read."""
    try:
        return files.read_file(path, MAX_ARTICLE_BYTES - 1)[0]
    except FileNotFoundError:
        raise ingest_error(name, "it is not there", "Check the name") from None
    except IsADirectoryError:
        raise ingest_error(name, "it is a folder", "Name a file") from None
    except PermissionError:
        raise ingest_error(name, "it may not be read", "Give leave to read it") from None
    except ValueError:
        raise ingest_error(name, "it cannot be read: its name has a null byte", "Check the name") from None
    except OSError as error:
        what = error.strerror or str(error)
        match error.errno:
            case errno.EFBIG:
                max_mb = MAX_ARTICLE_BYTES // 1_000_000
                remedy = f"Split it: less than {max_mb} MB a file"
                raise ingest_error(name, what, remedy, Fault.LARGE, max_mb) from None
            case errno.EINVAL:
                raise ingest_error(name, what, "Name a file") from None
            case errno.EBUSY:
                raise ingest_error(name, what, "Read it again once it is written") from None
            case _:
                raise ingest_error(name, f"it cannot be read: {what.lower()}", "Check the name and the disk") from None


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder; False where that cannot be told, as reading it then says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_missing(path: Path) -> bool:
    """Return whether nothing is at a path; False on any other fault, as reading it then says which."""
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        pass
    return False


def walk_folder(folder: Path) -> Iterator[tuple[str, Path] | Problem]:
    """Yield each article's file below `folder` as its relative name and path, sorted by name; and Problems.

    Hidden files are left out, and so is the folder that a browser saves beside a page. Files of other kinds are one
    Problem per folder: a report in an office document would otherwise be missed silently, and one line per picture
    would hide it. Links to files are followed; links to folders are not, since they may lead in a circle.
    """
    pending: list[Iterator[str]] = [iter(("",))]
    found = 0
    while pending:
        inside = next(pending[-1], None)
        if inside is None:
            pending.pop()
        elif inside == "" or inside.endswith("/"):
            try:
                names, problems = _list_folder(folder, inside)
            except OSError as error:
                why = (error.strerror or "unknown fault").lower()
                yield Problem(
                    escape_unprintable(inside or folder.name), f"the folder cannot be read: {why}", "Check its rights"
                )
                found += 1
                continue
            found += len(problems)
            yield from problems
            pending.append(iter(names))
        else:
            found += 1
            yield escape_unprintable(inside), folder / inside
    if not found:
        yield Problem(
            escape_unprintable(folder.name) or ".",
            "there is no article in the folder",
            f"Put {_READABLE_KINDS} into it",
        )


def _list_folder(folder: Path, inside: str) -> tuple[list[str], list[Problem]]:
    """Return the names below `inside`, relative to `folder` and sorted, folders with `/` at the end; and Problems."""
    names: list[str] = []
    problems: list[Problem] = []
    others: Counter[str] = Counter()
    other = ""
    with os.scandir(folder / inside) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                names.append(f"{inside}{entry.name}/")
            elif entry.is_dir():
                what = "it is a link to a folder, which is not followed"
                problems.append(Problem(escape_unprintable(inside + entry.name), what, "Name the folder itself"))
            elif Path(entry.name).suffix.lower() in KIND_BY_SUFFIX:
                names.append(inside + entry.name)
            else:
                others[Path(entry.name).suffix.lower() or "without suffix"] += 1
                other = inside + entry.name
    if others:
        count = others.total()
        where, what = (other, "it is") if count == 1 else (inside or folder.name, f"{count} files are")
        kinds = ", ".join(sorted(others))
        problems.append(
            Problem(
                escape_unprintable(where) or ".",
                escape_unprintable(f"{what} of a kind that is not read ({kinds})"),
                f"Save as {_READABLE_KINDS}, or take away",
            )
        )
    pages = {name.rpartition(".")[0] for name in names if KIND_BY_SUFFIX.get(Path(name).suffix.lower()) == "page"}
    names = [name for name in names if not _is_companion(name, pages)]
    return sorted(names), sorted(problems, key=lambda problem: problem.file)


def _is_companion(name: str, pages: set[str]) -> bool:
    """Return whether a folder holds the parts of a saved page beside it."""
    return name.endswith("/") and any(
        name[:-1].removesuffix(end) in pages for end in _COMPANION_SUFFIXES if name[:-1].endswith(end)
    )
