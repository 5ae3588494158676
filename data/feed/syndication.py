"""RSS and Atom to entries, by feedparser: each entry is an article, its text what the feed carries of it.

This module is imported when the first feed comes. The pages that entries link to are not fetched.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator

import feedparser  # type: ignore[import-untyped]
import trafilatura

from data.feed import page
from data.feed.article import Article, compose, fault
from data.feed.dates import date_of
from data.problems import DataError, Problem

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_KEY = 10  # hexadecimal digits of an entry's key


def read(source: str, name: str) -> Iterator[Article | Problem]:
    """The entries of a feed in its own order; a problem for each that has no text.

    Raises `DataError` where the source is no RSS or Atom, is broken XML (a broken feed may be cut in the
    middle of an entry) or has no entry.
    """
    source = _DECLARATION.sub("", source).lstrip()
    try:
        feed = feedparser.parse(io.BytesIO(source.encode()), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # the library meets every feed there is: none may stop the others
        what = f"the feed cannot be read ({type(error).__name__})"
        raise fault(name, what, "Fetch the feed again, or mend it") from error
    if not feed.get("version"):
        raise fault(name, "it is no RSS or Atom feed", "Give an RSS or Atom file, or the article itself")
    if feed.bozo and (broken := _broken(feed.bozo_exception)):
        raise fault(name, f"the XML is broken{broken}", "Fetch the feed again, or mend it")
    if not feed.entries:
        raise fault(name, "the feed has no entries", "Take it away, or fetch it again later")
    seen: Counter[str] = Counter()
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _article(entry, name, number, seen)
        except DataError as error:
            yield from error.problems


def _article(entry: feedparser.FeedParserDict, name: str, number: int, seen: Counter[str]) -> Article:
    """The article of one entry."""
    place = f"{name}#{number}"
    title = " ".join(_words(entry.get("title", ""), place).split())
    markup = max((part.get("value", "") for part in entry.get("content", [])), key=len, default="")
    body = _words(markup or entry.get("summary", ""), place)
    if not body:
        raise fault(name, f"entry {number} has no text", "Give its page instead")
    text = page.joined(title, body)
    published = date_of(entry.get("published", "").strip())
    key = _key(entry.get("id") or entry.get("link") or text, seen)
    return compose(
        name, text, text.encode("utf-8", "replace"), title=title, published=published, url=_link(entry), key=key
    )


def _words(markup: str, name: str) -> str:
    """HTML to text, as of a page; where little is found in so short a page, all of it."""
    if not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    tree = page.parse(f"<html><body><article>{markup}</article></body></html>", name)
    whole = trafilatura.html2txt(tree, clean=False).strip()
    main = page.main_text(tree, name)
    return main if 2 * len(main) > len(whole) else whole


def _key(known: str, seen: Counter[str]) -> str:
    """What tells an entry from the others, the same however many come after it."""
    key = hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:_KEY]
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"


def _link(entry: feedparser.FeedParserDict) -> str | None:
    link = entry.get("link")
    return link if link and link.startswith(("http://", "https://")) else None


def _broken(error: Exception) -> str | None:
    """Where the XML is broken; None where feedparser only remarks on an encoding."""
    line = getattr(error, "getLineNumber", None)
    return f" in line {line()}" if line else None
