"""Articles that a reader submits: pasted, as files, by address; with a message for each that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from components.i18n import Messages
from data import DataError, Problem
from data.ingest import Article, from_bytes, from_text, from_url

_EXAMPLES = Path(__file__).parent / "examples"
EXAMPLE_DATE = date(2025, 3, 14)

_BYTES_PER_MB = 1_000_000
MAX_TEXT_MB = 2  # of one article
MAX_TOTAL_TEXT_MB = 4  # of all articles together, which take some ten seconds to read
MAX_ARTICLES = 100
_SOURCE_LIMIT = MAX_ARTICLES + 1  # articles loaded of one source: one more shows that some were left out
_MAX_NAME_CHARS = 80  # of a file name or an address in a message


@dataclass(frozen=True)
class SubmittedArticle:
    """An article that a reader submitted.

    published: the article's own date, else the one that the reader entered.
    """

    content: Article
    published: date | None = None
    is_example: bool = False

    @property
    def text(self) -> str:
        """The text in which spans count."""
        return self.content.text

    @property
    def name(self) -> str:
        """The file name in downloads, the same as on the command line."""
        return self.content.file_name

    @property
    def title(self) -> str:
        """The article's own title, else its name."""
        return self.content.title or self.name

    def with_date(self, day: date | None) -> SubmittedArticle:
        """Return the article as published on `day`, unless it has a date of its own."""
        return replace(self, published=self.content.published or day)


@dataclass(frozen=True)
class InputResult:
    """The articles that were loaded, and a message in the reader's language for each thing that could not be."""

    articles: tuple[SubmittedArticle, ...] = ()
    error_messages: tuple[str, ...] = ()


def load_pasted(text: str, words: Messages) -> InputResult:
    """Load a text from the page's text field."""
    if not text.strip():
        return InputResult(error_messages=(words("read.empty"),))
    name = words("read.pasted")
    return _load_sources([lambda problems: [from_text(text, name)]], words)


def load_example(words: Messages) -> InputResult:
    """Load the example, an article with invented figures in the page's language."""
    name = words("read.example_name")
    return InputResult((SubmittedArticle(from_text(example_text(words), name), is_example=True),))


def example_text(words: Messages) -> str:
    """Return the text of the example."""
    return (_EXAMPLES / f"{words.language}.txt").read_text("utf-8")


def load_files(files: Iterable[tuple[str, bytes]], words: Messages) -> InputResult:
    """Load the articles of files, given by name and content; one file may hold several."""
    return _load_sources(
        [partial(from_bytes, content, name, max_articles=_SOURCE_LIMIT) for name, content in files], words
    )


def load_url(url: str, words: Messages) -> InputResult:
    """Load the article at an address, or the articles of the feed there.

    Addresses of this machine and of local networks are refused, unless the environment variable PRIVATE_ADDRESSES
    is 1.
    """
    if not url.lower().startswith(("http://", "https://")):
        return InputResult(error_messages=(words("read.no_address"),))
    allow_private = os.environ.get("PRIVATE_ADDRESSES") == "1"
    max_bytes = MAX_TEXT_MB * _BYTES_PER_MB
    return _load_sources(
        [partial(from_url, url, max_bytes=max_bytes, allow_private=allow_private, max_articles=_SOURCE_LIMIT)], words
    )


def _load_sources(sources: Iterable[Callable[..., Sequence[Article]]], words: Messages) -> InputResult:
    """Load the articles of each source, up to the limits, with a message for what is left out.

    sources: functions that return articles and append to their parameter `problems` what cannot be read.
    """
    loaded: list[SubmittedArticle] = []
    messages: list[str] = []
    has_more, total = False, 0
    for load in sources:
        problems: list[Problem] = []
        try:
            articles = load(problems=problems)
        except DataError as error:
            articles, problems = [], [*error.problems]
        messages += [_problem_message(problem, words) for problem in problems]
        if len(articles) + len(problems) == _SOURCE_LIMIT:
            has_more = True
        for article in articles[:MAX_ARTICLES]:
            size = len(article.text.encode())
            if size <= MAX_TEXT_MB * _BYTES_PER_MB:
                total += size
                if total <= MAX_TOTAL_TEXT_MB * _BYTES_PER_MB:
                    loaded.append(SubmittedArticle(article))
            else:
                sizes = {"size": _format_megabytes(size, words), "most": MAX_TEXT_MB}
                messages.append(words("read.too_large", name=_shorten(article.file), **sizes))
    if has_more or len(loaded) > MAX_ARTICLES:
        messages.append(words("read.too_many", most=MAX_ARTICLES))
    if total > MAX_TOTAL_TEXT_MB * _BYTES_PER_MB:
        messages.append(words("read.too_much", most=MAX_TOTAL_TEXT_MB))
    return InputResult(tuple(loaded[:MAX_ARTICLES]), tuple(messages))


def _problem_message(problem: Problem, words: Messages) -> str:
    return words(f"fault.{problem.code}", name=_shorten(problem.file), number=problem.number)


def _shorten(name: str) -> str:
    """Return a name with its middle left out if it is too long for a message."""
    return name if len(name) <= _MAX_NAME_CHARS else f"{name[: _MAX_NAME_CHARS - 20]}…{name[-19:]}"


def _format_megabytes(size: int, words: Messages) -> str:
    """Return a size above the limit in MB, rounded up, so that it never reads as the limit itself."""
    return words.numbers.value(-(-size * 100 // _BYTES_PER_MB) / 100, "MB")
