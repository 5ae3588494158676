"""Parse the XML of RSS and Atom feeds to entries in one pass; time and memory grow linearly with its length."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from html import escape
from typing import NoReturn
from urllib.parse import urljoin
from xml.parsers import expat

from data.ingest.article import ingest_error
from data.ingest.faults import Fault
from data.ingest.html_page import MAX_SQUARED_ATTRIBUTES
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
_ROOT_TAGS = ("rss", "feed", "rdf:rdf")
_ENTRY_TAGS = ("item", "entry")
_PART_BY_TAG = {
    **dict.fromkeys(("title", "dc:title"), "title"),
    **dict.fromkeys(("id", "guid"), "id"),
    **dict.fromkeys(("published", "issued", "pubdate", "dcterms:issued"), "published"),
    **dict.fromkeys(("description", "summary", "abstract", "dc:description", "itunes:summary"), "summary"),
    **dict.fromkeys(("content", "content:encoded", "fullitem", "body", "xhtml:body"), "content"),
    "link": "link",
}
_TEXT_TYPES = ("", "text", "plain", "html", "xhtml")
_PAGE_TYPES = ("html", "xhtml", "text/html", "application/xhtml+xml")
_MAX_ADDRESS_CHARACTERS = 300  # of a namespace or a base URL, which expat or we repeat with every name
_MAX_DEFAULT_CHARACTERS = 16  # of an entity that the feed declares, or of an attribute's default
_WINDOWS_1252_SIGNS = {code: bytes([code]).decode("cp1252", "ignore") or " " for code in range(0x80, 0xA0)}


@dataclass
class Entry:
    """One entry; `content` and `summary` are HTML: the longest content and the first summary it has."""

    id: str = ""
    title: str = ""
    link: str = ""
    published: str = ""
    summary: str = ""
    content: str = ""


def parse_entries(source: str, name: str) -> list[Entry]:
    """Return all entries in their order; `source` has no XML declaration.

    Raise DataError where it is no RSS or Atom, is broken XML (a broken feed may be cut in the middle of an entry),
    has too many attributes, or declares entities that stand for more than a few letters.
    """
    parser = expat.ParserCreate("utf-8", " ")
    reader = _FeedReader(name)
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
            raise reader.not_a_feed_error() from None
        raise reader.broken_xml_error(f" in line {error.lineno}") from None
    return reader.entries


class _FeedReader:
    """Handlers for expat that collect the entries; what is outside an entry or in an unknown part is skipped."""

    def __init__(self, name: str) -> None:
        self.entries: list[Entry] = []
        self.bases: list[str] = []  # base URLs of the open elements
        self.is_feed = False
        self._name = name
        self._attribute_budget = MAX_SQUARED_ATTRIBUTES  # with the namespaces that elements declare
        self._declared_namespaces = self._default_attributes = 0
        self._entry_depth = 0  # 0 outside an entry
        self._part = ""  # field of Entry that the text belongs to; empty for none
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._is_markup = False

    def broken_xml_error(self, where: str) -> DataError:
        """Return the error to raise where the XML is broken."""
        return ingest_error(self._name, f"the XML is broken{where}", "Fetch the feed again, or mend it", Fault.BROKEN)

    def not_a_feed_error(self) -> DataError:
        """Return the error to raise where it is no feed."""
        remedy = "Give an RSS or Atom file, or the article itself"
        return ingest_error(self._name, "it is no RSS or Atom feed", remedy, Fault.BROKEN)

    def entity_declared(self, _name: str, _of_dtd: bool, value: str | None, *_: object) -> None:
        """Refuse entities that contain others or much text: together they could expand to any amount."""
        if value is not None and ("&" in value or len(value) > _MAX_DEFAULT_CHARACTERS):
            raise self.broken_xml_error(" by entities of its own")

    def entity_skipped(self, *_: object) -> NoReturn:
        """Refuse an entity that is not declared."""
        raise self.broken_xml_error(" by an entity that it does not declare")

    def attribute_declared(self, _tag: str, _name: str, _type: str, value: str | None, _required: bool) -> None:
        """Count an attribute with a default value, which every element of that name then has."""
        if len(value or "") > _MAX_DEFAULT_CHARACTERS:
            raise self.broken_xml_error(" by attributes of its own")
        self._default_attributes += 1
        self._count_attributes(2 * self._default_attributes - 1)

    def namespace_declared(self, _prefix: str | None, uri: str | None) -> None:
        """Count a namespace; refuse a very long name, which expat repeats with every element in it."""
        if len(uri or "") > _MAX_ADDRESS_CHARACTERS:
            raise self.broken_xml_error(" by a namespace with a very long name")
        self._declared_namespaces += 1

    def element_started(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        self._count_attributes((len(attributes) + self._declared_namespaces) ** 2)
        self._declared_namespaces = 0
        tag = _qualified_name(name)
        self.is_feed = self.is_feed or tag in _ROOT_TAGS
        if not self.is_feed:
            raise self.not_a_feed_error()
        plain = {_qualified_name(key): value for key, value in attributes.items()}
        base = plain.get("xml:base", "")
        is_base = base.startswith(("http://", "https://")) and len(base) <= _MAX_ADDRESS_CHARACTERS
        self.bases.append(base if is_base else self.bases[-1] if self.bases else "")
        if self._part:
            self._open(tag, plain)
        elif not self._entry_depth and tag in _ENTRY_TAGS:
            self._entry_depth = len(self.bases)
            self.entries.append(Entry(id=plain.get("rdf:about", "")))
        elif self._entry_depth and len(self.bases) == self._entry_depth + 1:
            self._part, self._attributes, self._pieces = _PART_BY_TAG.get(tag, ""), plain, []
            self._is_markup = self._type.endswith("xml") or self._type == "xhtml"

    @property
    def _type(self) -> str:
        return self._attributes.get("type", "").lower()

    def element_ended(self, name: str) -> None:
        """Handle the end of an element."""
        depth = len(self.bases)
        if depth == self._entry_depth:
            self._entry_depth = 0
        elif self._part and depth == self._entry_depth + 1:
            is_text = self._type.partition("/")[0] in _TEXT_TYPES or self._type.endswith("xml")
            if is_text and self._attributes.get("mode") != "base64":  # else it is a picture or the like
                self._store(self.entries[-1], _repair_encoding("".join(self._pieces).strip()))
            self._part = ""
        elif self._part and self._is_markup:
            self._pieces.append(f"</{_qualified_name(name).rpartition(':')[2]}>")
        self.bases.pop()

    def text_found(self, text: str) -> None:
        """Handle text."""
        if self._part:
            self._pieces.append(escape(text, quote=False) if self._is_markup else text)

    def _count_attributes(self, squared: int) -> None:
        self._attribute_budget -= squared
        if self._attribute_budget < 0:
            what = "the feed has too many attributes to be read"
            raise ingest_error(self._name, what, "Give the pages of its articles", Fault.COMPLEX)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle an element inside a part: the part is markup, even if its type says it is escaped."""
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
                    entry.link = entry.link or self._resolve(words)
            case "link":
                address = self._attributes.get("href")
                is_page = (
                    self._attributes.get("rel", "alternate") == "alternate" and (self._type or "html") in _PAGE_TYPES
                )
                if address is None:
                    entry.link = self._resolve(words.replace("&amp;", "&"))
                elif is_page:
                    entry.link = self._resolve(address)
            case "summary" if not entry.summary:
                entry.summary = words
            case _:
                entry.content = max(entry.content, words, key=len)

    def _resolve(self, address: str) -> str:
        try:
            return urljoin(self.bases[-1], address)
        except ValueError:
            return ""


def _qualified_name(name: str) -> str:
    """Return the name of an element or attribute in lower case, with the usual prefix of its namespace."""
    space, _, local = name.rpartition(" ")
    space = space.lower()
    prefix = _PREFIXES.get(space, "" if not space or _USERLAND in space else "?:")
    return prefix + local.lower()


def _repair_encoding(text: str) -> str:
    """Return text without two common encoding faults of feeds: UTF-8 read as Latin-1, and windows-1252 signs."""
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return text.translate(_WINDOWS_1252_SIGNS)
