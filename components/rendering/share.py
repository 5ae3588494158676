"""What a chart is passed on with: its link, the code that embeds it, and how to cite it.

Words that begin with a dollar sign are filled in by the browser, which knows the reader's day and the address.
"""

from __future__ import annotations

import re
from typing import Any

from components import rendering
from components.charts import registry
from components.charts.spec import Chart, ChartSpec, Selection, pairs
from components.i18n import Words
from components.urls.site_urls import Pairs, Urls

# Stand for those of the reader's day, as `share.js` knows.
_YEAR, _DAY = "2000", "22"

# BibTeX keeps these for itself.
_TEX = re.compile(r"([&%$#_{}])")


def share(chart: Chart, spec: ChartSpec, selection: Selection, urls: Urls, words: Words) -> dict[str, Any]:
    """Return link, embed address, ways to share and the names of dates for the share panel of a card."""
    site = words("site.name")
    title, source = chart.story.title, chart.story.source
    known = {"site": site, "title": title, "long": "$long", "dotted": "$dotted", "link": "$link"}
    key = "-".join((chart.name, *(value for _, value in pairs(selection)), words.language))
    embed = urls.embed(chart.name, pairs(selection), "light")  # the page around it most likely is light
    ways = [
        ("link", "$link", ""),
        ("embed", rendering.render("iframe", title=title).strip() if embed else "", ""),
        ("apa", words("cite.apa", **known), words.language),
        ("bibtex", _bibtex(key, title, site, source), words.language),
        ("gost", words("cite.gost", **known), words.language),
    ]
    return {
        "link": urls.page(spec.page, link_pairs(spec, selection)),
        "embed": embed,
        "ways": [
            {"label": words(f"share.{way}"), "text": text, "language": language} for way, text, language in ways if text
        ],
        # Browsers without the language's dates have its months from here.
        "days": [words.numbers.date(f"{_YEAR}-{month:02}-{_DAY}") for month in range(1, 13)],
    }


def link_pairs(spec: ChartSpec, selection: Selection) -> Pairs:
    """Return the query of the page that a chart belongs to; one of several charts of a page is named."""
    is_first = registry.of_page(spec.page)[0].name == spec.name
    return [*pairs(selection), *([] if is_first else [("chart", spec.name)])]


def _bibtex(key: str, title: str, site: str, note: str) -> str:
    entry = {"title": title, "author": site, "note": note}
    fields = [f"  {name} = {{{{{_escaped(text)}}}}}," for name, text in entry.items()]
    return "\n".join((f"@misc{{almaty-uzbekistan-{key},", *fields, "  url = {$link},", "  urldate = {$iso}", "}"))


def _escaped(text: str) -> str:
    return _TEX.sub(r"\\\1", text)
