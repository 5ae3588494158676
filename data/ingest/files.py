"""Files and folders of a feed: whole files or none, in one order, one folder's names in memory at a time."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data.ingest.article import fault, printable
from data.ingest.faults import Fault
from data.model.problem import Problem
from data.system import files

LARGEST = 50_000_000  # bytes; a file of this size is refused before it is read
KINDS = {
    ".txt": "plain",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
}
_READ = "text (.txt), HTML (.html) or RSS and Atom (.xml, .rss, .atom)"
# A browser saves what belongs to `page.html` (pictures, frames) in a folder beside it.
_COMPANIONS = ("_files", ".files")


def kind(name: str) -> str:
    """`plain`, `page` or `feed`, by the suffix; `DataError` where it is another."""
    found = KINDS.get(Path(name).suffix.lower())
    if found is None:
        what = f"it is of a kind that is not read ({Path(name).suffix or 'without suffix'})"
        raise fault(name, what, f"Save it as {_READ}", Fault.FORMAT)
    return found


def read(path: Path, name: str) -> bytes:
    """All bytes of a file that stayed the same while it was read; `DataError` otherwise."""
    try:
        return files.read(path, LARGEST - 1)[0]
    except FileNotFoundError:
        raise fault(name, "it is not there", "Check the name") from None
    except IsADirectoryError:
        raise fault(name, "it is a folder", "Name a file") from None
    except PermissionError:
        raise fault(name, "it may not be read", "Give leave to read it") from None
    except ValueError:
        raise fault(name, "it cannot be read: its name has a null byte", "Check the name") from None
    except OSError as error:
        what = error.strerror or str(error)
        match error.errno:
            case errno.EFBIG:
                most = LARGEST // 1_000_000
                raise fault(name, what, f"Split it: less than {most} MB a file", Fault.LARGE, most) from None
            case errno.EINVAL:
                raise fault(name, what, "Name a file") from None
            case errno.EBUSY:
                raise fault(name, what, "Read it again once it is written") from None
            case _:
                raise fault(name, f"it cannot be read: {what.lower()}", "Check the name and the disk") from None


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; what is wrong with it otherwise, reading it will tell."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_missing(path: Path) -> bool:
    """Whether nothing is at a path; another fault of it, reading it will tell."""
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        pass
    return False


def walk(folder: Path) -> Iterator[tuple[str, Path] | Problem]:
    """Each article's file below `folder` as its relative name and path, sorted by name; else a problem.

    Hidden files are left out (editors and systems keep their own there), and so is the folder that a
    browser saves beside a page. Files of other kinds are told of, a line a folder: a report in an office
    document would else be missed in silence, and a line a picture would drown it. Links to files are
    followed, links to folders are not, for they may lead in a circle.
    """
    pending: list[Iterator[str]] = [iter(("",))]
    found = 0
    while pending:
        inside = next(pending[-1], None)
        if inside is None:
            pending.pop()
        elif inside == "" or inside.endswith("/"):
            try:
                names, problems = _list(folder, inside)
            except OSError as error:
                why = (error.strerror or "unknown fault").lower()
                yield Problem(printable(inside or folder.name), f"the folder cannot be read: {why}", "Check its rights")
                found += 1
                continue
            found += len(problems)
            yield from problems
            pending.append(iter(names))
        else:
            found += 1
            yield printable(inside), folder / inside
    if not found:
        yield Problem(printable(folder.name) or ".", "there is no article in the folder", f"Put {_READ} into it")


def _list(folder: Path, inside: str) -> tuple[list[str], list[Problem]]:
    """Names below `inside`, relative to `folder`, folders with `/` at the end, in the order of whole paths."""
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
                problems.append(Problem(printable(inside + entry.name), what, "Name the folder itself"))
            elif Path(entry.name).suffix.lower() in KINDS:
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
                printable(where) or ".",
                printable(f"{what} of a kind that is not read ({kinds})"),
                f"Save as {_READ}, or take away",
            )
        )
    pages = {name.rpartition(".")[0] for name in names if KINDS.get(Path(name).suffix.lower()) == "page"}
    names = [name for name in names if not _is_companion(name, pages)]
    return sorted(names), sorted(problems, key=lambda problem: problem.file)


def _is_companion(name: str, pages: set[str]) -> bool:
    """Whether a folder holds the parts of a saved page beside it."""
    return name.endswith("/") and any(
        name[:-1].removesuffix(end) in pages for end in _COMPANIONS if name[:-1].endswith(end)
    )
