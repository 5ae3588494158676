"""Articles as a reader gives them: pasted, from files, from an address; or a line that says why not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from components.i18n import Words
from data import DataError, Problem
from data.ingest import Article, from_bytes, from_text, from_url

_EXAMPLES = Path(__file__).parent / "examples"
EXAMPLE_DATE = date(2025, 3, 14)

_MB = 1_000_000
MOST_MB = 2  # of one text
MOST = 100  # articles at a time
MOST_TOGETHER_MB = 4  # of all their texts: some ten seconds of reading
_NAME = 80  # letters of a file or an address that are told
_ENOUGH = MOST + 1  # articles of one source; one more shows that some were left out


@dataclass(frozen=True)
class Given:
    """An article that a reader gave.

    `published` is the article's own date, else the one that the reader gave.
    """

    article: Article
    published: date | None = None
    example: bool = False

    @property
    def text(self) -> str:
        """The text that was read; spans count in it."""
        return self.article.text

    @property
    def name(self) -> str:
        """What it goes by in downloads, as in those of the command line."""
        return self.article.file_name

    @property
    def title(self) -> str:
        """What the article calls itself, else its name."""
        return self.article.title or self.name

    def on(self, day: date | None) -> Given:
        """The same article, published on `day` if it bears no date of its own."""
        return replace(self, published=self.article.published or day)


@dataclass(frozen=True)
class Intake:
    """What was taken in, and a line for each thing that could not be, in the reader's language."""

    given: tuple[Given, ...] = ()
    faults: tuple[str, ...] = ()


def pasted(text: str, words: Words) -> Intake:
    """A text from the page's own field."""
    if not text.strip():
        return Intake(faults=(words("read.empty"),))
    name = words("read.pasted")
    return _taken([lambda faults: [from_text(text, name)]], words)


def example(words: Words) -> Intake:
    """An article with invented figures, in the page's language."""
    name = words("read.example_name")
    return Intake((Given(from_text(example_text(words), name), example=True),))


def example_text(words: Words) -> str:
    """The text of the example."""
    return (_EXAMPLES / f"{words.language}.txt").read_text("utf-8")


def uploaded(files: Iterable[tuple[str, bytes]], words: Words) -> Intake:
    """The articles of files, by name and content; one file may hold several."""
    return _taken([partial(from_bytes, content, name, most=_ENOUGH) for name, content in files], words)


def fetched(url: str, words: Words) -> Intake:
    """The article at an address, or the articles of the feed there.

    Addresses of this machine and of local networks are refused, unless the variable PRIVATE_ADDRESSES of
    the server is 1.
    """
    if not url.lower().startswith(("http://", "https://")):
        return Intake(faults=(words("read.no_address"),))
    private = os.environ.get("PRIVATE_ADDRESSES") == "1"
    return _taken([partial(from_url, url, limit=MOST_MB * _MB, private=private, most=_ENOUGH)], words)


def _taken(sources: Iterable[Callable[..., Sequence[Article]]], words: Words) -> Intake:
    """What each source gives; texts that are too large, and what of a source cannot be read, are said."""
    given: list[Given] = []
    faults: list[str] = []
    more, together = False, 0
    for take in sources:
        problems: list[Problem] = []
        try:
            articles = take(faults=problems)
        except DataError as error:
            articles, problems = [], [*error.problems]
        faults += [_said(problem, words) for problem in problems]
        if len(articles) + len(problems) == _ENOUGH:  # there may be more, which were not looked at
            more = True
        for article in articles[:MOST]:
            size = len(article.text.encode())
            if size <= MOST_MB * _MB:
                together += size
                if together <= MOST_TOGETHER_MB * _MB:
                    given.append(Given(article))
            else:
                large = {"size": _megabytes(size, words), "most": MOST_MB}
                faults.append(words("read.too_large", name=_short(article.file), **large))
    if more or len(given) > MOST:
        faults.append(words("read.too_many", most=MOST))
    if together > MOST_TOGETHER_MB * _MB:
        faults.append(words("read.too_much", most=MOST_TOGETHER_MB))
    return Intake(tuple(given[:MOST]), tuple(faults))


def _said(problem: Problem, words: Words) -> str:
    """A fault of the feed, in the reader's language."""
    return words(f"fault.{problem.code}", name=_short(problem.file), number=problem.number)


def _short(name: str) -> str:
    """A name whose beginning and end tell it from others."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 20]}…{name[-19:]}"


def _megabytes(size: int, words: Words) -> str:
    """A size above the limit, rounded up, so that it never reads as the limit itself."""
    return words.numbers.value(-(-size * 100 // _MB) / 100, "MB")
