"""Saved pages, plain texts and feeds: articles, or a fault in one line."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from html import escape
from pathlib import Path
from random import Random

from data import DataError
from data.ingest import from_bytes
from tests.fuzz import mutate
from tests.fuzz.engine import Case, Target
from tests.fuzz.mutate import DICTIONARY
from tests.fuzz.reports import texts

_ENTRY = re.compile(r"<(item|entry)\b.*</\1\s*>", re.S)


def _filled(form: str, text: str) -> str:
    """A form with the title and the words of a report."""
    words = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    return form.format(title=escape(text.partition("\n")[0][:200]), words=words, escaped=escape(words))


@cache
def pages() -> tuple[str, ...]:
    """Our own reports as pages of several sites."""
    forms = [
        f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
        for head in DICTIONARY["heads"]
        for body in DICTIONARY["bodies"]
    ]
    return tuple(_filled(forms[number % len(forms)], text) for number, text in enumerate(texts()))


@cache
def feeds() -> tuple[str, ...]:
    """Our own reports as feeds of several kinds, three entries each."""
    forms = DICTIONARY["items"]
    items = [_filled(forms[number % len(forms)], text) for number, text in enumerate(texts())]
    return tuple(
        form.format(items="\n".join(items[start : start + 3]))
        for start in range(0, len(items) - 3, 3)
        for form in DICTIONARY["feeds"]
    )


class Pages(Target):
    """Whatever a page or text holds, it gives articles, or lines that say why not."""

    base, per_byte, grows = 1.0, 3e-6, 80.0
    corpus = staticmethod(pages)
    suffixes: tuple[str, ...] = ("html", "html", "htm", "xhtml", "txt")

    def __init__(self, folder: Path) -> None:
        """Try what is not mutated."""
        super().__init__(folder)
        for text in self.corpus():
            self.check({f"file.{self.suffixes[0]}": text.encode()})

    def case(self, chance: Random) -> Case:
        """A file, by its name."""
        text = mutate.mutated(chance, chance.choice(self.corpus()), self.corpus(), markup=True)
        return {f"file.{chance.choice(self.suffixes)}": mutate.encoded(chance, text)}

    def doubled(self, case: Case) -> Case | None:
        """The file twice; a feed has its entries twice, where it has some."""
        ((name, content),) = case.items()
        found = _ENTRY.search(text := content.decode("utf-8", "replace"))
        if self.corpus is pages:
            return {name: content * 2}
        return {name: f"{text[: found.end()]}{found[0]}{text[found.end() :]}".encode()} if found else None

    def check(self, case: Case) -> None:
        """Take it in as an upload is."""
        ((name, content),) = case.items()
        try:
            articles = from_bytes(content, name, max_articles=101)
        except DataError as error:
            check_problems(error)
            return
        for article in articles:
            assert article.text.encode().strip(), "an article is empty"
            assert not {"\n", "\r"} & {*article.title}, "a title has several lines"
        assert len({article.id for article in articles}) == len(articles), "two articles have one id"


class Feeds(Pages):
    """Whatever a feed holds, it gives articles, or lines that say why not."""

    corpus = staticmethod(feeds)
    suffixes = ("xml", "rss", "atom", "rdf")


def check_problems(error: DataError, files: Container[str] = ()) -> None:
    """Raise where a problem is not one line that names what is wrong and what mends it, of one of these `files`."""
    assert error.problems, "an error has no problem"
    for problem in error.problems:
        line = str(problem)
        assert line.isprintable(), "a problem is no line"
        assert len(line) < 2_000, "a problem is too long"
        assert problem.what and problem.remedy, "a problem lacks its remedy"
        assert "MemoryError" not in line, "it takes too much memory"
        assert not files or problem.file in files, "a problem names no file"
