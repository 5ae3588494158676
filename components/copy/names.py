"""What the files of the copy are called, and which page each address of the site is there."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlsplit

from components.share import Query
from components.site import PAGES, SWITCH
from components.web.assets import base
from components.web.open.files import ARCHIVE

START = "index.html"


def page(path: str, query: Query = ()) -> str:
    """File of a page with this picked: trade-exports-imports.html; the overview's is index.html."""
    return "-".join((path or START.removesuffix(".html"), *(value for _, value in query))) + ".html"


def embed(chart: str, language: str) -> str:
    """File of a chart alone, in the copy's folder `embed`."""
    return f"{chart}-{language}.html"


def archive(language: str) -> str:
    """File of the archive with a readme in this language."""
    return ARCHIVE.replace(".zip", f"-{language}.zip")


def inward(address: str, root: str) -> str:
    """An address of the site as one of the copy: seen from a page from which `root` leads to the copy's folder.

    Addresses elsewhere, and those within a page, stay as they are.
    """
    url = urlsplit(address)
    if url.netloc or not url.path.startswith(base()):
        return address
    path, query = url.path.removeprefix(base()), parse_qsl(url.query)
    language = dict(query).get("lang", SWITCH[0])
    picked = [(name, quote(value, safe="")) for name, value in query if name not in ("lang", "theme", "chart")]
    within = url.fragment or dict(query).get("chart", "")
    folder, _, file = path.rpartition("/")
    if folder == "embed":
        theme = f"?theme={dict(query)['theme']}" if "theme" in dict(query) else ""
        return f"{root}embed/{embed(file, language)}{theme}" if not picked else ""
    if path in {page.path for page in PAGES}:
        return f"{root}{language}/{page(path, picked)}" + (f"#{within}" if within else "")
    if file == ARCHIVE:
        return f"{root}{folder}/{archive(language)}"
    return root + path
