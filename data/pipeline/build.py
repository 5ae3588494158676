"""Build the tables: read the feed, stage and sort its rows, and replace the folder of tables as a whole."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from data.ingest import files, load_articles
from data.ingest.article import Article
from data.model.problem import DataError, Problem
from data.model.schema import TABLES
from data.pipeline.article_rows import build_article_rows
from data.pipeline.collect import RowCollector
from data.pipeline.editorial import EDITORIAL_FOLDER, Editorial, load_editorial
from data.pipeline.progress import show_progress
from data.pipeline.reading_cache import ReadingCache
from data.pipeline.readings import ArticleReading, read_articles
from data.pipeline.remote_folders import is_remote, load_remote_articles
from data.pipeline.report import DEFAULT_MAX_LINES, Summary
from data.pipeline.row_format import format_csv_line
from data.pipeline.staging import StagingDatabase
from data.store import datapackage
from data.store.dataset import load
from data.store.plausibility import is_future
from data.store.table_reader import TABLES_FOLDER
from data.system.atomic_replace import replace_folder

_TABLE_FILES = frozenset({*datapackage.DESCRIPTION_FILES, *(f"{name}.csv" for name in TABLES)})


@dataclass(frozen=True)
class BuildOptions:
    """How tables are built.

    editorial: the folder of editorial data. include_record: whether figures that people transcribed from pages whose
    text is not held join those that are read. cache: the folder that readings are kept in between runs, None for none.
    processes: how many read a long feed, by default one per processor. scheduler: the address of a Dask cluster whose
    workers read the feed instead. max_lines: how many lines of each kind of doubt the summary has, None for all.
    """

    editorial: Path = EDITORIAL_FOLDER
    include_record: bool = True
    cache: Path | None = None
    processes: int | None = None
    scheduler: str | None = None
    max_lines: int | None = DEFAULT_MAX_LINES


def derive(
    feed: str | Path,
    out: Path = TABLES_FOLDER,
    options: BuildOptions = BuildOptions(),
    *,
    problems: list[Problem] | None = None,
) -> Summary:
    """Read every article of `feed`, write all tables into the folder `out`, and return what was found.

    `feed` is a folder, or the address of one that fsspec can open (s3://, memory://). What is wrong with single
    articles is appended to `problems`; the others are read.

    Raise DataError, with the old tables unchanged, where editorial data does not fit, where no article can be read,
    or where the tables cannot be written.
    """
    editorial = load_editorial(options.editorial)
    skipped = [] if problems is None else problems

    def expected() -> int | None:
        return None if is_remote(feed) else sum(1 for _ in files.walk_folder(Path(feed)))

    try:
        with (
            replace_folder(out, _TABLE_FILES) as new,
            closing(StagingDatabase(new.parent / "scratch.sqlite")) as staging,
            closing(_read_feed(feed, editorial, options)) as found,
        ):
            builder = _Builder(editorial, staging, skipped)
            summary = builder.build(show_progress(found, expected), include_record=options.include_record)
            summary.add_findings(staging, options.max_lines)
            _write_tables(staging, new)
            _check_tables(new)
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


def _read_feed(feed: str | Path, editorial: Editorial, options: BuildOptions) -> Generator[ArticleReading | Problem]:
    if options.scheduler is not None:
        from data.pipeline.cluster import read_on_cluster  # noqa: PLC0415 - what it needs is an extra

        yield from read_on_cluster(str(feed), options.scheduler, editorial)
        return
    with closing(ReadingCache(options.cache)) as cache:
        remote = is_remote(feed)
        articles: Iterable[Article | Problem] = load_remote_articles(str(feed)) if remote else load_articles([feed])
        yield from read_articles(articles, editorial.publication_date, cache, options.processes)


class _Builder:
    """Turns readings into rows in the staging database, and counts what it meets."""

    def __init__(self, editorial: Editorial, staging: StagingDatabase, skipped: list[Problem]) -> None:
        self._editorial = editorial
        self._staging = staging
        self._skipped = skipped  # articles that could not be read
        self._collector = RowCollector(staging, editorial)
        self._conflicts: list[Problem] = []  # with which no table may be written
        self._missing_files = dict.fromkeys(editorial.known_files())
        self._summary = Summary()

    def build(self, found: Iterable[ArticleReading | Problem], *, include_record: bool) -> Summary:
        """Stage the rows of all articles. Raise DataError where editorial data does not fit, or none can be read."""
        summary = self._summary
        self._add_all(found)
        if self._conflicts:
            raise DataError(self._conflicts)
        if not summary.read + summary.unchanged:
            problem = Problem("the feed", "no article can be read", "The tables are as they were")
            raise DataError([*self._skipped, problem])
        summary.missing_files = list(self._missing_files)
        summary.duplicates += self._staging.remove_duplicates()
        if include_record:
            self._collector.add_record()
        dangling = list(self._collector.check_references())
        if dangling:
            raise DataError(dangling)
        self._collector.add_metrics()
        return summary

    def _add_all(self, found: Iterable[ArticleReading | Problem]) -> None:
        summary = self._summary
        renamed: dict[str, ArticleReading] = {}
        for one in map(_refuse_future, found):
            if isinstance(one, Problem):
                summary.unreadable += 1
                self._skipped.append(one)
                continue
            summary.unchanged += one.is_cached
            summary.read += not one.is_cached
            if not self._editorial.is_renamed(one.article):
                self._add(one)
                continue
            # Known under the name of another file: it counts where that file is not in the feed, and once.
            other = renamed.setdefault(one.article.sha256, one)
            if other is not one:
                summary.duplicates += 1
                renamed[one.article.sha256] = min(one, other, key=lambda found: found.article.id)
        for one in renamed.values():
            if self._staging.has_sha256(one.article.sha256):
                summary.duplicates += 1
            else:
                self._add(one)

    def _add(self, one: ArticleReading) -> None:
        known = self._editorial.find_source(one.article)
        self._missing_files.pop(str((known or {}).get("file")), None)
        rows = build_article_rows(one.article, one.reading, self._editorial)
        self._conflicts += rows.problems
        if self._staging.add_article(rows.id, one.article.sha256, is_named=known is not None):
            self._collector.add_article(rows, one.reading)
        else:
            what = f"another article goes by the name '{rows.id}' already"
            self._conflicts.append(Problem(one.article.file, what, "Name one of them in editorial/sources.csv"))


def _refuse_future(one: ArticleReading | Problem) -> ArticleReading | Problem:
    """Return the reading, or a problem where its article is dated in the future."""
    day = None if isinstance(one, Problem) else one.article.published
    if isinstance(one, Problem) or day is None or not is_future(day.isoformat()):
        return one
    return Problem(one.article.file, f"it is dated {day}, which has not come yet", "Mend its date")


def _write_tables(staging: StagingDatabase, folder: Path) -> None:
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write(format_csv_line(table.header))
            file.writelines(staging.csv_lines(name))
    for name, text in datapackage.render_files(folder).items():
        (folder / name).write_text(text, "utf-8")


def _check_tables(folder: Path) -> None:
    """Read the new tables back before they replace the old ones. Raise DataError where they have problems."""
    problems = load(folder, strict=False, check_all=True).problems
    if problems:
        remedy = "Mend the rows above where they come from; the tables are as they were"
        raise DataError([*problems, Problem("the feed", "its tables would not be sound", remedy)])
