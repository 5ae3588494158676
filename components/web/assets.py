"""What pages load beside their own HTML: style sheets, scripts, plotly.js, the font and the site's icon.

The version or the fingerprint is in each name, so a browser may keep the file for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from http import HTTPStatus
from pathlib import Path

import plotly
import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from components import browser, shell
from components.theme import DARK, LIGHT, Palette
from components.web import packed
from components.web import plotly_js as bundle

_HERE = Path(__file__).parents[1]
_PLOTLY_FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

PLOTLY_JS = f"assets/plotly-{plotly.__version__}-{bundle.fingerprint(_PLOTLY_FILE)[:12]}.min.js"
ICON = "assets/icon.svg"
# The font of the pages, as the streamlit package carries it; its name there has a fingerprint of its own.
FONT_FILE = next((Path(st.__file__).parent / "static" / "static" / "media").glob("SourceSansVF-Upright.ttf.*.woff2"))
FONT = f"static/media/{FONT_FILE.name}"

# Names that Streamlit's script and browsers ask for the icon by, of themselves.
_ASKED_FOR = ("favicon.png", "favicon.ico")


def base() -> str:
    """Path that the app is served under, with a slash at both ends."""
    prefix = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{prefix}/" if prefix else "/"


@dataclass(frozen=True)
class Asset:
    """A text file, made once: its name without fingerprint, its ending, its media type, and what makes it."""

    stem: str
    ending: str
    media_type: str
    make: Callable[[], str]

    @cached_property
    def text(self) -> str:
        """What is in the file."""
        return self.make()

    @cached_property
    def path(self) -> str:
        """Its path under `base()`, with its fingerprint."""
        return f"assets/{self.stem}-{hashlib.sha256(self.text.encode()).hexdigest()[:12]}.{self.ending}"


def font_face(source: str) -> str:
    """The rule that loads the font from `source`, an address."""
    return f'@font-face{{font-family:"Source Sans";font-weight:200 900;src:url({source}) format("woff2")}}'


def _css(*names: str) -> str:
    return "\n".join((_HERE / name).read_text("utf-8") for name in names)


def _colours() -> str:
    """The tokens as custom properties; each follows the colour scheme of the element that it is used in."""
    pairs = (
        f"--{field.name}:light-dark({getattr(LIGHT, field.name)},{getattr(DARK, field.name)})"
        for field in fields(Palette)
    )
    return f".stApp{{{';'.join(pairs)}}}"


def _surfaces() -> str:
    """What Streamlit's theme sets on its own pages: `data-theme`, else the system's."""
    light, dark = (
        f"--st-background-color:{palette.background};--st-text-color:{palette.ink}" for palette in (LIGHT, DARK)
    )
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f":root[data-theme=light]{{color-scheme:light;{light}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
    )


def _style() -> str:
    ours = ("html/plain.css", "html/style.css", "browser/card.css", "browser/article.css", "html/print.css")
    return _surfaces() + _colours() + _css(*ours)


STYLE = Asset("style", "css", "text/css", _style)
SHELL = Asset("shell", "js", "text/javascript", lambda: shell.script(base()))
# Charts and articles.
PLAIN_SCRIPT = Asset("plain", "js", "text/javascript", browser.plain)


def routes() -> list[Route]:
    """Where they are served."""
    return [
        Route(f"{base()}{PLOTLY_JS}", plotly_js),
        *(Route(f"{base()}{name}", icon) for name in (ICON, *_ASKED_FOR)),
        Route(f"{base()}assets/{{name}}", _named),
    ]


async def _named(request: Request) -> Response:
    """One of the text files; to know their names they have to be made, so that waits until one is asked for."""
    path = f"assets/{request.path_params['name']}"
    for asset in (STYLE, SHELL, PLAIN_SCRIPT):
        if asset.path == path:
            return await packed.answer(request, path, asset.text.encode, asset.media_type)
    return packed.refused(HTTPStatus.NOT_FOUND)


def icon_file() -> Path:
    """The site's icon as a file."""
    return _HERE / "icon.svg"


def icon(request: Request) -> FileResponse:
    """The site's icon."""
    return FileResponse(icon_file(), headers={"Cache-Control": "public, max-age=86400"})


def plotly_file() -> Path:
    """The plotly.js that the plotly package carries."""
    return _PLOTLY_FILE


def plotly_script() -> bytes:
    """What of it the charts need: the script that pages load."""
    return bundle.served(_PLOTLY_FILE)


async def plotly_js(request: Request) -> Response:
    """That script over HTTP."""
    return await packed.answer(request, PLOTLY_JS, plotly_script, "text/javascript")
