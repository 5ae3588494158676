"""The head of a page: title, description, Open Graph preview, other languages, and the schema.org dataset."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from babel.core import get_global
from markupsafe import Markup

from components import rendering
from components.charts import registry
from components.charts.spec import ChartSpec, Query, pairs
from components.pages import PAGES, headlines
from components.pages.spec import PageSpec
from components.server.open_data.files import FILE_NAMES, ZIP_MEDIA_TYPE
from components.svg import chart_images
from components.theme.tokens import THEMES
from components.urls.site_urls import Pairs, Urls
from components.view import View
from data import DataError
from data.analysis.subject import PARTNER, REGION
from data.export.formats import MEDIA_TYPES
from data.model.language import LANGUAGES
from data.store.datapackage import LICENCE

PREVIEW_SIZE = "preview"


def render_head(page: PageSpec, view: View, query: Query, urls: Urls | None) -> Markup:
    """Return the elements of the head. query: parameters of the page's address.

    urls: absolute addresses; None leaves out what needs one.
    """
    words = view.words
    finding, about, alt, image, preview = words("site.name"), words("site.footer"), "", "", ""
    chosen: Pairs = ()
    described: dict[str, Any] | None = None
    with suppress(DataError, LookupError):  # the page itself says what is wrong
        spec = _chart_of_page(page, query)
        own = registry.charts_of_page(page.path)
        selection = spec.select_known(query, view) if own else {}
        chosen = [*pairs(selection), *([("chart", spec.name)] if spec.name in query.get("chart", ()) else [])]
        chart = spec.build(view, selection)
        if chart is None:  # the selection is empty: the chart without one represents the page
            chart, selection = spec.build(view, {}), {}
        if chart is None:
            raise LookupError(spec.name)
        if urls:
            preview = urls.chart(spec.name, "png", pairs(selection), size=PREVIEW_SIZE)
            image = preview or urls.chart(spec.name, "png", pairs(selection), THEMES[0])
            described = _schema_org_dataset(urls, view)
        finding, alt = chart.text.title, chart.alt
        if not own:
            finding = headlines.overview_headline(view) if page is PAGES[0] else words(f"{page.key}.finding")
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
            "size": chart_images.PREVIEW_SIZE_PX if preview else None,
            "alt": alt,
            "locale": _locale(view.language),
            "others": [(other, _locale(other), urls.page(page.path, chosen, language=other)) for other in LANGUAGES],
            "dataset": json.dumps(described, ensure_ascii=False) if described else "",
        }
    return rendering.render("head", **parts)


def _chart_of_page(page: PageSpec, query: Query) -> ChartSpec:
    """Return the chart that represents a page: the one that the address names, else the first of page or site."""
    own = registry.charts_of_page(page.path) or list(registry.charts().values())
    return next((spec for spec in own if spec.name in query.get("chart", ())), own[0])


def _locale(language: str) -> str:
    """Return a language with the country where most speak it: kk_KZ."""
    subtags = str(get_global("likely_subtags")[language]).split("_")
    return f"{language}_{subtags[-1]}"


def _schema_org_dataset(urls: Urls, view: View) -> dict[str, Any]:
    """Return the tables as a schema.org Dataset."""
    words, home = view.words, urls.page(PAGES[0].path)
    years = [year for fact in view.facts.values() if (when := fact.parsed_period) for year in when.years]
    measured = dict.fromkeys(fact.metric for fact in view.facts.values())
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": words("readme.title", site=words("site.name")),
        "description": f"{words('readme.about')} {words('readme.shown')}",
        "url": home,
        "inLanguage": list(LANGUAGES),
        "isAccessibleForFree": True,
        "license": LICENCE["path"],
        "creator": {"@type": "Organization", "name": words("site.name"), "url": home},
        "temporalCoverage": f"{min(years):04}/{max(years):04}" if years else "",
        "spatialCoverage": [{"@type": "Place", "name": words.name("areas", area)} for area in (REGION, PARTNER)],
        "variableMeasured": [words.name("metrics", metric) for metric in measured],
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": urls.data(name), "encodingFormat": _media_type(name)}
            for name in FILE_NAMES
        ],
    }


def _media_type(name: str) -> str:
    """Return the media type of a file of the data, without parameters."""
    return {**MEDIA_TYPES, "zip": ZIP_MEDIA_TYPE}[name.rpartition(".")[2]].partition(";")[0]
