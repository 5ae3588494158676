"""What pages load beside their own HTML: style sheets, scripts, plotly.js, the font and the site's icon.

The version or the fingerprint is in each name, so a browser may keep the file for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache, cached_property
from http import HTTPStatus
from pathlib import Path

import plotly
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from components import frontend, rendering
from components.i18n.negotiation import SWITCH
from components.rendering.document import ICON
from components.server import compression, web_font
from components.server import plotly_js as bundle
from components.streamlit_app import translations
from components.theme.tokens import ASCENT, DARK, DESCENT, LIGHT, STAND_INS, Palette
from components.theme.tokens import FONT as FONT_STACK
from components.urls.base_path import base

_HERE = Path(__file__).parents[1]
_PLOTLY_FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

PLOTLY_JS = f"assets/plotly-{plotly.__version__}-{bundle.fingerprint(_PLOTLY_FILE)[:12]}.min.js"
FONT = web_font.path()

# Names that Streamlit's script and browsers ask for the icon by, of themselves.
_ASKED_FOR = ("favicon.png", "favicon.ico")


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
    """Return the rule that loads the font from `source`, an address."""
    return (
        f'@font-face{{font-family:"Source Sans";font-weight:200 900;font-display:optional;'
        f'src:url({source}) format("woff2")}}'
    )


def _stand_ins() -> str:
    """Return the rules of the fonts that stand in until the font has arrived: as wide and as high as it."""
    rules = []
    for one in STAND_INS:
        for ending, weight, factor in (("", "200 599", one.regular), (" Bold", "600 900", one.bold)):
            sources = ",".join(f'local("{name}{ending}")' for name in one.names)
            height = (
                f"ascent-override:{ASCENT / factor:.1%};descent-override:{DESCENT / factor:.1%};line-gap-override:0%"
            )
            rules.append(
                f'@font-face{{font-family:"{one.family}";font-weight:{weight};src:{sources};'
                f"size-adjust:{factor:.1%};{height}}}"
            )
    return "".join(rules)


def _css(*names: str) -> str:
    return "\n".join((_HERE / "frontend" / "styles" / name).read_text("utf-8") for name in names)


def _colours() -> str:
    """The tokens as custom properties; each follows the colour scheme of the element that it is used in.

    Browsers before 2024 do not know the scheme of an element; there they follow what is asked of the page.
    """
    names = [field.name for field in fields(Palette)]
    light, dark = (";".join(f"--{name}:{getattr(palette, name)}" for name in names) for palette in (LIGHT, DARK))
    both = ";".join(f"--{name}:light-dark({getattr(LIGHT, name)},{getattr(DARK, name)})" for name in names)
    return (
        f".stApp{{{both}}}@supports not (color:light-dark(red,red)){{.stApp{{{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]) .stApp{{{dark}}}}}"
        f"@media screen{{:root[data-theme=dark] .stApp{{{dark}}}}}}}"
    )


def _surfaces() -> str:
    """The font, and the colour scheme: that of `data-theme`, else the system's."""
    return (
        f":root{{color-scheme:light dark;--font:{FONT_STACK}}}"
        f":root[data-theme=light]{{color-scheme:light}}:root[data-theme=dark]{{color-scheme:dark}}"
    )


def _style() -> str:
    ours = ("style.css", "card.css", "article.css", "print.css")
    return _stand_ins() + _surfaces() + _colours() + _css(*ours)


def _script() -> str:
    """Return the script of the pages; the address of plotly.js is seen from its own."""
    dark = {str(getattr(LIGHT, field.name)): str(getattr(DARK, field.name)) for field in fields(Palette)}
    return frontend.bundle({"plotly": Path(PLOTLY_JS).name, "dark": dark})


def _streamlit_script() -> str:
    """Return the script that starts Streamlit and says in the page's language what Streamlit says in English."""
    config = {"base": base(), "languages": list(SWITCH), "words": translations.pairs(), "lost": translations.lost()}
    return frontend.bundle(config, frontend.STREAMLIT)


STYLE = Asset("style", "css", "text/css", _style)
SCRIPT = Asset("page", "js", "text/javascript", _script)
# For the pages that Streamlit runs.
STREAMLIT_SCRIPT = Asset("streamlit", "js", "text/javascript", _streamlit_script)
ASSETS = (STYLE, SCRIPT, STREAMLIT_SCRIPT)


@cache
def page_assets(root: str, font_tag: str = "") -> Markup:
    """Return the tags that load icon, styles, font and script. root: leads to the site.

    font_tag: loads the font, where no server does.
    """
    return rendering.render(
        "assets",
        icon=root + ICON,
        style=root + STYLE.path,
        script=root + SCRIPT.path,
        font=rendering.own(font_tag) if font_tag else None,
        face=rendering.own(font_face(root + FONT)),
        font_file=root + FONT,
    )


def routes() -> list[Route]:
    """Where they are served."""
    return [
        Route(f"{base()}{PLOTLY_JS}", plotly_js),
        Route(f"{base()}{FONT}", font_response),
        *(Route(f"{base()}{name}", icon) for name in (ICON, *_ASKED_FOR)),
        Route(f"{base()}assets/{{name}}", _named),
    ]


async def _named(request: Request) -> Response:
    """One of the text files; to know their names they have to be made, so that waits until one is asked for."""
    path = f"assets/{request.path_params['name']}"
    for asset in ASSETS:
        if asset.path == path:
            return await compression.answer(request, path, asset.text.encode, asset.media_type)
    return compression.refused(HTTPStatus.NOT_FOUND)


def icon_file() -> Path:
    """The site's icon as a file."""
    return _HERE / "theme" / "icon.svg"


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
    return await compression.answer(request, PLOTLY_JS, plotly_script, "text/javascript")


async def font_response(request: Request) -> Response:
    """Answer with the font of the pages."""
    return await compression.answer(request, FONT, web_font.content, "font/woff2", packs=False)
