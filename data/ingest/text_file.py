"""Plain text to an article: the title, a blank line, two lines for author and date, and the body.

    Title of the report

    None                  author, `None` where unknown; the two lines may be missing
    2018-04-13            date, in any of the ways that `data.ingest.dates` knows
    The body ...

Text with a title only, and a bare body, are articles too. The text stays whole: spans count in the file.
"""

from __future__ import annotations

import re
from datetime import date

from data.ingest import decode
from data.ingest.article import Article, compose, fault
from data.ingest.dates import date_of
from data.ingest.faults import Fault

_HEAD = 2_000  # characters that title, author and date stand within
_TITLE = 250  # characters of the longest title
_AUTHOR = 80  # characters of the longest line with authors
_AUTHOR_WORDS = 8
_UNKNOWN = "None"
_LINE = re.compile(r"\r\n|\n|\r")


def from_text(text: str | bytes, name: str) -> Article:
    """The article of one plain text; `name` stands for it in `file` and in messages.

    Bytes are read as UTF-8. `Article.text` is then exactly what they say. Raises `DataError`
    where it is empty, binary or not UTF-8.
    """
    if isinstance(text, bytes):
        return of_bytes(text, name)
    try:
        return of_bytes(text.encode("utf-8"), name)
    except UnicodeEncodeError as error:
        what = f"character {error.start} is half of a pair"
        raise fault(name, what, "Paste the text anew", Fault.ENCODING) from None


def of_bytes(raw: bytes, name: str, charset: str | None = None, url: str | None = None) -> Article:
    """The article of a plain text in the encoding `charset`, by default UTF-8."""
    text = decode.plain(raw, name, charset)
    title, published = header(text)
    return compose(name, text, raw, title=title, published=published, url=url)


def header(text: str) -> tuple[str, date | None]:
    """Title and date that stand over the body; an empty title and None where they do not.

    A date counts only on a line of its own, right after the blank line or after a line that looks like
    an author, and where what follows begins a new sentence. A date in the body is no publication date.
    """
    lines = [line.strip() for line in _LINE.split(text[:_HEAD].lstrip("\ufeff \t\r\n"), 8)][:8]
    title = lines[0]
    if len(title) > _TITLE or len(lines) < 3 or lines[1]:  # noqa: PLR2004 - title, blank line, body
        return "", None
    first, second, third = ([line for line in lines[1:] if line] + ["", "", ""])[:3]
    if first == second == _UNKNOWN:
        return title, None
    if (published := date_of(first)) and _begins(second):
        return title, published
    if _is_author(first) and _begins(third):
        if published := date_of(second):
            return title, published
        if second == _UNKNOWN:
            return title, None
    return ("" if title[-1:] in ".,;:" else title), None


def _is_author(line: str) -> bool:
    """Whether a line may be the names of authors: short, without figures, no sentence."""
    short = len(line) <= _AUTHOR and len(line.split()) <= _AUTHOR_WORDS
    spoken = any(map(str.isdigit, line)) or line[-1:] in "?!:;,…" or line[:1].islower()
    return line == _UNKNOWN or (short and not spoken)


def _begins(line: str) -> bool:
    """Whether a line begins a sentence: else the line before it is part of the running text."""
    return not line[:1].islower()
