"""What a page tells those who read only its head: search engines, and whoever shows a card of its link."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from babel.core import get_global
from markupsafe import Markup
from starlette.requests import Request

from components import asked, findings, html
from components.assets import base
from components.pictures import METRICS, Picture
from components.site import HOMES, PAGES, SWITCH, Page
from components.theme import IMAGE
from components.view import PARTNER, REPORTER, View
from data import DataError
from data.open import OPEN
from data.package import LICENCE

# The chart that stands for a page; a page without charts goes by the site's first.
_CHARTS = {page: chart for chart, page in reversed(HOMES.items())}
_FIRST = next(iter(HOMES))
_PNG_SCALE = 2


def head(request: Request, view: View) -> Markup:
    """Title, description, the card of a link (Open Graph), the other languages, and the data as schema.org has it."""
    path = request.path_params.get("path", "").strip("/")
    page = next((page for page in PAGES if page.path == path), PAGES[0])
    site, words = address(request), view.words
    wished = [("metric", metric) for metric in asked.options(request.query_params.getlist("metric"))]
    picture = _picture(page, view.language, [metric for _, metric in wished])
    try:
        finding, about, alt = _told(page, picture, view)
        described = _dataset(site, view)
    except (DataError, LookupError):
        finding, about, alt, described = words("site.name"), words("site.footer"), "", None
    query = [("lang", picture.language), ("theme", picture.theme)] + (
        [("metric", picture.metric)] if picture.metric else []
    )
    return html.render(
        "head",
        title=words("site.title", page=words(f"page.{page.key}"), site=words("site.name")),
        name=words("site.name"),
        finding=finding,
        about=about,
        url=_page(site, page, view.language, wished),
        image=f"{site}{base()}charts/{picture.chart}.png?{urlencode(query)}",
        size=(IMAGE.width or 0) * _PNG_SCALE,
        height=IMAGE.height * _PNG_SCALE,
        alt=alt,
        locale=_locale(view.language),
        others=[(language, _locale(language), _page(site, page, language, wished)) for language in SWITCH],
        dataset=json.dumps(described, ensure_ascii=False) if described else "",
    )


def address(request: Request) -> str:
    """Scheme and host that the site is known by: what SITE_ADDRESS says, else what it was asked at."""
    return os.environ.get("SITE_ADDRESS", "").rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"


def _page(site: str, page: Page, language: str, wished: Sequence[tuple[str, str]]) -> str:
    return f"{site}{base()}{page.path}?{urlencode([('lang', language), *wished])}"


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


def _dataset(site: str, view: View) -> dict[str, Any]:
    """The tables as a schema.org Dataset."""
    words, root = view.words, f"{site}{base()}"
    years = [end[:4] for fact in view.facts.values() if fact.period for end in fact.period.split("/")]
    measured = dict.fromkeys(fact.metric for fact in view.facts.values())
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": words("readme.title", site=words("site.name")),
        "description": f"{words('readme.about')} {words('readme.shown')}",
        "url": f"{root}?lang={view.language}",
        "inLanguage": list(SWITCH),
        "isAccessibleForFree": True,
        "license": LICENCE["path"],
        "creator": {"@type": "Organization", "name": words("site.name"), "url": root},
        "temporalCoverage": f"{min(years)}/{max(years)}",
        "spatialCoverage": [
            {"@type": "Place", "name": words.name("areas", area)} for area in (REPORTER, "kazakhstan", PARTNER)
        ],
        "variableMeasured": [words.name("metrics", metric) for metric in measured],
        "distribution": list(_distribution(root)),
    }


def _distribution(root: str) -> Iterator[dict[str, str]]:
    whole = {"almaty-uzbekistan-trade.zip": "application/zip", "datapackage.json": "application/json"}
    types = {"csv": "text/csv", "json": "application/json"}
    types["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    files = whole | {f"{table}.{form}": media for table in OPEN for form, media in types.items()}
    for name, media in files.items():
        yield {"@type": "DataDownload", "name": name, "contentUrl": f"{root}open/{name}", "encodingFormat": media}
