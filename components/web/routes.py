"""What is served beside Streamlit: the first response of each page, and all that is taken from here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from components import html
from components.pictures import serve as pictures
from components.site import PAGES, SWITCH, Page, language_of
from components.still.first import first_view
from components.view import in_language
from components.web import assets, early, embed, health, packed, process, sitemap
from components.web.answers import answered
from components.web.assets import ICON, PLAIN_SCRIPT, PLOTLY_JS, SHELL, STYLE, base, plotly_script
from components.web.bundles import files
from components.web.head import head, served
from components.web.open import routes as open_data
from components.web.open.files import ARCHIVE
from components.words import Words

# Places in the page.
_HEAD, _FIRST = "<!-- head -->", "<!-- first view -->"
_MODULES = re.compile('<(?:script type="module"|link rel="modulepreload") [^>]*>(?:</script>)?')
_HTML = "text/html; charset=utf-8"
_HEADERS = {"Vary": "Accept-Language"}


class _PagePath(Convertor[str]):
    """Any path but those that Streamlit or our own files are served at."""

    regex = r"(?!(?:static|_stcore|media|component|app|assets|embed|charts|open|health|ready)(?:/|$)).*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page", _PagePath())


def routes() -> list[BaseRoute]:
    """Routes of the app: what pages load, the data, charts alone and as pictures, and every page's address."""
    process.prepare()
    packed.ahead(_soon())
    taken = (*open_data.routes(base()), *embed.routes(), *pictures.routes(), *sitemap.routes(), *health.routes())
    return [*assets.routes(), *taken, Route(f"{base()}{{path:page}}", first_response)]


def _soon() -> Iterator[tuple[str, packed.Read]]:
    """What the first readers will ask for, made ready and named while the server starts."""
    yield PLOTLY_JS, plotly_script
    for language in SWITCH:
        in_language(language).words("site.name")
    for asset in (STYLE, SHELL, PLAIN_SCRIPT):
        yield asset.path, asset.text.encode
    for path in early.everything():
        yield files()[path].name, files()[path].read_bytes


def first_response(request: Request) -> Response:
    """Streamlit's own page with our title, language and style, and with the first view of what the address asks for.

    The script of the shell stands before Streamlit's own and tells it where its server is: untold, it would try the
    page's own path first, fail, and log the failure. An address that is no page gets a 404; the app then says so.
    """
    asked = request.query_params.getlist("lang")
    view = in_language(language_of(asked, request.headers.get("accept-language", "")))
    path = request.path_params["path"].strip("/")
    known = next((page for page in PAGES if page.path == path), None)
    wished = {name: request.query_params.getlist(name) for name in request.query_params}
    described = head(known or PAGES[0], view, wished, served(request) if known else None)
    still = first_view(known, view, wished) if known else None
    page = _page(view.language).replace(_HEAD, described).replace(_FIRST, _first(still, known or PAGES[0], view.words))
    if known is None:
        return HTMLResponse(page, HTTPStatus.NOT_FOUND, {"Cache-Control": "no-cache", **_HEADERS})
    # Streamlit would pack it too, but not at the site's root.
    return packed.for_once(request, answered(request, page.encode(), _HTML, None, headers=_HEADERS))


def _first(still: Markup | None, page: Page, words: Words) -> Markup:
    """What the page's body begins with: the first view; where there is none, that scripts are needed."""
    live = _streamlit()[1] + early.links(page, base())
    if still is not None:
        return html.render("first", view=still, text=words("site.needs_script"), script=live)
    data = f"{base()}open/{ARCHIVE}?lang={words.language}"
    said = {"site": words("site.name"), "text": words("site.needs_script"), "data": data, "all": words("site.data")}
    return html.render("noscript", **said) + live


@cache
def _page(language: str) -> str:
    """Streamlit's page with our files, and places for what is said in its head and for the first view."""
    files = {"style": STYLE, "plain": PLAIN_SCRIPT, "shell": SHELL}
    ours = html.render("shell", **{name: base() + file.path for name, file in files.items()})
    page = _streamlit()[0].replace('<html lang="en">', f'<html lang="{language}">')
    page = re.sub("<noscript>.*</noscript>", _FIRST, page, flags=re.S)
    return page.replace("<title>Streamlit</title>", f"{_HEAD}{ours}")


@cache
def _streamlit() -> tuple[str, Markup]:
    """Streamlit's page without its scripts, and those, with the modules that they need.

    Its inline scripts are left out: the Content-Security-Policy runs files only.
    """
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    page = page.replace("./favicon.png", base() + ICON).replace("./", base())
    page = re.sub("<script>.*?</script>", "", page, flags=re.S)
    modules = _MODULES.findall(page)
    return _MODULES.sub("", page), html.own("\n".join(modules))
