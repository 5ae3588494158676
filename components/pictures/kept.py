"""The pictures as kept files, with the fingerprint of the figure that each was drawn from."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from components.pictures import FORMS, Picture, drawing, every
from components.pictures.draw import draw
from data.files import write_atomically

FOLDER = Path(__file__).parent / "kept"
_MANIFEST = "pictures.json"


def file(picture: Picture, form: str, folder: Path = FOLDER) -> Path:
    """Where the picture is kept in this form."""
    return folder / f"{picture.name}.{form}"


def size(picture: Picture, folder: Path = FOLDER) -> tuple[int, int] | None:
    """Width and height of its PNG in pixels, as its header says them; None where it is not kept."""
    try:
        with file(picture, "png", folder).open("rb") as png:
            return struct.unpack(">II", png.read(24)[16:])
    except FileNotFoundError:
        return None


def stale(folder: Path = FOLDER) -> Iterator[Picture]:
    """Pictures whose file is missing, or whose figure is another now."""
    address, prints = _manifest(folder)
    for picture in every():
        missing = not all(file(picture, form, folder).exists() for form in FORMS)
        if missing or prints.get(picture.name) != drawing(picture, address).fingerprint:
            yield picture


def strays(folder: Path = FOLDER) -> list[Path]:
    """Files that are no picture's any more."""
    known = {file(picture, form, folder) for picture in every() for form in FORMS} | {folder / _MANIFEST}
    return sorted(set(folder.iterdir()) - known)


def keep(executable: str, *, address: str | None = None, folder: Path = FOLDER) -> Sequence[Picture]:
    """Draw what is stale and take away what is no picture; returns what was drawn.

    `address` of the site is written under each picture; None leaves it as it was, an empty one takes it away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before, prints = _manifest(folder)
    if address is not None and address != before:
        before, prints = address, {}
        _write(folder, before, prints)
    drawn = list(stale(folder))
    drawings = [drawing(picture, before) for picture in drawn]
    made_files = draw(drawings, executable) if drawn else ()
    for picture, made, (svg, png) in zip(drawn, drawings, made_files, strict=True):
        write_atomically(file(picture, "svg", folder), svg)
        write_atomically(file(picture, "png", folder), png)
        prints[picture.name] = made.fingerprint
        _write(folder, before, prints)
    names = {picture.name for picture in every()}
    _write(folder, before, {name: each for name, each in prints.items() if name in names})
    for stray in strays(folder):
        stray.unlink()
    return drawn


def _manifest(folder: Path) -> tuple[str, dict[str, str]]:
    path = folder / _MANIFEST
    if not path.exists():
        return "", {}
    known = json.loads(path.read_text("utf-8"))
    return str(known["address"]), dict(known["figures"])


def _write(folder: Path, address: str, prints: dict[str, str]) -> None:
    known = {"address": address, "figures": dict(sorted(prints.items()))}
    write_atomically(folder / _MANIFEST, json.dumps(known, indent=1) + "\n")
