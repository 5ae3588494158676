"""An article: its text, where it came from, and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from data.ingest.faults import Fault
from data.ingest.language_detection import detect_language
from data.model.problem import DataError, Problem


@dataclass(frozen=True)
class Article:
    """One article of the feed; spans count in `text`, in characters.

    `id` is unique within one feed: the file's name without `.txt`, a URL, or `file#key` for an entry of
    an RSS or Atom file. `title` is empty where none is printed. `text` is, of a plain text, the whole
    file as UTF-8, unchanged (a byte order mark stays in); of a page or an entry, its title, a blank line
    and its words. `language` is kk, ru, uz or en, and `und` where the words are of none of them; `script`
    is Cyrl, Latn or Arab, and `Zyyy` where there is no letter. `published` is the date that is printed or
    declared with the article, None where none is: it is never guessed. `sha256` is of the bytes that were
    read, of an entry of its own text (the file changes with every new entry). `file` is the file's path
    relative to the feed, with `/`, or the URL that was asked for.
    """

    id: str
    title: str
    text: str
    language: str
    script: str
    published: date | None
    url: str | None
    sha256: str
    file: str

    @property
    def file_name(self) -> str:
        """Name of the article's file, without its folder; for a page, the last part of its address.

        An entry of a feed has its key after it ("news.xml#1f0c…"), since its file holds others too.
        """
        if "#" in self.id and self.url != self.id:
            return self.id.rpartition("/")[2]
        return PurePosixPath(self.file.rstrip("/")).name or self.id


class Metadata(NamedTuple):
    """What is printed or declared with an article; `title` is empty where there is none."""

    title: str
    published: date | None
    url: str | None


def build_article(file: str, text: str, content: bytes, metadata: Metadata, key: str = "") -> Article:
    """Return the article of one text; `sha256` is of `content`, and `key` distinguishes the entries of one file."""
    title, published, url = metadata
    language, script = detect_language(text)
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{file}#{key}" if key else file.removesuffix(".txt")
    return Article(name, title, text, language, script, published, url, sha256, file)


def ingest_error(file: str, what: str, remedy: str, code: Fault = Fault.FILE, number: int | None = None) -> DataError:
    """Return the error of one file or URL, to be raised; what a server says of itself is escaped in the message."""
    return DataError([Problem(file, escape_unprintable(what), remedy, code=code, number=number)])


def unexpected_problem(file: str, error: Exception) -> Problem:
    """Return the Problem of an exception that nobody foresaw, without its message, so that other articles are read."""
    what = f"it could not be read ({type(error).__name__}), which is a fault of the program"
    return Problem(
        escape_unprintable(file), what, "Report it with the article, or take the article away", code=Fault.FAILED
    )


def escape_unprintable(name: str) -> str:
    """Return a name on one line that any output can hold: control characters and broken bytes are escaped."""
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in name)
