"""Extract the article of an HTML page: its headline, main text (by trafilatura) and declared date.

This module is imported with the first page: trafilatura takes a tenth of a second to load.
"""

from __future__ import annotations

import logging
import re
import sys

import trafilatura
from lxml import etree, html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura.utils import line_processing, trim

from data.ingest.article import Article, Metadata, build_article, ingest_error
from data.ingest.faults import Fault
from data.ingest.metadata_date import find_publication_date
from data.ingest.table_layout import unwrap_layout_tables

# Their log lines would stand between our messages and quote the pages; what matters is raised as `ingest_error`.
for _name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


# News may be short: below this many characters trafilatura takes the whole page, menus, dates and all, on one line.
_CONFIG = trafilatura.settings.use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "50")

_MAX_ELEMENTS = 20_000  # trafilatura's time grows with the square of very many short paragraphs
# The parser's time, and trafilatura's, grows with the square of the attributes of one element.
MAX_SQUARED_ATTRIBUTES = 10_000_000  # of each element squared, all elements together: one with 3,000 or 50,000 with 14
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?""")
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+((?:{_ATTRIBUTE.pattern})*+)")
# Characters, each counted once for every element that it lies in: trafilatura takes and holds the text of each anew.
_MAX_NESTED_CHARACTERS = 30_000_000  # a million letters within thirty elements
_REMEDY = "Save the article's text as a .txt file"
_MIN_HEADLINE_CHARACTERS = 10  # of a first line that is looked for in the window's title
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF], " ")
_SURROGATES = range(0xD800, 0xE000)


def parse_article(source: str, raw: bytes, name: str, url: str | None = None) -> Article:
    """Return the article of a page; its text is the headline, a blank line, and the main text, one paragraph per line.

    `raw` are the bytes that `source` was decoded from, `url` is where it was fetched. Raise DataError where
    it has no text, too many elements or is no HTML.
    """
    tree = parse_tree(source, name)
    title, published, own = _find_headline(tree), find_publication_date(tree), _canonical_url(tree)
    unwrap_layout_tables(tree)
    body = extract_main_text(tree, name)
    if not body:
        raise ingest_error(name, "no text is found in the page", _REMEDY, Fault.EMPTY)
    first = body.partition("\n")[0].strip()
    if len(first) >= _MIN_HEADLINE_CHARACTERS and first in title:  # the window's title has the site's name in it
        title = first
    return build_article(name, join_title(title, body), raw, Metadata(title, published, url or own))


def parse_tree(source: str, name: str) -> HtmlElement:
    """Return the tree of a page's source, without characters that are not allowed in XML.

    Raise DataError where it is no HTML, or has too many elements or attributes or too deeply nested text: extraction
    would take too long or too much memory.
    """
    source = _REFERENCE.sub(_keep_valid_reference, source.translate(_CONTROLS))
    if sum(len(_ATTRIBUTE.findall(tag[1])) ** 2 for tag in _TAG.finditer(source)) > MAX_SQUARED_ATTRIBUTES:
        raise ingest_error(name, "the page has too many attributes to be read", _REMEDY, Fault.COMPLEX)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise ingest_error(name, "it is no HTML page", _REMEDY, Fault.BROKEN) from None
    count = sum(1 for _ in tree.iter())
    if count > _MAX_ELEMENTS:
        what = f"the page has {count} elements, more than the {_MAX_ELEMENTS} that are read"
        raise ingest_error(name, what, _REMEDY, Fault.COMPLEX)
    if _count_nested_characters(tree) > _MAX_NESTED_CHARACTERS:
        raise ingest_error(name, "the page nests too much text to be read", _REMEDY, Fault.COMPLEX)
    return tree


def _count_nested_characters(tree: HtmlElement) -> int:
    """Return the number of characters of the page's text, each counted once for every element that it lies in."""
    total = depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            total += depth * len(element.text or "")
        else:
            depth -= 1
            total += depth * len(element.tail or "")
    return total


def _keep_valid_reference(reference: re.Match[str]) -> str:
    """Return a numeric character reference unchanged where XML allows its character, else a space."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    known = code <= sys.maxunicode and code not in _CONTROLS and code not in _SURROGATES
    return reference[0] if known else " "


def extract_main_text(tree: HtmlElement, name: str) -> str:
    """Return the main text of a page, without menus and comments."""
    try:
        document = trafilatura.bare_extraction(tree, include_comments=False, config=_CONFIG)
    except Exception as error:  # the libraries meet every page there is: no page may stop the feed
        what = f"the page cannot be read ({type(error).__name__})"
        raise ingest_error(name, what, _REMEDY, Fault.BROKEN) from error
    finally:  # they would hold parts of this page until so many others have come
        trim.cache_clear()
        line_processing.cache_clear()
    return (document.text or "").strip() if isinstance(document, trafilatura.settings.Document) else ""


def join_title(title: str, body: str) -> str:
    """Return title, blank line and body, as in a plain text; a body that begins with the title does not repeat it."""
    if not title:
        return body
    first, _, rest = body.partition("\n")
    return f"{title}\n\n{rest.lstrip() if first.strip() == title and rest.strip() else body}"


def _find_headline(tree: HtmlElement) -> str:
    """Return the headline: heading, declared title or window title, whichever does not contain the site's name."""
    declared = " ".join(_first_string(tree, '//meta[@property="og:title"]/@content').split())
    headings = [text for heading in tree.xpath("//h1") if (text := " ".join(heading.text_content().split()))]
    if len(headings) == 1 and (not declared or headings[0] in declared):
        return headings[0]
    return declared or " ".join(_first_string(tree, "//title/text()").split())


def _canonical_url(tree: HtmlElement) -> str | None:
    """Return the URL that the page declares as its own, None where it declares none."""
    for path in ('//link[@rel="canonical"]/@href', '//meta[@property="og:url"]/@content'):
        address = _first_string(tree, path)
        if address.startswith(("http://", "https://")):
            return address
    return None


def _first_string(tree: HtmlElement, path: str) -> str:
    """Return the first string at an XPath, stripped; empty where there is none."""
    return next((str(found).strip() for found in tree.xpath(path)), "")
