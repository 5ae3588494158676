"""What is served beside Streamlit: the first response of each page, and all that is taken from here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from pathlib import Path

import streamlit as st
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route

from components import html
from components.pictures import serve as pictures
from components.site import PAGES, SWITCH, language_of
from components.view import in_language
from components.web import assets, early, embed, packed, process, sitemap
from components.web.assets import ICON, PLOTLY_JS, SHELL, STYLE, base, plotly_file
from components.web.bundles import Bundles, files
from components.web.head import head, served
from components.web.open import routes as open_data
from components.web.open.files import ARCHIVE

# Streamlit's elements arrive one by one and push each other down; the style hides them until all are there.
_WATCH = """new MutationObserver((_, watch) => {
  const there = (what) => document.querySelector(what);
  if (!['.footer', '.brand', '.st-key-navigation button', '.st-key-navigation a'].every(there)) return;
  if (there('[class*="st-key-card-"]') && !there('.card-title:not(:empty)')) return;
  watch.disconnect();
  document.fonts.ready.then(() => requestAnimationFrame(() => document.documentElement.classList.add('ready')));
}).observe(document, { childList: true, subtree: true });"""


class _PagePath(Convertor[str]):
    """Any path but those that Streamlit or our own files are served at."""

    regex = r"(?!(?:static|_stcore|media|component|app|assets|embed|charts|open)(?:/|$)).*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page", _PagePath())


def routes() -> list[BaseRoute]:
    """Routes of the app: what pages load, the data, charts alone and as pictures, and every page's address."""
    process.prepare()
    packed.ahead(_soon())
    taken = (*open_data.routes(base()), *embed.routes(), *pictures.routes(), *sitemap.routes())
    return [*assets.routes(), *taken, Route(f"{base()}{{path:page}}", first_response)]


def _soon() -> Iterator[tuple[str, packed.Read]]:
    """What the first readers will ask for, made ready and named while the server starts."""
    for language in SWITCH:
        in_language(language).words("site.name")
    for asset in (STYLE, SHELL):
        yield asset.path, asset.text.encode
    for path in early.everything():
        yield files()[path].name, files()[path].read_bytes
    yield PLOTLY_JS, plotly_file().read_bytes


def middleware() -> list[Middleware]:
    """What stands before the routes and before Streamlit itself, the outermost first."""
    return [Middleware(Bundles)]


def first_response(request: Request) -> HTMLResponse:
    """Streamlit's own page with our title, language and style, told at once where its server is.

    Untold, it would try the page's own path first, fail, and log the failure. An address that is no page
    gets the same answer; the app then says so.
    """
    asked = request.query_params.getlist("lang")
    view = in_language(language_of(asked, request.headers.get("accept-language", "")))
    path = request.path_params["path"].strip("/")
    known = next((page for page in PAGES if page.path == path), None)
    wished = {name: request.query_params.getlist(name) for name in request.query_params}
    described = head(known or PAGES[0], view, wished, served(request) if known else None)
    told = f'<script>window.__streamlit={{BACKEND_BASE_URL:location.origin+"{base()}"}};{_WATCH}</script>'
    sheet = f'<link rel="stylesheet" href="{base()}{STYLE.path}">'
    sheet += f'<script type="module" src="{base()}{SHELL.path}"></script>'
    page = _streamlit_page().replace("./favicon.png", base() + ICON).replace("./", base())
    page = page.replace('<html lang="en">', f'<html lang="{view.language}">')
    unscripted = html.render(
        "noscript",
        site=view.words("site.name"),
        text=view.words("site.needs_script"),
        data=f"{base()}open/{ARCHIVE}?lang={view.language}",
        all=view.words("site.data"),
    )
    page = re.sub("(?<=<noscript>).*(?=</noscript>)", lambda _: unscripted, page, flags=re.S)
    page = page.replace("<title>Streamlit</title>", f"{described}{sheet}{told}")
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
    return HTMLResponse(page, HTTPStatus.OK if known else HTTPStatus.NOT_FOUND, headers)


@cache
def _streamlit_page() -> str:
    return (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
