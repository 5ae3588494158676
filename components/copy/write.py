"""The files of the copy: pages, charts alone, pictures, data, and what pages load; written whole or not at all."""

from __future__ import annotations

import base64
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from components import catalogue, html, share
from components.card import payload
from components.copy import names
from components.copy.pages import pages, published
from components.copy.place import brought
from components.pictures import FORMS, THEMES, Picture, every, kept
from components.site import SWITCH
from components.view import in_language
from components.web import embed, plain, sitemap
from components.web.assets import (
    FONT_FILE,
    ICON,
    PLAIN_SCRIPT,
    PLOTLY_JS,
    STYLE,
    font_face,
    icon_file,
    plotly_script,
)
from components.web.open.files import ARCHIVE, NAMES, file
from components.web.security import COPIED
from components.words import Words
from data import DataError, Problem

_FONT = "assets/font.js"
# A script brings the font: a page opened from disk may load no font file, and an image none but this. It also sets the
# theme that the address asks for, before anything is seen.
_BROUGHT = """((face) => {
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  document.head.append(Object.assign(document.createElement("style"), { textContent: face }));
})"""
_LIST = "files.json"  # of the copy's own files: what else is in its folder is somebody's


def write(folder: Path, address: str = "") -> int:
    """Write the copy into `folder`, in place of an older one; returns how many files it has.

    `address` is where it will be, if that is known. DataError where the folder holds anything else, or where a table
    is not sound; then all stays as it was.
    """
    folder = folder.resolve()
    if strange := _strange(folder):
        remedy = "Move it elsewhere, or name an empty or a new folder"
        raise DataError([Problem(folder.name, f"there is something else in the folder: {strange}", remedy)])
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        written = [_put(made, name, content) for name, content in _files(address)]
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
    listed = folder / _LIST
    own = {_LIST, *(json.loads(listed.read_text("utf-8")) if listed.exists() else ())}
    found = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if not path.is_dir())
    return next((name for name in found if name not in own), "")


def _swap(made: Path, folder: Path) -> None:
    """Put `made` where `folder` is; what was there goes once the new one stands, and comes back if it cannot."""
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


def _files(address: str) -> Iterator[tuple[str, str | bytes]]:
    """Path and content of every file."""
    font = base64.b64encode(FONT_FILE.read_bytes()).decode()
    face = font_face(f"data:font/woff2;base64,{font}")
    yield _FONT, f"{_BROUGHT}({json.dumps(face)});"
    yield PLOTLY_JS, plotly_script()
    yield ICON, icon_file().read_bytes()
    for asset in (STYLE, PLAIN_SCRIPT):
        yield asset.path, asset.text
    for picture in every():
        for path in (kept.file(picture, form) for form in FORMS):
            if path.exists():
                yield f"charts/{path.name}", path.read_bytes()
    dataset = in_language(SWITCH[0]).data
    for name in NAMES:
        if name != ARCHIVE:
            yield f"open/{name}", file(dataset, name)
    for language in SWITCH:
        yield f"open/{names.archive(language)}", file(dataset, ARCHIVE, language)
        for name, page in pages(language, _font("../"), address):
            yield f"{language}/{name}", page
        yield from _alone(language)
    yield names.START, _start()
    if address:
        yield sitemap.FILE, sitemap.sitemap(published(address))


def _font(root: str) -> Markup:
    return html.own(f'<script src="{root}{_FONT}"></script>')


def _alone(language: str) -> Iterator[tuple[str, str]]:
    """Every chart alone, to be embedded."""
    view = in_language(language)
    for name in catalogue.CHARTS:
        if chart := catalogue.chart(name, view, {}):
            home = names.inward(share.link(name, chart.query or (), language), "../")
            data = brought(payload(chart, view.words), "../")
            picture = f"../charts/{Picture(name, language, THEMES[0]).name}.svg"
            page = embed.page(
                chart, view.words, root="../", font=_font("../"), home=home, data=data, picture=picture, policy=COPIED
            )
            yield f"embed/{names.embed(name, language)}", page


def _start() -> str:
    """The page that leads to the reader's language."""
    first = Words(SWITCH[0])
    told = [(language, Words(language)(f"language.{language}"), Words(language)("site.name")) for language in SWITCH]
    body = html.render("copy_start", site=first("site.name"), languages=told)
    return plain.document(
        language=SWITCH[0],
        title=first("site.name"),
        kind="still start",
        body=body,
        root="",
        font=_font(""),
        policy=COPIED,
    )
