"""Ways to share a chart: its link, the code that embeds it, and citations.

The browser fills in the placeholders, words that begin with a dollar sign: the reader's date and the address.
"""

from __future__ import annotations

import re
from typing import Any

from components import rendering
from components.charts import registry
from components.charts.spec import Chart, ChartSpec, Selection, pairs
from components.i18n import Messages
from components.urls.site_urls import Pairs, Urls

# Replaced by those of the reader's date in `share.js`.
_EXAMPLE_YEAR, _EXAMPLE_DAY = "2000", "22"

# Characters that BibTeX gives a meaning.
_TEX_SPECIAL = re.compile(r"([&%$#_{}])")


def share_options(chart: Chart, spec: ChartSpec, selection: Selection, urls: Urls, words: Messages) -> dict[str, Any]:
    """Return link, embed address, texts to copy and the months' names for the share panel of a card."""
    site = words("site.name")
    title, source = chart.text.title, chart.text.source
    known = {"site": site, "title": title, "long": "$long", "dotted": "$dotted", "link": "$link"}
    key = "-".join((chart.name, *(value for _, value in pairs(selection)), words.language))
    embed = urls.embed(chart.name, pairs(selection), "light")  # the page around it most likely is light
    ways = [
        ("link", "$link", ""),
        ("embed", rendering.render("embed_code", title=title).strip() if embed else "", ""),
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
        "days": [words.numbers.date(f"{_EXAMPLE_YEAR}-{month:02}-{_EXAMPLE_DAY}") for month in range(1, 13)],
    }


def link_pairs(spec: ChartSpec, selection: Selection) -> Pairs:
    """Return the query of the page that a chart belongs to; `chart` names it unless it is the page's first."""
    is_first = registry.charts_of_page(spec.page)[0].name == spec.name
    return [*pairs(selection), *([] if is_first else [("chart", spec.name)])]


def _bibtex(key: str, title: str, site: str, note: str) -> str:
    entry = {"title": title, "author": site, "note": note}
    fields = [f"  {name} = {{{{{_escape_tex(text)}}}}}," for name, text in entry.items()]
    return "\n".join((f"@misc{{almaty-uzbekistan-{key},", *fields, "  url = {$link},", "  urldate = {$iso}", "}"))


def _escape_tex(text: str) -> str:
    return _TEX_SPECIAL.sub(r"\\\1", text)
