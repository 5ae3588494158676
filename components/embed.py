"""One chart alone on a light page of its own, for other sites to show within theirs: `/embed/<chart>`.

`lang`, `theme` (light, dark; else the system's) and what is picked (`metric`, `kind`, …) stand in the address.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from components import catalogue, html, pictures, plain, share
from components.assets import FONT, base, font_face
from components.card import Chart, payload
from components.catalogue import NotOfferedError
from components.site import language_of
from components.view import in_language
from components.words import Words
from data import DataError

THEMES = ("light", "dark")
# Any site may show it; what it asks for besides its chart is nothing.
_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language", "Content-Security-Policy": "frame-ancestors *"}


def routes() -> list[Route]:
    """Where the charts are."""
    return [Route(f"{base()}embed{path}", answer) for path in ("/{chart:path}", "")]


def answer(request: Request) -> HTMLResponse:
    """The chart that the address names; 404 or 400 with the choices where there is none, 503 if data is not sound."""
    asked = request.query_params.getlist("lang")
    view = in_language(language_of(asked, request.headers.get("accept-language", "")))
    words, name = view.words, request.path_params.get("chart", "")
    wished = {key: request.query_params.getlist(key) for key in request.query_params if key not in ("lang", "theme")}
    theme = request.query_params.get("theme", "")
    try:
        if name not in catalogue.CHARTS:
            raise NotOfferedError("chart", name, tuple(catalogue.CHARTS))
        if theme and theme not in THEMES:
            raise NotOfferedError("theme", theme, THEMES)
        chart = catalogue.chart(name, view, wished)
    except NotOfferedError as error:
        text = words("embed.unknown", value=error.value[:40], options=", ".join(error.options) or "–")
        return _note(text, words, 404 if error.parameter == "chart" else 400)
    except DataError as error:
        return _note(words("problem.title"), words, 503, lines=[str(problem) for problem in error.problems])
    if chart is None:
        return _note(words("record.nothing"), words, 200)
    home = share.link(chart.name, chart.query or (), words.language)
    data = payload(chart, words)
    still = pictures.of(chart, words.language, theme or THEMES[0])
    picture = pictures.path(still, "svg") if still else ""
    whole = page(chart, words, root=base(), font=_font(), home=home, data=data, picture=picture, theme=theme)
    return HTMLResponse(whole, headers=_HEADERS)


def page(
    chart: Chart, words: Words, *, root: str, font: Markup, home: str, data: str, picture: str, theme: str = ""
) -> Markup:
    """The page with this chart, drawn from `data`, its payload.

    `root`: the way to the assets, `font`: what loads the font, `home`: the page that the chart is at home on,
    `picture`: for a browser that runs no scripts, `theme`: one of THEMES, or empty for the system's.
    """
    card = plain.component("card", data, is_alone=True)
    story, still = chart.story, {"picture": picture, "alt": f"{chart.story.title}. {chart.story.alt}"}
    body = html.render("alone", card=card, link=home, text=words("embed.home"), site=words("site.name"), **still)
    return plain.document(
        language=words.language, title=story.title, kind="alone", body=body, root=root, font=font, theme=theme
    )


def _note(text: str, words: Words, status: int, lines: Sequence[str] = ()) -> HTMLResponse:
    site = words("site.name")
    body = html.render("unknown", text=text, lines=lines, link=f"{base()}?lang={words.language}", site=site)
    whole = plain.document(language=words.language, title=site, kind="alone", body=body, root=base(), font=_font())
    return HTMLResponse(whole, status, _HEADERS)


def _font() -> Markup:
    return html.own(f"<style>{font_face(base() + FONT)}</style>")
