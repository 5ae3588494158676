"""Addresses of everything on the site, as pages link to them: on a server, and in the static site."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from urllib.parse import quote, urlencode

from starlette.requests import Request

from components.urls.base_path import base_path
from data.store.datapackage import NAME

Pairs = Sequence[tuple[str, str]]
ARCHIVE = f"{NAME}.zip"
IMAGE_FORMATS = ("svg", "png")
CHART_FORMATS = (*IMAGE_FORMATS, "csv", "json")


class Urls(ABC):
    """Addresses in one language. pairs: query parameters with their values. An empty address means "not available".

    answers_queries: whether a page is answered with what its query selects; else scripts select it from the whole.
    """

    answers_queries = True

    def __init__(self, root: str, language: str) -> None:
        """`root` ends in a slash and leads to the site."""
        self.root, self.language = root, language

    @abstractmethod
    def page(self, path: str, pairs: Pairs = (), language: str = "", anchor: str = "") -> str:
        """Return the address of a page by its path."""

    @abstractmethod
    def chart(self, name: str, form: str, pairs: Pairs = (), theme: str = "", size: str = "") -> str:
        """Return the address of a chart as a file in one of `CHART_FORMATS`."""

    @abstractmethod
    def embed(self, name: str, pairs: Pairs = (), theme: str = "") -> str:
        """Return the address of the page that has a chart alone."""

    @abstractmethod
    def archive(self) -> str:
        """Return the address of the archive of all tables."""

    @abstractmethod
    def api(self) -> str:
        """Return the address of the page that lists the addresses and filters of the open data."""

    def asset(self, path: str) -> str:
        """Return the address of a file that pages load, by its path."""
        return self.root + path

    def data(self, file: str) -> str:
        """Return the address of a file of the open data."""
        return f"{self.root}open/{file}"


class ServedUrls(Urls):
    """Addresses of the site on a server."""

    def page(self, path: str, pairs: Pairs = (), language: str = "", anchor: str = "") -> str:
        """As in `Urls`."""
        query = urlencode([("lang", language or self.language), *pairs])
        return f"{self.root}{path}?{query}{f'#{anchor}' if anchor else ''}"

    def chart(self, name: str, form: str, pairs: Pairs = (), theme: str = "", size: str = "") -> str:
        """As in `Urls`."""
        known = [(key, value) for key, value in (("theme", theme), ("size", size)) if value]
        return f"{self.root}charts/{name}.{form}?{urlencode([('lang', self.language), *known, *pairs])}"

    def embed(self, name: str, pairs: Pairs = (), theme: str = "") -> str:
        """As in `Urls`."""
        known = [("theme", theme)] if theme else []
        return f"{self.root}embed/{name}?{urlencode([('lang', self.language), *pairs, *known])}"

    def archive(self) -> str:
        """As in `Urls`."""
        return f"{self.data(ARCHIVE)}?lang={self.language}"

    def api(self) -> str:
        """As in `Urls`."""
        return f"{self.root}open?lang={self.language}"


class StaticUrls(Urls):
    """Addresses of the static site. Pages are in a folder for each language.

    There is a file for each single choice of a filter, so a selection of more has no address.
    """

    answers_queries = False

    def page(self, path: str, pairs: Pairs = (), language: str = "", anchor: str = "") -> str:
        """As in `Urls`; what is selected stands in the query, which scripts read."""
        query = f"?{urlencode(list(pairs))}" if pairs else ""
        return f"{self.root}{language or self.language}/{page_file(path)}{query}{f'#{anchor}' if anchor else ''}"

    def chart(self, name: str, form: str, pairs: Pairs = (), theme: str = "", size: str = "") -> str:
        """As in `Urls`; JSON is wrapped in a script, which pages opened from disk may load.

        There is a PNG of each chart whole only, and none of another size.
        """
        if len(pairs) > 1 or size or (form == "png" and pairs):
            return ""
        return f"{self.root}charts/{chart_file(name, form, self.language, pairs, theme)}"

    def embed(self, name: str, pairs: Pairs = (), theme: str = "") -> str:
        """As in `Urls`."""
        query = urlencode([*pairs, *([("theme", theme)] if theme else [])])
        return f"{self.root}embed/{name}-{self.language}.html{f'?{query}' if query else ''}"

    def archive(self) -> str:
        """As in `Urls`."""
        return self.data(archive_file(self.language))

    def api(self) -> str:
        """Return an empty address: plain files have no filters."""
        return ""


def page_file(path: str) -> str:
    """Return the file of a page among plain files, in its language's folder."""
    return f"{path or 'index'}.html"


def chart_file(name: str, form: str, language: str, pairs: Pairs = (), theme: str = "") -> str:
    """Return the file of a chart among plain files: trade-balance-kk-metric-exports-light.svg."""
    ending = {"json": "js"}.get(form, form)
    chosen = (quote(part, safe="") for pair in pairs for part in pair)
    return f"{'-'.join((name, language, *chosen, *([theme] if theme and form in IMAGE_FORMATS else [])))}.{ending}"


def archive_file(language: str) -> str:
    """Return the file of the archive with a readme in a language, among plain files."""
    return ARCHIVE.replace(".zip", f"-{language}.zip")


def configured_address() -> str:
    """Return the address of the site without a path, as SITE_ADDRESS says; empty where it is not set."""
    return os.environ.get("SITE_ADDRESS", "").rstrip("/")


def site_address(request: Request) -> str:
    """Return the address of the site without a path: that of SITE_ADDRESS, else that of the request."""
    return configured_address() or f"{request.url.scheme}://{request.url.netloc}"


def server_urls(language: str, address: str = "") -> ServedUrls:
    """Return addresses on the server, relative to its root. address: of the site, for absolute ones."""
    return ServedUrls(address + base_path(), language)
