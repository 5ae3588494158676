"""Articles to what was read from each: `python -m data extract`, as JSON lines or as a listing for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from data.extraction.article_facts import ArticleFacts
from data.ingest import articles
from data.ingest.article import failed
from data.ingest.dates import written
from data.model.problem import DataError, Problem
from data.pipeline.readings import reading_of
from data.system.files import read

_DATE = "Write it as 2018-04-13, or null where it is not to be known"


def extract(
    places: Sequence[str],
    published: date | None = None,
    manifest: Mapping[str, date | None] | None = None,
    *,
    private: bool = False,
) -> Iterator[ArticleFacts | Problem]:
    """Read each article in `places` (files, folders, addresses), one after the other.

    A date from the manifest counts before `published`, and that before the date printed with the article;
    None in the manifest means that the reader is not to know the date. `private` allows addresses of this machine
    and of local networks. A fault is one Problem, a reading that fails too; the rest goes on.
    """
    for article in articles(places, private=private):
        if isinstance(article, Problem):
            yield article
            continue
        when = (manifest or {}).get(article.file_name, published or article.published)
        try:
            reading = reading_of(article, when)
        except Exception as error:  # the reader promises to raise nothing
            yield failed(article.file_name, error)
        else:
            yield ArticleFacts(article, reading)


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
