"""RSS and Atom to articles: each entry is one, its text what the feed carries of it.

This module is imported when the first feed comes. The pages that entries link to are not fetched.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

import trafilatura

from data.ingest import html_page
from data.ingest.article import Article, compose, failed, fault
from data.ingest.dates import date_of
from data.ingest.faults import Fault
from data.ingest.feed_xml import Entry, entries
from data.model.problem import DataError, Problem

_DECLARATION = re.compile(r"^(\s*)<\?xml[^>]*\?>")
_KEY = 10  # hexadecimal digits of an entry's key


def read(source: str, name: str) -> Iterator[Article | Problem]:
    """The entries of a feed in its own order; a problem for each that has no text or cannot be read.

    Raises `DataError` where the source is no RSS or Atom, is broken XML, has too many attributes or no entry.
    """
    found = entries(_DECLARATION.sub(r"\1", source), name)
    if not found:
        raise fault(name, "the feed has no entries", "Take it away, or fetch it again later", Fault.BROKEN)
    seen: Counter[str] = Counter()
    for number, entry in enumerate(found, 1):
        try:
            yield _article(entry, name, number, seen)
        except DataError as error:
            yield from error.problems
        except Exception as error:  # the libraries meet every entry there is: none may stop the others
            yield failed(f"{name}#{number}", error)


def _article(entry: Entry, name: str, number: int, seen: Counter[str]) -> Article:
    """The article of one entry."""
    place = f"{name}#{number}"
    title = " ".join(_words(entry.title, place).split())
    body = _words(entry.content or entry.summary, place)
    if not body:
        raise fault(name, f"entry {number} has no text", "Give its page instead", Fault.ENTRY, number)
    text = html_page.joined(title, body)
    key = _key(entry.id or entry.link or text, seen)
    return compose(
        name,
        text,
        text.encode("utf-8", "replace"),
        title=title,
        published=date_of(entry.published),
        url=entry.link if entry.link.startswith(("http://", "https://")) else None,
        key=key,
    )


def _words(markup: str, name: str) -> str:
    """HTML to text, as of a page; where little is found in so short a page, all of it."""
    if not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    tree = html_page.parse(f"<html><body><article>{markup}</article></body></html>", name)
    whole = trafilatura.html2txt(tree, clean=False).strip()
    main = html_page.main_text(tree, name)
    return main if 2 * len(main) > len(whole) else whole


def _key(known: str, seen: Counter[str]) -> str:
    """What tells an entry from the others, the same however many come after it."""
    key = hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:_KEY]
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"
