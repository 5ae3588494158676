"""`python -m components`: draw the pictures of the charts, write the static copy."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from components.copy.write import write
from components.pictures import draw, kept, screen
from components.shelf import SHELF
from data import DataError, Problem


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 not possible, 2 a wrong call."""
    options = parser().parse_args(arguments)
    try:
        with SHELF.steady():
            return _copy(options.folder, options.address) if options.command == "copy" else _pictures(options.address)
    except DataError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        folder = options.folder if options.command == "copy" else kept.FOLDER
        what = f"it cannot be written ({error.strerror or error}); what stood there is as it was"
        print(Problem(str(folder), what, "Make room, or leave to write, and run it again"), file=sys.stderr)
    except ModuleNotFoundError as error:
        print(f"{error.name} is not installed: pip install -e '.[pictures]'", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="python -m components", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    pictures = commands.add_parser("pictures", help="draw anew the pictures whose figures have changed")
    pictures.add_argument("--address", metavar="URL", help="address of the site, to be written under each picture")
    copier = commands.add_parser("copy", help="write the whole site as a folder of plain files")
    copier.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or that of an older copy")
    copier.add_argument("--address", default="", metavar="URL", help="address that the copy will be at")
    return parser


def _pictures(address: str | None) -> int:
    executable = draw.chrome()
    if not executable:
        print("no Chrome or Chromium: install one, or name it in CHROME", file=sys.stderr)
        return 1
    drawn = kept.keep(executable, address=address)
    print(f"{len(drawn)} pictures drawn into {kept.FOLDER.name}/")
    drawn_too = screen.keep(executable)
    print(f"{len(drawn_too)} pictures for first views drawn into {screen.FOLDER.name}/")
    return 0


def _copy(folder: Path, address: str) -> int:
    for picture in kept.stale():
        print(f"{picture.name}: the picture is older than its figure: python -m components pictures", file=sys.stderr)
    print(f"{write(folder, address)} files written into {folder.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
