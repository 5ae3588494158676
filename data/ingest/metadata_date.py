"""The publication date of a page, where the page declares or prints one. Nothing is guessed.

trafilatura's own date finder also takes dates from addresses, copyright lines, changes and the running
text; a wrong date would resolve "last year" wrongly, so it is not used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from data.ingest.dates import date_of

_DATES = """
    article:published_time article:published article:published_date og:article:published_time og:published_time
    og:pubdate datepublished date pubdate publishdate publish-date publish_date publication_date date_published
    published_time dc.date dc.date.issued dc:date dcterms.date dcterms.issued citation_publication_date parsely-pub-date
    sailthru.date mediator_published_time
    """
_NAMES = frozenset(_DATES.split())
_ARTICLES = ("Article", "Posting", "Report")  # of schema.org's types: NewsArticle, BlogPosting …
_STRAY = " or ".join(
    ("ancestor::nav", "ancestor::aside", "ancestor::footer", "ancestor::*[contains(@class, 'comment')]")
)
_CLASSES = ("date", "time", "publish")


def declared_date(tree: HtmlElement) -> date | None:
    """The day of publication as the page's metadata declares it, else as it is printed by the headline."""
    for days in (_in_metadata(tree), _in_json(tree), _marked(tree), _printed(tree)):
        found = set(days)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _in_metadata(tree: HtmlElement) -> Iterator[date]:
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if key in _NAMES and (day := date_of((element.get("content") or "").strip())):
            yield day


def _in_json(tree: HtmlElement) -> Iterator[date]:
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            nodes = [json.loads(str(script), strict=False)]
        except (ValueError, RecursionError):
            continue
        while nodes:
            node = nodes.pop()
            if isinstance(node, list):
                nodes += node
            elif isinstance(node, dict):
                nodes += [value for value in node.values() if isinstance(value, dict | list)]
                stated = node.get("datePublished")
                written = stated if any(kind in str(node.get("@type")) for kind in _ARTICLES) else None
                if isinstance(written, str) and (day := date_of(written.strip())):
                    yield day


def _marked(tree: HtmlElement) -> Iterator[date]:
    """Elements that are marked as the date of publication."""
    for element in tree.xpath('//*[@itemprop="datePublished" or (self::time and @pubdate)]'):
        if day := _day(element):
            yield day


def _printed(tree: HtmlElement) -> Iterator[date]:
    """Lines that are a date, within the article or beside its headline; dates of other articles differ."""
    headlines = tree.xpath("//h1")
    if len(headlines) != 1:
        return
    scopes = headlines[0].xpath("ancestor::article[1] | ancestor::main[1]") or [headlines[0].getparent()]
    elements = list(scopes[-1]) if scopes[-1].tag == "body" else scopes[-1].iterdescendants()
    for element in elements:
        named = f"{element.get('class', '')} {element.get('id', '')}".lower()
        marked = element.tag == "time" or any(name in named for name in _CLASSES)
        if marked and (day := _day(element)) and not element.xpath(_STRAY):
            yield day


def _day(element: HtmlElement) -> date | None:
    """The date that an element is."""
    for stated in (element.get("datetime"), element.get("content"), " ".join(element.text_content().split())):
        if stated and (day := date_of(stated.strip())):
            return day
    return None
