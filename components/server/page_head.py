"""What a page tells those who read only its head: search engines, and whoever shows a card of its link."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from babel.core import get_global
from markupsafe import Markup

from components import rendering
from components.charts import registry
from components.charts.spec import ChartSpec, Query, pairs
from components.i18n.negotiation import SWITCH
from components.pages import PAGES, headlines
from components.pages.spec import PageSpec
from components.server.open_data.files import NAMES, ZIP
from components.svg import chart_images
from components.theme.tokens import THEMES
from components.urls.site_urls import Pairs, Urls
from components.view import PARTNER, REPORTER, View
from data import DataError
from data.export.formats import MEDIA_TYPES
from data.store.datapackage import LICENCE

PREVIEW = "preview"


def head(page: PageSpec, view: View, query: Query, urls: Urls | None) -> Markup:
    """Return title, description, the card of a link (Open Graph), the other languages, and the data for schema.org.

    query: what the address of the page asks for. urls: whole addresses; without them, what needs one is left out.
    """
    words = view.words
    finding, about, alt, image, preview = words("site.name"), words("site.footer"), "", "", ""
    chosen: Pairs = ()
    described: dict[str, Any] | None = None
    with suppress(DataError, LookupError):  # the page itself says what is wrong
        spec = _named(page, query)
        own = registry.of_page(page.path)
        selection = spec.select_known(query, view) if own else {}
        chosen = [*pairs(selection), *([("chart", spec.name)] if spec.name in query.get("chart", ()) else [])]
        chart = spec.build(view, selection)
        if chart is None:  # nothing is left to draw: the chart as it is unfiltered stands for the page
            chart, selection = spec.build(view, {}), {}
        if chart is None:
            raise LookupError(spec.name)
        if urls:
            preview = urls.chart(spec.name, "png", pairs(selection), size=PREVIEW)
            image = preview or urls.chart(spec.name, "png", pairs(selection), THEMES[0])
            described = _dataset(urls, view)
        finding, alt = chart.story.title, chart.alt
        if not own:
            finding = headlines.overview(view) if page is PAGES[0] else words(f"{page.key}.finding")
        about = words(f"{page.key}.about")
    parts: dict[str, object] = {
        "title": words("site.title", page=words(f"page.{page.key}"), site=words("site.name")),
        "name": words("site.name"),
        "finding": finding,
        "about": about,
        "url": "",
    }
    if urls:
        parts |= {
            "url": urls.page(page.path, chosen),
            "image": image,
            "size": chart_images.PREVIEW if preview else None,
            "alt": alt,
            "locale": _locale(view.language),
            "others": [(other, _locale(other), urls.page(page.path, chosen, language=other)) for other in SWITCH],
            "dataset": json.dumps(described, ensure_ascii=False) if described else "",
        }
    return rendering.render("head", **parts)


def _named(page: PageSpec, query: Query) -> ChartSpec:
    """Return the chart that stands for a page: the one that the address names, else its first, else the site's."""
    own = registry.of_page(page.path) or list(registry.charts().values())
    return next((spec for spec in own if spec.name in query.get("chart", ())), own[0])


def _locale(language: str) -> str:
    """kk_KZ: the language with the country where most speak it."""
    subtags = str(get_global("likely_subtags")[language]).split("_")
    return f"{language}_{subtags[-1]}"


def _dataset(urls: Urls, view: View) -> dict[str, Any]:
    """The tables as a schema.org Dataset."""
    words, home = view.words, urls.page(PAGES[0].path)
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
            {"@type": "DataDownload", "name": name, "contentUrl": urls.data(name), "encodingFormat": _type(name)}
            for name in NAMES
        ],
    }


def _type(name: str) -> str:
    """Media type of a file of the data, without its parameters."""
    return {**MEDIA_TYPES, "zip": ZIP}[name.rpartition(".")[2]].partition(";")[0]
