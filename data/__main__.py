"""`python -m data`: read articles, derive the tables from them, check the tables, describe them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data.ingest.dates import parse_iso_date
from data.model.period import Period
from data.model.problem import DataError, Problem
from data.model.schema import TABLES
from data.pipeline import BuildOptions, derive, editorial
from data.pipeline.extract import extract, load_manifest
from data.pipeline.report import DEFAULT_MAX_LINES
from data.pipeline.series_import import import_series
from data.store import datapackage, quote_check, table_reader
from data.store.dataset import DESCRIPTOR, STALE_DESCRIPTOR, build_dataset, load, read_files
from data.system.files import cache_folder
from data.system.signals import interrupt_on_termination
from data.system.stdout import escape_unencodable


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Return the exit code: 0 sound, 1 problems, 2 a wrong call."""
    escape_unencodable()
    options = build_parser().parse_args(arguments)
    if options.command == "derive":
        return _derive(options)
    if options.command == "extract":
        return _extract(options)
    if options.command == "import-series":
        return _import_series(options)
    if options.command == "describe":
        return _describe(options.tables)
    return _check(options.tables, options.feed)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the commands and their options."""
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checker = commands.add_parser("check", help="check every table and, where the articles are at hand, every span")
    checker.add_argument("--feed", type=Path, metavar="DIR", help="folder with the articles")
    describer = commands.add_parser("describe", help="write anew what describes the tables beside them")
    for command in (checker, describer):
        command.add_argument(
            "--tables", type=Path, default=table_reader.TABLES_FOLDER, metavar="DIR", help="folder of the tables"
        )
    extractor = commands.add_parser("extract", help="read articles and show what they say")
    extractor.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or addresses (http, https)")
    extractor.add_argument("--published", type=_parse_date, metavar="YYYY-MM-DD", help="date of the articles")
    extractor.add_argument("--manifest", type=Path, metavar="FILE", help='JSON list of {"file", "published"}')
    extractor.add_argument("--json", action="store_true", help="a JSON line an article")
    extractor.add_argument("--private", action="store_true", help="allow addresses of this machine and local networks")
    importer = commands.add_parser(
        "import-series",
        help="add a file of an official series to what people keep",
        description="Read a CSV file or workbook (.xlsx) as series.toml declares, check it, and add its values. "
        "Values that differ from those stored become a new vintage beside them. Then run derive.",
    )
    importer.add_argument("file", type=Path, metavar="FILE", help="file of the statistics office")
    importer.add_argument("--series", required=True, metavar="NAME", help="series that it is of, as in series.toml")
    importer.add_argument(
        "--vintage", type=_parse_vintage, metavar="YYYY-MM", help="month or year as of which it was taken"
    )
    importer.add_argument("--dry-run", action="store_true", help="only show what would be added")
    deriver = commands.add_parser("derive", help="read a feed and write all tables from it")
    deriver.add_argument("--feed", required=True, metavar="DIR", help="folder of articles, or its address for fsspec")
    deriver.add_argument(
        "--out", type=Path, default=table_reader.TABLES_FOLDER, metavar="DIR", help="folder of the tables"
    )
    for command in (importer, deriver):
        command.add_argument(
            "--editorial", type=Path, default=editorial.EDITORIAL_FOLDER, metavar="DIR", help="what people keep"
        )
    deriver.add_argument("--cache", type=Path, default=cache_folder(), metavar="DIR", help="readings from run to run")
    deriver.add_argument("--no-cache", action="store_const", dest="cache", const=None, help="read every article anew")
    deriver.add_argument("--processes", type=_parse_count, metavar="N", help="processes that read a long feed")
    deriver.add_argument("--scheduler", metavar="ADDRESS", help="read on a Dask cluster (extra: cluster)")
    deriver.add_argument("--all", action="store_true", help="show all that is doubtful, not the first of each kind")
    return parser


def _parse_date(text: str) -> date:
    try:
        return parse_iso_date(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date; write it as 2018-04-13") from None


def _parse_vintage(text: str) -> str:
    try:
        if Period.parse(text).month_count in (1, 12):
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"'{text}' is neither a month nor a year; write it as 2026-07")


def _parse_count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1")
    return int(text)


def _derive(options: argparse.Namespace) -> int:
    problems: list[Problem] = []
    build_options = BuildOptions(
        editorial=options.editorial,
        cache=options.cache,
        processes=options.processes,
        scheduler=options.scheduler,
        max_lines=None if options.all else DEFAULT_MAX_LINES,
    )
    try:
        summary = derive(options.feed, options.out, build_options, problems=problems)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    for problem in problems:
        print(problem, file=sys.stderr)
    print(*summary.lines(), sep="\n")
    return 1 if problems else 0


def _extract(options: argparse.Namespace) -> int:
    faults = 0
    if options.json:
        escape_unencodable("utf-8")  # JSON is read by programs, whatever the terminal's encoding is
    try:
        manifest = load_manifest(options.manifest) if options.manifest else None
        for found in extract(options.paths, options.published, manifest, allow_private=options.private):
            if isinstance(found, Problem):
                faults += 1
                print(found, file=sys.stderr)
            elif options.json:
                print(found.as_json())
            else:
                print(*found.lines(), sep="\n")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if faults else 0


def _import_series(options: argparse.Namespace) -> int:
    try:
        found = import_series(options.file, options.series, options.vintage, options.editorial, dry_run=options.dry_run)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    print(*found.lines(), sep="\n")
    if options.dry_run:
        print("nothing was written (--dry-run)")
    return 0


def _check(folder: Path, feed: Path | None) -> int:
    files = read_files(folder)
    dataset = build_dataset(files, strict=False, check_all=True)
    problems = list(dataset.problems)
    if not problems:
        content = {name: files.content(f"{name}.csv") for name in TABLES}
        if files.content(DESCRIPTOR) != datapackage.render_descriptor(TABLES.values(), content).encode():
            problems.append(STALE_DESCRIPTOR)
        if feed is not None:
            problems += quote_check.check_quotes(dataset, feed)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    how = "the words of every row stand in its article" if feed else "articles not at hand, spans not compared (--feed)"
    print(f"{len(dataset.rows('observations'))} observations, {len(dataset.rows('events'))} events: sound; {how}")
    return 0


def _describe(folder: Path) -> int:
    faults = load(folder, strict=False, check_row_counts=False).problems
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    try:
        datapackage.write(folder)
    except OSError as error:
        what = f"it cannot be written ({error.strerror}) and is as it was"
        remedy = "Make room, give leave to write, or take away what is there"
        print(Problem(error.filename or str(folder), what, remedy), file=sys.stderr)
        return 1
    print(f"wrote {', '.join(datapackage.DESCRIPTION_FILES)}")
    return 0


if __name__ == "__main__":
    interrupt_on_termination()
    try:
        code = main()
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # else whoever reads the output has closed it
            print(f"what is to be said cannot be written ({error.strerror}); the tables are whole", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except KeyboardInterrupt:
        print("stopped; the tables are whole", file=sys.stderr)
        code = 130
    sys.exit(code)
