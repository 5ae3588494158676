"""Writing the static site: whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

from components.static_site.files import files
from data import DataError, Problem
from data.system.atomic_replace import exchange
from data.system.files import read

_LIST = "files.json"  # of the site's own files: what else is in its folder is somebody's


def write(folder: Path, address: str = "") -> int:
    """Write the site into `folder`, in place of an older one. Returns how many files it has.

    `address` is where it will be, if that is known. DataError where the folder holds anything else, or where a table
    is not sound; then all stays as it was.
    """
    folder = Path(os.path.realpath(folder))
    if strange := _strange(folder):
        remedy = "Move it elsewhere, or name an empty or a new folder"
        raise DataError([Problem(folder.name, f"there is something else in the folder: {strange}", remedy)])
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        written = [_put(made, name, content) for name, content in files(address)]
        _put(made, _LIST, json.dumps(sorted(written), indent=1))
        made.chmod(0o755)
        _swap(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return len(written) + 1


def _put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def _strange(folder: Path) -> str:
    """The first file in `folder` that no older copy put there; empty where there is none."""
    if not folder.is_dir():
        return folder.name if folder.exists() else ""
    try:
        own = {_LIST, *json.loads(read(folder / _LIST)[0])}
    except (OSError, ValueError, TypeError, RecursionError):  # there is none, or it is none of ours
        own = set()
    files = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())
    found = (path.relative_to(folder).as_posix() for path in files)
    return next((name for name in found if name not in own), "")


def _swap(made: Path, folder: Path) -> None:
    """Put `made` where `folder` is; what was there goes once the new one stands, and comes back if it cannot."""
    if folder.exists() and exchange(made, folder):
        return  # what was there goes as what is made would have gone
    older = made.with_name(f"{made.name}.older")
    if folder.exists():
        folder.rename(older)
    try:
        made.rename(folder)
    except OSError:
        if older.exists():
            older.rename(folder)
        raise
    shutil.rmtree(older, ignore_errors=True)
