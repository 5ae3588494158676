"""Find the publication date of a page, where the page declares or prints one. Nothing is guessed.

trafilatura's own date finder also takes dates from addresses, copyright lines, changes and the running
text; a wrong date would resolve "last year" wrongly, so it is not used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from data.ingest.dates import parse_date_line

_META_NAME_LIST = """
    article:published_time article:published article:published_date og:article:published_time og:published_time
    og:pubdate datepublished date pubdate publishdate publish-date publish_date publication_date date_published
    published_time dc.date dc.date.issued dc:date dcterms.date dcterms.issued citation_publication_date parsely-pub-date
    sailthru.date mediator_published_time
    """
_META_NAMES = frozenset(_META_NAME_LIST.split())
_ARTICLE_TYPES = ("Article", "Posting", "Report")  # of schema.org's types: NewsArticle, BlogPosting …
_OUTSIDE_ARTICLE = " or ".join(
    ("ancestor::nav", "ancestor::aside", "ancestor::footer", "ancestor::*[contains(@class, 'comment')]")
)
_DATE_CLASSES = ("date", "time", "publish")


def find_publication_date(tree: HtmlElement) -> date | None:
    """Return the date that the page's metadata declares, else that printed by the headline; None where they differ."""
    for days in (_in_metadata(tree), _in_json(tree), _in_marked_elements(tree), _in_printed_lines(tree)):
        found = set(days)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _in_metadata(tree: HtmlElement) -> Iterator[date]:
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if key in _META_NAMES and (day := parse_date_line((element.get("content") or "").strip())):
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
                written = stated if any(kind in str(node.get("@type")) for kind in _ARTICLE_TYPES) else None
                if isinstance(written, str) and (day := parse_date_line(written.strip())):
                    yield day


def _in_marked_elements(tree: HtmlElement) -> Iterator[date]:
    """Yield the dates of elements that are marked as date of publication."""
    for element in tree.xpath('//*[@itemprop="datePublished" or (self::time and @pubdate)]'):
        if day := _element_date(element):
            yield day


def _in_printed_lines(tree: HtmlElement) -> Iterator[date]:
    """Yield the dates that stand on their own within the article or beside its headline."""
    headlines = tree.xpath("//h1")
    if len(headlines) != 1:
        return
    scopes = headlines[0].xpath("ancestor::article[1] | ancestor::main[1]") or [headlines[0].getparent()]
    elements = list(scopes[-1]) if scopes[-1].tag == "body" else scopes[-1].iterdescendants()
    for element in elements:
        named = f"{element.get('class', '')} {element.get('id', '')}".lower()
        marked = element.tag == "time" or any(name in named for name in _DATE_CLASSES)
        if marked and (day := _element_date(element)) and not element.xpath(_OUTSIDE_ARTICLE):
            yield day


def _element_date(element: HtmlElement) -> date | None:
    """Return the date that an element holds as attribute or as its only text."""
    for stated in (element.get("datetime"), element.get("content"), " ".join(element.text_content().split())):
        if stated and (day := parse_date_line(stated.strip())):
            return day
    return None
