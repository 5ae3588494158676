"""Articles to what was read from each: `python -m data extract`, as JSON lines or as a listing for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from data.derive.readings import reading_of
from data.feed import Article, articles
from data.feed.article import failed
from data.feed.dates import written
from data.files import read
from data.problems import DataError, Problem
from data.reading import Claim, Reading, Stop

_DATE = "Write it as 2018-04-13, or null where it is not to be known"


@dataclass(frozen=True)
class Extract:
    """One article and what was read from it."""

    article: Article
    reading: Reading

    def as_json(self) -> str:
        """One line of JSON, `{"file", "facts"}`, with the public keys of a fact."""
        return json.dumps({"file": name_of(self.article), "facts": self.reading.as_json()}, ensure_ascii=False)

    def lines(self) -> Iterator[str]:
        """The reading as lines for people: a heading, then a line a fact in the order of the text."""
        found: list[Claim | Stop] = [*self.reading.claims, *self.reading.stops]
        found.sort(key=lambda fact: fact.start)
        count = "1 fact" if len(found) == 1 else f"{len(found)} facts"
        yield _shown(f"{name_of(self.article)}: {self.reading.language}-{self.reading.script}, {count}")
        yield from (_shown(_claimed(fact) if isinstance(fact, Claim) else _stopped(fact)) for fact in found)
        yield from (
            _shown(f"  ? {doubt.why:<10} «{doubt.phrase}» [{doubt.start}, {doubt.stop})")
            for doubt in self.reading.doubts
        )


def name_of(article: Article) -> str:
    """Name of the article's file, without its folder; for a page, the last part of its address.

    An entry of a feed has its key after it ("news.xml#1f0c…"), since its file holds others too.
    """
    if "#" in article.id and article.url != article.id:
        return article.id.rpartition("/")[2]
    return PurePosixPath(article.file.rstrip("/")).name or article.id


def extract(
    places: Sequence[str],
    published: date | None = None,
    manifest: Mapping[str, date | None] | None = None,
    *,
    private: bool = False,
) -> Iterator[Extract | Problem]:
    """Read each article in `places` (files, folders, addresses), one after the other.

    A date from the manifest counts before `published`, and that before the date printed with the article;
    None in the manifest means that the reader is not to know the date. `private` allows addresses of this machine
    and of local networks. A fault is one Problem, a reading that fails too; the rest goes on.
    """
    for article in articles(places, private=private):
        if isinstance(article, Problem):
            yield article
            continue
        when = (manifest or {}).get(name_of(article), published or article.published)
        try:
            reading = reading_of(article, when)
        except Exception as error:  # the reader promises to raise nothing
            yield failed(name_of(article), error)
        else:
            yield Extract(article, reading)


def dates(path: Path) -> dict[str, date | None]:
    """The manifest `path`: a JSON list of {"file", "published"}; other keys are ignored.

    Raises DataError with the first fault.
    """
    form = 'Write [{"file": "report.txt", "published": "2018-04-13"}]'
    try:
        records = json.loads(read(path)[0].decode("utf-8-sig"))
    except OSError as error:
        raise _fault(path, f"the manifest cannot be read ({error.strerror})", "Check its path") from None
    except (ValueError, RecursionError):  # of UnicodeDecodeError and JSONDecodeError each is one
        raise _fault(path, "the manifest is not JSON", form) from None
    if not isinstance(records, list):
        raise _fault(path, "the manifest is not a list", form)
    return dict(_entry(path, number, record) for number, record in enumerate(records, 1))


def _entry(path: Path, number: int, record: object) -> tuple[str, date | None]:
    if not isinstance(record, dict) or not isinstance(record.get("file"), str) or "published" not in record:
        raise _fault(path, f"entry {number} has no file or no published", "Give it both")
    when = record["published"]
    try:
        return PurePosixPath(record["file"]).name, None if when is None else written(str(when))
    except ValueError:
        raise _fault(path, f"entry {number}: '{when}' is not a date", _DATE) from None


def _fault(path: Path, what: str, remedy: str) -> DataError:
    return DataError([Problem(path.name, what, remedy)])


def _claimed(fact: Claim) -> str:
    of = f" of {fact.of}" if fact.of else ""
    who = " – ".join(filter(None, (fact.reporter, fact.partner))) or "?"
    what = f" ({fact.product})" if fact.product else ""
    when = fact.period or (f"{fact.period_text}?" if fact.period_text else "period open")
    amount = f"{fact.relation} {fact.value:,.12g} {fact.unit}"
    where = f"«{fact.phrase}» [{fact.start}, {fact.stop})"
    return "  ".join(("", f"{fact.kind}{of}", who + what, amount, when, fact.modality, where))


def _stopped(fact: Stop) -> str:
    return f"  stop {fact.day}.{fact.order}  {fact.place}: {fact.action}  «{fact.phrase}» [{fact.start}, {fact.stop})"


def _shown(line: str) -> str:
    # An article's words must not steer the terminal.
    return "".join(letter if letter.isprintable() else " " for letter in line)
