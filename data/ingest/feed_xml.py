"""The XML of RSS and Atom to its entries, in one pass: time and memory grow with its length and no faster."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from html import escape
from typing import NoReturn
from urllib.parse import urljoin
from xml.parsers import expat

from data.ingest.article import fault
from data.ingest.faults import Fault
from data.ingest.html_page import MOST_ATTRIBUTES
from data.model.problem import DataError

_PREFIXES = {
    **dict.fromkeys(("http://www.w3.org/2005/atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/"), ""),
    **{f"http://{site}.netscape.com/rdf/simple/0.9/": "" for site in ("my", "channel")},
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.0/": "dc:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/xml/1998/namespace": "xml:",
}
_USERLAND = "backend.userland.com/rss"  # in the many namespaces that RSS 2.0 was given
_ROOTS = ("rss", "feed", "rdf:rdf")
_ENTRIES = ("item", "entry")
_PARTS = {
    **dict.fromkeys(("title", "dc:title"), "title"),
    **dict.fromkeys(("id", "guid"), "id"),
    **dict.fromkeys(("published", "issued", "pubdate", "dcterms:issued"), "published"),
    **dict.fromkeys(("description", "summary", "abstract", "dc:description", "itunes:summary"), "summary"),
    **dict.fromkeys(("content", "content:encoded", "fullitem", "body", "xhtml:body"), "content"),
    "link": "link",
}
_WRITTEN = ("", "text", "plain", "html", "xhtml")
_PAGES = ("html", "xhtml", "text/html", "application/xhtml+xml")
_LONGEST_ADDRESS = 300  # characters of one that stands for more than itself: of a namespace, a base
_LONGEST_DEFAULT = 16  # letters that an entity of the feed's own, or an attribute left out, may stand for
_LATIN = {code: bytes([code]).decode("cp1252", "ignore") or " " for code in range(0x80, 0xA0)}


@dataclass
class Entry:
    """What an entry says of itself; `content` and `summary` are HTML, the longest and the first of its kind."""

    id: str = ""
    title: str = ""
    link: str = ""
    published: str = ""
    summary: str = ""
    content: str = ""


def entries(source: str, name: str) -> list[Entry]:
    """All entries, in their order; `source` has no XML declaration.

    Raises `DataError` where it is no RSS or Atom, is broken XML (a broken feed may be cut in the middle of an entry),
    has too many attributes, or names of its own for more than a few letters.
    """
    parser = expat.ParserCreate("utf-8", " ")
    reader = _Reader(name)
    parser.buffer_text = True
    parser.StartNamespaceDeclHandler = reader.namespace_declared
    parser.StartElementHandler = reader.element_started
    parser.EndElementHandler = reader.element_ended
    parser.CharacterDataHandler = reader.text_found
    parser.EntityDeclHandler = reader.entity_declared
    parser.AttlistDeclHandler = reader.attribute_declared
    parser.ExternalEntityRefHandler = parser.SkippedEntityHandler = reader.entity_skipped
    try:
        parser.Parse(source.encode(), True)
    except expat.ExpatError as error:
        if not reader.is_feed:
            raise reader.no_feed() from None
        raise reader.broken(f" in line {error.lineno}") from None
    return reader.entries


class _Reader:
    """What expat tells, taken down: all outside an entry is passed over, and so is what no part of it is made of."""

    def __init__(self, name: str) -> None:
        self.entries: list[Entry] = []
        self.bases: list[str] = []  # of the elements that are open
        self.is_feed = False
        self._name = name
        self._attributes_left = MOST_ATTRIBUTES  # with the namespaces that elements declare
        self._declared = self._preset = 0
        self._entry = 0  # how deep the entry stands; 0 outside
        self._part = ""  # what the words that come are of
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._is_markup = False

    def broken(self, where: str) -> DataError:
        """What to raise where the XML is broken."""
        return fault(self._name, f"the XML is broken{where}", "Fetch the feed again, or mend it", Fault.BROKEN)

    def no_feed(self) -> DataError:
        """What to raise where it is something else."""
        remedy = "Give an RSS or Atom file, or the article itself"
        return fault(self._name, "it is no RSS or Atom feed", remedy, Fault.BROKEN)

    def entity_declared(self, _name: str, _of_dtd: bool, value: str | None, *_: object) -> None:
        """An entity is declared: such as stand for others, or for much, may stand for any amount in the end."""
        if value is not None and ("&" in value or len(value) > _LONGEST_DEFAULT):
            raise self.broken(" by entities of its own")

    def entity_skipped(self, *_: object) -> NoReturn:
        """An entity stands there whose meaning is not at hand."""
        raise self.broken(" by an entity that it does not declare")

    def attribute_declared(self, _tag: str, _name: str, _type: str, value: str | None, _required: bool) -> None:
        """An attribute is declared, for every element of a name."""
        if len(value or "") > _LONGEST_DEFAULT:
            raise self.broken(" by attributes of its own")
        self._preset += 1
        self._count_attributes(2 * self._preset - 1)

    def namespace_declared(self, _prefix: str | None, uri: str | None) -> None:
        """A namespace is declared, in the element that begins next; its name comes again with each name in it."""
        if len(uri or "") > _LONGEST_ADDRESS:
            raise self.broken(" by a namespace with a very long name")
        self._declared += 1

    def element_started(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._count_attributes((len(attributes) + self._declared) ** 2)
        self._declared = 0
        tag = _plain(name)
        self.is_feed = self.is_feed or tag in _ROOTS
        if not self.is_feed:
            raise self.no_feed()
        plain = {_plain(key): value for key, value in attributes.items()}
        base = plain.get("xml:base", "")
        is_base = base.startswith(("http://", "https://")) and len(base) <= _LONGEST_ADDRESS
        self.bases.append(base if is_base else self.bases[-1] if self.bases else "")
        if self._part:
            self._open(tag, plain)
        elif not self._entry and tag in _ENTRIES:
            self._entry = len(self.bases)
            self.entries.append(Entry(id=plain.get("rdf:about", "")))
        elif self._entry and len(self.bases) == self._entry + 1:
            self._part, self._attributes, self._pieces = _PARTS.get(tag, ""), plain, []
            self._is_markup = self._type.endswith("xml") or self._type == "xhtml"

    @property
    def _type(self) -> str:
        return self._attributes.get("type", "").lower()

    def element_ended(self, name: str) -> None:
        """An element ends."""
        depth = len(self.bases)
        if depth == self._entry:
            self._entry = 0
        elif self._part and depth == self._entry + 1:
            is_text = self._type.partition("/")[0] in _WRITTEN or self._type.endswith("xml")
            if is_text and self._attributes.get("mode") != "base64":  # else it is a picture or the like
                self._store(self.entries[-1], _mended("".join(self._pieces).strip()))
            self._part = ""
        elif self._part and self._is_markup:
            self._pieces.append(f"</{_plain(name).rpartition(':')[2]}>")
        self.bases.pop()

    def text_found(self, text: str) -> None:
        """Words come."""
        if self._part:
            self._pieces.append(escape(text, quote=False) if self._is_markup else text)

    def _count_attributes(self, squared: int) -> None:
        self._attributes_left -= squared
        if self._attributes_left < 0:
            what = "the feed has too many attributes to be read"
            raise fault(self._name, what, "Give the pages of its articles", Fault.COMPLEX)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        """An element within the words of a part: they are markup, though they may be said to be escaped."""
        tag = tag.rpartition(":")[2]
        if tag == "div" and not self._is_markup:
            return  # put around escaped words, by some
        self._is_markup = True
        written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if ":" not in key)
        self._pieces.append(f"<{tag}{written}>")

    def _store(self, entry: Entry, words: str) -> None:
        """Keep the words of a part."""
        match self._part:
            case "title":
                entry.title = entry.title or words
            case "published":
                entry.published = words
            case "id":
                entry.id = words
                if self._attributes.get("ispermalink", "true") == "true":
                    entry.link = entry.link or self._resolved(words)
            case "link":
                address = self._attributes.get("href")
                is_page = self._attributes.get("rel", "alternate") == "alternate" and (self._type or "html") in _PAGES
                if address is None:
                    entry.link = self._resolved(words.replace("&amp;", "&"))
                elif is_page:
                    entry.link = self._resolved(address)
            case "summary" if not entry.summary:
                entry.summary = words
            case _:
                entry.content = max(entry.content, words, key=len)

    def _resolved(self, address: str) -> str:
        try:
            return urljoin(self.bases[-1], address)
        except ValueError:
            return ""


def _plain(name: str) -> str:
    """An element's or attribute's name in lower case, with the usual prefix of its namespace."""
    space, _, local = name.rpartition(" ")
    space = space.lower()
    prefix = _PREFIXES.get(space, "" if not space or _USERLAND in space else "?:")
    return prefix + local.lower()


def _mended(text: str) -> str:
    """The text without two common faults of feeds: UTF-8 that was taken for Latin-1, and signs of windows-1252."""
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return text.translate(_LATIN)
