"""One run: the feed is read, its rows are gathered and sorted, and the tables are replaced whole."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import closing
from pathlib import Path

from data.ingest import articles, files
from data.ingest.article import Article
from data.model.problem import DataError, Problem
from data.model.schema import TABLES
from data.pipeline import editorial as kept
from data.pipeline import reading_cache as caches
from data.pipeline.article_rows import account
from data.pipeline.collect import Gathering
from data.pipeline.editorial import Editorial
from data.pipeline.progress import bar
from data.pipeline.readings import Found, readings
from data.pipeline.remote_folders import fetched, is_remote
from data.pipeline.report import SHOWN, Summary
from data.pipeline.row_format import line
from data.pipeline.staging import Scratch
from data.store import datapackage
from data.store.dataset import load
from data.store.table_reader import FOLDER
from data.system.atomic_replace import replacing

_FILES = frozenset({*datapackage.BESIDE, *(f"{name}.csv" for name in TABLES)})


def derive(
    feed: str | Path,
    out: Path = FOLDER,
    *,
    editorial: Path = kept.FOLDER,
    record: bool = True,
    cache: Path | None = None,
    processes: int | None = None,
    scheduler: str | None = None,
    shown: int | None = SHOWN,
    faults: list[Problem] | None = None,
) -> Summary:
    """Read every article of `feed` and write all tables into the folder `out`.

    `feed` is a folder, or the address of one that fsspec can open (s3://, memory://). With `record`, the
    figures that people transcribed from pages whose text is not held join those that are read. `cache` is the folder
    that readings are kept in from run to run, None for none. `processes` read a long feed, as many as there
    are processors unless given; with `scheduler`, the address of a Dask cluster, its workers do. The summary has
    the first `shown` lines of each kind of doubt, all for None. `faults` takes what is wrong with single
    articles; the rest goes on.

    Raises DataError, with the old tables as they were, where editorial matter does not fit, where no article
    can be read, or where the tables cannot be written.
    """
    matter = kept.load(editorial)
    wrong = [] if faults is None else faults

    def expected() -> int | None:
        return None if is_remote(feed) else sum(1 for _ in files.walk(Path(feed)))

    try:
        with (
            replacing(out, _FILES) as new,
            closing(Scratch(new.parent / "scratch.sqlite")) as scratch,
            closing(_found(feed, matter, cache, processes, scheduler)) as found,
        ):
            summary = _gather(bar(found, expected), matter, scratch, wrong, record=record)
            summary.look(scratch, shown)
            _write(scratch, new)
            _prove(new)
    except (OSError, sqlite3.Error) as error:
        code = getattr(error, "errno", None)
        if code == errno.ENOTEMPTY:
            what = f"the folder holds other files than tables, as {getattr(error, 'filename', '')}"
            raise DataError([Problem(out.name, what, "Name a folder of its own in --out")]) from None
        why = getattr(error, "strerror", None) or str(error)
        what = f"the tables cannot be written ({why}) and are as they were"
        # A folder that is in use by the system, as a mount point, cannot be replaced.
        remedy = "Write to another folder" if code == errno.EBUSY else "Make room, or leave to write, and run it again"
        raise DataError([Problem(out.name, what, remedy)]) from None
    return summary


def _found(
    feed: str | Path, matter: Editorial, cache: Path | None, processes: int | None, scheduler: str | None
) -> Generator[Found | Problem]:
    if scheduler is not None:
        from data.pipeline.cluster import clustered  # noqa: PLC0415 - what it needs is an extra

        yield from clustered(str(feed), scheduler, matter)
        return
    store = caches.Cache(cache)
    try:
        coming: Iterable[Article | Problem] = fetched(str(feed)) if is_remote(feed) else articles([feed])
        yield from readings(coming, matter.dated, store, processes)
    finally:
        store.close()


def _gather(
    found: Iterable[Found | Problem], matter: Editorial, scratch: Scratch, faults: list[Problem], *, record: bool
) -> Summary:
    summary = Summary()
    gathering = Gathering(scratch, matter)
    wrong: list[Problem] = []
    renamed: dict[str, Found] = {}
    absent = dict.fromkeys(matter.files())

    def add(one: Found) -> None:
        absent.pop(str((matter.source(one.article) or {}).get("file")), None)
        made = account(one.article, one.reading, matter)
        wrong.extend(made.faults)
        named = matter.source(one.article) is not None
        if scratch.article(made.id, one.article.sha256, is_named=named):
            gathering.add(made, one.reading)
        else:
            what = f"another article goes by the name '{made.id}' already"
            wrong.append(Problem(one.article.file, what, "Name one of them in editorial/sources.csv"))

    for one in found:
        if isinstance(one, Problem):
            summary.faulty += 1
            faults.append(one)
            continue
        summary.unchanged += one.is_kept
        summary.read += not one.is_kept
        if not matter.is_renamed(one.article):
            add(one)
            continue
        # Known under the name of another file: it counts where that file is not in the feed, and once.
        other = renamed.setdefault(one.article.sha256, one)
        if other is not one:
            summary.copies += 1
            renamed[one.article.sha256] = min(one, other, key=lambda found: found.article.id)
    for one in renamed.values():
        if scratch.knows(one.article.sha256):
            summary.copies += 1
        else:
            add(one)
    if wrong:
        raise DataError(wrong)
    if not summary.read + summary.unchanged:
        raise DataError([*faults, Problem("the feed", "no article can be read", "The tables are as they were")])
    summary.absent = list(absent)
    summary.copies += scratch.leave_out_copies()
    if record:
        gathering.record()
    loose = list(gathering.loose())
    if loose:
        raise DataError(loose)
    gathering.finish()
    return summary


def _write(scratch: Scratch, folder: Path) -> None:
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write(line(table.header))
            file.writelines(scratch.lines(name))
    for name, text in datapackage.beside(folder).items():
        (folder / name).write_text(text, "utf-8")


def _prove(folder: Path) -> None:
    """Read the new tables back before they take the old ones' place. Raises DataError where they are not sound."""
    problems = load(folder, strict=False).problems
    if problems:
        remedy = "Mend the rows above where they come from; the tables are as they were"
        raise DataError([*problems, Problem("the feed", "its tables would not be sound", remedy)])
