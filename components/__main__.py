"""`python -m components`: write the site as plain files (`copy`), or the files of the theme (`theme`)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from components.static_site.write import write_site
from components.theme.theme_files import write_theme_files
from data import DataError, Problem
from data.store.dataset_reloader import DATASET_RELOADER
from data.system.signals import interrupt_on_termination
from data.system.stdout import escape_unencodable


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 not possible, 2 wrong arguments."""
    escape_unencodable()
    options = build_parser().parse_args(arguments)
    try:
        if options.command == "theme":
            print("\n".join(path.name for path in write_theme_files()) or "nothing to write")
            return 0
        with DATASET_RELOADER.pause_reloading():
            print(f"{write_site(options.folder, options.address)} files written into {options.folder.name}/")
            return 0
    except DataError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        what = f"it cannot be written ({error.strerror or error}); what stood there is as it was"
        file = str(getattr(options, "folder", error.filename))
        print(Problem(file, what, "Make room, or leave to write, and run it again"), file=sys.stderr)
    return 1


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the commands and their options."""
    parser = argparse.ArgumentParser(prog="python -m components", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    copier = commands.add_parser("copy", help="write the whole site as a folder of plain files")
    copier.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or that of an older copy")
    copier.add_argument("--address", default="", metavar="URL", help="address that the copy will be at")
    commands.add_parser("theme", help="write the files that repeat the colours of the theme")
    return parser


if __name__ == "__main__":
    interrupt_on_termination()
    try:
        code = main()
    except KeyboardInterrupt:
        print("stopped; what stood there is as it was", file=sys.stderr)
        code = 130
    sys.exit(code)
