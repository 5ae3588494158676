"""What a page tells those who read only its head: search engines, and whoever shows a card of its link."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from babel.core import get_global
from markupsafe import Markup
from starlette.requests import Request

from components import catalogue, findings, html, pictures
from components.catalogue import Asked
from components.pictures import THEMES, Picture, kept
from components.share import Query
from components.site import HOMES, PAGES, SWITCH, Page
from components.view import PARTNER, REPORTER, View
from components.web.assets import base
from components.web.open.files import NAMES, ZIP
from data import DataError
from data.open.formats import MEDIA_TYPES
from data.package import LICENCE

# The chart that stands for a page; a page without charts goes by the site's first.
_CHARTS = {page: chart for chart, page in reversed(HOMES.items())}
_FIRST = next(iter(HOMES))


@dataclass(frozen=True)
class Addresses:
    """Whole addresses of what a head names: a page in a language with a query, a picture, a file of the data."""

    page: Callable[[Page, str, Query], str]
    picture: Callable[[Picture], str]
    data: Callable[[str], str]


def served(request: Request) -> Addresses:
    """Those of the site that a server answers for: at what SITE_ADDRESS says, else at what it was asked at."""
    own = os.environ.get("SITE_ADDRESS", "").rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"
    root = own + base()
    return Addresses(
        lambda page, language, query: f"{root}{page.path}?{urlencode([('lang', language), *query])}",
        lambda picture: own + pictures.path(picture, "png"),
        lambda file: f"{root}open/{file}",
    )


def head(page: Page, view: View, wished: Asked, addresses: Addresses | None) -> Markup:
    """Title, description, the card of a link (Open Graph), the other languages, and the data as schema.org has it.

    `wished`: what the address of the page asks for. Without `addresses`, what needs whole ones is left out.
    """
    words = view.words
    finding, about, alt = words("site.name"), words("site.footer"), ""
    query: Query = ()
    picture: Picture | None = None
    described: dict[str, Any] | None = None
    with suppress(DataError, LookupError):  # the page itself says what is wrong
        name = _named(page, wished)
        chart = catalogue.nearest(name, view, wished if page.path in _CHARTS else {})
        if chart is None:
            raise LookupError(name)
        picture, query = pictures.of(name, chart.query or (), view.language, THEMES[0]), chart.query or ()
        if name in wished.get("chart", ()):
            query = (*query, ("chart", name))
        finding, alt = chart.story.title, f"{chart.story.title}. {chart.story.alt}"
        if page.path not in _CHARTS:
            finding = findings.overview(view) if page is PAGES[0] else words(f"{page.key}.finding")
        about = words(f"{page.key}.about")
        described = _dataset(addresses, view) if addresses else None
    parts: dict[str, object] = {
        "title": words("site.title", page=words(f"page.{page.key}"), site=words("site.name")),
        "name": words("site.name"),
        "finding": finding,
        "about": about,
        "url": "",
    }
    if addresses:
        parts |= {
            "url": addresses.page(page, view.language, query),
            "image": addresses.picture(picture) if picture else "",
            "size": kept.size(picture) if picture else None,
            "alt": alt,
            "locale": _locale(view.language),
            "others": [(other, _locale(other), addresses.page(page, other, query)) for other in SWITCH],
            "dataset": json.dumps(described, ensure_ascii=False) if described else "",
        }
    return html.render("head", **parts)


def _named(page: Page, wished: Asked) -> str:
    """The chart that stands for a page: the one of it that is wished for, else its first, else the site's first."""
    own = [chart for chart, home in HOMES.items() if home == page.path]
    return next((chart for chart in wished.get("chart", ()) if chart in own), (own or [_FIRST])[0])


def _locale(language: str) -> str:
    """kk_KZ: the language with the country where most speak it."""
    subtags = str(get_global("likely_subtags")[language]).split("_")
    return f"{language}_{subtags[-1]}"


def _dataset(addresses: Addresses, view: View) -> dict[str, Any]:
    """The tables as a schema.org Dataset."""
    words, home = view.words, addresses.page(PAGES[0], view.language, ())
    years = [end[:4] for fact in view.facts.values() if fact.period for end in fact.period.split("/")]
    measured = dict.fromkeys(fact.metric for fact in view.facts.values())
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": words("readme.title", site=words("site.name")),
        "description": f"{words('readme.about')} {words('readme.shown')}",
        "url": home,
        "inLanguage": list(SWITCH),
        "isAccessibleForFree": True,
        "license": LICENCE["path"],
        "creator": {"@type": "Organization", "name": words("site.name"), "url": home},
        "temporalCoverage": f"{min(years)}/{max(years)}" if years else "",
        "spatialCoverage": [{"@type": "Place", "name": words.name("areas", area)} for area in (REPORTER, PARTNER)],
        "variableMeasured": [words.name("metrics", metric) for metric in measured],
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": addresses.data(name), "encodingFormat": _type(name)}
            for name in NAMES
        ],
    }


def _type(name: str) -> str:
    """Media type of a file of the data, without its parameters."""
    return {**MEDIA_TYPES, "zip": ZIP}[name.rpartition(".")[2]].partition(";")[0]
