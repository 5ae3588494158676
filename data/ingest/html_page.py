"""A saved or fetched HTML page to its words, by trafilatura; its date only where the page declares one.

This module is imported when the first page comes: trafilatura takes a tenth of a second to load.
"""

from __future__ import annotations

import logging
import re
import sys

import trafilatura
from lxml import etree, html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura.utils import line_processing, trim

from data.ingest.article import Article, compose, fault
from data.ingest.faults import Fault
from data.ingest.metadata_date import declared_date
from data.ingest.table_layout import unfold

# Their remarks on single pages would stand between our lines and quote them; what matters is said by `fault`.
for _name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


# News may be short: below this many characters trafilatura takes the whole page, menus, dates and all, on one line.
_CONFIG = trafilatura.settings.use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "50")

_MOST_ELEMENTS = 20_000  # trafilatura's time grows with the square of very many short paragraphs
# The parser's time, and trafilatura's, grows with the square of the attributes of one element.
MOST_ATTRIBUTES = 10_000_000  # of each element squared, all elements together: one with 3,000 or 50,000 with 14
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?""")
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+((?:{_ATTRIBUTE.pattern})*+)")
# Characters, each counted once for every element that it lies in: trafilatura takes and holds the text of each anew.
_MOST_NESTED = 30_000_000  # a million letters within thirty elements
_SAVE = "Save the article's text as a .txt file"
_HEADLINE = 10  # characters of the shortest headline that is looked for in the window's title
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF], " ")
_SURROGATES = range(0xD800, 0xE000)


def article(source: str, raw: bytes, name: str, url: str | None = None) -> Article:
    """The article of a page; its text is the title, a blank line, and the main words, a line a paragraph.

    `raw` are the bytes that `source` was decoded from, `url` where it was fetched. Raises `DataError` where
    it has no words, too many elements or is no HTML.
    """
    tree = parse(source, name)
    title, published, own = _title(tree), declared_date(tree), _address(tree)
    unfold(tree)
    body = main_text(tree, name)
    if not body:
        raise fault(name, "no text is found in the page", _SAVE, Fault.EMPTY)
    first = body.partition("\n")[0].strip()
    if len(first) >= _HEADLINE and first in title:  # the window's title has the site's name in it
        title = first
    return compose(name, joined(title, body), raw, title=title, published=published, url=url or own)


def parse(source: str, name: str) -> HtmlElement:
    """The tree of a page's source, without characters that a tree may not hold.

    Raises `DataError` where it is no HTML or has too many elements or attributes, or nests too much text, to be read
    in good time and memory.
    """
    source = _REFERENCE.sub(_allowed, source.translate(_CONTROLS))
    if sum(len(_ATTRIBUTE.findall(tag[1])) ** 2 for tag in _TAG.finditer(source)) > MOST_ATTRIBUTES:
        raise fault(name, "the page has too many attributes to be read", _SAVE, Fault.COMPLEX)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise fault(name, "it is no HTML page", _SAVE, Fault.BROKEN) from None
    count = sum(1 for _ in tree.iter())
    if count > _MOST_ELEMENTS:
        what = f"the page has {count} elements, more than the {_MOST_ELEMENTS} that are read"
        raise fault(name, what, _SAVE, Fault.COMPLEX)
    if _nested(tree) > _MOST_NESTED:
        raise fault(name, "the page nests too much text to be read", _SAVE, Fault.COMPLEX)
    return tree


def _nested(tree: HtmlElement) -> int:
    """Characters of the page's text, each counted once for every element that it lies in."""
    total = depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            total += depth * len(element.text or "")
        else:
            depth -= 1
            total += depth * len(element.tail or "")
    return total


def _allowed(reference: re.Match[str]) -> str:
    """A numeric reference as it stands, where it is to a character that XML knows; else a space."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    known = code <= sys.maxunicode and code not in _CONTROLS and code not in _SURROGATES
    return reference[0] if known else " "


def main_text(tree: HtmlElement, name: str) -> str:
    """The main words of a page, without menus and comments."""
    try:
        document = trafilatura.bare_extraction(tree, include_comments=False, config=_CONFIG)
    except Exception as error:  # the libraries meet every page there is: no page may stop the feed
        what = f"the page cannot be read ({type(error).__name__})"
        raise fault(name, what, _SAVE, Fault.BROKEN) from error
    finally:  # they would hold parts of this page until so many others have come
        trim.cache_clear()
        line_processing.cache_clear()
    return (document.text or "").strip() if isinstance(document, trafilatura.settings.Document) else ""


def joined(title: str, body: str) -> str:
    """Title, blank line, body: the form of a plain text, with the title once."""
    if not title:
        return body
    first, _, rest = body.partition("\n")
    return f"{title}\n\n{rest.lstrip() if first.strip() == title and rest.strip() else body}"


def _title(tree: HtmlElement) -> str:
    """The headline: of heading, declared title and window title the one that bears no name of the site."""
    declared = " ".join(_first(tree, '//meta[@property="og:title"]/@content').split())
    headings = [text for heading in tree.xpath("//h1") if (text := " ".join(heading.text_content().split()))]
    if len(headings) == 1 and (not declared or headings[0] in declared):
        return headings[0]
    return declared or " ".join(_first(tree, "//title/text()").split())


def _address(tree: HtmlElement) -> str | None:
    """The address that the page gives as its own."""
    for path in ('//link[@rel="canonical"]/@href', '//meta[@property="og:url"]/@content'):
        address = _first(tree, path)
        if address.startswith(("http://", "https://")):
            return address
    return None


def _first(tree: HtmlElement, path: str) -> str:
    """The first string at an XPath, stripped; empty where there is none."""
    return next((str(found).strip() for found in tree.xpath(path)), "")
