"""What is served beside the pages: the first response of each page, and plotly.js packed small."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import brotli
import plotly
import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from components.site import PAGES, language_of
from components.words import Words

# The version is in the name, so a browser may keep the file for good.
PLOTLY_JS = f"assets/plotly-{plotly.__version__}.min.js"

ICON = "assets/icon.svg"

_FOREVER = "public, max-age=31536000, immutable"


def base() -> str:
    """Path that the app is served under, with a slash at both ends."""
    prefix = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{prefix}/" if prefix else "/"


def routes() -> list[Route]:
    """Routes for `st.App`: every page's address, and the assets that the pages load."""
    pages = [Route(f"{base()}{page.path}", first_response) for page in PAGES]
    return [*pages, Route(f"{base()}{PLOTLY_JS}", plotly_js), Route(f"{base()}{ICON}", icon)]


def first_response(request: Request) -> HTMLResponse:
    """Streamlit's own page with our title and language, told at once where its server is.

    Untold, it would try the page's own path first, fail, and log the failure.
    """
    words = Words(language_of(request.query_params.getlist("lang"), request.headers.get("accept-language", "")))
    told = f'<script>window.__streamlit={{BACKEND_BASE_URL:location.origin+"{base()}"}}</script>'
    page = _streamlit_page()
    page = page.replace('<html lang="en">', f'<html lang="{words.language}">')
    page = page.replace("<title>Streamlit</title>", f"<title>{words('site.name')}</title>{told}")
    page = page.replace("./favicon.png", base() + ICON)
    return HTMLResponse(page.replace("./", base()), headers={"Cache-Control": "no-cache"})


def icon(request: Request) -> FileResponse:
    """The site's icon."""
    return FileResponse(Path(__file__).parent / "icon.svg", headers={"Cache-Control": "public, max-age=86400"})


@cache
def _streamlit_page() -> str:
    return (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")


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
