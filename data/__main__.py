"""`python -m data`: check the tables, describe them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data import package, spans, tables
from data.dataset import load
from data.problems import Problem


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 sound, 1 problems, 2 a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checker = commands.add_parser("check", help="check every table and, where the articles are at hand, every span")
    checker.add_argument("--feed", type=Path, metavar="DIR", help="folder with the articles")
    describer = commands.add_parser("describe", help="write datapackage.json anew")
    for command in (checker, describer):
        command.add_argument("--tables", type=Path, default=tables.FOLDER, metavar="DIR", help="folder of the tables")
    options = parser.parse_args(arguments)
    if options.command == "describe":
        return _describe(options.tables)
    return _check(options.tables, options.feed)


def _check(folder: Path, feed: Path | None) -> int:
    dataset = load(folder, strict=False)
    problems = list(dataset.problems)
    if not problems:
        if (folder / "datapackage.json").read_text("utf-8") != package.describe(folder):
            what = "it does not describe the tables as they are"
            problems.append(Problem("datapackage.json", what, "Run python -m data describe"))
        if feed is not None:
            problems += spans.check(dataset, feed)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    read = (
        "the words of every row stand in its article" if feed else "articles not at hand, spans not compared (--feed)"
    )
    print(f"{len(dataset.observations)} observations, {len(dataset.events)} events: sound; {read}")
    return 0


def _describe(folder: Path) -> int:
    faults = load(folder, strict=False, counted=False).problems
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    print(f"wrote {package.write(folder).name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
