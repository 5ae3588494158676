"""Extract the articles of RSS and Atom feeds: one per entry, with the text that the feed carries.

This module is imported with the first feed. The pages that entries link to are not fetched.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

import trafilatura

from data.ingest import html_page
from data.ingest.article import Article, Metadata, build_article, ingest_error, unexpected_problem
from data.ingest.dates import parse_date_line
from data.ingest.faults import Fault
from data.ingest.feed_xml import Entry, parse_entries
from data.model.problem import DataError, Problem

_DECLARATION = re.compile(r"^(\s*)<\?xml[^>]*\?>")
_KEY_DIGITS = 10  # hexadecimal


def parse_feed(source: str, name: str) -> Iterator[Article | Problem]:
    """Yield the entries of a feed in its own order; a Problem for each that has no text or cannot be read.

    Raise DataError where the source is no RSS or Atom, is broken XML, has too many attributes or no entry.
    """
    found = parse_entries(_DECLARATION.sub(r"\1", source), name)
    if not found:
        raise ingest_error(name, "the feed has no entries", "Take it away, or fetch it again later", Fault.BROKEN)
    seen: Counter[str] = Counter()
    for number, entry in enumerate(found, 1):
        try:
            yield _build_article(entry, name, number, seen)
        except DataError as error:
            yield from error.problems
        except Exception as error:  # the libraries meet every entry there is: none may stop the others
            yield unexpected_problem(f"{name}#{number}", error)


def _build_article(entry: Entry, name: str, number: int, seen: Counter[str]) -> Article:
    place = f"{name}#{number}"
    title = " ".join(_extract_text(entry.title, place).split())
    body = _extract_text(entry.content or entry.summary, place)
    if not body:
        raise ingest_error(name, f"entry {number} has no text", "Give its page instead", Fault.ENTRY, number)
    text = html_page.join_title(title, body)
    key = _entry_key(entry.id or entry.link or text, seen)
    url = entry.link if entry.link.startswith(("http://", "https://")) else None
    metadata = Metadata(title, parse_date_line(entry.published), url)
    return build_article(name, text, text.encode("utf-8", "replace"), metadata, key)


def _extract_text(markup: str, name: str) -> str:
    """Return the text of HTML: its main text, or all of it where that is less than half."""
    if not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    tree = html_page.parse_tree(f"<html><body><article>{markup}</article></body></html>", name)
    whole = trafilatura.html2txt(tree, clean=False).strip()
    main = html_page.extract_main_text(tree, name)
    return main if 2 * len(main) > len(whole) else whole


def _entry_key(known: str, seen: Counter[str]) -> str:
    """Return a key that distinguishes an entry from the others, the same however many follow."""
    key = hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:_KEY_DIGITS]
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"
