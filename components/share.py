"""What a chart is passed on with: its link, the code that embeds it, and how to cite it.

Parts that begin with a dollar sign are filled in by the browser, which alone knows the address that the chart is
seen at and the reader's day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from components import html
from components.site import HOMES
from components.web.assets import base
from components.words import Words

Query = Sequence[tuple[str, str]]

# Stand for those of the reader's day, as `share.js` knows.
YEAR, DAY = "2000", "22"

# BibTeX keeps these for itself.
_TEX = re.compile(r"([&%$#_{}])")


def parts(chart: str, query: Query | None, title: str, source: str, words: Words) -> dict[str, Any]:
    """For a chart of this name with this picked: `link`, `embed` and the ways to `share` it; empty without address."""
    if query is None:
        return {"link": "", "embed": "", "share": [], "days": []}
    site = words("site.name")
    known = {"site": site, "title": title, "long": "$long", "dotted": "$dotted", "link": "$link"}
    ways = (
        ("link", "$link", ""),
        ("embed", html.render("iframe", title=title).strip(), ""),
        ("apa", words("cite.apa", **known), words.language),
        (
            "bibtex",
            _bibtex("-".join((chart, *(value for _, value in query), words.language)), title, site, source),
            words.language,
        ),
        ("gost", words("cite.gost", **known), words.language),
    )
    return {
        "link": link(chart, query, words.language),
        "embed": embed(chart, query, words.language),
        "share": [{"label": words(f"share.{way}"), "text": text, "language": lang} for way, text, lang in ways],
        # Browsers without the language's dates have its months from here.
        "days": [words.numbers.date(f"{YEAR}-{month:02}-{DAY}") for month in range(1, 13)],
    }


def link(chart: str, query: Query, language: str) -> str:
    """Path of the page that the chart is at home on, as it is seen there; a page with several is told which."""
    page = HOMES[chart]
    named = [] if next(name for name, home in HOMES.items() if home == page) == chart else [("chart", chart)]
    return f"{base()}{page}?{urlencode([('lang', language), *query, *named])}"


def embed(chart: str, query: Query, language: str) -> str:
    """Path of the page that has this chart alone; light, for the page around it most likely is."""
    return f"{base()}embed/{chart}?{urlencode([('lang', language), *query, ('theme', 'light')])}"


def _bibtex(key: str, title: str, site: str, note: str) -> str:
    entry = {"title": title, "author": site, "note": note}
    fields = [f"  {name} = {{{{{_escaped(text)}}}}}," for name, text in entry.items()]
    return "\n".join((f"@misc{{almaty-uzbekistan-{key},", *fields, "  url = {$link},", "  urldate = {$iso}", "}"))


def _escaped(text: str) -> str:
    return _TEX.sub(r"\\\1", text)
