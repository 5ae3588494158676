"""What a page tells those who read only its head: search engines, and whoever shows a card of its link."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from babel.core import get_global
from markupsafe import Markup
from starlette.requests import Request

from components import findings, html, pictures
from components.assets import base
from components.open.files import NAMES
from components.pictures import METRICS, Picture
from components.share import Query
from components.site import HOMES, PAGES, SWITCH, Page
from components.theme import IMAGE
from components.view import PARTNER, REPORTER, View
from data import DataError
from data.open.formats import MEDIA_TYPES
from data.package import LICENCE

# The chart that stands for a page; a page without charts goes by the site's first.
_CHARTS = {page: chart for chart, page in reversed(HOMES.items())}
_FIRST = next(iter(HOMES))
_PNG_SCALE = 2


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


def head(page: Page, view: View, query: Query, addresses: Addresses | None) -> Markup:
    """Title, description, the card of a link (Open Graph), the other languages, and the data as schema.org has it.

    `query`: what is picked on the page. Without `addresses`, what needs whole ones is left out.
    """
    words = view.words
    picture = _picture(page, view.language, [value for name, value in query if name == "metric"])
    try:
        finding, about, alt = _told(page, picture, view)
        described = _dataset(addresses, view) if addresses else None
    except (DataError, LookupError):
        finding, about, alt, described = words("site.name"), words("site.footer"), "", None
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
            "image": addresses.picture(picture),
            "size": (IMAGE.width or 0) * _PNG_SCALE,
            "height": IMAGE.height * _PNG_SCALE,
            "alt": alt,
            "locale": _locale(view.language),
            "others": [(other, _locale(other), addresses.page(page, other, query)) for other in SWITCH],
            "dataset": json.dumps(described, ensure_ascii=False) if described else "",
        }
    return html.render("head", **parts)


def _picture(page: Page, language: str, metrics: Sequence[str]) -> Picture:
    """The picture of a page; with one metric picked, of that."""
    chart = _CHARTS.get(page.path, _FIRST)
    one = metrics[0] if len(metrics) == 1 and metrics[0] in METRICS.get(chart, ()) else ""
    return Picture(chart, language, "light", one)


def _told(page: Page, picture: Picture, view: View) -> tuple[str, str, str]:
    """The finding, what the page is about, and the picture in words; a chart's page goes by its chart's finding."""
    story = picture.drawn.story
    about = view.words(f"{page.key}.about")
    finding = story.title if page.path in _CHARTS else findings.of(page.key, view)
    return finding, about, f"{story.title}. {story.alt}"


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
        "temporalCoverage": f"{min(years)}/{max(years)}",
        "spatialCoverage": [{"@type": "Place", "name": words.name("areas", area)} for area in (REPORTER, PARTNER)],
        "variableMeasured": [words.name("metrics", metric) for metric in measured],
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": addresses.data(name), "encodingFormat": _type(name)}
            for name in NAMES
        ],
    }


def _type(name: str) -> str:
    """Media type of a file of the data, without its parameters."""
    return {**MEDIA_TYPES, "zip": "application/zip"}[name.rpartition(".")[2]].partition(";")[0]
