"""One chart alone on a light page of its own, for other sites to show within theirs: `/embed/<chart>`.

`lang`, `theme` (light, dark; else the system's) and what is picked (`metric`, `kind`, …) stand in the address.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from components import catalogue, html, pictures, share
from components.asked import is_added, options
from components.card import Chart, payload
from components.catalogue import NotOfferedError
from components.pictures import THEMES
from components.site import SWITCH, language_of
from components.view import View, in_language
from components.web import plain
from components.web.answers import answered
from components.web.assets import FONT, base, font_face
from components.words import Words
from data import DataError

_HEADERS = {"Vary": "Accept-Language"}
_HTML = "text/html; charset=utf-8"

# What is asked for, in one way however it is written: parameters with their options.
Picked = tuple[tuple[str, tuple[str, ...]], ...]


def routes() -> list[Route]:
    """Where the charts are."""
    return [Route(f"{base()}embed{path}", answer) for path in ("/{chart:path}", "")]


def answer(request: Request) -> Response:
    """The chart that the address names; 404 or 400 with the choices where there is none, 503 if data is not sound."""
    asked = {name: options(request.query_params.getlist(name)) for name in request.query_params}
    view = in_language(language_of(asked.get("lang", ()), request.headers.get("accept-language", "")))
    words, name = view.words, request.path_params.get("chart", "")
    try:
        for parameter, known in (("lang", SWITCH), ("theme", THEMES)):
            for value in asked.get(parameter, ()):
                if value not in known:
                    raise NotOfferedError(parameter, value, known)
        if name not in catalogue.CHARTS:
            raise NotOfferedError("chart", name, tuple(catalogue.CHARTS))
        theme = "".join(asked.pop("theme", [])[:1])
        asked.pop("lang", None)
        picked = tuple(sorted((key, tuple(values)) for key, values in asked.items() if not is_added(key)))
        whole = _made(view, name, picked, theme)
    except NotOfferedError as error:
        return _note(_refusal(error, words), words, 404 if error.parameter == "chart" else 400)
    except DataError as error:
        return _note(words("problem.title"), words, 503, lines=[str(problem) for problem in error.problems])
    if whole is None:
        return _note(words("record.nothing"), words, 200)
    return answered(request, whole, _HTML, None, headers=_HEADERS)


def _refusal(error: NotOfferedError, words: Words) -> str:
    options = ", ".join(error.options)
    if not options:
        return words("embed.nothing_to_pick")
    if not error.value:
        return words("embed.which", options=options)
    key = "embed.only_one" if all(value in error.options for value in error.value.split(",")) else "embed.unknown"
    return words(key, value=error.value[:40], options=options)


@lru_cache(maxsize=128)
def _made(view: View, name: str, picked: Picked, theme: str) -> bytes | None:
    """The page, kept while it is asked for often; None where what is picked leaves nothing to draw."""
    chart = catalogue.chart(name, view, dict(picked))
    if chart is None:
        return None
    words = view.words
    home = share.link(chart.name, chart.query or (), words.language)
    still = pictures.of(name, chart.query or (), words.language, theme or THEMES[0])
    picture = pictures.path(still, "svg") if still else ""
    data = payload(chart, words)
    return page(chart, words, root=base(), font=_font(), home=home, data=data, picture=picture, theme=theme).encode()


def page(
    chart: Chart,
    words: Words,
    *,
    root: str,
    font: Markup,
    home: str,
    data: str,
    picture: str,
    theme: str = "",
    policy: str = "",
) -> Markup:
    """The page with this chart, drawn from `data`, its payload.

    `root`: the way to the assets, `font`: what loads the font, `home`: the page that the chart is at home on,
    `picture`: for a browser that runs no scripts, `theme`: one of THEMES, or empty for the system's, `policy`: as in
    `plain.document`.
    """
    card = plain.component("card", data, is_alone=True)
    story, still = chart.story, {"picture": picture, "title": chart.story.title, "alt": chart.story.alt}
    body = html.render("alone", card=card, link=home, text=words("embed.home"), site=words("site.name"), **still)
    return plain.document(
        language=words.language,
        title=story.title,
        kind="alone",
        body=body,
        root=root,
        font=font,
        theme=theme,
        policy=policy,
    )


def _note(text: str, words: Words, status: int, lines: Sequence[str] = ()) -> HTMLResponse:
    site = words("site.name")
    link, home = f"{base()}?lang={words.language}", words("page.overview")
    body = html.render("unknown", text=text, lines=lines, link=link, home=home, site=site)
    whole = plain.document(language=words.language, title=site, kind="alone", body=body, root=base(), font=_font())
    return HTMLResponse(whole, status, {**_HEADERS, "Cache-Control": "no-cache"})


def _font() -> Markup:
    return html.own(f"<style>{font_face(base() + FONT)}</style>")
