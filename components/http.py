"""What is served beside the pages: the first response of each page, its style, and plotly.js packed small."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from dataclasses import fields
from functools import cache
from pathlib import Path

import brotli
import plotly
import streamlit as st
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from components import shell
from components.open import routes as open_data
from components.site import language_of
from components.theme import DARK, LIGHT, Palette
from components.words import Words

_HERE = Path(__file__).parent

# The version or the fingerprint is in the name, so a browser may keep the file for good.
PLOTLY_JS = f"assets/plotly-{plotly.__version__}.min.js"
ICON = "assets/icon.svg"

_FOREVER = "public, max-age=31536000, immutable"


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

    regex = r"(?!(?:static|_stcore|media|component|app|assets|open|embed|charts)(?:/|$)).*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page", _PagePath())


def base() -> str:
    """Path that the app is served under, with a slash at both ends."""
    prefix = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{prefix}/" if prefix else "/"


def routes() -> list[Route]:
    """Routes for `st.App`: every page's address, and the assets that the pages load."""
    # Packed while the server starts, so that no reader waits for it.
    threading.Thread(target=_packed, args=("br",), daemon=True).start()
    return [
        Route(f"{base()}{PLOTLY_JS}", plotly_js),
        Route(f"{base()}{style_name()}", style),
        Route(f"{base()}{script_name()}", script),
        Route(f"{base()}{ICON}", icon),
        *open_data.routes(base()),
        Route(f"{base()}{{path:page}}", first_response),
    ]


def first_response(request: Request) -> HTMLResponse:
    """Streamlit's own page with our title, language and style, told at once where its server is.

    Untold, it would try the page's own path first, fail, and log the failure. An address that is no page
    gets the same answer; the app then says so.
    """
    asked = request.query_params.getlist("lang")
    words = Words(language_of(asked, request.headers.get("accept-language", "")))
    told = f'<script>window.__streamlit={{BACKEND_BASE_URL:location.origin+"{base()}"}};{_WATCH}</script>'
    sheet = f'<link rel="stylesheet" href="{base()}{style_name()}">'
    sheet += f'<script type="module" src="{base()}{script_name()}"></script>'
    page = _streamlit_page().replace("./favicon.png", base() + ICON).replace("./", base())
    page = page.replace('<html lang="en">', f'<html lang="{words.language}">')
    unscripted = words("site.needs_script")
    page = re.sub("(?<=<noscript>).*(?=</noscript>)", unscripted, page, flags=re.S)
    page = page.replace("<title>Streamlit</title>", f"<title>{words('site.name')}</title>{sheet}{told}")
    return HTMLResponse(page, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


@cache
def _streamlit_page() -> str:
    return (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")


def style(request: Request) -> Response:
    """The style sheet of the pages and of the chart card."""
    return Response(_sheet(), media_type="text/css", headers={"Cache-Control": _FOREVER})


def style_name() -> str:
    """Path of the style sheet, with its fingerprint."""
    return f"assets/style-{_fingerprint(_sheet())}.css"


def script(request: Request) -> Response:
    """The script of the frame around the pages."""
    return Response(shell.script(base()), media_type="text/javascript", headers={"Cache-Control": _FOREVER})


def script_name() -> str:
    """Path of that script, with its fingerprint."""
    return f"assets/shell-{_fingerprint(shell.script(base()))}.js"


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@cache
def _sheet() -> str:
    colours = ";".join(
        f"--{field.name}:light-dark({getattr(LIGHT, field.name)},{getattr(DARK, field.name)})"
        for field in fields(Palette)
    )
    files = [_HERE / name for name in ("html/style.css", "browser/card.css", "browser/article.css", "html/print.css")]
    return "\n".join((f".stApp{{{colours}}}", *(path.read_text("utf-8") for path in files)))


def icon(request: Request) -> FileResponse:
    """The site's icon."""
    return FileResponse(_HERE / "icon.svg", headers={"Cache-Control": "public, max-age=86400"})


def plotly_js(request: Request) -> Response:
    """The plotly.js that the plotly package carries, in the smallest packing that the browser takes."""
    accepted = request.headers.get("accept-encoding", "")
    packing = next((name for name in ("br", "gzip") if name in accepted), "identity")
    headers = {"Cache-Control": _FOREVER, "Content-Encoding": packing, "Vary": "Accept-Encoding"}
    if packing == "identity":
        del headers["Content-Encoding"]
    return Response(_packed(packing), media_type="text/javascript", headers=headers)


@cache
def _packed(packing: str) -> bytes:
    script = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
    if packing == "br":
        return bytes(brotli.compress(script, quality=9))
    return gzip.compress(script, 6) if packing == "gzip" else script
