"""Write the static site to a folder, completely or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

from components.static_site.files import site_files
from data import DataError, Problem
from data.system.atomic_replace import exchange_folders
from data.system.files import read_file

_FILE_LIST = "files.json"  # lists the site's own files; any other in its folder is somebody else's


def write_site(folder: Path, address: str = "") -> int:
    """Write the site to `folder`, in place of an older one, and return the number of its files.

    address: where the site will be, if that is known. Raises DataError if the folder has other files or a table is not
    sound, and OSError if it cannot be written; then the folder stays as it was.
    """
    folder = Path(os.path.realpath(folder))
    if foreign := _first_foreign_file(folder):
        remedy = "Move it elsewhere, or name an empty or a new folder"
        raise DataError([Problem(folder.name, f"there is something else in the folder: {foreign}", remedy)])
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        written = [_write_file(new, name, content) for name, content in site_files(address)]
        _write_file(new, _FILE_LIST, json.dumps(sorted(written), indent=1))
        new.chmod(0o755)
        _replace_folder(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return len(written) + 1


def _write_file(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def _first_foreign_file(folder: Path) -> str:
    """Return the first file in `folder` that is not of an older copy of the site; empty if there is none."""
    if not folder.is_dir():
        return folder.name if folder.exists() else ""
    try:
        own = {_FILE_LIST, *json.loads(read_file(folder / _FILE_LIST)[0])}
    except (OSError, ValueError, TypeError, RecursionError):  # there is no list, or it is not ours
        own = set()
    files = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())
    found = (path.relative_to(folder).as_posix() for path in files)
    return next((name for name in found if name not in own), "")


def _replace_folder(new: Path, folder: Path) -> None:
    """Move `new` to `folder`. The older one is deleted after that, and moved back if it fails."""
    if folder.exists() and exchange_folders(new, folder):
        return  # the older one is in its place now, and is deleted by the caller
    older = new.with_name(f"{new.name}.older")
    if folder.exists():
        folder.rename(older)
    try:
        new.rename(folder)
    except OSError:
        if older.exists():
            older.rename(folder)
        raise
    shutil.rmtree(older, ignore_errors=True)
