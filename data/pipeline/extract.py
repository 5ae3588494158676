"""Extract the facts of articles: what `python -m data extract` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from data.extraction.article_facts import ArticleFacts
from data.ingest import load_articles
from data.ingest.article import unexpected_problem
from data.ingest.dates import parse_iso_date
from data.model.problem import DataError, Problem
from data.pipeline.readings import read_article
from data.system.files import read_file

_DATE = "Write it as 2018-04-13, or null where it is not to be known"


def extract(
    places: Sequence[str],
    published: date | None = None,
    manifest: Mapping[str, date | None] | None = None,
    *,
    allow_private: bool = False,
) -> Iterator[ArticleFacts | Problem]:
    """Yield the facts of each article in `places` (files, folders, URLs), or a Problem where it cannot be read.

    A date from the manifest counts before `published`, and that before the date printed with the article;
    None in the manifest means that the date is unknown. `allow_private` allows addresses of this machine
    and of local networks.
    """
    for article in load_articles(places, allow_private=allow_private):
        if isinstance(article, Problem):
            yield article
            continue
        when = (manifest or {}).get(article.file_name, published or article.published)
        try:
            reading = read_article(article, when)
        except Exception as error:  # the reader should never raise; the other articles are read all the same
            yield unexpected_problem(article.file_name, error)
        else:
            yield ArticleFacts(article, reading)


def load_manifest(path: Path) -> dict[str, date | None]:
    """Return the dates of the manifest `path`, a JSON list of {"file", "published"}, by file name.

    Other keys are ignored. Raise DataError with the first fault.
    """
    form = 'Write [{"file": "report.txt", "published": "2018-04-13"}]'
    try:
        records = json.loads(read_file(path)[0].decode("utf-8-sig"))
    except OSError as error:
        raise _manifest_error(path, f"the manifest cannot be read ({error.strerror})", "Check its path") from None
    except (ValueError, RecursionError):  # includes UnicodeDecodeError and JSONDecodeError
        raise _manifest_error(path, "the manifest is not JSON", form) from None
    if not isinstance(records, list):
        raise _manifest_error(path, "the manifest is not a list", form)
    return dict(_parse_entry(path, number, record) for number, record in enumerate(records, 1))


def _parse_entry(path: Path, number: int, record: object) -> tuple[str, date | None]:
    if not isinstance(record, dict) or not isinstance(record.get("file"), str) or "published" not in record:
        raise _manifest_error(path, f"entry {number} has no file or no published", "Give it both")
    when = record["published"]
    try:
        return PurePosixPath(record["file"]).name, None if when is None else parse_iso_date(str(when))
    except ValueError:
        raise _manifest_error(path, f"entry {number}: '{when}' is not a date", _DATE) from None


def _manifest_error(path: Path, what: str, remedy: str) -> DataError:
    return DataError([Problem(path.name, what, remedy)])
