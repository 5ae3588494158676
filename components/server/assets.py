"""Assets that pages load: style sheet, scripts, plotly.js, the font and the site's icon.

A version or fingerprint is in each name but the icon's, so browsers may keep the file for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from http import HTTPStatus
from pathlib import Path

import plotly
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from components import frontend, rendering
from components.rendering.document import ICON_PATH
from components.server import compression, plotly_js, web_font
from components.streamlit_app import translations
from components.theme.css import DARK_COLOURS, theme_css
from components.theme.theme_files import ICON_FILE
from components.urls.base_path import base_path
from data.model.language import LANGUAGES

_COMPONENTS_FOLDER = Path(__file__).parents[1]
PLOTLY_FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

PLOTLY_JS_PATH = f"assets/plotly-{plotly.__version__}-{plotly_js.fingerprint(PLOTLY_FILE)[:12]}.min.js"
FONT_PATH = web_font.url_path()

# Other names by which browsers and Streamlit's script request the icon.
_ICON_ALIASES = ("favicon.png", "favicon.ico")


@dataclass(frozen=True)
class Asset:
    """A text file, made once. `stem`: its name without fingerprint. `make`: returns its content."""

    stem: str
    extension: str
    media_type: str
    make: Callable[[], str]

    @cached_property
    def text(self) -> str:
        """Content of the file."""
        return self.make()

    @cached_property
    def path(self) -> str:
        """Path under `base_path()`, with its fingerprint."""
        return f"assets/{self.stem}-{hashlib.sha256(self.text.encode()).hexdigest()[:12]}.{self.extension}"


def font_face(source: str) -> str:
    """Return the CSS rule that loads the font from the address `source`."""
    return (
        f'@font-face{{font-family:"Source Sans";font-weight:200 900;font-display:optional;'
        f'src:url({source}) format("woff2")}}'
    )


def _css(*names: str) -> str:
    return "\n".join((_COMPONENTS_FOLDER / "frontend" / "styles" / name).read_text("utf-8") for name in names)


def _style() -> str:
    ours = ("style.css", "card.css", "records.css", "visit.css", "article.css", "print.css")
    return theme_css() + _css(*ours)


def _script() -> str:
    """Return the script of the pages; it has the address of plotly.js relative to its own."""
    return frontend.bundle({"plotly": Path(PLOTLY_JS_PATH).name, "dark": DARK_COLOURS})


def _streamlit_script() -> str:
    """Return the script that starts Streamlit and translates what Streamlit says in English."""
    config = {
        "base": base_path(),
        "languages": list(LANGUAGES),
        "words": translations.translations(),
        "lost": translations.disconnected_messages(),
    }
    return frontend.bundle(config, frontend.STREAMLIT_MODULES)


STYLE = Asset("style", "css", "text/css", _style)
SCRIPT = Asset("page", "js", "text/javascript", _script)
# For the page that Streamlit runs.
STREAMLIT_SCRIPT = Asset("streamlit", "js", "text/javascript", _streamlit_script)
ASSETS = (STYLE, SCRIPT, STREAMLIT_SCRIPT)


@cache
def page_assets(root: str, font_tag: str = "") -> Markup:
    """Return the tags that load icon, styles, font and script. root: address of the site, ending in a slash.

    font_tag: loads the font in place of the style rule (static site).
    """
    return rendering.render(
        "asset_tags",
        icon=root + ICON_PATH,
        style=root + STYLE.path,
        script=root + SCRIPT.path,
        font=rendering.trusted_html(font_tag) if font_tag else None,
        face=rendering.trusted_html(font_face(root + FONT_PATH)),
        font_file=root + FONT_PATH,
    )


def routes() -> list[Route]:
    """Return the routes of all assets."""
    return [
        Route(f"{base_path()}{PLOTLY_JS_PATH}", plotly_response),
        Route(f"{base_path()}{FONT_PATH}", font_response),
        *(Route(f"{base_path()}{name}", icon_response) for name in (ICON_PATH, *_ICON_ALIASES)),
        Route(f"{base_path()}assets/{{name}}", _asset_response),
    ]


async def _asset_response(request: Request) -> Response:
    """Return one of the text files. Their names are known once they are made, so this looks them up on request."""
    path = f"assets/{request.path_params['name']}"
    for asset in ASSETS:
        if asset.path == path:
            return await compression.immutable_response(request, path, asset.text.encode, asset.media_type)
    return compression.error_response(HTTPStatus.NOT_FOUND)


def icon_response(request: Request) -> FileResponse:
    """Return the site's icon."""
    return FileResponse(ICON_FILE, headers={"Cache-Control": "public, max-age=86400"})


def load_plotly_js() -> bytes:
    """Return the parts of plotly.js that the charts need: the script that pages load."""
    return plotly_js.load_trimmed(PLOTLY_FILE)


async def plotly_response(request: Request) -> Response:
    """Return that script as a response."""
    return await compression.immutable_response(request, PLOTLY_JS_PATH, load_plotly_js, "text/javascript")


async def font_response(request: Request) -> Response:
    """Return the font of the pages as a response."""
    return await compression.immutable_response(
        request, FONT_PATH, web_font.load_woff2, "font/woff2", compressible=False
    )
